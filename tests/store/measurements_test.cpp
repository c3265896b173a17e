// SPDX-License-Identifier: Apache-2.0
#include "tests/store/project_fixture.h"

#include <gmock/gmock.h>

#include <limits>

namespace paretoscope::store {
namespace {

using MeasurementsTest = ProjectTest;

MeasurementFilter onTheCpu() {
    MeasurementFilter filter;
    filter.deviceSetting = cpuSetting;
    return filter;
}

TEST_F(MeasurementsTest, ComeBackWithEveryField) {
    records::Measurement stored = measurement("hash", 12.5);
    stored.unstable = true;
    stored.kind = records::CostKind::EnergyMj;
    stored.provenance = records::CostProvenance::Imported;
    {
        Project project = Project::create(path_);
        EXPECT_THAT(project.addMeasurements(std::vector{stored}), testing::ElementsAre(1));
    }
    const Project project = Project::open(path_, Mode::ReadOnly);
    MeasurementFilter filter = onTheCpu();
    filter.kind = records::CostKind::EnergyMj;
    const auto loaded = project.measurements(filter);
    ASSERT_EQ(loaded.size(), 1U);
    const records::Measurement& row = loaded.front();
    EXPECT_EQ(row.id, 1);
    EXPECT_EQ(row.deviceSetting, stored.deviceSetting);
    EXPECT_EQ(row.genotype, stored.genotype);
    EXPECT_EQ(row.shape, stored.shape);
    EXPECT_EQ(row.canonicalHash, stored.canonicalHash);
    EXPECT_EQ(row.kind, stored.kind);
    EXPECT_EQ(row.provenance, stored.provenance);
    EXPECT_EQ(row.value, stored.value);
    EXPECT_EQ(row.spread, stored.spread);
    EXPECT_EQ(row.rawValue, stored.rawValue);
    EXPECT_EQ(row.rounds, stored.rounds);
    EXPECT_EQ(row.repeats, stored.repeats);
    EXPECT_EQ(row.session, stored.session);
    EXPECT_EQ(row.sessionIndex, stored.sessionIndex);
    EXPECT_FALSE(row.sentinel);
    EXPECT_TRUE(row.unstable);
    EXPECT_EQ(row.takenAt, stored.takenAt);
    EXPECT_EQ(row.conditions, stored.conditions);
}

TEST_F(MeasurementsTest, KeepRepeatsAndTellSentinels) {
    Project project = Project::create(path_);
    records::Measurement sentinel = measurement("a", 9);
    sentinel.sentinel = true;
    sentinel.takenAt = "2026-11-22T09:00:00.000Z";
    records::Measurement reference = measurement("the reference architecture", 9); // no sample drew it
    reference.sentinel = true;
    records::Measurement elsewhere = measurement("c", 1);
    elsewhere.shape = anotherShape;
    records::Measurement energy = measurement("b", 30);
    energy.kind = records::CostKind::EnergyMj;
    project.addMeasurements(std::vector{
        measurement("a", 10), measurement("a", 11), sentinel, measurement("b", 12), elsewhere, reference, energy});

    EXPECT_EQ(project.measurements(onTheCpu()).size(), 6U);
    MeasurementFilter filter = onTheCpu();
    filter.shape = space::Shape{};
    filter.includeSentinels = false;
    EXPECT_EQ(project.measurements(filter).size(), 3U);
    filter.canonicalHash = "a";
    EXPECT_EQ(project.measurements(filter).size(), 2U);
    filter.afterId = 1;
    EXPECT_EQ(project.measurements(filter).size(), 1U);

    const auto settings = project.deviceSettings();
    ASSERT_EQ(settings.size(), 2U);
    EXPECT_EQ(settings[0].shape, space::Shape{}) << toText(settings[0].shape);
    EXPECT_EQ(settings[0].measurements, 3) << "an energy beside its latency is no other one";
    EXPECT_EQ(settings[0].architectures, 2);
    EXPECT_EQ(settings[0].sentinels, 2);
    EXPECT_EQ(settings[0].firstTakenAt, "2026-11-21T09:00:00.000Z");
    EXPECT_EQ(settings[0].lastTakenAt, "2026-11-22T09:00:00.000Z");
}

TEST_F(MeasurementsTest, AreStoredAllOrNone) {
    Project project = Project::create(path_);
    records::Measurement wrong = measurement("b", std::numeric_limits<double>::quiet_NaN());
    errorText(ErrorCode::InvalidValue, [&] { project.addMeasurements(std::vector{measurement("a", 1), wrong}); });
    EXPECT_TRUE(project.measurements(onTheCpu()).empty());
    project.addMeasurements(std::vector{measurement("a", 1)});
    EXPECT_EQ(project.measurements(onTheCpu()).size(), 1U);
}

PredictorRecord predictorOf(std::vector<std::int64_t> measurementIds, const std::string& report) {
    PredictorRecord predictor;
    predictor.name = "lpm";
    predictor.deviceSetting = cpuSetting;
    predictor.configuration = R"({"hidden":64})";
    predictor.report = report;
    predictor.measurementIds = std::move(measurementIds);
    const std::vector<float> weights{0.5F, -1.5F};
    predictor.arrays = {base::makeArray("weights", {2}, weights)};
    return predictor;
}

TEST_F(MeasurementsTest, PredictorsAreFoundAgainWithWhatTheySaw) {
    Project project = Project::create(path_);
    const auto ids = project.addMeasurements(std::vector{measurement("a", 1), measurement("b", 2)});
    project.savePredictor(predictorOf(ids, R"({"tau":0.8})"));
    const std::int64_t newest = project.savePredictor(predictorOf(ids, R"({"tau":0.9})"));
    const auto loaded = project.latestPredictor(cpuSetting, space::SpaceId::Darts, {});
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->id, newest);
    EXPECT_EQ(loaded->report, R"({"tau":0.9})");
    EXPECT_EQ(loaded->measurementIds, ids);
    EXPECT_EQ(loaded->measurementCount, 2);
    EXPECT_EQ(loaded->arrays, predictorOf(ids, "").arrays);
    EXPECT_EQ(loaded->configuration, R"({"hidden":64})");
    EXPECT_FALSE(loaded->createdAt.empty());
    EXPECT_FALSE(project.latestPredictor(cpuSetting, space::SpaceId::Darts, anotherShape));
    EXPECT_FALSE(project.latestPredictor(cpuSetting, space::SpaceId::Darts, {}, records::CostKind::EnergyMj));
    const auto all = project.predictors();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.front().id, newest);
    EXPECT_TRUE(all.front().arrays.empty());
    EXPECT_EQ(all.front().report, "") << "as long as what was held out is: read where it is looked at";
    EXPECT_EQ(project.predictorReport(newest), R"({"tau":0.9})");
    errorText(ErrorCode::NotFound, [&] { (void)project.predictor(99); });
    errorText(ErrorCode::NotFound, [&] { (void)project.predictorReport(99); });
}

TEST_F(MeasurementsTest, ASessionSaysHowLongItTook) {
    Project project = Project::create(path_);
    std::vector<records::Measurement> all{measurement("a", 1), measurement("b", 2), measurement("c", 3)};
    all[0].takenAt = "2026-11-21T09:00:30.000Z";
    all[1].takenAt = "2026-11-21T09:00:10.000Z";
    all[2].session = "another";
    project.addMeasurements(all);
    const SessionSpan span = project.sessionSpan(cpuSetting, "session");
    EXPECT_EQ(span.measurements, 2);
    EXPECT_EQ(span.firstTakenAt, all[1].takenAt);
    EXPECT_EQ(span.lastTakenAt, all[0].takenAt);
    EXPECT_EQ(project.sessionSpan(cpuSetting, "none").measurements, 0);
    EXPECT_EQ(project.sessionSpan(cpuSetting, "none").firstTakenAt, "");
}

TEST_F(MeasurementsTest, PredictorsCannotClaimMeasurementsThatAreNotThere) {
    Project project = Project::create(path_);
    errorText(ErrorCode::NotFound, [&] { project.savePredictor(predictorOf({17}, "{}")); });
    EXPECT_TRUE(project.predictors().empty());
}

}
}
