// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "widgets/common/view.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace paretoscope::widgets {

class RunActions;
class RunsModel;
class Selection;

/// All runs: sorted, searched, tagged, compared, done again, deleted and restored. Changes nothing by itself: it asks.
class RunsView : public View {
    Q_OBJECT
public:
    explicit RunsView(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    /// Nothing of a project that can only be read can be changed.
    void showState(const ProjectState& state) override;
    [[nodiscard]] const SnapshotPointer& snapshot() const { return snapshot_; }
    [[nodiscard]] QList<QUndoStack*> undoStacks() override;
    [[nodiscard]] RunsModel& model() { return *model_; }

    /// Who does what the buttons ask for, with undo.
    void setActions(RunActions& actions);

Q_SIGNALS:
    void resumeRequested(std::int64_t run);
    void duplicateRequested(std::int64_t run);
    /// Into the bin, or out of it.
    void deleteRequested(const QList<qint64>& runs, bool deleted);
    void annotateRequested(std::int64_t run, const QString& tags, const QString& note);
    void purgeRequested();
    void openFolderRequested();
    void compareRequested(const QList<qint64>& runs);

private:
    void setUpTable();
    void setUpButtons();
    void connectButtons();
    void showRuns();
    void showSelected();
    void takeNotes();
    [[nodiscard]] QList<qint64> selectedRuns() const;
    [[nodiscard]] const records::Run* currentRun() const;
    QPushButton* addButton(const char* name, const QString& text);

    Selection& selection_;
    SnapshotPointer snapshot_;
    RunActions* actions_ = nullptr; ///< null: buttons only ask
    bool readOnly_ = false;
    std::int64_t shown_ = 0; ///< whose notes the fields hold
    RunsModel* model_;
    QLineEdit* filter_;
    QCheckBox* bin_;
    QTableView* table_;
    QLabel* hint_;
    QLineEdit* tags_;
    QLineEdit* note_;
    QPushButton* resume_ = nullptr;
    QPushButton* duplicate_ = nullptr;
    QPushButton* compare_ = nullptr;
    QPushButton* delete_ = nullptr;
    QPushButton* purge_ = nullptr;
    QPushButton* folder_ = nullptr;
};

}
