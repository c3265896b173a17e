// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/tuning_view.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/common/controls.h"
#include "widgets/common/number_field.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/front/candidate_details.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/style.h"
#include "widgets/tuning/schedule_report.h"
#include "widgets/tuning/share_bar.h"
#include "widgets/tuning/tuning_style.h"

namespace paretoscope::widgets {

namespace {

constexpr int sideWidth = 300;
/// Slower than this many times the best is above the plot: the first finds would flatten everything that matters.
constexpr double shownSlowdown = 4;

QWidget* underOneAnother(QWidget* above, QWidget* below, QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* layout = bare(new QVBoxLayout(box));
    layout->setSpacing(0);
    layout->addWidget(above, 1);
    layout->addWidget(below);
    return box;
}

}

TuningView::TuningView(QWidget* parent)
    : View(parent)
    , operators_(new QComboBox(this))
    //: A button: start tuning operators for the accelerator.
    , tune_(new QPushButton(tr("&Tune"), this))
    , settings_(new QToolButton(this))
    , curves_(new PlotView(this))
    , curveLegend_(new Legend(this))
    , map_(new PlotView(this))
    , mapLegend_(new Legend(this))
    , report_(new QLabel)
    , chosen_(new WholeNumberField)
    , network_(new ShareBar) {
    nameWidget(operators_, "tuningOperator", tr("Tuned operator"));
    operators_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    operators_->setMinimumContentsLength(14);
    tune_->setObjectName(QStringLiteral("tuneStart"));
    settings_->setObjectName(QStringLiteral("tuneSettings"));
    settings_->setIcon(lineIcon(QStringLiteral("settings")));
    settings_->setAutoRaise(true);
    settings_->setFocusPolicy(Qt::StrongFocus);
    settings_->setAccessibleName(tr("Settings of tuning"));
    settings_->setToolTip(settings_->accessibleName());
    curves_->setObjectName(QStringLiteral("tuningCurves"));
    curves_->setLegend(*curveLegend_);
    curves_->setAccessibleName(tr("Best found against measurements"));
    curves_->setAxisTitles(tr("Measurements, failed builds included"), tr("Best found (ms, simulated)"));
    map_->setObjectName(QStringLiteral("tuningMap"));
    map_->setLegend(*mapLegend_);
    map_->setAccessibleName(tr("Map of the configuration space"));
    map_->setAxisTitles(tr("Tile height × width"), tr("Channel tiles × threads"));
    auto* controls = bare(new QHBoxLayout);
    controls->addWidget(operators_, 4);
    controls->addStretch(1);
    controls->addWidget(tune_);
    controls->addWidget(settings_);
    auto* plots = new QSplitter(Qt::Vertical, this);
    plots->addWidget(underOneAnother(curves_, curveLegend_, this));
    plots->addWidget(underOneAnother(map_, mapLegend_, this));
    plots->setChildrenCollapsible(false);
    plots->setSizes({270, 330});
    auto* left = new QVBoxLayout;
    left->addLayout(controls);
    left->addWidget(plots, 1);
    auto* layout = bare(new QHBoxLayout(this));
    layout->addLayout(left, 1);
    layout->addWidget(makeSide());
    connect(operators_, &QComboBox::currentIndexChanged, this, &TuningView::showOperator);
    connect(this, &TuningView::computed, this, &TuningView::take, Qt::QueuedConnection);
    connect(tune_, &QPushButton::clicked, this, &TuningView::tuneRequested);
    connect(settings_, &QToolButton::clicked, this, &TuningView::settingsRequested);
    connect(map_, &PlotView::pointClicked, this, [this](int point) {
        if (point >= 0 && point < static_cast<int>(configurations_.size())) {
            chooseConfiguration(configurations_[static_cast<std::size_t>(point)]);
        }
    });
    connect(map_, &PlotView::pointHovered, this, &TuningView::hover);
    connect(chosen_, &QSpinBox::valueChanged, this,
        [this](int value) { chooseConfiguration(static_cast<std::uint32_t>(value)); });
    showOperator();
}

QWidget* TuningView::makeSide() {
    report_->setObjectName(QStringLiteral("tuningReport"));
    report_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    report_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    report_->setWordWrap(true);
    chosen_->setObjectName(QStringLiteral("tuningConfiguration"));
    //: The number of a point in the space of schedules.
    chosen_->setAccessibleName(tr("Configuration"));
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(12, 8, 12, 8);
    auto* form = new QFormLayout;
    //: The number of a point in the space of schedules.
    form->addRow(tr("Configuration"), chosen_);
    layout->addLayout(form);
    layout->addWidget(report_);
    for (ShareBar*& bar : buffers_) {
        bar = new ShareBar;
        layout->addWidget(bar);
    }
    network_->setObjectName(QStringLiteral("networkSplit"));
    layout->addSpacing(12);
    layout->addWidget(network_);
    layout->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(side);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFixedWidth(forText(sideWidth, *this));
    return scroll;
}

void TuningView::setSnapshot(const SnapshotPointer& snapshot) {
    project_ = snapshot;
    showTuning(snapshot ? snapshot->part<TuningSnapshot>() : nullptr);
}

void TuningView::showTuning(const TuningPointer& tuning) {
    if (tuning == snapshot_) {
        return;
    }
    snapshot_ = tuning;
    fillOperators();
    showOperator();
    showNetwork();
}

void TuningView::showState(const ProjectState& state) {
    setPossible(
        *tune_, state.noJob(), tr("Finds the best schedules of the chosen network's operators on the simulated VTA."));
}

void TuningView::fillOperators() {
    const QSignalBlocker quiet(operators_);
    const QString wanted = current_ ? current_->key : QString();
    const int count = snapshot_ ? static_cast<int>(snapshot_->operators.size()) : 0;
    while (operators_->count() > count) {
        operators_->removeItem(operators_->count() - 1);
    }
    QStringList titles;
    for (int i = 0; i < count; ++i) {
        titles.append(snapshot_->operators[static_cast<std::size_t>(i)]->title());
    }
    for (int i = 0; i < count; ++i) {
        const TuningSnapshot::Operator& op = *snapshot_->operators[static_cast<std::size_t>(i)];
        const QString& title = titles[i];
        // The same shape on another accelerator, or in another space: that is the end of the key.
        const QString text = titles.count(title) == 1
            ? title
            : title + QStringLiteral(" (") + op.key.section(QLatin1Char('@'), 1) + QLatin1Char(')');
        if (i == operators_->count()) {
            operators_->addItem(text, op.key);
        }
        operators_->setItemText(i, text);
        operators_->setItemData(i, op.key);
        operators_->setItemData(i, op.key, Qt::ToolTipRole);
    }
    const int index = operators_->findData(wanted);
    operators_->setCurrentIndex(index >= 0 ? index : std::min(0, count - 1));
    setPossible(*operators_,
        count > 1        ? QString()
            : count == 1 ? tr("The only operator that is tuned")
                         : tr("Nothing is tuned yet."));
}

void TuningView::showOperator() {
    const int index = operators_->currentIndex();
    if (!snapshot_ || index < 0 || index >= static_cast<int>(snapshot_->operators.size())) {
        current_.reset();
        clearDetail(tr("Nothing is tuned yet. “Tune” finds the best schedules of a network's operators\n"
                       "on the simulated VTA; measuring on vta/pynq/cpu tunes them too."));
        return;
    }
    const auto& next = snapshot_->operators[static_cast<std::size_t>(index)];
    if (next == current_) {
        return;
    }
    if (!current_ || current_->key != next->key) {
        follows_ = true;
        clearDetail({});
    }
    current_ = next;
    compute();
}

/// One at a time; what came in between is taken up at its end.
void TuningView::compute() {
    if (computing_) {
        return;
    }
    computing_ = true;
    thread_ = std::jthread([this, source = current_] {
        auto detail = std::make_shared<const TuningDetail>(detailOf(source));
        {
            const std::lock_guard lock(mutex_);
            computed_ = std::move(detail);
        }
        Q_EMIT computed();
    });
}

void TuningView::take() {
    computing_ = false;
    std::shared_ptr<const TuningDetail> detail;
    {
        const std::lock_guard lock(mutex_);
        detail = std::exchange(computed_, nullptr);
    }
    if (current_ && detail->source->key == current_->key) {
        detail_ = detail;
        redraw();
        Q_EMIT detailShown();
    }
    if (current_ && detail->source != current_) {
        compute();
    }
}

void TuningView::clearDetail(const QString& hint) {
    detail_.reset();
    configurations_.clear();
    for (const QString& id : curveIds_) {
        curves_->removeCurve(id);
    }
    curveIds_.clear();
    curves_->setHint(hint);
    map_->setCloud(nullptr);
    map_->setRings({}, {});
    map_->setHint(hint.isEmpty() ? QString() : tr("Every schedule of an operator will stand here, valid or not."));
    if (!hint.isEmpty()) { // nothing of another project stays
        curves_->clearHomeRange();
        map_->clearHomeRange();
        const QSignalBlocker quiet(chosen_);
        chosen_->setValue(0);
    }
    curveLegend_->setEntries({});
    mapLegend_->setEntries({});
    showReport({});
    chosen_->setEnabled(false);
    for (ShareBar* bar : buffers_) {
        bar->hide();
    }
    Q_EMIT detailShown();
}

void TuningView::redraw() {
    showCurves();
    showMap();
    if (!current_->task) {
        showReport(tr("The accelerator that this operator was tuned for is not available: its configuration file is "
                      "missing or has changed."));
        return;
    }
    const QSignalBlocker quiet(chosen_);
    chosen_->setEnabled(true);
    chosen_->setRange(0, static_cast<int>(current_->task->space().size()) - 1);
    if (follows_ && detail_->best) {
        chosen_->setValue(static_cast<int>(detail_->best->index));
    }
    showChosen();
}

void TuningView::showCurves() {
    QStringList ids;
    QList<Legend::Entry> entries;
    double slowest = 0;
    double most = 1;
    const auto draw = [&](const QString& id, const QList<QPointF>& points, const QPen& pen) {
        if (!points.isEmpty()) {
            curves_->setCurve(id, points, pen);
            ids.append(id);
            most = std::max(most, points.back().x());
        }
    };
    for (const TuningDetail::Curve& curve : detail_->curves) {
        const QPen pen = tunerPen(curve.tuner, palette(), 2.2);
        QPen thin = tunerPen(curve.tuner, palette(), 0.9);
        draw(curve.tuner + QStringLiteral("/low"), curve.low, thin);
        draw(curve.tuner + QStringLiteral("/high"), curve.high, thin);
        draw(curve.tuner, curve.median, pen);
        if (!curve.median.isEmpty()) {
            slowest = std::max(slowest, curve.median.front().y());
        }
        entries.append({curve.seeds > 1
                //: A curve; %1 is a tuner.
                ? tr("%1: median and quartiles of %n tunings", nullptr, curve.seeds).arg(tunerText(curve.tuner))
                : tunerText(curve.tuner),
            std::nullopt, pen});
    }
    for (const QString& id : curveIds_) {
        if (!ids.contains(id)) {
            curves_->removeCurve(id);
        }
    }
    curveIds_ = ids;
    if (detail_->best) {
        const double best = detail_->best->ms;
        const double top = std::clamp(slowest, best * 1.05, best * shownSlowdown);
        curves_->setHomeRange({0, best - (top - best) * 0.06}, {most * 1.02, top + (top - best) * 0.04});
    }
    curves_->setHint(detail_->best || !current_->task ? QString() : tr("No valid configuration was found yet."));
    curveLegend_->setEntries(entries);
}

/// What was tried is drawn large, the rest of the space small.
void TuningView::showMap() {
    const vta::SpaceMap& space = detail_->map;
    constexpr auto reasons = static_cast<std::uint32_t>(vta::reasonCount);
    auto cloud = std::make_shared<Cloud>();
    for (const bool tried : {false, true}) {
        for (int reason = 0; reason < vta::reasonCount; ++reason) {
            cloud->styles.push_back(reasonStyle(static_cast<vta::Reason>(reason), palette(), tried));
        }
    }
    std::vector<bool> tried(space.reasons.size());
    for (const vta::SpaceMap::Visit& visit : space.visits) {
        tried[std::size_t{visit.row} * space.columns + visit.column] = true;
    }
    for (std::size_t place = 0; place < space.reasons.size(); ++place) {
        cloud->points.push_back({static_cast<double>(place % space.columns), static_cast<double>(place / space.columns),
            static_cast<std::uint32_t>(space.reasons[place]) + (tried[place] ? reasons : 0)});
    }
    configurations_ = space.indices;
    QList<Legend::Entry> entries;
    for (int reason = 0; reason < vta::reasonCount; ++reason) {
        if (const std::uint32_t count = detail_->space.at(static_cast<std::size_t>(reason)); count > 0) {
            //: A kind of configuration and how many there are of it.
            entries.append({tr("%1: %2").arg(reasonText(static_cast<vta::Reason>(reason)), countText(count)),
                cloud->styles[static_cast<std::size_t>(reason) + reasons], QPen(Qt::NoPen)});
        }
    }
    entries.append({tr("small: not tried"), cloud->styles.front(), QPen(Qt::NoPen)});
    map_->setHomeRange({-1, -1}, {static_cast<double>(space.columns), static_cast<double>(space.rows)});
    map_->setCloud(cloud);
    mapLegend_->setEntries(entries);
}

void TuningView::chooseConfiguration(std::uint32_t index) {
    if (!detail_ || !current_ || !current_->task || index >= current_->task->space().size()) {
        return;
    }
    follows_ = detail_->best && detail_->best->index == index;
    const QSignalBlocker quiet(chosen_);
    chosen_->setValue(static_cast<int>(index));
    showChosen();
}

void TuningView::showChosen() {
    const auto index = static_cast<std::uint32_t>(chosen_->value());
    const vta::Task& task = *current_->task;
    const vta::Occupancy fill = vta::occupancy(task, task.space().at(index));
    const std::array names{tr("Input buffer"), tr("Weight buffer"), tr("Accumulators"), tr("Micro-ops")};
    const std::array shares{fill.input, fill.weight, fill.accumulator, fill.microOps};
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
        const bool full = shares.at(i) > 1;
        buffers_.at(i)->setParts(names.at(i),
            {{percentText(shares.at(i), 0), shares.at(i), colour(full ? Colour::Bad : Colour::Front, palette()),
                full ? Qt::Dense2Pattern : Qt::SolidPattern}});
        buffers_.at(i)->show();
    }
    QList<QPointF> rings;
    const auto place = std::find(detail_->map.indices.begin(), detail_->map.indices.end(), index);
    if (place != detail_->map.indices.end()) {
        const auto position = static_cast<std::uint32_t>(place - detail_->map.indices.begin());
        rings.append({static_cast<double>(position % detail_->map.columns),
            static_cast<double>(position / detail_->map.columns)});
    }
    if (detail_->best && detail_->best->index != index) {
        rings.append({static_cast<double>(detail_->best->column), static_cast<double>(detail_->best->row)});
    }
    map_->setRings(rings, colour(Colour::Lambda, palette()), 10);
    showReport(scheduleReport(*detail_, task, index, follows_));
}

