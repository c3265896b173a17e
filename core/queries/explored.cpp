// SPDX-License-Identifier: Apache-2.0
#include "core/queries/explored.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/options/jobs.h"

namespace paretoscope::queries {

std::optional<ExploredOn> newestExploration(std::span<const records::Run> runs,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network, std::int64_t before) {
    const std::string wanted = toText(deviceSetting);
    for (const records::Run& run : runs) {
        if (run.kind != records::JobKind::Explore || run.state != records::RunState::Finished || run.id >= before) {
            continue;
        }
        try {
            auto result = options::resultOf<options::ExploreConfig>(run);
            if (!result || options::jobConfigFromJson<options::ExploreConfig>(run.configuration).network != network) {
                continue;
            }
            const auto setting = std::ranges::find(result->settings, wanted, &options::ExploredSetting::deviceSetting);
            if (setting != result->settings.end()) {
                options::ExploredSetting copy = *setting;
                return ExploredOn{run.id, std::move(*result), std::move(copy)};
            }
        } catch (const Error&) { // of another version of the program
            continue;
        }
    }
    return std::nullopt;
}

const options::ExploredCell* atPrice(const options::ExploredSetting& setting, double lambda) {
    const auto worth = [&](const options::ExploredCell& cell) {
        return cell.expected - lambda * cell.latencyMs / setting.referenceMs;
    };
    const auto best = std::ranges::max_element(setting.front, {}, worth);
    return best == setting.front.end() ? nullptr : &*best;
}

}
