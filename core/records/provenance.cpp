// SPDX-License-Identifier: Apache-2.0
#include "core/records/provenance.h"

#include <array>

#include "core/base/enum_names.h"

namespace paretoscope::records {

namespace {

constexpr std::array<base::Named<CostProvenance>, 4> costProvenances{
    {{CostProvenance::Measured, "measured"}, {CostProvenance::Predicted, "predicted"},
        {CostProvenance::Simulated, "simulated"}, {CostProvenance::Imported, "imported"}}};
constexpr std::array<base::Named<AccuracyProvenance>, 4> accuracyProvenances{
    {{AccuracyProvenance::OneShot, "one-shot"}, {AccuracyProvenance::Trained, "trained"},
        {AccuracyProvenance::Imported, "imported"}, {AccuracyProvenance::Estimated, "estimated"}}};
constexpr std::array<base::Named<Origin>, 8> origins{{{Origin::Search, "search"}, {Origin::Random, "random"},
    {Origin::Published, "published"}, {Origin::Derived, "derived"}, {Origin::Trained, "trained"},
    {Origin::Imported, "imported"}, {Origin::Scored, "scored"}, {Origin::Explored, "explored"}}};
constexpr std::array<base::Named<CostKind>, 2> costKinds{
    {{CostKind::LatencyMs, "latency"}, {CostKind::EnergyMj, "energy"}}};

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
    return base::nameIn<CostProvenance>(costProvenances, provenance);
}

std::string_view name(AccuracyProvenance provenance) {
    return base::nameIn<AccuracyProvenance>(accuracyProvenances, provenance);
}

std::string_view name(CostKind kind) {
    return base::nameIn<CostKind>(costKinds, kind);
}

std::string_view name(Origin origin) {
    return base::nameIn<Origin>(origins, origin);
}

CostProvenance costProvenanceFromName(std::string_view name) {
    return base::valueIn<CostProvenance>(costProvenances, name, "latency provenance");
}

AccuracyProvenance accuracyProvenanceFromName(std::string_view name) {
    return base::valueIn<AccuracyProvenance>(accuracyProvenances, name, "accuracy provenance");
}

Origin originFromName(std::string_view name) {
    return base::valueIn<Origin>(origins, name, "origin of a candidate");
}

CostKind costKindFromName(std::string_view name) {
    return base::valueIn<CostKind>(costKinds, name, "cost");
}

}
