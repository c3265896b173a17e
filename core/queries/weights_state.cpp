// SPDX-License-Identifier: Apache-2.0
#include "core/queries/weights_state.h"

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"

namespace paretoscope::queries {

WeightsState weightsState(const std::string& text) {
    try {
        const nlohmann::ordered_json state = base::parseJson(text, {.what = "the stored weights of a training"});
        WeightsState result{.genotypes = state.at("genotypes"), .input = std::nullopt};
        if (state.contains("input")) {
            const nlohmann::ordered_json& input = state.at("input");
            result.input = interchange::ImageInput{input.at("mean"), input.at("deviation"), input.at("classes")};
        }
        return result;
    } catch (const nlohmann::json::exception&) {
        return {};
    }
}

}
