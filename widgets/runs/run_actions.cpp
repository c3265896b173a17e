// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/run_actions.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUndoCommand>
#include <QUndoStack>
#include <QUrl>

#include "core/base/error.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/runs/run_differences.h"
#include "widgets/runs/runs_view.h"

namespace paretoscope::widgets {

namespace {

class DeleteCommand : public QUndoCommand {
public:
    DeleteCommand(JobController& jobs, QList<qint64> runs, bool deleted)
        : QUndoCommand(deleted
                //: An undo step; %n runs.
                ? RunActions::tr("delete %n run(s)", nullptr, static_cast<int>(runs.size()))
                //: An undo step; %n runs.
                : RunActions::tr("restore %n run(s)", nullptr, static_cast<int>(runs.size())))
        , jobs_(jobs)
        , runs_(std::move(runs))
        , deleted_(deleted) { }
    void redo() override { send(deleted_); }
    void undo() override { send(!deleted_); }

private:
    void send(bool deleted) {
        for (const qint64 run : runs_) {
            jobs_.annotate({run, {}, {}, deleted});
        }
    }
    JobController& jobs_;
    QList<qint64> runs_;
    bool deleted_;
};

class AnnotateCommand : public QUndoCommand {
public:
    AnnotateCommand(JobController& jobs, const records::Run& before, const QString& tags, const QString& note)
        //: An undo step; %1 is the number of a run.
        : QUndoCommand(RunActions::tr("tags and note of run %1").arg(before.id))
        , jobs_(jobs)
        , run_(before.id)
        , tags_{before.tags, tags.toStdString()}
        , note_{before.note, note.toStdString()} { }
    void redo() override { jobs_.annotate({run_, tags_.second, note_.second, {}}); }
    void undo() override { jobs_.annotate({run_, tags_.first, note_.first, {}}); }

private:
    JobController& jobs_;
    std::int64_t run_;
    std::pair<std::string, std::string> tags_;
    std::pair<std::string, std::string> note_;
};

}

RunActions::RunActions(RunsView& view, JobController& jobs, Dialogs& dialogs)
    : QObject(&view)
    , view_(view)
    , jobs_(jobs)
    , dialogs_(dialogs)
    , undo_(new QUndoStack(this)) {
    connect(&view, &RunsView::resumeRequested, &jobs, &JobController::resumeRun);
    connect(&view, &RunsView::deleteRequested, this, &RunActions::setDeleted);
    connect(&view, &RunsView::annotateRequested, this, &RunActions::annotate);
    connect(&view, &RunsView::duplicateRequested, this, &RunActions::duplicate);
    connect(&view, &RunsView::purgeRequested, this, &RunActions::purge);
    connect(&view, &RunsView::compareRequested, this, &RunActions::compare);
    connect(&view, &RunsView::openFolderRequested, this, [this] {
        if (view_.snapshot()) {
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(view_.snapshot()->path).absolutePath()));
        }
    });
}

const records::Run* RunActions::find(std::int64_t run) const {
    const SnapshotPointer& snapshot = view_.snapshot();
    if (!snapshot) {
        return nullptr;
    }
    if (const records::Run* found = snapshot->run(run)) {
        return found;
    }
    for (const records::Run& deleted : snapshot->deletedRuns) {
        if (deleted.id == run) {
            return &deleted;
        }
    }
    return nullptr;
}

void RunActions::setDeleted(const QList<qint64>& runs, bool deleted) {
    if (runs.isEmpty()) {
        return;
    }
    undo_->push(new DeleteCommand(jobs_, runs, deleted));
    if (deleted) {
        Q_EMIT message(Severity::Note,
            //: %n runs were put into the bin.
            tr("%n run(s) deleted, with their candidates.", nullptr, static_cast<int>(runs.size())),
            //: A button: takes back what was done last.
            {{tr("Undo"), [this] { undo_->undo(); }}});
    }
}

void RunActions::annotate(std::int64_t run, const QString& tags, const QString& note) {
    if (const records::Run* before = find(run)) {
        undo_->push(new AnnotateCommand(jobs_, *before, tags, note));
    }
}

void RunActions::duplicate(std::int64_t run) {
    const records::Run* before = find(run);
    if (before == nullptr) {
        return;
    }
    try {
        auto* dialog =
            new JobSettingsDialog(options::jobConfigFromJson(before->configuration), std::nullopt, view_.window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setSnapshot(view_.snapshot());
        connect(dialog, &QDialog::accepted, this, [this, dialog] { jobs_.startJob(dialog->config()); });
        dialog->open();
    } catch (const Error& error) {
        Q_EMIT message(
            Severity::Bad, errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(error.what()), {});
    }
}

void RunActions::purge() {
    const qsizetype count = view_.snapshot() ? static_cast<qsizetype>(view_.snapshot()->deletedRuns.size()) : 0;
    const int answer = dialogs_.ask(view_.window(), tr("Empty bin"),
        tr("%n run(s) and their candidates, histories and checkpoints are removed for good. Measurements stay.",
            nullptr, static_cast<int>(count)),
        {tr("Remove for good"), tr("Cancel")});
    if (count > 0 && answer == 0) {
        undo_->clear(); // what is gone cannot be restored
        jobs_.purgeDeletedRuns();
    }
}

void RunActions::compare(const QList<qint64>& runs) {
    std::vector<records::Run> chosen;
    for (const qint64 run : runs) {
        if (const records::Run* found = find(run)) {
            chosen.push_back(*found);
        }
    }
    auto* dialog = new RunCompareDialog(chosen, view_.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}
