// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/engine/job.h"
#include "tests/test_folder.h"

namespace paretoscope::engine::testing {

/// A project file in a folder of its own, removed at the end.
class TemporaryProject {
public:
    [[nodiscard]] std::filesystem::path path(const std::string& name = "test.paretoscope") const {
        return folder_.path() / name;
    }

private:
    TestFolder folder_;
};

/// Remembers what a job said.
class RecordingSink final : public JobSink {
public:
    void progress(double fraction, const std::string& message, double, const Metrics&) override {
        fractions.push_back(fraction);
        messages.push_back(message);
        if (onProgress) {
            onProgress();
        }
    }
    void snapshot(const options::SearchSnapshot& search) override { snapshots.push_back(search); }
    void log(protocol::LogLevel, const std::string& text) override { logs.push_back(text); }
    void stored() override {
        if (onStored) {
            onStored();
        }
    }

    std::vector<double> fractions;
    std::vector<std::string> messages;
    std::vector<options::SearchSnapshot> snapshots;
    std::vector<std::string> logs;
    std::function<void()> onProgress;
    std::function<void()> onStored;
};

/// The smallest network that can be searched: seconds for everything.
inline options::NetworkConfig smallNetwork() {
    options::NetworkConfig network;
    network.shape = {
        .inputChannels = 3, .inputSize = 8, .channels = 4, .cells = 3, .classes = 10, .stem = space::Stem::Cifar};
    return network;
}

inline options::DataConfig smallData() {
    return {.source = "synthetic", .trainImages = 128, .validationImages = 32, .testImages = 64};
}

inline options::MeasureConfig smallMeasure(int architectures = 36) {
    options::MeasureConfig config;
    config.deviceSetting = "cpu/eager/t1/b1/f32";
    config.network = smallNetwork();
    config.architectures = architectures;
    return config;
}

inline options::FitConfig smallFit() {
    return {.deviceSetting = "cpu/eager/t1/b1/f32", .network = smallNetwork()};
}

inline options::SearchConfig smallSearch() {
    options::SearchConfig config;
    config.network = smallNetwork();
    config.data = smallData();
    config.deviceSetting = "cpu/eager/t1/b1/f32";
    config.lambdas = {0, 1};
    config.batchSize = 8;
    config.warmUpSteps = 2;
    config.searchSteps = 4;
    config.epochSteps = 2;
    config.archiveSamples = 3;
    return config;
}

inline options::TrainConfig smallTrain() {
    options::TrainConfig config;
    config.network = smallNetwork();
    config.data = smallData();
    config.genotypes = {"DARTS_V1", "DARTS_V2", "PC_DARTS_cifar"};
    config.rungs = {4};
    config.batchSize = 8;
    return config;
}

struct Finished {
    std::int64_t run;
    RunOutcome outcome;
};

inline Finished runJob(
    store::Project& project, const options::JobConfig& config, JobSink& sink, std::stop_token stop = {}) {
    const std::int64_t run = addRun(project, config);
    LiveControls live(config);
    return {run, execute(project, run, sink, std::move(stop), live)};
}

inline RunOutcome runAgain(store::Project& project, std::int64_t run, JobSink& sink) {
    LiveControls live;
    return execute(project, run, sink, {}, live);
}

}
