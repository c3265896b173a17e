// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <functional>

#include "core/records/run.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/snapshot.h"

class QUndoStack;

namespace paretoscope::widgets {

class Dialogs;
class JobController;
class PartReaders;
class Selection;

/// What views act through. Outlives them.
struct ViewContext {
    Selection& selection;
    JobController& jobs;
    Dialogs& dialogs;
};

/// What can be done with the open project at the moment.
struct ProjectState {
    bool busy = false; ///< a job runs or waits
    bool readOnly = false;
    /// Why no job can be started now; empty where one can.
    [[nodiscard]] QString noJob() const;
};

/// A picture that the program can take of a view (`paretoscope screenshot`).
struct ViewPicture {
    QString name; ///< of the file
    std::function<void()> prepare; ///< empty: as the view stands
    std::function<bool()> ready; ///< waited for; empty: at once
};

/// One of the docks of a project's page: shows snapshots, and starts jobs through its context. GUI thread.
class View : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// The newest snapshot; null: another project is about to be opened, so everything of this one is forgotten.
    virtual void setSnapshot(const SnapshotPointer& snapshot) = 0;
    /// Adds what it asks of the reader; `shown`: it can be seen.
    virtual void addTo(SnapshotQuery& query, bool shown) const;
    virtual void showState(const ProjectState& state);
    /// Whether it comes to the front when a job of this kind starts.
    [[nodiscard]] virtual bool follows(records::JobKind kind) const;
    /// Empty where it has nothing to undo.
    [[nodiscard]] virtual QList<QUndoStack*> undoStacks();
    /// After the picture of the view as it is, which has its id as name.
    [[nodiscard]] virtual QList<ViewPicture> pictures();
    /// Several candidates that it shows the choice of; empty: those that are selected for all views.
    [[nodiscard]] virtual QList<qint64> chosenCandidates() const;
    /// What it waits for before its first picture.
    [[nodiscard]] virtual bool isReady() const;
    /// Splitters and the like; empty where it has none.
    [[nodiscard]] virtual QByteArray saveArrangement() const;
    virtual void restoreArrangement(const QByteArray& arrangement);

Q_SIGNALS:
    /// The reader has to be asked again.
    void queryChanged();
    void message(paretoscope::widgets::Severity severity, const QString& text,
        const QList<paretoscope::widgets::MessageBar::Action>& actions = {});
};

/// How a folder offers its view to the program (widgets/views.h).
struct ViewType {
    const char* id; ///< in stored arrangements and on the command line
    QString (*title)(); ///< translated; may mark its key with an ampersand
    View* (*create)(const ViewContext& context, QWidget* parent);
    void (*addReaders)(PartReaders& readers); ///< of its parts of the snapshot; null: others read all that it shows
};

}