/// A label that wraps its lines gives way to its neighbours in a scroll area unless it says how high it must be.
void TuningView::showReport(const QString& text) {
    report_->setText(text);
    constexpr int margins = 24;
    report_->setMinimumHeight(std::max(0, report_->heightForWidth(forText(sideWidth, *this) - margins)));
}

void TuningView::showNetwork() {
    if (!snapshot_ || snapshot_->networks.empty()) {
        network_->hide();
        return;
    }
    const TuningSnapshot::Network& network = snapshot_->networks.front();
    const double total = network.vtaMs + network.cpuMs + network.layoutMs;
    const auto part = [total](const QString& name, double ms, Colour role, Qt::BrushStyle pattern,
                          const QPalette& colours) {
        const double share = total > 0 ? ms / total : 0;
        //: A part of a network's time; %1 where, %2 how long, %3 its share.
        return ShareBar::Part{
            tr("%1: %2 (%3)").arg(name, latencyText(ms), percentText(share, 0)), share, colour(role, colours), pattern};
    };
    //: %1 is a latency.
    network_->setParts(tr("Whole network, simulated: %1").arg(latencyText(total)),
        {part(tr("VTA"), network.vtaMs, Colour::Front, Qt::SolidPattern, palette()),
            //: The processor beside the accelerator.
            part(tr("Host CPU"), network.cpuMs, Colour::Selected, Qt::Dense3Pattern, palette()),
            part(tr("Layout changes"), network.layoutMs, Colour::Random, Qt::BDiagPattern, palette())});
    network_->setToolTip(network.title);
    network_->show();
}

