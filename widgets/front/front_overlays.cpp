// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_overlays.h"

#include <QAction>
#include <QGuiApplication>
#include <QLocale>
#include <QStyle>
#include <QToolButton>
#include <QVariantAnimation>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "widgets/common/device_picker.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/tool_row.h"
#include "widgets/front/device_overlay.h"
#include "widgets/front/front_cloud.h"
#include "widgets/front/hypervolume_dialog.h"
#include "widgets/front/measure_next_dialog.h"
#include "widgets/front/overlay_cloud.h"
#include "widgets/front/run_overlay.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

constexpr int travelMs = 600;
constexpr std::size_t animatedPoints = 20'000;
constexpr double bandWidth = 1.2;
constexpr float bandAlpha = 0.3F;
constexpr double bandLegendWidth = 7;
constexpr double lambdaWidth = 1.6;
const QString bandLow = QStringLiteral("bandLow");
const QString bandHigh = QStringLiteral("bandHigh");
const QString otherFront = QStringLiteral("otherFront");

QPen bandPen(const QPalette& palette) {
    return {colour(Colour::Front, palette), bandWidth, Qt::DotLine};
}

QPen gapPen(const QPalette& palette) {
    return {colour(Colour::Selected, palette), bandWidth, Qt::DashLine};
}

constexpr std::size_t mostGapCurves = 20;

QString gapCurve(std::size_t index) {
    return QStringLiteral("gap%1").arg(index);
}

QPen otherPen(const QPalette& palette) {
    return {colour(Colour::Published, palette), bandWidth, Qt::DashDotLine};
}

}

FrontOverlays::FrontOverlays(QWidget* parent)
    : QObject(parent)
    , animated_(QGuiApplication::platformName() != QLatin1String("offscreen")
          && parent->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, parent) > 0)
    , animation_(new QVariantAnimation(this))
    , uncertainty_(new QToolButton(parent))
    , devices_(new DeviceOverlay(parent))
    , runs_(new RunOverlay(*devices_, parent))
    , other_(new DevicePicker(parent))
    , travel_(new QToolButton(parent))
    , volume_(new QToolButton(parent))
    , more_(new QToolButton(parent))
    , next_(new QAction(tr("&Measure next…"), parent))
    , estimates_(new QAction(tr("&Estimated cells"), parent))
    , gaps_(new QAction(tr("&Discretisation gap"), parent))
    , size_(new QAction(tr("&Size of the networks…"), parent))
    , text_(new ElidingLabel(parent)) {
    setUp();
    animation_->setDuration(travelMs);
    animation_->setEasingCurve(QEasingCurve::InOutCubic);
    connect(animation_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        travelled_ = value.toDouble();
        Q_EMIT changed();
    });
    showTexts();
}

void FrontOverlays::addControls(ToolRow& row) {
    row.addButton(uncertainty_, QStringLiteral("uncertainty"));
    row.addButton(&runs_->button(), QStringLiteral("layers"));
    row.addSeparator();
    row.addControl(other_, 2);
    row.addButton(travel_, QStringLiteral("travel"));
    row.addSeparator();
    row.addButton(more_, QStringLiteral("more"));
}

