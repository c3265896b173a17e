// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include "core/records/run.h"
#include "widgets/common/dialogs.h"
#include "widgets/common/message_bar.h"

class QUndoStack;

namespace paretoscope::widgets {

class JobController;
class RunsView;

/// What the runs view asks for, done through the worker (the project's one writer): notes, deleting with undo, doing a
/// run again with changes. GUI thread.
class RunActions : public QObject {
    Q_OBJECT
public:
    /// Belongs to the view.
    RunActions(RunsView& view, JobController& jobs, Dialogs& dialogs);

    [[nodiscard]] QUndoStack& undoStack() { return *undo_; }

Q_SIGNALS:
    void message(paretoscope::widgets::Severity severity, const QString& text,
        const QList<paretoscope::widgets::MessageBar::Action>& actions);

private:
    void setDeleted(const QList<qint64>& runs, bool deleted);
    void annotate(std::int64_t run, const QString& tags, const QString& note);
    void duplicate(std::int64_t run);
    void purge();
    void compare(const QList<qint64>& runs);
    [[nodiscard]] const records::Run* find(std::int64_t run) const;

    RunsView& view_;
    JobController& jobs_;
    Dialogs& dialogs_;
    QUndoStack* undo_;
};

}
