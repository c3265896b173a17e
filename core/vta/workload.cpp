// SPDX-License-Identifier: Apache-2.0
#include "core/vta/workload.h"

#include <charconv>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/text_encoding.h"

namespace paretoscope::vta {

namespace {

constexpr int largestSide = 65536;
constexpr std::int64_t mostMacs = std::int64_t{1} << 46;

Error wrong(const std::string& what) {
    return {ErrorCode::InvalidShape, what, {{"what", what}}};
}

void requireSide(int value, const char* name) {
    if (value < 1 || value > largestSide) {
        throw wrong(std::string("The ") + name + " of the layer is " + std::to_string(value) + "; allowed are 1 to "
            + std::to_string(largestSide) + ".");
    }
}

/// Reads "<number><separator>" runs off the front of a text.
class Reader {
public:
    explicit Reader(std::string_view text) : all_(text), rest_(text) { }

    void expect(std::string_view literal) {
        if (!rest_.starts_with(literal)) {
            fail();
        }
        rest_.remove_prefix(literal.size());
    }
    int number() {
        int value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc()) {
            fail();
        }
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    void finish() const {
        if (!rest_.empty()) {
            fail();
        }
    }

private:
    [[noreturn]] void fail() const {
        throw wrong("\"" + base::shortLine(all_, 80)
            + "\" is not a layer. Expected: conv/1x64x56x56/128x3x3/s2/p1/g1 or dense/1x512/1000.");
    }
    std::string_view all_;
    std::string_view rest_;
};

std::int64_t ceilDivide(std::int64_t value, std::int64_t divisor) {
    return (value + divisor - 1) / divisor;
}

}

std::int64_t Workload::macs() const {
    return std::int64_t{batch} * outHeight() * outWidth() * outChannels * (inChannels / groups) * kernelHeight
        * kernelWidth;
}

void validate(const Workload& w) {
    requireSide(w.batch, "batch");
    requireSide(w.inChannels, "input channels");
    requireSide(w.outChannels, "output channels");
    requireSide(w.height, "height");
    requireSide(w.width, "width");
    requireSide(w.kernelHeight, "kernel height");
    requireSide(w.kernelWidth, "kernel width");
    requireSide(w.stride, "stride");
    requireSide(w.groups, "groups");
    if (w.padding < 0 || w.padding > largestSide) {
        throw wrong("The padding of the layer is " + std::to_string(w.padding) + "; allowed are 0 to "
            + std::to_string(largestSide) + ".");
    }
    if (w.kernelHeight > w.height + 2 * w.padding || w.kernelWidth > w.width + 2 * w.padding) {
        throw wrong("The layer's kernel " + std::to_string(w.kernelHeight) + "x" + std::to_string(w.kernelWidth)
            + " is larger than its padded input.");
    }
    if (w.inChannels % w.groups != 0 || w.outChannels % w.groups != 0) {
        throw wrong("The layer's " + std::to_string(w.groups) + " groups do not divide its channels ("
            + std::to_string(w.inChannels) + " to " + std::to_string(w.outChannels) + ").");
    }
    const double macs = 1.0 * w.batch * w.outHeight() * w.outWidth() * w.outChannels * (w.inChannels / w.groups)
        * w.kernelHeight * w.kernelWidth;
    if (macs > static_cast<double>(mostMacs)) {
        throw wrong("The layer has more than 2^46 multiplications, which no schedule of the VTA can hold.");
    }
}

PackedWorkload pack(const Workload& w, const Accelerator& a) {
    validate(w);
    if (w.groups > 1 && ((w.inChannels / w.groups) % a.block() != 0 || (w.outChannels / w.groups) % a.block() != 0)) {
        throw wrong("A grouped convolution on this accelerator needs groups of a multiple of "
            + std::to_string(a.block()) + " channels; this layer has " + std::to_string(w.inChannels / w.groups)
            + " to " + std::to_string(w.outChannels / w.groups) + " a group. Run it on the host CPU.");
    }
    const auto blocks = [&a](int channels) { return static_cast<int>(ceilDivide(channels, a.block())); };
    return {static_cast<int>(ceilDivide(w.batch, a.batch())), blocks(w.inChannels / w.groups), blocks(w.outChannels),
        w.height, w.width, w.outHeight(), w.outWidth(), w.kernelHeight, w.kernelWidth, w.stride, w.padding, w.groups,
        w.kind == WorkloadKind::Dense};
}

std::string toText(const Workload& w) {
    std::ostringstream text;
    if (w.kind == WorkloadKind::Dense) {
        text << "dense/" << w.batch << 'x' << w.inChannels << '/' << w.outChannels;
    } else {
        text << "conv/" << w.batch << 'x' << w.inChannels << 'x' << w.height << 'x' << w.width << '/' << w.outChannels
             << 'x' << w.kernelHeight << 'x' << w.kernelWidth << "/s" << w.stride << "/p" << w.padding << "/g"
             << w.groups;
    }
    return text.str();
}

Workload workloadFromText(std::string_view text) {
    Reader reader(text);
    Workload w;
    if (text.starts_with("dense/")) {
        w.kind = WorkloadKind::Dense;
        reader.expect("dense/");
        w.batch = reader.number();
        reader.expect("x");
        w.inChannels = reader.number();
        reader.expect("/");
        w.outChannels = reader.number();
    } else {
        const auto field = [&reader](std::string_view before, int& number) {
            reader.expect(before);
            number = reader.number();
        };
        field("conv/", w.batch);
        field("x", w.inChannels);
        field("x", w.height);
        field("x", w.width);
        field("/", w.outChannels);
        field("x", w.kernelHeight);
        field("x", w.kernelWidth);
        field("/s", w.stride);
        field("/p", w.padding);
        field("/g", w.groups);
    }
    reader.finish();
    validate(w);
    return w;
}

std::vector<NamedWorkload> parseLayers(std::string_view text, const std::string& origin) {
    std::vector<NamedWorkload> layers;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::istringstream words(line.substr(0, line.find('#')));
        NamedWorkload layer;
        std::string shape;
        std::string extra;
        if (!(words >> layer.name)) {
            continue;
        }
        const std::string where = origin + ", line " + std::to_string(number) + ": ";
        if (!(words >> shape)) {
            shape = layer.name; // it names itself
        } else if (words >> extra) {
            throw Error(ErrorCode::InvalidData,
                where + "expected a name and a shape, such as \"first conv/1x64x56x56/128x3x3/s2/p1/g1\", and found \""
                    + base::shortLine(line, 60) + "\".",
                {{"file", origin}});
        }
        try {
            layer.workload = workloadFromText(shape);
        } catch (const Error& error) {
            throw Error(error.code(), where + error.what(), error.arguments());
        }
        layers.push_back(std::move(layer));
    }
    if (layers.empty()) {
        throw Error(ErrorCode::InvalidData, origin + " holds no layer.", {{"file", origin}});
    }
    return layers;
}

std::vector<NamedWorkload> readLayers(const std::string& path) {
    constexpr std::size_t largest = std::size_t{4} << 20U;
    return parseLayers(base::utf8Text(base::readFile(path, largest)), path);
}

}
