// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tradeoff/remark_commands.h"

#include <QCoreApplication>
#include <QUndoCommand>
#include <utility>

#include "widgets/jobs/job_controller.h"

namespace paretoscope::widgets {

namespace {

struct RemarkText {
    Q_DECLARE_TR_FUNCTIONS(RemarkCommand)
};

class RemarkCommand : public QUndoCommand {
public:
    RemarkCommand(
        const QString& text, JobController& jobs, protocol::AnnotateCandidates undo, protocol::AnnotateCandidates redo)
        : QUndoCommand(text)
        , jobs_(jobs)
        , undo_(std::move(undo))
        , redo_(std::move(redo)) { }
    void redo() override { jobs_.annotate(redo_); }
    void undo() override { jobs_.annotate(undo_); }

private:
    JobController& jobs_;
    protocol::AnnotateCandidates undo_;
    protocol::AnnotateCandidates redo_;
};

}

QUndoCommand* starCommand(JobController& jobs, const std::vector<std::int64_t>& candidates, bool starred) {
    const int count = static_cast<int>(candidates.size());
    //: An undo step; %n candidates.
    const QString text = starred ? RemarkText::tr("star for %n candidate(s)", nullptr, count)
                                 //: An undo step; %n candidates.
                                 : RemarkText::tr("no star for %n candidate(s)", nullptr, count);
    return new RemarkCommand(text, jobs, {candidates, !starred, {}}, {candidates, starred, {}});
}

QUndoCommand* noteCommand(JobController& jobs, std::int64_t candidate, const std::string& before, const QString& note) {
    //: An undo step; %1 is the number of a candidate.
    return new RemarkCommand(RemarkText::tr("note on candidate %1").arg(candidate), jobs, {{candidate}, {}, before},
        {{candidate}, {}, note.toStdString()});
}

}
