// SPDX-License-Identifier: Apache-2.0
#include "core/space/architecture.h"

#include <algorithm>
#include <charconv>

#include "core/base/error.h"

namespace paretoscope::space {

namespace {

[[noreturn]] void reject(const std::string& field, const std::string& value, const std::string& allowed) {
    throw Error(ErrorCode::InvalidShape, "The network's '" + field + "' is " + value + "; allowed: " + allowed + ".",
        {{"field", field}, {"value", value}, {"allowed", allowed}});
}

void requireRange(const std::string& field, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
        reject(field, std::to_string(value), std::to_string(lowest) + " to " + std::to_string(highest));
    }
}

[[noreturn]] void rejectText(std::string_view text) {
    throw Error(ErrorCode::InvalidShape,
        "'" + std::string(text)
            + "' does not describe a network's shape; write it like c16-l8-32x32x3-k10-cifar (channels, cells, "
              "height x width x input channels, classes, stem cifar or imagenet).",
        {{"field", "text"}, {"value", std::string(text)}, {"allowed", "c16-l8-32x32x3-k10-cifar"}});
}

/// Takes words and numbers off the front of the shape's text.
class Reader {
public:
    explicit Reader(std::string_view text) : whole_(text), rest_(text) { }

    void word(std::string_view expected) {
        if (!rest_.starts_with(expected)) {
            rejectText(whole_);
        }
        rest_.remove_prefix(expected.size());
    }

    int number() {
        int value = 0;
        const auto result = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (result.ec != std::errc{}) {
            rejectText(whole_);
        }
        rest_.remove_prefix(static_cast<std::size_t>(result.ptr - rest_.data()));
        return value;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view whole_;
    std::string_view rest_;
};

}

void validate(const Shape& shape) {
    requireRange("input_channels", shape.inputChannels, 1, 64);
    requireRange("input_size", shape.inputSize, 8, 1024);
    requireRange("channels", shape.channels, 1, 1024);
    requireRange("cells", shape.cells, 1, 100);
    requireRange("classes", shape.classes, 2, 100'000);
    // The halves of a FactorizedReduce, and both arms of a residual block, agree in size only where every reduction
    // halves exactly.
    const int divisor = shape.stem == Stem::ImageNet ? 32 : 4;
    if (shape.inputSize % divisor != 0) {
        reject("input_size", std::to_string(shape.inputSize), "multiples of " + std::to_string(divisor));
    }
    if (shape.stem == Stem::ImageNet && shape.channels % 2 != 0) {
        reject("channels", std::to_string(shape.channels), "even numbers with the ImageNet stem");
    }
}

void validate(const Architecture& architecture) {
    validate(architecture.genotype);
    validate(architecture.shape);
    const SearchSpace& space = searchSpace(architecture.genotype.space);
    requireRange("cells", architecture.shape.cells, space.fewestCells, space.mostCells);
    if (architecture.shape.stem == Stem::ImageNet && !space.hasImageNetStem) {
        reject("stem", "imagenet", "cifar with " + std::string(space.title));
    }
}

std::string toText(const Shape& shape) {
    const std::string size = std::to_string(shape.inputSize);
    return "c" + std::to_string(shape.channels) + "-l" + std::to_string(shape.cells) + "-" + size + "x" + size + "x"
        + std::to_string(shape.inputChannels) + "-k" + std::to_string(shape.classes)
        + (shape.stem == Stem::ImageNet ? "-imagenet" : "-cifar");
}

Shape shapeFromText(std::string_view text) {
    Reader reader(text);
    Shape shape;
    reader.word("c");
    shape.channels = reader.number();
    reader.word("-l");
    shape.cells = reader.number();
    reader.word("-");
    shape.inputSize = reader.number();
    reader.word("x");
    const int width = reader.number();
    reader.word("x");
    shape.inputChannels = reader.number();
    reader.word("-k");
    shape.classes = reader.number();
    const bool imageNet = reader.rest() == "-imagenet";
    if (width != shape.inputSize || (!imageNet && reader.rest() != "-cifar")) {
        rejectText(text);
    }
    shape.stem = imageNet ? Stem::ImageNet : Stem::Cifar;
    validate(shape);
    return shape;
}

}
