// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_defaults.h"

#include <algorithm>
#include <iostream>
#include <optional>

#include "app/cli/job_options.h"
#include "app/cli/opened_project.h"
#include "core/engine/data_report.h"
#include "core/queries/stored.h"

namespace paretoscope::cli {

namespace {

constexpr int validationPart = 10; ///< one image of so many scores, where there are few

void add(std::vector<options::NetworkConfig>& networks, const options::NetworkConfig& network) {
    if (std::find(networks.begin(), networks.end(), network) == networks.end()) {
        networks.push_back(network);
    }
}

/// Where there is one only.
void choose(options::NetworkConfig& chosen, const std::vector<options::NetworkConfig>& networks, const char* why) {
    if (networks.size() == 1 && networks.front() != chosen) {
        chosen = networks.front();
        std::cerr << "network: " << chosen.spaceName() << " " << space::toText(chosen.shape) << ", " << why << '\n';
    }
}

/// Those with a predictor, on one setting or on any.
std::vector<options::NetworkConfig> predictedNetworks(
    const Session& session, const std::optional<records::DeviceSetting>& setting) {
    std::vector<options::NetworkConfig> networks;
    if (const auto project = existingProject(session)) {
        for (const store::PredictorRecord& record : project->predictors()) {
            if (!setting || record.deviceSetting == *setting) {
                add(networks, {record.space, record.shape});
            }
        }
    }
    return networks;
}

}

void followData(const CLI::App& command, options::DataConfig& data, space::Shape& shape, int& batchSize, bool halves) {
    const engine::DataSize size = engine::sizeOfData(data.source);
    if (!isGiven(command, "--classes") && shape.classes != size.classes) {
        shape.classes = size.classes;
        std::cerr << "classes: " << size.classes << ", as the data set has\n";
    }
    const std::int64_t wanted = std::int64_t{data.trainImages} + data.validationImages;
    if (wanted <= size.trainImages || size.trainImages < 2) {
        return;
    }
    // Of a folder only the names were looked at, and what bears the name of an image need not be one. Few images are
    // soon read.
    const std::int64_t readable =
        data.source.starts_with("folder:") ? engine::inspectData(data.source).trainImages : size.trainImages;
    const auto available = static_cast<int>(readable);
    if (!isGiven(command, "--validation-images")) {
        data.validationImages = std::min(data.validationImages, available / validationPart);
    }
    if (!isGiven(command, "--train-images")) {
        const int rest = std::max(2, available - data.validationImages);
        data.trainImages = std::min(data.trainImages, halves ? rest / 2 * 2 : rest);
    }
    if (!isGiven(command, "--batch")) {
        batchSize = std::max(2, std::min(batchSize, halves ? data.trainImages / 2 : data.trainImages));
    }
    std::cerr << "images: " << data.trainImages << " to train and " << data.validationImages << " to score, of the "
              << available << " that the data set has; batches of " << batchSize << '\n';
}

void chooseProjectsNetwork(const Session& session, options::MeasureConfig& config) {
    if (const auto project = existingProject(session)) {
        std::vector<options::NetworkConfig> networks;
        for (const store::DeviceSettingSummary& summary : project->deviceSettings()) {
            add(networks, {summary.space, summary.shape});
        }
        choose(config.network, networks, "the one that was measured before");
    }
}

void chooseMeasuredNetwork(const Session& session, options::FitConfig& config) {
    if (const auto project = existingProject(session)) {
        choose(config.network, queries::networksOf(project->deviceSettings(), options::settingOr(config.deviceSetting)),
            "the one that was measured");
    }
}

void choosePredictedNetwork(const Session& session, options::SearchConfig& config) {
    choose(config.network, predictedNetworks(session, options::settingOr(config.deviceSetting)),
        "the one with a predictor on this device setting");
}

void choosePredictedNetwork(const Session& session, options::ExploreConfig& config) {
    choose(config.network, predictedNetworks(session, std::nullopt), "the one with predictors");
}

}
