// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace paretoscope::records {

/// Where a latency or energy comes from. Never stored or shown without it.
enum class CostProvenance : std::uint8_t { Measured, Predicted, Simulated, Imported };

/// Where an accuracy comes from.
enum class AccuracyProvenance : std::uint8_t {
    OneShot,
    Trained,
    Imported,
    Estimated, ///< by a surrogate, from the trainings of other cells
};

enum class CostKind : std::uint8_t { LatencyMs, EnergyMj };

/// How a candidate came into the project.
enum class Origin : std::uint8_t {
    Search, ///< sampled from a search's architecture parameters
    Random, ///< drawn uniformly, as a yardstick
    Published,
    Derived, ///< the cell that a search's parameters stood for
    Trained, ///< given to a training before any search had met it
    Imported, ///< from a table
    Scored, ///< given to a search's supernet to be scored
    Explored, ///< trained or estimated by an exploration: picked, also where the pool was drawn uniformly
};

/// How far a cost may be trusted, 0 the most: measured, simulated, imported, predicted. Where there are several, the
/// most trusted is shown.
int trustRank(CostProvenance provenance);

std::string_view name(CostProvenance provenance);
std::string_view name(AccuracyProvenance provenance);
std::string_view name(CostKind kind);
std::string_view name(Origin origin);
/// Inverse of name(); throw Error (UnknownName).
CostProvenance costProvenanceFromName(std::string_view name);
AccuracyProvenance accuracyProvenanceFromName(std::string_view name);
CostKind costKindFromName(std::string_view name);
Origin originFromName(std::string_view name);

}
