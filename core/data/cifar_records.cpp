// SPDX-License-Identifier: Apache-2.0
#include "core/data/cifar_records.h"

#include <algorithm>
#include <sstream>

namespace paretoscope::data {

std::optional<std::int64_t> CifarRecords::unpack(
    std::string_view bytes, std::span<std::uint8_t> pixels, std::span<std::int64_t> labels) const {
    const std::int64_t count = countIn(bytes);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string_view record =
            bytes.substr(static_cast<std::size_t>(i * recordBytes()), static_cast<std::size_t>(recordBytes()));
        const auto label = static_cast<std::uint8_t>(record[static_cast<std::size_t>(labelBytes - 1)]);
        labels[static_cast<std::size_t>(i)] = label;
        if (label >= classes) {
            return i;
        }
        std::copy_n(record.begin() + labelBytes, pixelBytes, pixels.begin() + i * pixelBytes);
    }
    return std::nullopt;
}

std::vector<std::string> CifarRecords::classNames(const std::string& text) const {
    std::vector<std::string> names;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
            line.pop_back();
        }
        if (!line.empty()) {
            names.push_back(line);
        }
    }
    if (names.size() != static_cast<std::size_t>(classes)) {
        names.clear();
        for (int i = 0; i < classes; ++i) {
            names.push_back("class " + std::to_string(i));
        }
    }
    return names;
}

}
