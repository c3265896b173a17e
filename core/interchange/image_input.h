// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/space/architecture.h"

namespace paretoscope::interchange {

/// What the pixels of an exported network's input are. Channels are red, green, blue; the layout is [batch, channel,
/// row, column].
enum class PixelRange : std::uint8_t {
    Unit, ///< float, 0 to 1: the file normalises
    Bytes, ///< uint8, 0 to 255: the file converts and normalises (ONNX only)
    Normalised, ///< float, what training fed the network: the caller normalises
};
/// "0..1", "0..255", "normalised"
std::string_view name(PixelRange range);

/// How pictures become what the network was trained on, and what its outputs mean.
struct ImageInput {
    std::vector<float> mean; ///< of each channel, of values 0 to 1; empty: 0 (random weights saw no images)
    std::vector<float> deviation; ///< likewise; empty: 1
    std::vector<std::string> classes; ///< the outputs' names in their order; empty where nobody knows them

    [[nodiscard]] bool normalises() const { return !mean.empty(); }
};

/// Throws Error (InvalidData) where the numbers do not belong to an image of that many channels, a deviation is not
/// above 0 or the classes are not as many as the network has.
void validate(const ImageInput& input, const space::Shape& shape);

/// The same in words and JSON lists, under the keys that files carry: classes, channel_order, deviation, input_layout,
/// input_range, input_size, input_type, mean, normalised_by.
std::map<std::string, std::string> describedInput(const ImageInput& input, const space::Shape& shape, PixelRange range);

/// The shortest text that reads back as this float.
std::string shortNumber(float value);

}
