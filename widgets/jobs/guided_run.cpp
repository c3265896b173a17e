// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/guided_run.h"

#include <algorithm>
#include <array>

namespace paretoscope::widgets {

namespace {
constexpr std::array order{Step::Measure, Step::Fit, Step::Search, Step::Train, Step::Export};
}

std::optional<options::SearchedCell> fastestCell(const std::vector<options::SearchedCell>& cells) {
    const auto fastest = std::min_element(cells.begin(), cells.end(),
        [](const options::SearchedCell& a, const options::SearchedCell& b) { return a.predictedMs < b.predictedMs; });
    return fastest == cells.end() ? std::nullopt : std::optional(*fastest);
}

void GuidedRun::start(const JobPlan& plan, const QString& exportPath) {
    plan_ = plan;
    exportPath_ = exportPath;
    position_ = 0;
    active_ = true;
    suspended_ = false;
    ask();
}

void GuidedRun::abort() {
    if (active_) {
        active_ = false;
        Q_EMIT ended();
    }
}

void GuidedRun::suspend(std::int64_t run) {
    if (isActive() && run == run_) {
        suspended_ = true;
        Q_EMIT ended();
    }
}

void GuidedRun::resume(std::int64_t run) {
    if (active_ && run == run_) {
        suspended_ = false;
    }
}

std::optional<options::JobConfig> GuidedRun::nextJob() const {
    const std::vector<options::SearchedCell> cells =
        snapshot_ ? searchedCells(*snapshot_) : std::vector<options::SearchedCell>();
    switch (order.at(static_cast<std::size_t>(position_))) {
    case Step::Measure:
        return plan_.measure;
    case Step::Fit:
        return plan_.fit;
    case Step::Search:
        return plan_.search;
    case Step::Train: {
        std::vector<std::string> genotypes;
        for (const options::SearchedCell& cell : cells) {
            genotypes.push_back(cell.genotype);
        }
        return genotypes.empty() ? std::nullopt : std::optional<options::JobConfig>(plan_.trainConfig(genotypes));
    }
    case Step::Export: {
        const auto chosen = fastestCell(cells);
        return chosen ? std::optional<options::JobConfig>(plan_.exportConfig(
                   chosen->genotype, isTrained(*snapshot_, chosen->genotype), exportPath_.toStdString()))
                      : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

void GuidedRun::ask() {
    run_ = 0;
    if (position_ >= static_cast<int>(order.size())) {
        active_ = false;
        Q_EMIT finished(exportPath_);
        return;
    }
    const auto job = nextJob();
    if (!job) {
        abort();
        return;
    }
    Q_EMIT stepBegan(position_ + 1, static_cast<int>(order.size()), order.at(static_cast<std::size_t>(position_)));
    Q_EMIT wantsJob(*job);
}

void GuidedRun::setRun(std::int64_t run) {
    if (active_) {
        run_ = run;
        setSnapshot(snapshot_); // a short job may be over already
    }
}

void GuidedRun::refuse() {
    abort();
}

void GuidedRun::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    const records::Run* run = active_ && run_ != 0 && snapshot ? snapshot->run(run_) : nullptr;
    if (run == nullptr) {
        return;
    }
    if (run->state == records::RunState::Finished) {
        suspended_ = false;
        ++position_;
        ask();
    } else if (run->state == records::RunState::Failed) {
        abort();
    }
}

}