void FrontOverlays::setUp() {
    uncertainty_->setObjectName(QStringLiteral("frontUncertainty"));
    uncertainty_->setCheckable(true);
    uncertainty_->setText(tr("&Uncertainty"));
    uncertainty_->setToolTip(
        tr("How likely each candidate is on the front, given the noise of measuring and the predictor’s errors"));
    next_->setObjectName(QStringLiteral("frontMeasureNext"));
    other_->setObjectName(QStringLiteral("frontOther"));
    other_->setAccessibleName(tr("Other device setting"));
    travel_->setObjectName(QStringLiteral("frontTravel"));
    //: A button: the points travel to their latencies on the device setting chosen beside it.
    travel_->setText(tr("&Travel there"));
    travel_->setCheckable(true);
    travel_->setToolTip(tr("Moves every point to its latency on the other device setting, and back"));
    volume_->setObjectName(QStringLiteral("frontHypervolume"));
    volume_->setAutoRaise(true);
    volume_->setFocusPolicy(Qt::StrongFocus);
    volume_->setToolTip(tr("Area that the front covers, in log latency × accuracy. Click for its history."));
    more_->setObjectName(QStringLiteral("frontMore"));
    //: A button with a menu: more ways to look at the front.
    more_->setText(tr("M&ore"));
    more_->setPopupMode(QToolButton::InstantPopup);
    more_->addActions({estimates_, gaps_, size_, next_});
    estimates_->setObjectName(QStringLiteral("frontEstimates"));
    estimates_->setCheckable(true);
    estimates_->setChecked(true);
    estimates_->setToolTip(tr("Cells that were not trained, with the accuracy that is expected of them"));
    connect(estimates_, &QAction::toggled, this, &FrontOverlays::queryChanged);
    gaps_->setObjectName(QStringLiteral("frontGaps"));
    gaps_->setCheckable(true);
    gaps_->setToolTip(tr("From the mean of the cells sampled in a search’s last epoch to the cell that it derived"));
    size_->setObjectName(QStringLiteral("frontSize"));
    size_->setCheckable(true);
    connect(gaps_, &QAction::toggled, this, [this] {
        Q_EMIT queryChanged();
        Q_EMIT changed();
    });
    connect(size_, &QAction::triggered, this, &FrontOverlays::askForSize);
    text_->setObjectName(QStringLiteral("frontMorphText"));
    connect(uncertainty_, &QToolButton::toggled, this, [this] {
        showTexts();
        Q_EMIT queryChanged();
        Q_EMIT changed();
    });
    connect(runs_, &RunOverlay::changed, this, &FrontOverlays::changed);
    connect(devices_, &DeviceOverlay::chosenChanged, this, [this] {
        Q_EMIT queryChanged();
        Q_EMIT travelling(); // the axis and its range are others
    });
    connect(next_, &QAction::triggered, this, &FrontOverlays::showNext);
    connect(volume_, &QToolButton::clicked, this, &FrontOverlays::showHistory);
    connect(other_, &DevicePicker::settingChosen, this, [this] {
        travel_->setChecked(false);
        showTexts();
        Q_EMIT queryChanged();
    });
    connect(travel_, &QToolButton::toggled, this, &FrontOverlays::travel);
}

void FrontOverlays::addTo(FrontQuery& query) const {
    query.noise = uncertainty_->isChecked();
    query.gaps = gaps_->isChecked();
    query.estimates = estimates_->isChecked();
    query.mostParameters = filter_.parameters;
    query.mostMacs = filter_.macs;
    query.mostActivationBytes = filter_.activationBytes;
    query.morphSetting = other_->setting();
    query.overlaySettings = devices_->chosen();
}

const FrontMorph* FrontOverlays::morph() const {
    const bool wanted = front_ && front_->morph && front_->morph->deviceSetting == other_->setting();
    return wanted ? front_->morph.get() : nullptr;
}

const FrontMorph* FrontOverlays::elsewhere() const {
    return travelled_ >= 0.5 ? morph() : nullptr;
}

std::vector<DiscretisationGap> FrontOverlays::gaps() const {
    return gaps_->isChecked() && travelled_ == 0 && front_ ? front_->gaps : std::vector<DiscretisationGap>();
}

void FrontOverlays::askForSize() {
    size_->setChecked(filter_.isActive()); // until the answer, it stays as it was
    auto* dialog = new SizeFilterDialog(filter_, more_->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        filter_ = dialog->filter();
        size_->setChecked(filter_.isActive());
        Q_EMIT queryChanged();
    });
    dialog->open();
}

const FrontNoise* FrontOverlays::noise() const {
    const bool wanted = uncertainty_->isChecked() && front_ && front_->noise && front_->noise->known();
    return wanted ? front_->noise.get() : nullptr;
}

void FrontOverlays::setSnapshot(const SnapshotPointer& snapshot) {
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    const bool otherSetting = !front || !front_ || front->deviceSetting != front_->deviceSetting;
    snapshot_ = snapshot;
    front_ = front;
    runs_->setSnapshot(snapshot);
    fillSettings();
    if (otherSetting || !morph()) {
        animation_->stop();
        travelled_ = 0;
        const QSignalBlocker quiet(travel_);
        travel_->setChecked(false);
    }
    showTexts();
}

