// SPDX-License-Identifier: Apache-2.0
#include "core/records/provenance.h"

#include <array>

#include "core/records/names.h"

namespace paretoscope::records {

namespace {

constexpr std::array<Named<CostProvenance>, 4> costProvenances{
    {{CostProvenance::Measured, "measured"}, {CostProvenance::Predicted, "predicted"},
        {CostProvenance::Simulated, "simulated"}, {CostProvenance::Imported, "imported"}}};
constexpr std::array<Named<AccuracyProvenance>, 3> accuracyProvenances{{{AccuracyProvenance::OneShot, "one-shot"},
    {AccuracyProvenance::Trained, "trained"}, {AccuracyProvenance::Imported, "imported"}}};
constexpr std::array<Named<CostKind>, 2> costKinds{{{CostKind::LatencyMs, "latency"}, {CostKind::EnergyMj, "energy"}}};

}

int trustRank(CostProvenance provenance) {
    switch (provenance) {
    case CostProvenance::Measured:
        return 0;
    case CostProvenance::Simulated:
        return 1;
    case CostProvenance::Imported:
        return 2;
    case CostProvenance::Predicted:
        return 3;
    }
    return 4;
}

std::string_view name(CostProvenance provenance) {
    return nameIn<CostProvenance>(costProvenances, provenance);
}

std::string_view name(AccuracyProvenance provenance) {
    return nameIn<AccuracyProvenance>(accuracyProvenances, provenance);
}

std::string_view name(CostKind kind) {
    return nameIn<CostKind>(costKinds, kind);
}

CostProvenance costProvenanceFromName(std::string_view name) {
    return valueIn<CostProvenance>(costProvenances, name, "latency provenance");
}

AccuracyProvenance accuracyProvenanceFromName(std::string_view name) {
    return valueIn<AccuracyProvenance>(accuracyProvenances, name, "accuracy provenance");
}

CostKind costKindFromName(std::string_view name) {
    return valueIn<CostKind>(costKinds, name, "cost");
}

}
