// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/measuring_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/statistics.h"
#include "widgets/common/controls.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/plot/plot_view.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {

const QString histogramCurve = QStringLiteral("histogram");
const QString driftCurve = QStringLiteral("drift");
const QString zeroCurve = QStringLiteral("zero");
constexpr int mostBins = 40;
constexpr double leastDriftShown = 2; ///< per cent up and down: less looks like nothing

/// Median.
double sentinelMs(const MeasuringSnapshot& measuring) {
    std::vector<double> raw;
    for (const MeasuringSnapshot::Sentinel& sentinel : measuring.sentinels) {
        raw.push_back(sentinel.ms);
    }
    return analysis::median(raw);
}

}

QList<QPointF> histogramOutline(std::span<const double> values) {
    std::vector<double> logarithms;
    for (const double value : values) {
        if (std::isfinite(value) && value > 0) {
            logarithms.push_back(std::log(value));
        }
    }
    if (logarithms.empty()) {
        return {};
    }
    const auto [low, high] = std::ranges::minmax(logarithms);
    const int bins = std::clamp(static_cast<int>(2 * std::sqrt(static_cast<double>(logarithms.size()))), 1, mostBins);
    constexpr double narrowest = 1e-3;
    const double width = std::max((high - low) / bins, narrowest);
    std::vector<int> counts(static_cast<std::size_t>(bins), 0);
    for (const double value : logarithms) {
        ++counts[static_cast<std::size_t>(std::min(static_cast<int>((value - low) / width), bins - 1))];
    }
    QList<QPointF> outline{{std::exp(low), 0}};
    for (int bin = 0; bin < bins; ++bin) {
        const double height = counts[static_cast<std::size_t>(bin)];
        outline.append({std::exp(low + bin * width), height});
        outline.append({std::exp(low + (bin + 1) * width), height});
    }
    outline.append({outline.last().x(), 0});
    return outline;
}

