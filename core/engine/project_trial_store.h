// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/project.h"
#include "core/vta/trial_store.h"

namespace paretoscope::engine {

/// The VTA tuner's trials and results in a project. Trials stand under the run that first tuned the task; results are
/// found by any later run. Any thread. Throws the store's Error.
class ProjectTrialStore final : public vta::TrialStore {
public:
    /// `run`: whom new tasks' trials belong to.
    ProjectTrialStore(store::Project& project, std::int64_t run) : project_(project), run_(run) { }

    std::optional<vta::TunedTask> tuned(const std::string& key) override;
    std::vector<vta::Trial> trials(const std::string& key, const vta::TunerOptions& options) override;
    void append(const std::string& key, const vta::TunerOptions& options, std::size_t position,
        std::span<const vta::Trial> trials) override;
    void finish(const vta::TunedTask& task) override;

private:
    store::Project& project_;
    std::int64_t run_;
};

}
