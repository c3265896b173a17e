// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/options/network.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// The network of the finished training of a genotype (a text or a published name) whose weights an export takes: of
/// `run`, or where that is 0 the one with the most steps, of those alike the newest. Nothing where there is none.
/// Throws Error (InvalidGenotype, UnknownName).
std::optional<options::NetworkConfig> networkOfTraining(
    const store::Project& project, const std::string& genotype, std::int64_t run);

}