MeasuringPanel::MeasuringPanel(QWidget* parent)
    : QWidget(parent)
    , warning_(new QWidget(this))
    , warningText_(new ElidingLabel(warning_, Colour::Text))
    , numbers_(new QLabel(this))
    , histogram_(new PlotView(this))
    , drift_(new PlotView(this)) {
    auto* sign = new QLabel(warning_);
    sign->setPixmap(lineIcon(QStringLiteral("warning")).pixmap(sizes::icon));
    warningText_->setObjectName(QStringLiteral("measuringWarning"));
    auto* warningLayout = new QHBoxLayout(warning_);
    warningLayout->setContentsMargins(sizes::grid, 0, sizes::grid, 0);
    warningLayout->addWidget(sign);
    warningLayout->addWidget(warningText_, 1);
    QSizePolicy policy = warning_->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // what is below stays where it is
    warning_->setSizePolicy(policy);
    warning_->hide();
    numbers_->setObjectName(QStringLiteral("measuringNumbers"));
    numbers_->setWordWrap(true);
    numbers_->setMargin(sizes::grid);
    numbers_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    numbers_->setToolTip(
        tr("Some architectures are measured again, to know the noise: a measurement each time. Those of "
           "the sentinel do not count."));
    nameWidget(histogram_, "latenciesPlot", tr("Latencies of this run"));
    histogram_->setAxisTitles(tr("Latency (ms)"), tr("Measurements"));
    histogram_->setLogarithmicX(true);
    nameWidget(drift_, "driftPlot", tr("Drift of the sentinel"));
    drift_->setAxisTitles(tr("Measurements so far"), tr("Sentinel against its median (%)"));
    drift_->setToolTip(
        tr("The sentinel is one architecture that is measured again after each block: what it drifts by, "
           "the machine drifts by. Latencies are corrected for it."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, sizes::grid, 0, 0);
    layout->setSpacing(sizes::grid);
    layout->addWidget(warning_);
    layout->addWidget(numbers_);
    layout->addWidget(histogram_, 3);
    layout->addWidget(drift_, 2);
    showPlots();
    showNumbers();
}

void MeasuringPanel::setMeasuring(std::shared_ptr<const MeasuringSnapshot> measuring) {
    if (measuring_ != measuring) {
        measuring_ = std::move(measuring);
        showPlots();
        showNumbers();
    }
}

void MeasuringPanel::showWarning(const QString& text) {
    warningText_->setText(text);
    warning_->setVisible(!text.isEmpty());
}

void MeasuringPanel::showPlots() {
    const QList<QPointF> outline = measuring_ ? histogramOutline(measuring_->latencies) : QList<QPointF>();
    histogram_->setCurve(histogramCurve, outline, QPen(colour(Colour::Searched, palette()), 1.8));
    for (PlotView* plot : {histogram_, drift_}) {
        plot->setHint(outline.isEmpty() ? tr("Nothing was measured yet.") : QString());
    }
    histogram_->setHandle(std::nullopt);
    for (const QString& curve : {driftCurve, zeroCurve}) {
        drift_->removeCurve(curve);
    }
    if (outline.isEmpty()) {
        histogram_->clearHomeRange();
        drift_->clearHomeRange();
        return;
    }
    const auto highest = std::ranges::max_element(outline, {}, &QPointF::y);
    QPointF low(outline.first().x(), 0);
    QPointF high(outline.last().x(), highest->y());
    if (!measuring_->sentinels.empty()) {
        const double sentinel = sentinelMs(*measuring_);
        low.setX(std::min(low.x(), sentinel));
        high.setX(std::max(high.x(), sentinel));
        //: A line in a histogram of latencies: the architecture that is measured again and again.
        histogram_->setHandle(sentinel, colour(Colour::Published, palette()), tr("sentinel"));
    }
    histogram_->setHomeRange(low, high);
    QList<QPointF> drift;
    double most = leastDriftShown;
    const double usual = measuring_->sentinels.empty() ? 1 : sentinelMs(*measuring_);
    for (const MeasuringSnapshot::Sentinel& sentinel : measuring_->sentinels) {
        const double percent = 100 * (sentinel.ms / usual - 1);
        drift.append({static_cast<double>(sentinel.after), percent});
        most = std::max(most, std::abs(percent));
    }
    const double last = std::max(1.0, static_cast<double>(measuring_->latencies.size()));
    drift_->setCurve(zeroCurve, {{0, 0}, {last, 0}}, QPen(colour(Colour::MutedText, palette()), 1, Qt::DotLine));
    drift_->setCurve(driftCurve, drift, QPen(colour(Colour::Published, palette()), 1.8));
    drift_->setHomeRange({0, -most}, {last, most});
}

void MeasuringPanel::showNumbers() {
    if (!measuring_ || measuring_->latencies.empty()) {
        numbers_->setText(tr("No measurements yet."));
        return;
    }
    const auto entry = [](const QString& name, const QString& value) -> QString {
        return name + QStringLiteral(" <b>") + value + QStringLiteral("</b>");
    };
    //: %1 is the number of a run.
    QStringList parts{tr("Run %1").arg(measuring_->run), deviceText(measuring_->deviceSetting).toHtmlEscaped(),
        entry(tr("Architectures"), countText(static_cast<qint64>(measuring_->architectures))),
        entry(tr("Measurements"), countText(static_cast<qint64>(measuring_->latencies.size()))),
        entry(tr("Median"), latencyText(analysis::median(measuring_->latencies)))};
    if (measuring_->sentinels.size() > 1) {
        const auto [low, high] = std::ranges::minmax(measuring_->sentinels, {}, &MeasuringSnapshot::Sentinel::ms);
        //: The range of its drift.
        parts.append(
            entry(tr("Sentinel, lowest to highest"), percentText((high.ms - low.ms) / sentinelMs(*measuring_), 1)));
    }
    //: Measurements whose repetitions did not agree.
    parts.append(entry(tr("Unstable"), countText(static_cast<qint64>(measuring_->unstable))));
    numbers_->setText(parts.join(QStringLiteral(" &nbsp; · &nbsp; ")));
}

QString MeasuringPanel::text() const {
    return numbers_->text() + QLatin1Char(' ') + warningText_->text();
}

void MeasuringPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showPlots();
    }
    QWidget::changeEvent(event);
}

}
