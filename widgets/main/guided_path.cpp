// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/guided_path.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/controls.h"
#include "widgets/common/current_device.h"
#include "widgets/common/number_text.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/main/step_button.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

const char* idOf(Step step) {
    switch (step) {
    case Step::Measure:
        return "stepMeasure";
    case Step::Fit:
        return "stepFit";
    case Step::Explore:
        return "stepExplore";
    case Step::Search:
        return "stepSearch";
    case Step::Choose:
        return "stepChoose";
    case Step::Train:
        return "stepTrain";
    case Step::Export:
        return "stepExport";
    case Step::Finish:
    case Step::Tune:
    case Step::Count:
        break;
    }
    return "";
}

using options::fewestForFit;

constexpr double doubtfulError = 0.10; ///< mean, relative: beyond it a search follows the predictor's mistakes

constexpr double worthFitting = 0.05; ///< share of architectures measured since, from which fitting again may tell

/// How many architectures the predictor's network has on its device now; fewer are in the fit where some came later.
std::int64_t measuredFor(const ProjectSnapshot& snapshot, const PredictorSnapshot& predictor) {
    std::int64_t measured = 0;
    for (const store::DeviceSettingSummary& summary : snapshot.settings) {
        if (toQString(summary.deviceSetting) == predictor.deviceSetting && summary.space == predictor.space
            && summary.shape == predictor.shape) {
            measured += summary.architectures;
        }
    }
    return measured;
}

StepState fitState(const ProjectSnapshot& snapshot) {
    const qint64 measured = measuredOn(snapshot, snapshot.deviceSetting);
    if (const auto predictor = newestPredictorOf(snapshot, snapshot.deviceSetting)) {
        const QString error = percentText(predictor->report.model.meanError, 1);
        const bool doubtful = predictor->report.model.meanError > doubtfulError;
        const std::int64_t fitted = predictor->report.architectures;
        const std::int64_t since = measuredFor(snapshot, *predictor) - fitted;
        const bool outdated = static_cast<double>(since) > worthFitting * static_cast<double>(fitted);
        return {.text = outdated
                //: A predictor's mean error on architectures that it has not seen; many were measured after its fit.
                ? GuidedPath::tr("error %1, measured since").arg(error)
                //: A predictor's mean error on architectures that it has not seen.
                : doubtful ? GuidedPath::tr("error %1: measure more").arg(error)
                           : GuidedPath::tr("error %1").arg(error),
            .possible = measured >= fewestForFit,
            .done = true,
            .doubtful = doubtful,
            //: Tool tip of a step: %1 and %2 are numbers of architectures.
            .subject = GuidedPath::tr("Error %3 on architectures not seen in fitting. Fitted to %1; %2 measured since.")
                           .arg(countText(fitted), countText(std::max<std::int64_t>(0, since)), error)};
    }
    return measured >= fewestForFit ? StepState{GuidedPath::tr("ready"), true, false}
                                    : StepState{GuidedPath::tr("needs %1 measured").arg(fewestForFit), false, false};
}

StepState trainState(const ProjectSnapshot& snapshot, const std::string& genotype, std::int64_t selected) {
    const bool trained = snapshot.newestFinished(records::JobKind::Train) != nullptr;
    QStringList cells;
    const std::vector<options::SearchedCell> found = searchedCells(snapshot);
    if (!found.empty()) {
        const records::Run* search = newestSoughtHere(snapshot, records::JobKind::Search);
        //: What will be trained: %n cells that a search ended with, %1 the number of its run.
        cells.append(GuidedPath::tr("%n cell(s) of run %1", nullptr, static_cast<int>(found.size())).arg(search->id));
    }
    if (!genotype.empty() && std::ranges::find(found, genotype, &options::SearchedCell::genotype) == found.end()) {
        //: What will be trained: %1 the number of the selected candidate.
        cells.append(GuidedPath::tr("candidate %1").arg(selected));
    }
    const QString named = cells.join(QStringLiteral(", "));
    return {.text = trained   ? GuidedPath::tr("trained")
            : named.isEmpty() ? GuidedPath::tr("needs a search")
                              : named,
        .possible = !named.isEmpty(),
        .done = trained,
        //: Tool tip of a step: %1 the cells that it trains.
        .subject = named.isEmpty()
            ? QString()
            : GuidedPath::tr("Now: %1, and as many random ones as the settings ask.").arg(named)};
}

bool isTrained(const records::Candidate& candidate) {
    return std::ranges::any_of(candidate.accuracies,
        [](const records::Accuracy& accuracy) { return accuracy.provenance == records::AccuracyProvenance::Trained; });
}

