// SPDX-License-Identifier: Apache-2.0
#include "core/data/resize.h"

#include <algorithm>
#include <cstddef>

namespace paretoscope::data {

Resizer::Resizer(int width, int height, int side)
    : height_(height)
    , side_(side)
    , columns_(tapsFor(width, side))
    , rows_(tapsFor(height, side)) { }

std::vector<Resizer::Taps> Resizer::tapsFor(int from, int to) {
    std::vector<Taps> taps;
    const double scale = static_cast<double>(from) / to;
    // A triangle of half-width max(1, ..) interpolates; a box as wide as the new pixel averages.
    for (int i = 0; i < to; ++i) {
        Taps tap{0, {}};
        if (scale > 1) {
            const double low = i * scale;
            const double high = std::min((i + 1) * scale, static_cast<double>(from));
            tap.first = static_cast<int>(low);
            for (int x = tap.first; x < from && x < high; ++x) {
                tap.weights.push_back(
                    static_cast<float>((std::min<double>(x + 1, high) - std::max<double>(x, low)) / (high - low)));
            }
        } else {
            const double centre = std::clamp((i + 0.5) * scale - 0.5, 0.0, from - 1.0);
            tap.first = static_cast<int>(centre);
            const auto second = static_cast<float>(centre - tap.first);
            tap.weights.push_back(1 - second);
            if (second > 0) {
                tap.weights.push_back(second);
            }
        }
        taps.push_back(std::move(tap));
    }
    return taps;
}

void Resizer::apply(const std::uint8_t* source, int rowStride, int pixelStride, std::uint8_t* target) const {
    std::vector<float> narrow(static_cast<std::size_t>(height_) * static_cast<std::size_t>(side_));
    for (int y = 0; y < height_; ++y) {
        const std::uint8_t* row = source + static_cast<std::ptrdiff_t>(y) * rowStride;
        for (int x = 0; x < side_; ++x) {
            const Taps& taps = columns_[static_cast<std::size_t>(x)];
            float sum = 0;
            for (std::size_t k = 0; k < taps.weights.size(); ++k) {
                sum += taps.weights[k]
                    * static_cast<float>(row[(taps.first + static_cast<std::ptrdiff_t>(k)) * pixelStride]);
            }
            narrow[static_cast<std::size_t>(y * side_ + x)] = sum;
        }
    }
    for (int y = 0; y < side_; ++y) {
        const Taps& taps = rows_[static_cast<std::size_t>(y)];
        for (int x = 0; x < side_; ++x) {
            float sum = 0.5F;
            for (std::size_t k = 0; k < taps.weights.size(); ++k) {
                sum += taps.weights[k]
                    * narrow[(static_cast<std::size_t>(taps.first) + k) * static_cast<std::size_t>(side_)
                        + static_cast<std::size_t>(x)];
            }
            target[y * side_ + x] = static_cast<std::uint8_t>(std::clamp(sum, 0.F, 255.F));
        }
    }
}

}
