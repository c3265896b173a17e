// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>

#include "widgets/jobs/job_plan.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace paretoscope::widgets {

/// The path from an empty project to an ONNX file as a column of buttons, each with its state in words and its
/// settings.
class GuidedPath : public QWidget {
    Q_OBJECT
public:
    explicit GuidedPath(QWidget* parent = nullptr);

    /// Null: no project yet, or nothing read.
    void showState(const SnapshotPointer& snapshot, std::int64_t selectedCandidate, bool busy, bool readOnly);

Q_SIGNALS:
    void stepRequested(paretoscope::widgets::Step step);
    void settingsRequested(paretoscope::widgets::Step step);
    void everythingRequested();

private:
    struct Row {
        QPushButton* button;
        QToolButton* settings; ///< null for Choose
        QLabel* state;
    };

    Row addRow(Step step, const QString& text, const QString& toolTip);

    std::array<Row, static_cast<std::size_t>(Step::Count)> rows_{};
    QPushButton* everything_;
};

/// How far a step is, in words; and whether its button can be pressed.
struct StepState {
    QString text;
    bool possible = false;
    bool done = false;
};
StepState stepState(Step step, const SnapshotPointer& snapshot, std::int64_t selectedCandidate);

}