StepState exportState(const SnapshotPointer& snapshot, std::int64_t selected) {
    const auto candidate = detailOf(snapshot, selected);
    if (!candidate) {
        return {GuidedPath::tr("choose a candidate first"), false, false};
    }
    const QString weights = weightsNetwork(*snapshot, candidate->architecture()) != nullptr
        ? GuidedPath::tr("with trained weights")
        //: The cell was trained, but the weights were not kept in this project.
        : isTrained(*candidate) ? GuidedPath::tr("trained weights not kept")
                                : GuidedPath::tr("untrained weights");
    return {weights, true, snapshot->newestFinished(records::JobKind::Export) != nullptr};
}

}

StepState stepState(Step step, const SnapshotPointer& snapshot, std::int64_t selected) {
    if (!snapshot) {
        const bool possible = step == Step::Measure || step == Step::Tune; // these need nothing of a project
        return {step == Step::Measure ? GuidedPath::tr("start here") : QString(), possible, false};
    }
    switch (step) {
    case Step::Measure: {
        const qint64 measured = measuredOn(*snapshot, snapshot->deviceSetting);
        return {
            measured > 0 ? GuidedPath::tr("architectures: %1").arg(countText(measured)) : GuidedPath::tr("start here"),
            true, measured >= fewestForFit};
    }
    case Step::Fit:
        return fitState(*snapshot);
    case Step::Explore: {
        const bool explored = newestSoughtHere(*snapshot, records::JobKind::Explore) != nullptr;
        const bool possible = newestPredictorOf(*snapshot, snapshot->deviceSetting) != nullptr;
        return {explored   ? GuidedPath::tr("explored")
                : possible ? GuidedPath::tr("ready")
                           : GuidedPath::tr("needs a predictor"),
            possible, explored};
    }
    case Step::Search: {
        const auto found = searchedCells(*snapshot).size();
        const bool possible = newestPredictorOf(*snapshot, snapshot->deviceSetting) != nullptr;
        return {found > 0  ? GuidedPath::tr("cells found: %1").arg(found)
                : possible ? GuidedPath::tr("ready")
                           : GuidedPath::tr("needs a predictor"),
            possible, found > 0};
    }
    case Step::Choose: {
        const auto front = snapshot->part<FrontSnapshot>();
        return front
            ? StepState{GuidedPath::tr("candidates: %1").arg(countText(static_cast<qint64>(front->points.size()))),
                true, selected != 0}
            : StepState{GuidedPath::tr("needs candidates"), false, false};
    }
    case Step::Train:
        return trainState(*snapshot, genotypeOf(snapshot, selected), selected);
    case Step::Export:
        return exportState(snapshot, selected);
    case Step::Finish: {
        const bool explored = newestSoughtHere(*snapshot, records::JobKind::Explore) != nullptr;
        return {explored ? GuidedPath::tr("ready") : GuidedPath::tr("needs an exploration"), explored,
            snapshot->newestFinished(records::JobKind::Finish) != nullptr};
    }
    case Step::Tune:
        return {{}, true, snapshot->newestFinished(records::JobKind::Tune) != nullptr};
    case Step::Count:
        break;
    }
    return {};
}

namespace {

std::optional<Step> stepOf(records::JobKind kind) {
    switch (kind) {
    case records::JobKind::Measure:
        return Step::Measure;
    case records::JobKind::Fit:
        return Step::Fit;
    case records::JobKind::Explore:
        return Step::Explore;
    case records::JobKind::Search:
        return Step::Search;
    case records::JobKind::Train:
        return Step::Train;
    case records::JobKind::Export:
        return Step::Export;
    default:
        return std::nullopt;
    }
}

}

