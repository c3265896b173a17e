// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/nasbench201_index.h"

#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
#include <vector>

#include "core/base/error.h"

namespace paretoscope::interchange {

namespace {

constexpr int cells = 15625;

/// Python's random module: the Mersenne Twister MT19937, seeded by init_by_array (Matsumoto & Nishimura 1998;
/// 2002/1/26).
class PythonRandom {
public:
    explicit PythonRandom(std::uint32_t seed) {
        fill(19650218);
        std::size_t i = 1;
        for (std::size_t k = 0; k < size; ++k) {
            state_[i] = (state_[i] ^ mixed(i) * 1664525U) + seed; // a key of one number
            i = next(i);
        }
        for (std::size_t k = 0; k + 1 < size; ++k) {
            state_[i] = (state_[i] ^ mixed(i) * 1566083941U) - static_cast<std::uint32_t>(i);
            i = next(i);
        }
        state_[0] = 0x80000000U;
    }

    /// random._randbelow
    std::uint32_t below(std::uint32_t bound) {
        const int bits = std::bit_width(bound);
        std::uint32_t value = number() >> (32 - bits);
        while (value >= bound) {
            value = number() >> (32 - bits);
        }
        return value;
    }

private:
    static constexpr std::size_t size = 624;
    static constexpr std::size_t middle = 397;

    void fill(std::uint32_t seed) {
        state_[0] = seed;
        for (std::size_t i = 1; i < size; ++i) {
            state_[i] = 1812433253U * (state_[i - 1] ^ state_[i - 1] >> 30) + static_cast<std::uint32_t>(i);
        }
    }
    [[nodiscard]] std::uint32_t mixed(std::size_t i) const { return state_[i - 1] ^ state_[i - 1] >> 30; }
    std::size_t next(std::size_t i) {
        if (++i == size) {
            state_[0] = state_[size - 1];
            return 1;
        }
        return i;
    }

    std::uint32_t number() {
        if (position_ == size) {
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint32_t both = (state_[i] & 0x80000000U) | (state_[(i + 1) % size] & 0x7FFFFFFFU);
                state_[i] = state_[(i + middle) % size] ^ both >> 1 ^ ((both & 1) != 0 ? 0x9908B0DFU : 0U);
            }
            position_ = 0;
        }
        std::uint32_t value = state_[position_++];
        value ^= value >> 11;
        value ^= value << 7 & 0x9D2C5680U;
        value ^= value << 15 & 0xEFC60000U;
        return value ^ value >> 18;
    }

    std::array<std::uint32_t, size> state_{};
    std::size_t position_ = size;
};

/// For each number of the benchmark the place in the list of all cells, whose last edge's operation changes fastest.
std::vector<int> shuffled() {
    std::vector<int> order(cells);
    std::iota(order.begin(), order.end(), 0);
    PythonRandom random(88);
    for (std::uint32_t i = cells - 1; i > 0; --i) {
        std::swap(order[i], order[random.below(i + 1)]);
    }
    return order;
}

}

space::Genotype nasBench201Cell(int index) {
    static const std::vector<int> order = shuffled();
    if (index < 0 || index >= cells) {
        throw Error(ErrorCode::InvalidGenotype,
            "NAS-Bench-201 numbers its cells from 0 to " + std::to_string(cells - 1) + ", so there is no "
                + std::to_string(index) + ".",
            {{"value", std::to_string(index)}});
    }
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::NasBench201);
    std::vector<space::Operation> operations(space.edges.size());
    int rest = order[static_cast<std::size_t>(index)];
    for (std::size_t edge = operations.size(); edge > 0; --edge) {
        operations[edge - 1] = space.operations[static_cast<std::size_t>(rest % space.operationCount())];
        rest /= space.operationCount();
    }
    return space::fromOperationsByEdge(space::SpaceId::NasBench201, {operations});
}

}
