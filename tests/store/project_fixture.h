// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/records/candidate.h"
#include "core/records/measurement.h"
#include "core/records/run.h"
#include "core/store/project.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::store {

/// A folder of its own for each test.
class ProjectTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path beside(const std::string& suffix) const {
        std::filesystem::path path = path_;
        path += suffix;
        return path;
    }

    TestFolder made_;
    std::filesystem::path folder_ = made_.path();
    std::filesystem::path path_ = folder_ / "test.paretoscope";
};

/// A cell of that name: the same for the same name.
inline space::Genotype cell(std::string_view name) {
    space::Random random(base::fnv1a(name));
    return space::sorted(space::sampleUniform(space::SpaceId::Darts, random));
}

inline const records::DeviceSetting cpuSetting = records::parseDeviceSetting("cpu/eager/t2/b1/f32");
inline constexpr space::Shape anotherShape{.channels = 24};

inline records::Run searchRun() {
    records::Run run;
    run.kind = records::JobKind::Search;
    run.title = "search";
    run.configuration = R"({"lambda":0.5})";
    run.seed = 0xffffffffffffff01ULL; // beyond what SQLite's numbers hold
    run.versions = R"({"program":"0.1.0"})";
    return run;
}

inline records::Measurement measurement(const std::string& hash, double latencyMs) {
    records::Measurement measurement;
    measurement.deviceSetting = cpuSetting;
    measurement.genotype = cell(hash);
    measurement.canonicalHash = hash;
    measurement.value = latencyMs;
    measurement.spread = 0.1;
    measurement.rawValue = latencyMs + 0.01;
    measurement.rounds = {latencyMs, latencyMs + 0.5};
    measurement.repeats = 20;
    measurement.session = "session";
    measurement.sessionIndex = 4;
    measurement.takenAt = "2026-11-21T09:00:00.000Z";
    measurement.conditions = R"({"load":0.5})";
    return measurement;
}

inline records::AccuracyProtocol oneShotProtocol() {
    return records::withId({"", space::SpaceId::Darts, "cifar10:train[40000:50000)@16", {},
        records::AccuracyProvenance::OneShot, R"({"supernet":1})", "one-shot"});
}

inline records::AccuracyProtocol trainedProtocol() {
    return records::withId({"", space::SpaceId::Darts, "cifar10:test[0:500)@16", {},
        records::AccuracyProvenance::Trained, R"({"steps":300})", "trained 300 steps"});
}

inline records::Candidate candidate(const std::string& genotype, double latencyMs, double accuracy) {
    records::Candidate candidate;
    candidate.genotype = cell(genotype);
    candidate.epoch = 3;
    candidate.lambda = 0.25;
    candidate.parameters = 1000;
    candidate.macs = 2000;
    candidate.costs = {{cpuSetting, records::CostKind::LatencyMs, records::CostProvenance::Predicted, latencyMs, 0.5}};
    candidate.accuracies = {
        {oneShotProtocol().id, records::AccuracyProvenance::OneShot, accuracy, 1 - accuracy, 0, 7, 1000}};
    return candidate;
}

/// ± 1 point, of what trainedProtocol() would give.
inline records::Candidate estimate(const std::string& genotype, double latencyMs, double accuracy, int trainings) {
    records::Candidate candidate = store::candidate(genotype, latencyMs, accuracy);
    candidate.accuracies = {{.protocol = records::estimatesOf(trainedProtocol()).id,
        .provenance = records::AccuracyProvenance::Estimated,
        .accuracy = accuracy,
        .crossEntropy = 2 - accuracy,
        .deviation = 0.01,
        .trainings = trainings}};
    return candidate;
}

}
