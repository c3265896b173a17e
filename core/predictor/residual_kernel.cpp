// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/residual_kernel.h"

#include <algorithm>
#include <cstdint>

namespace paretoscope::predictor {

namespace {

constexpr std::size_t lanes = 8;
constexpr std::size_t tileRows = 4;
constexpr float bound = 0.5F; // ResidualEnsemble::bound

using Vector [[gnu::vector_size(lanes * sizeof(float))]] = float;
using Integers [[gnu::vector_size(lanes * sizeof(float))]] = std::int32_t;

// Inlined into the functions below that name an instruction set, so that each gets them in its own.
#define PARETOSCOPE_INLINE static inline __attribute__((always_inline))

PARETOSCOPE_INLINE Vector load(const float* from) {
    Vector vector;
    __builtin_memcpy(&vector, from, sizeof(vector));
    return vector;
}

PARETOSCOPE_INLINE void store(float* to, Vector vector) {
    __builtin_memcpy(to, &vector, sizeof(vector));
}

/// Relative error below 2e-7: 2ⁿ · polynomial (Cephes' expf).
PARETOSCOPE_INLINE Vector exponential(Vector x) {
    constexpr float magic = 12582912.0F; // 1.5 · 2²³: adding it leaves the nearest integer in the low bits
    constexpr std::int32_t magicBits = 0x4b400000;
    const Vector low = Vector{} - 80.0F;
    const Vector high = Vector{} + 80.0F;
    x = x < low ? low : x;
    x = x > high ? high : x;
    const Vector shifted = x * 1.44269504F + magic;
    Integers exponent;
    __builtin_memcpy(&exponent, &shifted, sizeof(exponent));
    const Vector n = shifted - magic;
    const Vector r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    Vector p = r * 1.9875691500e-4F + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    exponent = (exponent - magicBits + 127) << 23;
    Vector scale;
    __builtin_memcpy(&scale, &exponent, sizeof(scale));
    return p * scale;
}

PARETOSCOPE_INLINE Vector silu(Vector x) {
    return x / (1.0F + exponential(-x));
}

PARETOSCOPE_INLINE Vector boundedTanh(Vector x) {
    return bound - 2 * bound / (exponential(x + x) + 1.0F);
}

/// out [tileRows, width] = bias + in [tileRows, depth] · weight [depth, width]; width in whole vectors.
PARETOSCOPE_INLINE void multiplyTile(const float* in, std::size_t inStride, std::size_t depth, const float* weight,
    const float* bias, std::size_t width, float* out, std::size_t outStride) {
    for (std::size_t column = 0; column < width; column += lanes) {
        Vector sums[tileRows];
        for (std::size_t row = 0; row < tileRows; ++row) {
            sums[row] = load(bias + column);
        }
        for (std::size_t k = 0; k < depth; ++k) {
            const Vector factor = load(weight + k * width + column);
            for (std::size_t row = 0; row < tileRows; ++row) {
                sums[row] += factor * in[row * inStride + k];
            }
        }
        for (std::size_t row = 0; row < tileRows; ++row) {
            store(out + row * outStride + column, sums[row]);
        }
    }
}

struct Network {
    std::size_t members;
    std::size_t inputs;
    std::size_t hidden;
    std::size_t firstWidth;
    const float* firstWeight;
    const float* firstBias;
    const float* secondWeight;
    const float* secondBias;
    const float* headWeight;
};

/// Of tileRows rows: `first` [tileRows, firstWidth] and `second` [tileRows, hidden] are scratch, `heads` [tileRows,
/// members] what goes into tanh.
PARETOSCOPE_INLINE void applyTile(
    const Network& network, const float* inputs, float* first, float* second, float* heads) {
    const std::size_t hidden = network.hidden;
    multiplyTile(inputs, network.inputs, network.inputs, network.firstWeight, network.firstBias, network.firstWidth,
        first, network.firstWidth);
    for (std::size_t row = 0; row < tileRows; ++row) {
        float* values = first + row * network.firstWidth;
        for (std::size_t i = 0; i < network.members * hidden; i += lanes) {
            store(values + i, silu(load(values + i)));
        }
    }
    for (std::size_t member = 0; member < network.members; ++member) {
        multiplyTile(first + member * hidden, network.firstWidth, hidden,
            network.secondWeight + member * hidden * hidden, network.secondBias + member * hidden, hidden, second,
            hidden);
        for (std::size_t row = 0; row < tileRows; ++row) {
            Vector sum{};
            for (std::size_t i = 0; i < hidden; i += lanes) {
                sum += silu(load(second + row * hidden + i)) * load(network.headWeight + member * hidden + i);
            }
            float head = first[row * network.firstWidth + network.members * hidden + member];
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                head += sum[lane];
            }
            heads[row * network.members + member] = head;
        }
    }
}

PARETOSCOPE_INLINE void applyBlock(const Network& network, const float* inputs, std::size_t tiles, float* first,
    float* second, float* heads, std::size_t headCount) {
    for (std::size_t tile = 0; tile < tiles; ++tile) {
        applyTile(network, inputs + tile * tileRows * network.inputs, first, second,
            heads + tile * tileRows * network.members);
    }
    for (std::size_t i = 0; i < headCount; i += lanes) {
        store(heads + i, boundedTanh(load(heads + i)));
    }
}

using Apply = void (*)(const Network&, const float*, std::size_t, float*, float*, float*, std::size_t);

void applyPortable(const Network& network, const float* inputs, std::size_t tiles, float* first, float* second,
    float* heads, std::size_t headCount) {
    applyBlock(network, inputs, tiles, first, second, heads, headCount);
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) void applyAvx2(const Network& network, const float* inputs, std::size_t tiles,
    float* first, float* second, float* heads, std::size_t headCount) {
    applyBlock(network, inputs, tiles, first, second, heads, headCount);
}
#endif

Apply bestApply() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return applyAvx2;
    }
