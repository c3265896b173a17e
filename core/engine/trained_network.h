// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/options/network.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// The network of the newest finished training of a genotype (a text or a published name), or nothing. Throws Error
/// (InvalidGenotype, UnknownName).
std::optional<options::NetworkConfig> networkOfTraining(const store::Project& project, const std::string& genotype);

}
