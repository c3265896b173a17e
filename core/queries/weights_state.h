// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/interchange/image_input.h"

namespace paretoscope::queries {

/// What the checkpoint of finished trainings says beside its arrays.
struct WeightsState {
    std::vector<std::string> genotypes; ///< identity texts of the cells whose weights it holds, by place
    std::optional<interchange::ImageInput> input;
};

/// From store::Checkpoint::state. Empty for a training that has not finished. Throws Error (InvalidData) where it is
/// damaged.
WeightsState weightsState(const std::string& text);

}
