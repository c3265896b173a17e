// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/guided_path.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/common/number_text.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/predictor/predictor_snapshot.h"

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
    case Step::Tune:
    case Step::Count:
        break;
    }
    return "";
}

constexpr int fewestForFit = 30;

qint64 measuredArchitectures(const ProjectSnapshot& snapshot) {
    qint64 most = 0;
    for (const store::DeviceSettingSummary& setting : snapshot.settings) {
        most = std::max<qint64>(most, setting.architectures);
    }
    return most;
}

StepState fitState(const ProjectSnapshot& snapshot) {
    const qint64 measured = measuredArchitectures(snapshot);
    if (const PredictorList predictors = predictorsOf(snapshot); !predictors.empty()) {
        //: A predictor's mean error on architectures that it has not seen.
        return {GuidedPath::tr("error %1").arg(percentText(predictors.front()->report.model.meanError, 1)),
            measured >= fewestForFit, true};
    }
    return measured >= fewestForFit ? StepState{GuidedPath::tr("ready"), true, false}
                                    : StepState{GuidedPath::tr("needs %1 measured").arg(fewestForFit), false, false};
}

StepState trainState(const ProjectSnapshot& snapshot, const std::string& genotype) {
    const bool trained = snapshot.newestFinished(records::JobKind::Train) != nullptr;
    const bool possible = !searchedCells(snapshot).empty() || !genotype.empty();
    return {trained    ? GuidedPath::tr("trained")
            : possible ? GuidedPath::tr("ready")
                       : GuidedPath::tr("needs a search"),
        possible, trained};
}

StepState exportState(const ProjectSnapshot& snapshot, const std::string& genotype) {
    if (genotype.empty()) {
        return {GuidedPath::tr("choose a candidate first"), false, false};
    }
    return {
        isTrained(snapshot, genotype) ? GuidedPath::tr("with trained weights") : GuidedPath::tr("untrained weights"),
        true, snapshot.newestFinished(records::JobKind::Export) != nullptr};
}

}

StepState stepState(Step step, const SnapshotPointer& snapshot, std::int64_t selected) {
    if (!snapshot) {
        const bool possible = step == Step::Measure || step == Step::Tune; // these need nothing of a project
        return {step == Step::Measure ? GuidedPath::tr("start here") : QString(), possible, false};
    }
    switch (step) {
    case Step::Measure: {
        const qint64 measured = measuredArchitectures(*snapshot);
        return {
            measured > 0 ? GuidedPath::tr("architectures: %1").arg(countText(measured)) : GuidedPath::tr("start here"),
            true, measured >= fewestForFit};
    }
    case Step::Fit:
        return fitState(*snapshot);
    case Step::Explore: {
        const bool explored = snapshot->newestFinished(records::JobKind::Explore) != nullptr;
        const bool possible = !predictorsOf(*snapshot).empty();
        return {explored   ? GuidedPath::tr("explored")
                : possible ? GuidedPath::tr("ready")
                           : GuidedPath::tr("needs a predictor"),
            possible, explored};
    }
    case Step::Search: {
        const auto found = searchedCells(*snapshot).size();
        const bool possible = !predictorsOf(*snapshot).empty();
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
        return trainState(*snapshot, genotypeOf(snapshot, selected));
    case Step::Export:
        return exportState(*snapshot, genotypeOf(snapshot, selected));
    case Step::Tune:
        return {{}, true, snapshot->newestFinished(records::JobKind::Tune) != nullptr};
    case Step::Count:
        break;
    }
    return {};
}

GuidedPath::GuidedPath(QWidget* parent)
    : QWidget(parent)
    , everything_(new QPushButton(tr("Run everything (demo)"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(4);
    const std::array toolTips{
        tr("Times random architectures on this computer. Avoid using the computer meanwhile."),
        tr("Fits a latency predictor to the measurements and reports its accuracy."),
        tr("Trains few cells for few steps and learns from them which cells are good at each latency."),
        tr("Searches for cells at several prices λ of latency."),
        tr("Shows the front: move λ, and the best trade-off is selected."),
        tr("Trains the cells found and random ones for the same number of steps, for a fair comparison."),
        tr("Writes the selected architecture as an ONNX file."),
    };
    for (int i = 0; i < static_cast<int>(Step::Count); ++i) {
        const auto step = static_cast<Step>(i);
        //: A numbered step of the guided path.
        rows_.at(static_cast<std::size_t>(i)) =
            addRow(step, tr("%1. %2").arg(i + 1).arg(stepTitle(step)), toolTips.at(static_cast<std::size_t>(i)));
    }
    layout->addSpacing(8);
    everything_->setObjectName(QStringLiteral("runEverything"));
    everything_->setToolTip(
        tr("Measures, fits, explores, trains and exports with small settings: a few minutes on two cores"));
    layout->addWidget(everything_);
    layout->addStretch(1);
    connect(everything_, &QPushButton::clicked, this, &GuidedPath::everythingRequested);
    showState(nullptr, 0, false, false);
}

GuidedPath::Row GuidedPath::addRow(Step step, const QString& text, const QString& toolTip) {
    Row row{new QPushButton(text, this), nullptr, new QLabel(this)};
    row.button->setObjectName(QString::fromLatin1(idOf(step)));
    row.button->setToolTip(toolTip);
    row.button->setMinimumHeight(32);
    row.button->setStyleSheet(QStringLiteral("text-align: left; padding: 4px 10px;"));
    row.state->setObjectName(QString::fromLatin1(idOf(step)) + QStringLiteral("State"));
    row.state->setIndent(12);
    row.state->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(row.button, 1);
    if (step != Step::Choose) {
        row.settings = new QToolButton(this);
        row.settings->setText(QStringLiteral("⚙"));
        row.settings->setObjectName(QString::fromLatin1(idOf(step)) + QStringLiteral("Settings"));
        //: %1 is the title of a step.
        row.settings->setAccessibleName(tr("Settings of “%1”").arg(stepTitle(step)));
        row.settings->setToolTip(row.settings->accessibleName());
        row.settings->setMinimumHeight(32);
        line->addWidget(row.settings);
        connect(row.settings, &QToolButton::clicked, this, [this, step] { Q_EMIT settingsRequested(step); });
    }
    connect(row.button, &QPushButton::clicked, this, [this, step] { Q_EMIT stepRequested(step); });
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(line);
    column->addWidget(row.state);
    return row;
}

void GuidedPath::showState(const SnapshotPointer& snapshot, std::int64_t selected, bool busy, bool readOnly) {
    for (int i = 0; i < static_cast<int>(Step::Count); ++i) {
        const auto step = static_cast<Step>(i);
        const Row& row = rows_.at(static_cast<std::size_t>(i));
        const StepState state = stepState(step, snapshot, selected);
        row.state->setText((state.done ? QStringLiteral("✓ ") : QString()) + state.text);
        row.state->setForegroundRole(QPalette::WindowText);
        row.button->setEnabled(state.possible && (step == Step::Choose || (!busy && !readOnly)));
        if (row.settings != nullptr) {
            row.settings->setEnabled(!readOnly);
        }
    }
    everything_->setEnabled(!busy && !readOnly);
}

}
