// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/protocol/job_config.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// Gives every candidate of one of these genotypes its measured latency on a device setting: the median of all its
/// stored measurements there, and their standard deviation where there are several. A front shows it as measured from
/// then on. Returns how many candidates there were. One transaction. Throws Error as the store does.
std::int64_t attachMeasured(store::Project& project, const std::string& deviceSetting,
    const protocol::NetworkConfig& network, std::span<const space::Genotype> genotypes);

}
