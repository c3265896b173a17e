// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/options/option.h"

namespace paretoscope::options {

/// The default of computeOnOption().
inline constexpr const char* anyComputer = "auto";

/// On what networks are searched and trained. No part of a recipe: accuracies are compared and checkpoints go on across
/// it, though numbers are rounded differently.
struct ComputeOn {
    bool any = true; ///< a GPU where one is fit, else the processor
    std::optional<int> gpu; ///< where not any: this one, by the driver's number; none: the processor
};

/// "auto", "cpu", "gpu0", "gpu1", ... Throws Error (InvalidValue) that names the option `field`.
ComputeOn computeOnFrom(const std::string& text, const std::string& field = "on");

/// Of every job that searches or trains.
Option computeOnOption();

}