#endif
    return applyPortable;
}

std::size_t padded(std::size_t width) {
    return (width + lanes - 1) / lanes * lanes;
}

}

ResidualKernel::ResidualKernel(const StoredResidual& residual)
    : members_(static_cast<std::size_t>(residual.members))
    , inputs_(static_cast<std::size_t>(residual.inputs))
    , hidden_(padded(static_cast<std::size_t>(residual.hidden)))
    , firstWidth_(members_ * hidden_ + padded(members_))
    , firstWeight_(inputs_ * firstWidth_)
    , firstBias_(firstWidth_)
    , secondWeight_(members_ * hidden_ * hidden_)
    , secondBias_(members_ * hidden_)
    , headWeight_(members_ * hidden_) {
    const auto hidden = static_cast<std::size_t>(residual.hidden);
    const auto& layers = residual.layers;
    // (x − mean) · scale · W + b = x · (scale · W) + (b − mean · scale · W)
    const auto fold = [this, &residual](std::size_t column, double bias, const auto& weight) {
        for (std::size_t input = 0; input < inputs_; ++input) {
            const double scaled = residual.scale[input] * weight(input);
            firstWeight_[input * firstWidth_ + column] = static_cast<float>(scaled);
            bias -= residual.mean[input] * scaled;
        }
        firstBias_[column] = static_cast<float>(bias);
    };
    for (std::size_t member = 0; member < members_; ++member) {
        fold(members_ * hidden_ + member, layers[5][member],
            [&](std::size_t input) { return layers[6][member * inputs_ + input]; });
        for (std::size_t unit = 0; unit < hidden; ++unit) {
            const std::size_t flat = member * hidden + unit;
            const std::size_t place = member * hidden_ + unit;
            fold(place, layers[1][flat],
                [&](std::size_t input) { return layers[0][(member * inputs_ + input) * hidden + unit]; });
            secondBias_[place] = static_cast<float>(layers[3][flat]);
            headWeight_[place] = static_cast<float>(layers[4][flat]);
            for (std::size_t to = 0; to < hidden; ++to) {
                secondWeight_[place * hidden_ + to] = static_cast<float>(layers[2][flat * hidden + to]);
            }
        }
    }
}

void ResidualKernel::logFactors(std::span<const float> inputs, std::size_t rows, std::span<float> logFactors) const {
    static const Apply apply = bestApply();
    const std::size_t tiles = (rows + tileRows - 1) / tileRows;
    const Network network{members_, inputs_, hidden_, firstWidth_, firstWeight_.data(), firstBias_.data(),
        secondWeight_.data(), secondBias_.data(), headWeight_.data()};
    std::vector<float> scratch(tileRows * (firstWidth_ + hidden_) + padded(tiles * tileRows * members_));
    float* heads = scratch.data() + tileRows * (firstWidth_ + hidden_);
    std::vector<float> wholeTiles; // the last tile may be incomplete
    if (inputs.size() < tiles * tileRows * inputs_) {
        wholeTiles.assign(inputs.begin(), inputs.end());
        wholeTiles.resize(tiles * tileRows * inputs_);
    }
    apply(network, wholeTiles.empty() ? inputs.data() : wholeTiles.data(), tiles, scratch.data(),
        scratch.data() + tileRows * firstWidth_, heads, rows * members_);
    std::copy_n(heads, rows * members_, logFactors.begin());
}

}
