// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/device_overlay.h"

#include <QGuiApplication>
#include <QMenu>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "widgets/common/colour_scale.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/front/front_cloud.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

QString deviceCurve(int series) {
    return QStringLiteral("device%1").arg(series);
}

/// From the far end, so that runs that are shown as well keep theirs.
QPen devicePen(int series, const QPalette& palette) {
    QPen pen = seriesPen(mostSeries - 1 - series, palette);
    pen.setCapStyle(Qt::RoundCap);
    return pen;
}

std::shared_ptr<const FrontMorph> morphTo(const FrontSnapshot& front, const QString& setting) {
    const auto found = std::ranges::find(front.elsewhere, setting, &FrontElsewhere::deviceSetting);
    return found == front.elsewhere.end() ? nullptr : found->morph;
}

}

double DeviceOverlay::onAxis(const FrontSnapshot& front, const FrontMorph& other, std::size_t point) {
    return other.cost[point] / other.referenceMs * front.referenceMs;
}

void DeviceOverlay::setSnapshot(const SnapshotPointer& snapshot) {
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    settings_.clear();
    if (front) {
        std::ranges::copy_if(snapshot->costSettings, std::back_inserter(settings_),
            [&front](const QString& setting) { return setting != front->deviceSetting; });
    }
    if (!snapshot) {
        chosen_.clear();
        knownFront_.reset();
        known_.clear();
    }
}

std::size_t DeviceOverlay::offeredAndChosen() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        chosen_, [this](const QString& setting) { return std::ranges::find(settings_, setting) != settings_.end(); }));
}

void DeviceOverlay::addTo(QMenu& menu, bool full) {
    if (settings_.empty()) {
        return;
    }
    //: Heading in a menu: the same candidates on other device settings.
    menu.addSection(tr("Other devices"));
    for (const QString& setting : settings_) {
        const bool isChosen = std::ranges::find(chosen_, setting) != chosen_.end();
        QAction* action = menu.addAction(deviceText(setting).replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setObjectName(QStringLiteral("frontDevices/") + setting);
        action->setCheckable(true);
        action->setChecked(isChosen);
        action->setEnabled(isChosen || !full);
        action->setToolTip(action->isEnabled()
                ? tr("The same candidates on this device, as shares of each device’s reference latency")
                : tr("No more than %n can be told apart: take one away first", nullptr, mostSeries));
        connect(action, &QAction::toggled, this, [this, setting](bool on) { choose(setting, on); });
    }
}

void DeviceOverlay::choose(const QString& setting, bool shown) {
    std::erase(chosen_, setting);
    if (shown) {
        chosen_.push_back(setting);
    }
    knownFront_.reset(); // the fronts are made again
    known_.clear();
    Q_EMIT chosenChanged();
}

const std::vector<DeviceOverlay::Front>& DeviceOverlay::fronts(const FrontChoice& choice) const {
    if (knownFront_ != choice.front() || knownAxis_ != choice.axis()) {
        known_.clear();
        for (const QString& setting : chosen_) {
            if (const auto other = choice.empty() ? nullptr : morphTo(*choice.front(), setting)) {
                known_.push_back({other, frontOf(choice, other->cost)});
            }
        }
        knownFront_ = choice.front();
        knownAxis_ = choice.axis();
    }
    return known_;
}

bool DeviceOverlay::isActive(const FrontChoice& choice) const {
    return !fronts(choice).empty();
}

CloudPointer DeviceOverlay::extended(const CloudPointer& cloud, const FrontChoice& choice) const {
    if (!cloud || !isActive(choice)) {
        return cloud;
    }
    auto extended = std::make_shared<Cloud>(*cloud);
    for (const Front& there : fronts(choice)) {
        for (const std::size_t member : there.members) {
            CloudPoint point = cloud->points[member];
            point.x = onAxis(*choice.front(), *there.other, member);
            if (!isSolid(there.other->provenance[member])) {
                point.style &= ~1U; // styles come in pairs, hollow and filled
            }
            extended->points.push_back(point);
        }
    }
    return extended;
}

int DeviceOverlay::candidateAt(const FrontChoice& choice, int point) const {
    if (point < 0 || choice.empty()) {
        return point;
    }
    auto index = static_cast<std::size_t>(point);
    if (index < choice.front()->points.size()) {
        return point;
    }
    index -= choice.front()->points.size();
    for (const Front& there : fronts(choice)) {
        if (index < there.members.size()) {
            return static_cast<int>(there.members[index]);
        }
        index -= there.members.size();
    }
    return -1;
}

QList<QPointF> DeviceOverlay::elsewhere(const FrontChoice& choice, int index) const {
    QList<QPointF> points;
    const auto i = static_cast<std::size_t>(index);
    for (const Front& there : fronts(choice)) {
        const double x = onAxis(*choice.front(), *there.other, i);
        if (std::isfinite(x)) {
            points.append({x, choice.shown(choice.front()->points[i])});
        }
    }
    return points;
}

void DeviceOverlay::draw(PlotView& plot, const FrontChoice& choice, bool shown) const {
    const std::vector<Front>& all = fronts(choice);
    for (int series = 0; series < mostSeries; ++series) {
        if (!shown || std::cmp_greater_equal(series, all.size())) {
            plot.removeCurve(deviceCurve(series));
            continue;
        }
        const Front& there = all[static_cast<std::size_t>(series)];
        QList<QPointF> line;
        for (const std::size_t member : there.members) {
            line.append(
                {onAxis(*choice.front(), *there.other, member), choice.shownExpected(choice.front()->points[member])});
        }
        if (line.size() == 1) {
            line.append(line.front()); // a single point is a front, too
        }
        plot.setCurve(deviceCurve(series), line, devicePen(series, QGuiApplication::palette()));
    }
    plot.setUnitX(shown && !all.empty() ? choice.front()->referenceMs / 100 : 1);
}

QList<Legend::Entry> DeviceOverlay::legend(const FrontChoice& choice, const QPalette& palette) const {
    QList<Legend::Entry> entries;
    int series = 0;
    for (const Front& there : fronts(choice)) {
        //: Legend: %1 a device setting, %2 a latency that is drawn as 100 %.
        entries.append(
            {tr("%1 (100 % = %2)").arg(deviceText(there.other->deviceSetting), latencyText(there.other->referenceMs)),
                std::nullopt, devicePen(series++, palette)});
    }
    for (const QString& setting : chosen_) {
        const bool isRead = choice.front()
            && std::ranges::find(choice.front()->elsewhere, setting, &FrontElsewhere::deviceSetting)
                != choice.front()->elsewhere.end();
        if (isRead && !morphTo(*choice.front(), setting)) {
            //: Legend: %1 a device setting that has no latencies of the candidates shown.
            entries.append({tr("%1: knows none of these").arg(deviceText(setting)), std::nullopt, QPen(Qt::NoPen)});
        }
    }
    return entries;
}

void DeviceOverlay::include(const FrontChoice& choice, QPointF& low, QPointF& high) const {
    for (const Front& there : fronts(choice)) {
        for (const std::size_t member : there.members) {
            const double x = onAxis(*choice.front(), *there.other, member);
            low.setX(std::min(low.x(), x));
            high.setX(std::max(high.x(), x));
        }
    }
}

}
