// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/lambda_line.h"
#include "core/options/explore.h"
#include "core/options/explore_result.h"
#include "core/records/device_setting.h"
#include "core/records/run.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// What an exploration of a network came to on one device setting.
struct ExploredOn {
    std::int64_t run = 0;
    options::ExploreResult result;
    options::ExploredSetting setting;
};

/// The newest finished one among `runs` (newest first, as store::Project::runs() gives them) with a number below
/// `before`; nothing where there is none. Results of another version of the program are passed over.
std::optional<ExploredOn> newestExploration(std::span<const records::Run> runs,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network,
    std::int64_t before = std::numeric_limits<std::int64_t>::max());

/// The exploration of run `run`, or the newest finished one where that is 0, on a device setting; where that is empty,
/// on this computer's own where it was explored, else on the exploration's first. Throws Error (NotFound) that says
/// what there is.
ExploredOn explorationFor(const store::Project& project, std::int64_t run, const std::string& deviceSetting);

/// The front of an exploration's cells in cross entropy, what is expected of those that were trained and of others
/// alike: the one that the window's λ slider walks.
class ExploredFront {
public:
    /// Throws Error as the store does.
    ExploredFront(const store::Project& project, const ExploredOn& explored);
    /// Cost of its best cell at a price, ms; nothing where there is no cell.
    [[nodiscard]] std::optional<double> latencyMs(double lambda) const;

private:
    std::vector<double> costs_;
    analysis::SupportHull hull_;
};

/// The trainings of an exploration in the order in which they were asked for, with why each was made, what was expected
/// and what came: of a finished run from its result, of one that runs or was interrupted from its newest checkpoint.
/// One that has not ended yet has a label of NaN. Empty where the run is no exploration, has none yet, or was written
/// by another version. Throws Error as the store does.
std::vector<options::ExploredTraining> exploredTrainings(const store::Project& project, const records::Run& run);

}
