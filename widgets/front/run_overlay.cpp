// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/run_overlay.h"

#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>
#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <utility>

#include "widgets/common/colour_scale.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/front/device_overlay.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

QString curveOf(int series) {
    return QStringLiteral("run%1").arg(series);
}

}

std::vector<std::size_t> frontOfRun(const FrontChoice& choice, std::int64_t run) {
    std::vector<double> cost;
    for (const store::FrontPoint& point : choice.front()->points) {
        cost.push_back(choice.front()->isOfRun(point, run) ? point.cost : std::numeric_limits<double>::quiet_NaN());
    }
    return frontOf(choice, cost);
}

RunOverlay::RunOverlay(DeviceOverlay& devices, QWidget* parent)
    : QObject(parent)
    , devices_(devices)
    , button_(new QToolButton(parent))
    , menu_(new QMenu(button_)) {
    button_->setObjectName(QStringLiteral("frontRuns"));
    //: A button with a menu: the fronts of single runs and of other devices beside the front.
    button_->setText(tr("O&verlay"));
    button_->setPopupMode(QToolButton::InstantPopup);
    button_->setMenu(menu_);
    menu_->setObjectName(QStringLiteral("frontRunsMenu"));
    menu_->setToolTipsVisible(true);
    // Not from within an entry of the menu, which goes with it.
    connect(&devices_, &DeviceOverlay::chosenChanged, this, &RunOverlay::fillMenu, Qt::QueuedConnection);
    fillMenu();
}

void RunOverlay::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    devices_.setSnapshot(snapshot);
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    std::set<std::int64_t, std::greater<>> runs;
    if (front) {
        for (const store::FrontPoint& point : front->points) {
            if (point.run > 0) {
                runs.insert(point.run);
            }
        }
        for (const queries::MergedCandidate& one : front->merged) {
            if (one.run > 0) {
                runs.insert(one.run);
            }
        }
    }
    if (!snapshot) {
        chosen_.clear();
    }
    // A menu that is open stays as it is while a search commits.
    if (!std::ranges::equal(runs, runs_) || settings_ != devices_.offered()) {
        runs_.assign(runs.begin(), runs.end());
        settings_ = devices_.offered();
        fillMenu();
    }
}

void RunOverlay::fillMenu() {
    menu_->clear();
    const bool full = chosen_.size() + devices_.offeredAndChosen() >= static_cast<std::size_t>(mostSeries);
    if (!runs_.empty() && !settings_.empty()) {
        //: Heading in a menu: the fronts of single runs.
        menu_->addSection(tr("Runs"));
    }
    for (const std::int64_t run : runs_) {
        const records::Run* known = snapshot_->run(run);
        const bool isChosen = std::ranges::find(chosen_, run) != chosen_.end();
        //: Menu: %1 the number of a run, %2 its title.
        QAction* action = menu_->addAction(
            tr("Run %1: %2")
                .arg(run)
                .arg(known == nullptr ? QString()
                                      : engineText(known->title).replace(QLatin1Char('&'), QLatin1String("&&"))));
        action->setCheckable(true);
        action->setChecked(isChosen);
        action->setEnabled(isChosen || !full);
        action->setToolTip(action->isEnabled()
                ? QString()
                : tr("No more than %n can be told apart: take one away first", nullptr, mostSeries));
        connect(action, &QAction::toggled, this, [this, run](bool on) { choose(run, on); });
    }
    devices_.addTo(*menu_, full);
    button_->setEnabled(runs_.size() > 1 || !settings_.empty());
    button_->setToolTip(button_->isEnabled()
            ? tr("The fronts of single runs, and of the same candidates on other devices, beside this one")
            : tr("The candidates of this front come from one run and are known on one device"));
}

void RunOverlay::choose(std::int64_t run, bool shown) {
    std::erase(chosen_, run);
    if (shown) {
        chosen_.push_back(run);
    }
    // Not from within an entry of the menu, which goes with it.
    QMetaObject::invokeMethod(this, &RunOverlay::fillMenu, Qt::QueuedConnection);
    Q_EMIT changed();
}

void RunOverlay::draw(PlotView& plot, const FrontChoice& choice, bool shown) const {
    for (int series = 0; series < mostSeries; ++series) {
        const bool drawn = shown && !choice.empty() && std::cmp_less(series, chosen_.size());
        if (!drawn) {
            plot.removeCurve(curveOf(series));
            continue;
        }
        QList<QPointF> line;
        for (const std::size_t index : frontOfRun(choice, chosen_[static_cast<std::size_t>(series)])) {
            const store::FrontPoint& point = choice.front()->points[index];
            line.append({point.cost, choice.shownExpected(point)});
        }
        if (line.size() == 1) {
            line.append(line.front()); // a single point is a front, too
        }
        QPen pen = seriesPen(series, QGuiApplication::palette());
        pen.setCapStyle(Qt::RoundCap);
        plot.setCurve(curveOf(series), line, pen);
    }
}

QList<Legend::Entry> RunOverlay::legend(const FrontChoice& choice, const QPalette& palette) const {
    QList<Legend::Entry> entries;
    const std::vector<std::size_t>& all = choice.hull().front();
    for (std::size_t series = 0; series < chosen_.size(); ++series) {
        const std::int64_t run = chosen_[series];
        const auto share = std::ranges::count_if(
            all, [&](std::size_t member) { return choice.front()->isOfRun(choice.front()->points[member], run); });
        const records::Run* known = snapshot_ ? snapshot_->run(run) : nullptr;
        //: Legend: %1 the number of a run, %2 its kind, %3 of %4 cells of the front of all runs are its own.
        entries.append({tr("run %1 (%2), %3 of %4 on the front")
                            .arg(QString::number(run), known == nullptr ? QStringLiteral("–") : jobText(known->kind),
                                countText(share), countText(static_cast<qint64>(all.size()))),
            std::nullopt, seriesPen(static_cast<int>(series), palette)});
    }
    return entries;
}

}
