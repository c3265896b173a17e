// SPDX-License-Identifier: Apache-2.0
#include "core/records/candidate.h"

#include <array>
#include <cstdio>

#include "core/base/error.h"
#include "core/base/hash.h"

namespace paretoscope::records {

bool isOnTestImages(const AccuracyProtocol& protocol) {
    // "NAME:PART" or "NAME:PART[FIRST:LAST)@SIZE": a folder's name may hold the words too.
    const std::string name = protocol.dataSet.substr(0, protocol.dataSet.find('['));
    return name.ends_with(":test");
}

AccuracyProtocol withId(AccuracyProtocol protocol) {
    const std::string key = std::string(space::searchSpace(protocol.space).name) + '\n' + protocol.dataSet + '\n'
        + space::toText(protocol.shape) + '\n' + std::string(name(protocol.provenance)) + '\n' + protocol.recipe;
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(base::fnv1a(key)));
    protocol.id = digits.data();
    return protocol;
}

AccuracyProtocol estimatesOf(const AccuracyProtocol& trained) {
    if (trained.provenance != AccuracyProvenance::Trained) {
        throw Error(ErrorCode::InvalidValue,
            "Estimates are of trainings, but the accuracies of protocol " + trained.id + " are "
                + std::string(name(trained.provenance)) + "; give the protocol of a training.",
            {{"what", "accuracy protocol"}, {"value", trained.id}});
    }
    AccuracyProtocol estimated = trained;
    estimated.provenance = AccuracyProvenance::Estimated;
    estimated.title = "estimates of: " + trained.title;
    return withId(std::move(estimated));
}

std::optional<Cost> Candidate::cost(const DeviceSetting& deviceSetting, CostKind kind) const {
    std::optional<Cost> best;
    for (const Cost& cost : costs) {
        if (cost.deviceSetting == deviceSetting && cost.kind == kind
            && (!best || trustRank(cost.provenance) < trustRank(best->provenance))) {
            best = cost;
        }
    }
    return best;
}

std::optional<Accuracy> Candidate::accuracy(const std::string& protocol) const {
    std::optional<Accuracy> mean;
    int seeds = 0;
    for (const Accuracy& accuracy : accuracies) {
        if (accuracy.protocol != protocol) {
            continue;
        }
        ++seeds;
        if (!mean) {
            mean = accuracy;
        } else {
            mean->accuracy += (accuracy.accuracy - mean->accuracy) / seeds;
            mean->crossEntropy += (accuracy.crossEntropy - mean->crossEntropy) / seeds;
        }
    }
    return mean;
}

}