void FrontOverlays::fillSettings() {
    std::vector<QString> settings;
    if (snapshot_ && front_) {
        std::copy_if(snapshot_->costSettings.begin(), snapshot_->costSettings.end(), std::back_inserter(settings),
            [this](const QString& setting) { return setting != front_->deviceSetting; });
    }
    //: First entry of a list of device settings: none of them.
    other_->setSettings(snapshot_.get(), settings, other_->setting(), tr("Against another device"));
    other_->setEnabled(!settings.empty());
    other_->setToolTip(!settings.empty() ? tr("The points can travel to their latencies there")
                                         : tr("No candidate has a latency on another setting. Measure and fit there, "
                                              "then search again."));
}

QString FrontOverlays::shownSetting() const {
    const FrontMorph* other = morph();
    return other != nullptr && travel_->isChecked() ? other->deviceSetting : front_ ? front_->deviceSetting : QString();
}

void FrontOverlays::showTexts() {
    const bool some = front_ && !front_->points.empty();
    uncertainty_->setEnabled(some);
    estimates_->setEnabled(!estimates_->isChecked() || (front_ && front_->estimated > 0));
    next_->setEnabled(noise() != nullptr && !noise()->next.empty());
    next_->setToolTip(next_->isEnabled() ? tr("The candidates whose measurement would change the front most")
                                         : tr("Shows which candidates to measure once Uncertainty is on"));
    travel_->setEnabled(morph() != nullptr);
    const bool volume = front_ && !front_->hypervolume.empty();
    volume_->setEnabled(volume);
    //: %1 a number.
    volume_->setText(
        tr("Hypervolume %1").arg(volume ? numberText(front_->hypervolume.back().volume, 4) : QStringLiteral("–")));
    QString text;
    if (front_ && front_->leftOut > 0) {
        text = tr("%n larger candidate(s) left out.", nullptr, static_cast<int>(front_->leftOut));
    } else if (gaps_->isChecked() && front_ && front_->gaps.empty()) {
        text = tr("No search has sampled cells in this protocol.");
    } else if (const FrontMorph* other = morph()) {
        text = widgets::morphText(*front_, *other);
    } else if (front_ && !other_->setting().isEmpty() && front_->morph == nullptr) {
        text = tr("No candidate is known on both settings.");
    } else if (uncertainty_->isChecked() && front_ && front_->noise && noise() == nullptr) {
        text = tr("No predictor states an error for this setting: fit one.");
    }
    text_->setText(text);
}

void FrontOverlays::goHome() {
    travel_->setChecked(false);
}

QString FrontOverlays::morphText() const {
    return text_->text();
}

void FrontOverlays::travel(bool there) {
    animation_->stop();
    const double target = there && morph() != nullptr ? 1 : 0;
    Q_EMIT travelling();
    if (!animated_ || !front_ || front_->points.size() > animatedPoints) {
        travelled_ = target;
        Q_EMIT changed();
        return;
    }
    animation_->setStartValue(travelled_);
    animation_->setEndValue(target);
    animation_->start();
}

double FrontOverlays::latencyOf(const FrontSnapshot& front, int index) const {
    const auto i = static_cast<std::size_t>(index);
    const FrontMorph* other = morph();
    return other != nullptr && i < other->cost.size()
        ? travelledLatency(front.points[i].cost, other->cost[i], travelled_)
        : front.points[i].cost;
}

CloudPointer FrontOverlays::cloud(const FrontChoice& choice, const QPalette& palette) const {
    CloudPointer base = frontCloud(choice, palette, elsewhere());
    if (const FrontMorph* other = morph(); other != nullptr && travelled_ > 0) {
        base = travelledCloud(*base, *other, travelled_);
    }
    if (const FrontNoise* known = noise()) {
        base = fadedCloud(*base, known->probability);
    }
    return inShares(choice) ? devices_->extended(base, choice) : base;
}

