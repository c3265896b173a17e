// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/image_input.h"

#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace paretoscope::interchange {

namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::InvalidData,
        "What is known of the network's images does not fit it: " + what
            + ". Train the network again, or export it with other weights.",
        {{"reason", what}});
}

std::string numberList(const std::vector<float>& values, int channels, const char* otherwise) {
    std::string text;
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(channels); ++channel) {
        text += (channel > 0 ? ", " : "") + (values.empty() ? std::string(otherwise) : shortNumber(values[channel]));
    }
    return "[" + text + "]";
}

}

std::string_view name(PixelRange range) {
    switch (range) {
    case PixelRange::Unit:
        return "0..1";
    case PixelRange::Bytes:
        return "0..255";
    case PixelRange::Normalised:
        return "normalised";
    }
    return {};
}

void validate(const ImageInput& input, const space::Shape& shape) {
    const auto channels = static_cast<std::size_t>(shape.inputChannels);
    if (input.normalises() && (input.mean.size() != channels || input.deviation.size() != channels)) {
        refuse("it has " + std::to_string(channels) + " channels, and there are " + std::to_string(input.mean.size())
            + " means and " + std::to_string(input.deviation.size()) + " deviations");
    }
    for (std::size_t channel = 0; channel < input.mean.size(); ++channel) {
        if (!std::isfinite(input.mean[channel]) || !std::isfinite(input.deviation[channel])
            || input.deviation[channel] <= 0) {
            refuse("a mean or deviation is no usable number");
        }
    }
    if (!input.classes.empty() && input.classes.size() != static_cast<std::size_t>(shape.classes)) {
        refuse("it has " + std::to_string(shape.classes) + " classes, and " + std::to_string(input.classes.size())
            + " names are known");
    }
}

std::map<std::string, std::string> describedInput(
    const ImageInput& input, const space::Shape& shape, PixelRange range) {
    std::map<std::string, std::string> described{
        {"channel_order", shape.inputChannels == 3 ? "RGB" : std::to_string(shape.inputChannels) + " channels"},
        {"deviation", numberList(input.deviation, shape.inputChannels, "1")}, {"input_layout", "NCHW"},
        {"input_range", std::string(name(range))}, {"input_size", std::to_string(shape.inputSize)},
        {"input_type", range == PixelRange::Bytes ? "uint8" : "float32"},
        {"mean", numberList(input.mean, shape.inputChannels, "0")},
        {"normalised_by", range == PixelRange::Normalised ? "the caller" : "the file"}};
    if (!input.classes.empty()) {
        // A class's name is a folder's name, which may be any bytes.
        described["classes"] =
            nlohmann::json(input.classes).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    return described;
}

std::string shortNumber(float value) {
    char buffer[32];
    const auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer), value);
    return {buffer, end};
}

}
