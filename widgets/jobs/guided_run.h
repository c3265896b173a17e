// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <optional>

#include "widgets/common/snapshot.h"
#include "widgets/jobs/job_plan.h"

namespace paretoscope::widgets {

/// "Run everything": one job after the other, each made from what the one before has stored. It reads the outcome of a
/// job from the project, not from the worker's words, so a restarted worker does not confuse it. GUI thread; keeps no
/// thread.
class GuidedRun : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `exportPath`: the ONNX file that the last step writes.
    void start(const JobPlan& plan, const QString& exportPath);
    void abort();
    /// The run was interrupted: others may start. It goes on once that run has finished after all.
    void suspend(std::int64_t run);
    /// The run that it waits for was taken up again.
    void resume(std::int64_t run);
    [[nodiscard]] bool isActive() const { return active_ && !suspended_; }
    /// The job that was asked for became this run.
    void setRun(std::int64_t run);
    /// The job that was asked for was refused.
    void refuse();
    void setSnapshot(const SnapshotPointer& snapshot);

Q_SIGNALS:
    void wantsJob(const paretoscope::options::JobConfig& config);
    /// Step 1..5 began.
    void stepBegan(int step, int steps, paretoscope::widgets::Step which);
    void finished(const QString& exportPath);
    /// A job failed, was stopped or interrupted; what was stored stays.
    void ended();

private:
    void ask();
    [[nodiscard]] std::optional<options::JobConfig> nextJob() const;

    bool active_ = false;
    bool suspended_ = false;
    int position_ = 0;
    std::int64_t run_ = 0;
    JobPlan plan_;
    QString exportPath_;
    SnapshotPointer snapshot_;
};

/// Of the cells that a search found, the one with the largest predicted saving against the first; nothing where there
/// is none.
std::optional<options::SearchedCell> fastestCell(const std::vector<options::SearchedCell>& cells);

}
