// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/guided_path.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

const char* idOf(Step step) {
    switch (step) {
    case Step::Measure:
        return "stepMeasure";
    case Step::Fit:
        return "stepFit";
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

}

QString stepTitle(Step step) {
    switch (step) {
    case Step::Measure:
        return GuidedPath::tr("Measure this computer");
    case Step::Fit:
        //: A button: fit the latency predictor.
        return GuidedPath::tr("Fit");
    case Step::Search:
        //: A button: search for cells.
        return GuidedPath::tr("Search");
    case Step::Choose:
        //: A button: choose a candidate with λ.
        return GuidedPath::tr("Choose");
    case Step::Train:
        //: A button: train the cells found.
        return GuidedPath::tr("Train");
    case Step::Export:
        return GuidedPath::tr("Export ONNX…");
    case Step::Tune:
        return GuidedPath::tr("Tune for the VTA");
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
        tr("Times random architectures on this computer. Leave it alone meanwhile."),
        tr("Learns to predict latency from the measurements, and says how well."),
        tr("Searches for cells at several prices λ of latency."),
        tr("Shows the front: move λ, and the best trade-off is selected."),
        tr("Trains the cells found, and random ones, for equal steps: what compares them fairly."),
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
        tr("Measures, fits, searches, trains and exports with small settings: a few minutes on two cores"));
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

void GuidedPath::showState(const ProjectSnapshot* snapshot, std::int64_t selected, bool busy, bool readOnly) {
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
