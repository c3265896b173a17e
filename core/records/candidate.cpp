// SPDX-License-Identifier: Apache-2.0
#include "core/records/candidate.h"

#include <array>
#include <cstdio>

namespace paretoscope::records {

namespace {

/// How far a cost may be trusted; the most trusted one is shown.
int rank(CostProvenance provenance) {
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

/// FNV-1a, 64 bits: ids must not change between program versions or standard libraries.
std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

}

AccuracyProtocol withId(AccuracyProtocol protocol) {
    const std::string key = protocol.space + '\n' + protocol.dataSet + '\n' + protocol.shape + '\n'
        + std::string(name(protocol.provenance)) + '\n' + protocol.recipe;
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(fnv1a(key)));
    protocol.id = digits.data();
    return protocol;
}

std::optional<Cost> Candidate::cost(const std::string& deviceSetting, CostKind kind) const {
    std::optional<Cost> best;
    for (const Cost& cost : costs) {
        if (cost.deviceSetting == deviceSetting && cost.kind == kind
            && (!best || rank(cost.provenance) < rank(best->provenance))) {
            best = cost;
        }
    }
    return best;
}

std::optional<Accuracy> Candidate::accuracy(const std::string& protocol) const {
    for (const Accuracy& accuracy : accuracies) {
        if (accuracy.protocol == protocol) {
            return accuracy;
        }
    }
    return std::nullopt;
}

}