GuidedPath::GuidedPath(QWidget* parent)
    : QWidget(parent)
    , everything_(new QPushButton(tr("Run everything (demo)"), this))
    //: A button: copies the read-only sample to a project of one's own.
    , copy_(new QPushButton(tr("Make it mine…"), this)) {
    auto* rail = new QWidget;
    column_ = new QVBoxLayout(rail);
    column_->setContentsMargins(sizes::gap, sizes::gap, sizes::grid, sizes::margin);
    column_->setSpacing(0);
    const std::array toolTips{
        tr("Times random architectures on the device chosen above. Avoid using the computer meanwhile."),
        tr("Fits a latency predictor to the measurements and reports its accuracy."),
        tr("Trains few cells for few steps and learns from them which cells are good at each latency."),
        tr("Searches for cells at several prices λ of latency."),
        tr("Shows the front: move λ, and the best trade-off is selected."),
        tr("Trains the cells found and random ones for the same number of steps, for a fair comparison."),
        tr("Writes the selected architecture as an ONNX file."),
    };
    for (int i = 0; i < static_cast<int>(Step::Count); ++i) {
        rows_.at(static_cast<std::size_t>(i)) = addRow(static_cast<Step>(i), toolTips.at(static_cast<std::size_t>(i)));
    }
    column_->addSpacing(sizes::margin);
    everything_->setObjectName(QStringLiteral("runEverything"));
    copy_->setObjectName(QStringLiteral("copySample"));
    copy_->setToolTip(tr("The sample can only be read. A copy of it is a project of yours, with everything in it."));
    setPrimary(*copy_);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(sizes::grid, 0, sizes::gap, 0);
    below->addWidget(everything_);
    below->addWidget(copy_);
    column_->addLayout(below);
    column_->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("pathScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // its steps take the focus
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(rail);
    rail->setAutoFillBackground(false); // setWidget() switched it on
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setMinimumWidth(rail->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    bare(new QVBoxLayout(this))->addWidget(scroll);
    connect(everything_, &QPushButton::clicked, this, &GuidedPath::everythingRequested);
    connect(copy_, &QPushButton::clicked, this, &GuidedPath::copyRequested);
    showState(nullptr, {});
}

GuidedPath::Row GuidedPath::addRow(Step step, const QString& toolTip) {
    const int number = static_cast<int>(step) + 1;
    Row row{new StepButton(number, number == 1, number == static_cast<int>(Step::Count), stepTitle(step), this),
        nullptr, toolTip};
    row.button->setObjectName(QString::fromLatin1(idOf(step)));
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    line->addWidget(row.button, 1);
    if (step != Step::Choose && step != Step::Export) { // an export asks when it is started
        row.settings = new QToolButton(this);
        row.settings->setIcon(lineIcon(QStringLiteral("settings")));
        row.settings->setAutoRaise(true);
        row.settings->setFocusPolicy(Qt::StrongFocus);
        row.settings->setObjectName(QString::fromLatin1(idOf(step)) + QStringLiteral("Settings"));
        //: %1 is the title of a step.
        row.settings->setAccessibleName(tr("Settings of “%1”").arg(stepTitle(step)));
        line->addWidget(row.settings);
        connect(row.settings, &QToolButton::clicked, this, [this, step] { Q_EMIT settingsRequested(step); });
    } else {
        line->addSpacing(sizes::control);
    }
    connect(row.button, &QPushButton::clicked, this, [this, step] { Q_EMIT stepRequested(step); });
    column_->addLayout(line);
    return row;
}

void GuidedPath::showState(const SnapshotPointer& snapshot, const PathState& state) {
    running_ = state.running ? stepOf(*state.running) : std::nullopt;
    const QString readOnly = tr("This project can only be read.");
    bool nextFound = state.readOnly;
    const bool explored = stepState(Step::Explore, snapshot, state.selectedCandidate).done;
    for (int i = 0; i < static_cast<int>(Step::Count); ++i) {
        const auto step = static_cast<Step>(i);
        const Row& row = rows_.at(static_cast<std::size_t>(i));
        const StepState how = stepState(step, snapshot, state.selectedCandidate);
        const bool looksOnly = step == Step::Choose;
        const bool changes = !looksOnly && step != Step::Export; // an export writes elsewhere
        const bool isRunning = running_ == step;
        StepMark mark = how.doubtful ? StepMark::Doubtful
            : how.done               ? StepMark::Done
            : how.possible           ? StepMark::Ready
                                     : StepMark::Blocked;
        const bool isOptional = step == Step::Search && explored; // it proposes cells to the next exploration
        if (mark == StepMark::Ready && !nextFound && !isOptional) {
            mark = StepMark::Next;
            nextFound = true;
        }
        const QString& problem = step == Step::Measure ? state.measureProblem : QString();
        if (!problem.isEmpty() && mark == StepMark::Next) {
            mark = StepMark::Blocked;
            nextFound = false;
        }
        row.button->showState(mark, isRunning ? tr("running") : how.text);
        if (!isRunning) {
            row.button->showProgress(std::nullopt);
        }
        row.button->setEnabled(
            how.possible && problem.isEmpty() && (looksOnly || (!state.busy && !(state.readOnly && changes))));
        const QString subject = how.subject.isEmpty() ? how.text : how.subject;
        row.button->setToolTip(looksOnly || row.button->isEnabled() ? row.toolTip + QLatin1Char('\n') + subject
                : state.readOnly && changes                         ? readOnly
                : !problem.isEmpty()                                ? problem
                : !how.possible                                     ? row.toolTip + QLatin1Char('\n') + how.text
                                                                    : tr("A job is running."));
        if (row.settings != nullptr) {
            row.settings->setEnabled(!state.readOnly);
            row.settings->setToolTip(state.readOnly ? readOnly : row.settings->accessibleName());
        }
    }
    everything_->setVisible(!state.sample);
    everything_->setEnabled(!state.busy && !state.readOnly && state.everythingProblem.isEmpty());
    everything_->setToolTip(state.everythingProblem.isEmpty()
            ? tr("Measures, fits, explores, trains and exports with small settings: a few minutes on two cores")
            : state.everythingProblem);
    copy_->setVisible(state.sample);
}

void GuidedPath::showProgress(double fraction) {
    if (running_) {
        rows_.at(static_cast<std::size_t>(*running_)).button->showProgress(fraction);
    }
}

}