void TuningView::hover(int point, QPoint position) {
    if (!detail_ || !current_ || !current_->task || point < 0 || point >= static_cast<int>(configurations_.size())) {
        QToolTip::hideText();
        return;
    }
    const std::uint32_t index = configurations_[static_cast<std::size_t>(point)];
    const vta::Outcome outcome = current_->task->measure(index);
    //: %1 the number of a configuration, %2 its schedule.
    QString text = tr("Configuration %1: %2")
                       .arg(QString::number(index), toQString(vta::toText(current_->task->space().at(index))));
    text += QLatin1Char('\n') + reasonText(outcome.reason);
    if (outcome.reason == vta::Reason::Valid) {
        text += QStringLiteral(", ") + latencyText(current_->task->milliseconds(outcome.cycles));
    }
    QToolTip::showText(map_->mapToGlobal(position), text, map_);
}

QString TuningView::reportText() const {
    return report_->text();
}

void TuningView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        if (detail_) {
            redraw();
        }
        showNetwork();
    }
    QWidget::changeEvent(event);
}

ViewType tuningView() {
    //: View: tuning operators for the VTA accelerator.
    return {"tuning", [] { return TuningView::tr("VTA &tuning"); },
        [](const ViewContext& context, QWidget* parent) -> View* {
            auto* view = new TuningView(parent);
            QObject::connect(view, &TuningView::tuneRequested, view, [context, view] {
                context.jobs.startStep(Step::Tune, genotypeOf(view->project(), context.selection.candidate()));
            });
            QObject::connect(view, &TuningView::settingsRequested, view,
                [context, view] { editPlan(context.jobs, Step::Tune, view); });
            return view;
        },
        [](PartReaders& readers) { readers.add(std::make_unique<TuningReader>()); }};
}

}
