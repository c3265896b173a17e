// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "widgets/jobs/job_plan.h"

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace paretoscope::widgets {

class StepButton;

/// What the path's buttons depend on beside what is stored.
struct PathState {
    bool busy = false;
    bool readOnly = false;
    bool sample = false; ///< the program's own, which can be copied to a project
    std::optional<records::JobKind> running;
    std::int64_t selectedCandidate = 0;
    QString measureProblem; ///< why nothing can be measured here; empty where it can
    QString everythingProblem;
};

/// The path from an empty project to an ONNX file as a column of steps, each with its state on the current device in
/// words and its settings.
/// The step to take next is marked; one that cannot be taken says what it needs.
class GuidedPath : public QWidget {
    Q_OBJECT
public:
    explicit GuidedPath(QWidget* parent = nullptr);

    /// Null: no project yet, or nothing read.
    void showState(const SnapshotPointer& snapshot, const PathState& state);
    /// Of the running job, from 0 to 1.
    void showProgress(double fraction);

Q_SIGNALS:
    void stepRequested(paretoscope::widgets::Step step);
    void settingsRequested(paretoscope::widgets::Step step);
    void everythingRequested();
    /// A copy of the sample that can be changed.
    void copyRequested();

private:
    struct Row {
        StepButton* button;
        QToolButton* settings; ///< null where there is nothing to set before
        QString toolTip;
    };

    Row addRow(Step step, const QString& toolTip);

    QVBoxLayout* column_; ///< in an area that scrolls: large texts make the steps higher than a small window
    std::array<Row, static_cast<std::size_t>(Step::Count)> rows_{};
    QPushButton* everything_;
    QPushButton* copy_;
    std::optional<Step> running_;
};

/// How far a step is, in words; and whether its button can be pressed.
struct StepState {
    QString text;
    bool possible = false;
    bool done = false;
    bool doubtful = false; ///< done, but what follows would rest on too little
    QString subject = {}; ///< what the step would work on, where that needs saying
};
StepState stepState(Step step, const SnapshotPointer& snapshot, std::int64_t selectedCandidate);

}
