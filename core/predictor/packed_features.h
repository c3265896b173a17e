// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/predictor/edge_groups.h"

namespace paretoscope::predictor {

/// The numbers of Features for packed genotypes (space::pack), counted with integers instead of tensors: a hundred
/// times faster, without gradient. Any thread may call.
class PackedFeatures {
public:
    /// `space` must outlive this. Throws Error (InvalidValue) for one with more than 8 states, 16 operations or 32
    /// edges.
    explicit PackedFeatures(const space::SearchSpace& space);
    explicit PackedFeatures(space::SpaceId space) : PackedFeatures(space::searchSpace(space)) { }

    [[nodiscard]] std::size_t packedLength() const { return packedLength_; } ///< bytes of one genotype
    [[nodiscard]] std::size_t columns() const { return static_cast<std::size_t>(groups_.columns()); }
    [[nodiscard]] std::size_t structures() const { return structures_; }
    [[nodiscard]] bool hasLive() const { return groups_.liveBlocks() > 0; }
    [[nodiscard]] std::size_t liveColumns() const { return static_cast<std::size_t>(groups_.liveColumns()); }
    /// Numbers that the residual network sees: counts, structure, logarithm of the additive latency, live counts.
    [[nodiscard]] std::size_t residualInputs() const { return columns() + structures() + 1 + liveColumns(); }

    /// Writes what features() gives for this genotype; all of `counts`, `structure` and `live` (empty where the space
    /// has none).
    void write(std::span<const std::uint8_t> packed, std::span<float> counts, std::span<float> structure,
        std::span<float> live) const;

private:
    void writeStructure(const std::uint8_t* operations, std::span<float> structure) const;
    /// One bit an edge each; see Features::live.
    struct EdgesThatMatter {
        std::uint32_t live = 0;
        std::uint32_t heard = 0;
        std::uint32_t muted = 0;
    };
    [[nodiscard]] EdgesThatMatter edgesThatMatter(const std::uint8_t* operations) const;
    [[nodiscard]] bool aloneAtTarget(const std::uint8_t* operations, std::size_t edge, std::uint32_t reached) const;

    EdgeGroups groups_;
    std::size_t packedLength_;
    std::size_t structures_;
    int none_; ///< index of 'none'
    int skip_; ///< index of skip_connect
    std::vector<int> columnOf_; ///< by kind × edge × operation, -1 for 'none'
};

}