QList<QPointF> FrontOverlays::frontLine(const FrontChoice& choice) const {
    QList<QPointF> line;
    for (const std::size_t index : choice.hull().front()) {
        const double latency = latencyOf(*choice.front(), static_cast<int>(index));
        if (std::isfinite(latency)) {
            line.append({latency, choice.shownExpected(choice.front()->points[index])});
        }
    }
    return line;
}

QList<PlotView::BandPoint> FrontOverlays::estimateBand(const FrontChoice& choice) const {
    QList<PlotView::BandPoint> band;
    if (choice.empty() || choice.axis() != QualityAxis::Accuracy || travelled_ > 0 || choice.front()->estimated == 0) {
        return band;
    }
    for (const std::size_t index : choice.hull().front()) {
        const store::FrontPoint& point = choice.front()->points[index];
        const queries::Expectation* expectation = choice.front()->expectationOf(point.candidateId);
        const double deviation = expectation != nullptr ? expectation->deviation
            : point.estimated                           ? point.deviation
                                                        : 0;
        const double middle = choice.shownExpected(point);
        band.append({point.cost, middle - 100 * deviation, middle + 100 * deviation});
    }
    return band;
}

void FrontOverlays::draw(PlotView& plot, const FrontChoice& choice) const {
    plot.setBand(estimateBand(choice), colour(Colour::Front, QGuiApplication::palette()));
    for (const QString& id : {bandLow, bandHigh, otherFront}) {
        plot.removeCurve(id);
    }
    for (std::size_t i = 0; i < mostGapCurves; ++i) {
        plot.removeCurve(gapCurve(i));
    }
    plot.setMarks({});
    runs_->draw(plot, choice, travelled_ == 0);
    devices_->draw(plot, choice, inShares(choice));
    if (choice.empty()) {
        return;
    }
    const FrontSnapshot& front = *choice.front();
    const bool accuracy = choice.axis() == QualityAxis::Accuracy;
    if (const FrontNoise* known = noise(); known != nullptr && accuracy && travelled_ == 0) {
        plot.setCurve(bandLow, bandCurve(*known, known->bandLow), bandPen(QGuiApplication::palette()));
        plot.setCurve(bandHigh, bandCurve(*known, known->bandHigh), bandPen(QGuiApplication::palette()));
    }
    if (const FrontMorph* other = morph(); other != nullptr && travelled_ == 1 && accuracy) {
        QList<QPointF> line;
        for (const std::size_t index : frontOf(choice, other->cost)) {
            line.append({other->cost[index], choice.shownExpected(front.points[index])});
        }
        plot.setCurve(otherFront, line, otherPen(QGuiApplication::palette()));
    }
    if (travelled_ == 0) {
        QList<PlotView::Mark> marks;
        for (const ReferenceMark& mark : front.marks) {
            marks.append({mark.latencyMs,
                mark.point >= 0 ? std::optional(choice.shown(front.points[static_cast<std::size_t>(mark.point)]))
                                : std::nullopt,
                mark.name});
        }
        const std::vector<DiscretisationGap> known = gaps();
        for (std::size_t i = 0; i < std::min(known.size(), mostGapCurves); ++i) {
            const DiscretisationGap& gap = known[i];
            const double mean = accuracy ? 100 * gap.accuracy : gap.crossEntropy;
            if (!std::isfinite(mean)) {
                continue;
            }
            const store::FrontPoint& derived = front.points[gap.derived];
            plot.setCurve(gapCurve(i), {{gap.latencyMs, mean}, {derived.cost, choice.shown(derived)}},
                gapPen(QGuiApplication::palette()));
            //: Mark in a plot: the mean of %n cells that a search sampled; %1 its price of latency.
            marks.append(
                {gap.latencyMs, mean, tr("mean of %n sampled cell(s), λ %1", nullptr, gap.samples).arg(gap.lambda)});
        }
        plot.setMarks(marks);
    }
}

