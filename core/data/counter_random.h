// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace paretoscope::data {

/// A mixing function for keys (SplitMix64's finaliser, Steele, Lea & Flood 2014).
inline std::uint64_t mixKey(std::uint64_t a, std::uint64_t b) {
    std::uint64_t z = a + 0x9e3779b97f4a7c15ULL * (b + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// Numbers that depend on a key and a count alone: each image has a key of its own, so neither the number of threads
/// nor a resumed run changes what is drawn for it.
class CounterRandom {
public:
    explicit CounterRandom(std::uint64_t key) : key_(key) { }

    std::uint64_t bits() { return mixKey(key_, count_++); }
    /// 0 .. n - 1, n > 0.
    int below(int n) { return static_cast<int>((bits() >> 32) * static_cast<std::uint64_t>(n) >> 32); }
    /// [0, 1)
    float uniform() { return static_cast<float>(bits() >> 40) * 0x1p-24F; }
    float between(float low, float high) { return low + (high - low) * uniform(); }

private:
    std::uint64_t key_;
    std::uint64_t count_ = 0;
};

}
