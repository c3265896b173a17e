// SPDX-License-Identifier: Apache-2.0
#include "core/queries/shown_front.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace paretoscope::queries {

namespace {

constexpr std::size_t fewPoints = 5; ///< fewer make no front
constexpr std::size_t farMore = 4; ///< times as many points: the newer protocol is but a trial beside the older one

int rankOf(const records::AccuracyProtocol& protocol) {
    switch (protocol.provenance) {
    case records::AccuracyProvenance::Trained:
        return records::isOnTestImages(protocol) ? 3 : 2;
    case records::AccuracyProvenance::Imported:
        return 1;
    case records::AccuracyProvenance::OneShot:
    case records::AccuracyProvenance::Estimated: // stand on the front of their trainings
        return 0;
    }
    return 0;
}

/// What to look at first comes first.
std::vector<records::AccuracyProtocol> inOrder(const store::Project& project) {
    std::vector<records::AccuracyProtocol> protocols = project.protocols(); // oldest first
    std::erase_if(protocols, [](const records::AccuracyProtocol& protocol) {
        return protocol.provenance == records::AccuracyProvenance::Estimated;
    });
    std::ranges::reverse(protocols);
    std::ranges::stable_sort(protocols, std::greater(), rankOf);
    return protocols;
}

}

ShownFront shownFront(const store::Project& project, const records::DeviceSetting& deviceSetting, Estimates estimates) {
    ShownFront shown;
    int rank = 0; // of what is shown
    for (records::AccuracyProtocol& protocol : inOrder(project)) {
        const std::size_t known = shown.front.points.size();
        const bool enough = known >= fewPoints;
        if (enough && (rankOf(protocol) != rank || protocol.provenance != records::AccuracyProvenance::Trained)) {
            break;
        }
        FrontPoints front = frontPoints(project, protocol, deviceSetting, std::nullopt, estimates);
        if (shown.protocol.id.empty() || front.points.size() > (enough ? farMore * known : known)) {
            rank = rankOf(protocol);
            shown = {std::move(protocol), std::move(front)};
        }
    }
    return shown;
}

std::string shownProtocol(
    const store::Project& project, const std::string& wanted, const records::DeviceSetting& deviceSetting) {
    std::string allowed;
    for (const records::AccuracyProtocol& protocol : project.protocols()) {
        if (!wanted.empty() && (protocol.id == wanted || protocol.title == wanted)) {
            return protocol.id;
        }
        allowed += "\n  " + protocol.id + "  " + protocol.title;
    }
    const std::string shown = wanted.empty() ? shownFront(project, deviceSetting).protocol.id : std::string();
    if (shown.empty()) {
        throw Error(ErrorCode::NotFound,
            wanted.empty()
                ? "The project holds no accuracies yet, so there is no front: search or train, or import a table "
                  "with a column of accuracies."
                : "There is no accuracy protocol '" + wanted + "'; the project holds:" + allowed,
            {{"what", "accuracy protocol"}, {"id", wanted}});
    }
    return shown;
}

}