QList<Legend::Entry> FrontOverlays::legend(const FrontChoice& choice, const QPalette& palette) const {
    QList<Legend::Entry> entries;
    const bool accuracy = choice.axis() == QualityAxis::Accuracy;
    if (!estimateBand(choice).isEmpty()) {
        QColor band = colour(Colour::Front, palette);
        band.setAlphaF(bandAlpha);
        //: Legend: a band along the front.
        entries.append({tr("expected ± 1 standard deviation"), std::nullopt, QPen(band, bandLegendWidth)});
    }
    if (noise() != nullptr) {
        entries.append(fadedLegend(palette));
        if (accuracy && travelled_ == 0) {
            //: Legend: two curves between which the true front lies with 80 % probability.
            entries.append({tr("80 % band of the front"), std::nullopt, bandPen(palette)});
        }
    }
    if (travelled_ == 0) { // elsewhere the price is of another latency
        //: Legend: the line of equal value for the chosen price of latency.
        entries.append({choice.inMu() ? tr("μ line") : tr("λ line"), std::nullopt,
            QPen(colour(Colour::Lambda, palette), lambdaWidth, Qt::DashLine)});
        entries.append(runs_->legend(choice, palette));
    }
    if (!travel_->isChecked()) {
        entries.append(devices_->legend(choice, palette));
    }
    if (!gaps().empty()) {
        //: Legend: a line between two points of a search.
        entries.append({tr("mean of sampled cells to derived cell"), std::nullopt, gapPen(palette)});
    }
    if (const FrontMorph* other = morph(); other != nullptr && travelled_ == 1 && accuracy) {
        //: Legend: %1 a device setting.
        entries.append({tr("front of %1").arg(deviceText(other->deviceSetting)), std::nullopt, otherPen(palette)});
    }
    return entries;
}

bool FrontOverlays::inShares(const FrontChoice& choice) const {
    return !travel_->isChecked() && devices_->isActive(choice);
}

int FrontOverlays::candidateAt(const FrontChoice& choice, int point) const {
    return devices_->candidateAt(choice, point);
}

QList<QPointF> FrontOverlays::placesOf(const FrontChoice& choice, int index) const {
    QList<QPointF> places{
        {latencyOf(*choice.front(), index), choice.shown(choice.front()->points[static_cast<std::size_t>(index)])}};
    if (inShares(choice)) {
        places.append(devices_->elsewhere(choice, index));
    }
    return places;
}

void FrontOverlays::include(const FrontChoice& choice, QPointF& low, QPointF& high) const {
    if (inShares(choice)) {
        devices_->include(choice, low, high);
    }
    const FrontSnapshot& front = *choice.front();
    const FrontMorph* other = morph();
    if (other == nullptr || !travel_->isChecked()) {
        return;
    }
    // Of the goal alone: on an axis for both a GPU's latencies would stand on one line beside a CPU's.
    low.setX(std::numeric_limits<double>::infinity());
    high.setX(-std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < std::min(front.points.size(), other->cost.size()); ++i) {
        const double latency = other->cost[i];
        if (std::isfinite(latency) && latency > 0) {
            low.setX(std::min(low.x(), latency));
            high.setX(std::max(high.x(), latency));
        }
    }
}

QList<ViewPicture> FrontOverlays::pictures() {
    if (!front_) {
        return {};
    }
    QList<ViewPicture> pictures{{QStringLiteral("front-uncertainty"), [this] { uncertainty_->setChecked(true); },
        [this] { return front_ && front_->noise; }}};
    if (other_->count() > 1) {
        pictures.append({QString(),
            [this] {
                uncertainty_->setChecked(false);
                other_->setCurrentIndex(other_->count() - 1);
                Q_EMIT other_->settingChosen(other_->setting());
            },
            [this] { return morph() != nullptr; }});
        pictures.append({QStringLiteral("front-elsewhere"), [this] { travel_->setChecked(true); }, {}});
    }
    return pictures;
}

void FrontOverlays::showNext() {
    if (noise() == nullptr) {
        return;
    }
    auto* dialog = new MeasureNextDialog(front_, noMeasuring_, more_->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MeasureNextDialog::measureRequested, this, &FrontOverlays::measureRequested);
    dialog->show();
}

void FrontOverlays::showHistory() {
    if (front_) {
        auto* dialog = new HypervolumeDialog(front_->hypervolume, more_->window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    }
}

}
