// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/options/network.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// Gives every candidate of one of these genotypes what a device setting answered for it (measuredCost). A front shows
/// it with that provenance from then on. Returns how many candidates there were. One transaction. Throws Error as the
/// store does.
std::int64_t attachMeasured(store::Project& project, const records::DeviceSetting& deviceSetting,
    const options::NetworkConfig& network, std::span<const space::Genotype> genotypes);

/// Gives every candidate of this network what is known of it on a device setting: its predicted latency, by the
/// setting's newest predictor, and what was measured of it. So that cells which were found
/// before the setting was known have a place on its front too. Returns how many candidates there were; none without a
/// predictor. One transaction. Throws Error as the store does.
std::int64_t attachKnown(
    store::Project& project, const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network);

}
