// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "core/options/explore.h"
#include "core/records/device_setting.h"
#include "core/records/run.h"

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

/// Where the front stands at a price: the cell of the largest expected label less λ · latency / reference; null for an
/// empty front.
const options::ExploredCell* atPrice(const options::ExploredSetting& setting, double lambda);

}
