// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/enum_names.h"

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

/// The most trusted first. Where there are several costs, the most trusted is shown.
inline constexpr std::array byTrust{
    CostProvenance::Measured, CostProvenance::Simulated, CostProvenance::Imported, CostProvenance::Predicted};
/// How far a cost may be trusted, 0 the most.
inline std::ptrdiff_t trustRank(CostProvenance provenance) {
    return std::find(byTrust.begin(), byTrust.end(), provenance) - byTrust.begin();
}

inline std::array<base::Named<CostProvenance>, 4> namesOf(CostProvenance) {
    return {{{CostProvenance::Measured, "measured"}, {CostProvenance::Predicted, "predicted"},
        {CostProvenance::Simulated, "simulated"}, {CostProvenance::Imported, "imported"}}};
}
inline std::array<base::Named<AccuracyProvenance>, 4> namesOf(AccuracyProvenance) {
    return {{{AccuracyProvenance::OneShot, "one-shot"}, {AccuracyProvenance::Trained, "trained"},
        {AccuracyProvenance::Imported, "imported"}, {AccuracyProvenance::Estimated, "estimated"}}};
}
inline std::array<base::Named<CostKind>, 2> namesOf(CostKind) {
    return {{{CostKind::LatencyMs, "latency"}, {CostKind::EnergyMj, "energy"}}};
}
inline std::array<base::Named<Origin>, 8> namesOf(Origin) {
    return {{{Origin::Search, "search"}, {Origin::Random, "random"}, {Origin::Published, "published"},
        {Origin::Derived, "derived"}, {Origin::Trained, "trained"}, {Origin::Imported, "imported"},
        {Origin::Scored, "scored"}, {Origin::Explored, "explored"}}};
}

/// The name under which it is stored.
template <base::NamedEnum Value>
std::string_view name(Value value) {
    return base::textOf(value);
}

/// Inverse of name(); throw Error (UnknownName).
inline CostProvenance costProvenanceFromName(std::string_view name) {
    return base::valueOf<CostProvenance>(name, "latency provenance");
}
inline AccuracyProvenance accuracyProvenanceFromName(std::string_view name) {
    return base::valueOf<AccuracyProvenance>(name, "accuracy provenance");
}
inline CostKind costKindFromName(std::string_view name) {
    return base::valueOf<CostKind>(name, "cost");
}
inline Origin originFromName(std::string_view name) {
    return base::valueOf<Origin>(name, "origin of a candidate");
}

}
