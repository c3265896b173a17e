// SPDX-License-Identifier: Apache-2.0
#include "tests/store/project_fixture.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <map>

namespace paretoscope::store {
namespace {

const records::DeviceSetting cpu = cpuSetting;

class CandidatesTest : public ProjectTest {
protected:
    CandidatesTest() {
        project_.saveProtocol(oneShotProtocol());
        run_ = project_.addRun(searchRun());
    }
    Project project_ = Project::create(path_);
    std::int64_t run_ = 0;
};

TEST_F(CandidatesTest, ComeBackWithCostsAndAccuracies) {
    const auto ids = project_.upsertCandidates(run_, std::vector{candidate("g", 5, 0.75)});
    ASSERT_EQ(ids.size(), 1U);
    const records::Candidate loaded = project_.candidate(ids[0]);
    EXPECT_EQ(loaded.run, run_);
    EXPECT_EQ(loaded.genotype, cell("g"));
    EXPECT_EQ(loaded.shape, space::Shape{});
    EXPECT_EQ(loaded.origin, records::Origin::Search);
    EXPECT_EQ(loaded.epoch, 3);
    EXPECT_EQ(loaded.lambda, 0.25);
    EXPECT_EQ(loaded.parameters, 1000);
    EXPECT_EQ(loaded.macs, 2000);
    ASSERT_EQ(loaded.costs.size(), 1U);
    EXPECT_EQ(loaded.costs[0].deviceSetting, cpu);
    EXPECT_EQ(loaded.costs[0].provenance, records::CostProvenance::Predicted);
    EXPECT_EQ(loaded.costs[0].value, 5);
    EXPECT_EQ(loaded.costs[0].standardDeviation, 0.5);
    ASSERT_EQ(loaded.accuracies.size(), 1U);
    EXPECT_EQ(loaded.accuracies[0].protocol, oneShotProtocol().id);
    EXPECT_EQ(loaded.accuracies[0].accuracy, 0.75);
    EXPECT_EQ(loaded.accuracies[0].crossEntropy, 0.25);
    EXPECT_EQ(loaded.accuracies[0].seed, 7U);
    EXPECT_EQ(loaded.accuracies[0].images, 1000);
}

TEST_F(CandidatesTest, AreOneByRunGenotypeAndShape) {
    const auto first = project_.upsertCandidates(run_, std::vector{candidate("g", 5, 0.75), candidate("h", 6, 0.8)});
    records::Candidate measured = candidate("g", 4.5, 0.5);
    measured.costs[0].provenance = records::CostProvenance::Measured;
    measured.accuracies.clear();
    const auto again = project_.upsertCandidates(run_, std::vector{measured});
    EXPECT_EQ(again[0], first[0]);
    records::Candidate otherShape = candidate("g", 4.5, 0.5);
    otherShape.shape = anotherShape;
    EXPECT_NE(project_.upsertCandidates(run_, std::vector{otherShape})[0], first[0]);
    EXPECT_NE(project_.upsertCandidates(project_.addRun(searchRun()), std::vector{measured})[0], first[0]);
    const auto outside = project_.upsertCandidates(0, std::vector{measured});
    EXPECT_EQ(project_.upsertCandidates(0, std::vector{measured}), outside);

    const records::Candidate loaded = project_.candidate(first[0]);
    EXPECT_EQ(loaded.costs.size(), 2U);
    EXPECT_EQ(loaded.cost(cpu)->value, 4.5);
    EXPECT_EQ(loaded.accuracies.size(), 1U) << "what was known must stay";
    EXPECT_EQ(project_.candidateCount(run_), 3);
    EXPECT_EQ(project_.candidateCount(0), 1);
    EXPECT_EQ(project_.candidateCount(), 5);
}

TEST_F(CandidatesTest, AreFilteredByRunProtocolAndPosition) {
    const auto ids = project_.upsertCandidates(
        run_, std::vector{candidate("a", 1, 0.1), candidate("b", 2, 0.2), candidate("c", 3, 0.3)});
    records::Candidate bare;
    bare.genotype = cell("bare");
    project_.upsertCandidates(0, std::vector{bare});
    EXPECT_EQ(project_.candidates().size(), 4U);
    EXPECT_EQ(project_.candidates({.run = run_}).size(), 3U);
    EXPECT_EQ(project_.candidates({.protocol = oneShotProtocol().id}).size(), 3U);
    const auto page = project_.candidates({.afterId = ids[0], .limit = 2});
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].genotype, cell("b"));
    EXPECT_EQ(page[0].costs.size(), 1U);
    EXPECT_EQ(page[1].accuracies.front().accuracy, 0.3);
    errorText(ErrorCode::NotFound, [&] { (void)project_.candidate(99); });
}

TEST_F(CandidatesTest, KeepAnUnknownCrossEntropyAsNaN) {
    records::Candidate imported = candidate("g", 5, 0.9);
    imported.accuracies[0].crossEntropy = std::numeric_limits<double>::quiet_NaN();
    const auto ids = project_.upsertCandidates(run_, std::vector{imported});
    EXPECT_TRUE(std::isnan(project_.candidate(ids[0]).accuracies[0].crossEntropy));
    EXPECT_TRUE(std::isnan(project_.frontPoints(oneShotProtocol().id, cpu).at(0).crossEntropy));
}

TEST_F(CandidatesTest, NeedTheirProtocolStoredFirst) {
    records::Candidate foreign = candidate("g", 5, 0.9);
    foreign.accuracies[0].protocol = "nobody knows it";
    errorText(ErrorCode::NotFound, [&] { project_.upsertCandidates(run_, std::vector{foreign}); });
    EXPECT_EQ(project_.candidateCount(), 0);
    errorText(ErrorCode::NotFound, [&] { project_.upsertCandidates(99, std::vector{candidate("g", 5, 0.9)}); });
}

TEST_F(CandidatesTest, FrontPointsTakeTheMostTrustedCostAndTheMeanOfTheLongestTrainedSeeds) {
    const auto ids = project_.upsertCandidates(
        run_, std::vector{candidate("a", 1, 0.1), candidate("b", 2, 0.2), candidate("c", 3, 0.3)});
    const std::string protocol = oneShotProtocol().id;
    using records::AccuracyProvenance;
    project_.addCosts(ids[1],
        std::vector<records::Cost>{{cpu, records::CostKind::LatencyMs, records::CostProvenance::Measured, 2.5, 0},
            {cpu, records::CostKind::LatencyMs, records::CostProvenance::Imported, 9, 0},
            {cpu, records::CostKind::EnergyMj, records::CostProvenance::Measured, 77, 0}});
    project_.addAccuracies(ids[2],
        std::vector<records::Accuracy>{{protocol, AccuracyProvenance::Trained, 0.5, 1.0, 300, 1, 100},
            {protocol, AccuracyProvenance::Trained, 0.7, 2.0, 300, 2, 100}});
    records::Candidate without = candidate("d", 4, 0.4);
    without.costs.clear();
    project_.upsertCandidates(run_, std::vector{without});

    const auto points = project_.frontPoints(protocol, cpu);
    ASSERT_EQ(points.size(), 3U) << "a candidate without a cost is no point";
    EXPECT_EQ(points[0].candidateId, ids[0]);
    EXPECT_EQ(points[0].cost, 1);
    EXPECT_EQ(points[0].costProvenance, records::CostProvenance::Predicted);
    EXPECT_EQ(points[0].accuracy, 0.1);
    EXPECT_EQ(points[1].cost, 2.5);
    EXPECT_EQ(points[1].costProvenance, records::CostProvenance::Measured);
    EXPECT_NEAR(points[2].accuracy, 0.6, 1e-12);
    EXPECT_NEAR(points[2].crossEntropy, 1.5, 1e-12);
    EXPECT_EQ(points[2].run, run_);
    EXPECT_EQ(project_.frontPoints(protocol, cpu, run_, records::CostKind::EnergyMj).size(), 1U);
    EXPECT_TRUE(project_.frontPoints(protocol, cpu, 0).empty());
    EXPECT_TRUE(project_.frontPoints("another", cpu).empty());
    EXPECT_TRUE(project_.frontPoints(protocol, records::parseDeviceSetting("cmd/none/b1")).empty());
    EXPECT_THAT(project_.costSettings(), testing::ElementsAre(cpu));
    EXPECT_TRUE(project_.costSettings(0).empty());
}

TEST_F(CandidatesTest, EstimatesComeBackAndArePointsOfTheirOwnProtocolAlone) {
    const records::AccuracyProtocol trained = trainedProtocol();
    const records::AccuracyProtocol estimates = records::estimatesOf(trained);
    project_.saveProtocol(trained);
    project_.saveProtocol(estimates);
    const auto ids = project_.upsertCandidates(run_, std::vector{estimate("a", 1, 0.5, 60), estimate("b", 2, 0.6, 61)});
    const records::Accuracy loaded = project_.candidate(ids[1]).accuracies.at(0);
    EXPECT_EQ(loaded.provenance, records::AccuracyProvenance::Estimated);
    EXPECT_EQ(loaded.deviation, 0.01);
    EXPECT_EQ(loaded.trainings, 61);
    EXPECT_TRUE(project_.frontPoints(trained.id, cpu).empty());
    const auto points = project_.frontPoints(estimates.id, cpu);
    ASSERT_EQ(points.size(), 2U);
    EXPECT_TRUE(points[1].estimated);
    EXPECT_EQ(points[1].accuracy, 0.6);
    EXPECT_EQ(points[1].deviation, 0.01);
    EXPECT_EQ(points[1].trainings, 61);

    const records::Candidate shot = candidate("c", 3, 0.7);
    project_.upsertCandidates(run_, std::vector{shot});
    EXPECT_TRUE(std::isnan(project_.frontPoints(oneShotProtocol().id, cpu).at(0).deviation));
    EXPECT_FALSE(project_.frontPoints(oneShotProtocol().id, cpu).at(0).estimated);
}

TEST_F(CandidatesTest, AnEstimateIsRefusedUnderATrainingsProtocolAndTheOtherWayRound) {
    project_.saveProtocol(trainedProtocol());
    project_.saveProtocol(records::estimatesOf(trainedProtocol()));
    records::Candidate wrong = estimate("a", 1, 0.5, 60);
    wrong.accuracies[0].protocol = trainedProtocol().id;
    errorText(ErrorCode::InvalidValue, [&] { project_.upsertCandidates(run_, std::vector{wrong}); });
    wrong = candidate("a", 1, 0.5);
    wrong.accuracies[0].protocol = records::estimatesOf(trainedProtocol()).id;
    errorText(ErrorCode::InvalidValue, [&] { project_.upsertCandidates(run_, std::vector{wrong}); });
    wrong = estimate("a", 1, 0.5, 0); // from nothing
    errorText(ErrorCode::InvalidValue, [&] { project_.upsertCandidates(run_, std::vector{wrong}); });
    EXPECT_EQ(project_.candidateCount(), 0);
}

TEST_F(CandidatesTest, AnEstimateIsOutdatedByATrainingOrANewerEstimateOfItsCell) {
    const records::AccuracyProtocol trained = trainedProtocol();
    const std::string estimates = records::estimatesOf(trained).id;
    project_.saveProtocol(trained);
    project_.saveProtocol(records::estimatesOf(trained));
    const auto first = project_.upsertCandidates(
        run_, std::vector{estimate("a", 1, 0.5, 60), estimate("b", 2, 0.6, 60), estimate("c", 3, 0.7, 60)});
    records::Candidate otherShape = estimate("a", 1, 0.5, 60);
    otherShape.shape = anotherShape;
    const std::int64_t second = project_.addRun(searchRun());
    records::Candidate really = candidate("b", 2, 0.55);
    really.accuracies = {{trained.id, records::AccuracyProvenance::Trained, 0.55, 1.1, 300, 1, 500}};
    const auto later = project_.upsertCandidates(second, std::vector{otherShape, estimate("a", 1, 0.4, 90), really});
    EXPECT_THAT(project_.outdatedEstimates(estimates, trained.id), testing::ElementsAre(first[0], first[1]));
    EXPECT_TRUE(project_.outdatedEstimates(estimates, trained.id, run_).empty()) << "a run by itself";
    project_.updateRun(second, {.deleted = true});
    EXPECT_TRUE(project_.outdatedEstimates(estimates, trained.id).empty()) << "what lies in the bin says nothing";
    project_.addAccuracies(first[2], really.accuracies); // both of one candidate
    EXPECT_THAT(project_.outdatedEstimates(estimates, trained.id), testing::ElementsAre(first[2]));
}

TEST_F(CandidatesTest, PointsKnowTheirRunWhereRunsFollowOneAnotherAndWhereTheyTakeTurns) {
    const auto add = [&](std::int64_t run, const std::string& genotype) {
        return project_.upsertCandidates(run, std::vector{candidate(genotype, 1, 0.5)}).front();
    };
    records::Run another;
    another.kind = records::JobKind::Search;
    const std::int64_t turn = project_.addRun(another);
    const std::int64_t after = project_.addRun(another);
    project_.addRun(another); // without candidates
    std::map<std::int64_t, std::int64_t> runOf;
    const std::vector<std::int64_t> order{0, run_, turn, run_, 0, turn, turn, after, after, 0};
    for (std::size_t i = 0; i < order.size(); ++i) {
        runOf[add(order[i], "g" + std::to_string(i))] = order[i];
    }
    const auto points = project_.frontPoints(oneShotProtocol().id, cpu);
    ASSERT_EQ(points.size(), order.size());
    for (const FrontPoint& point : points) {
        EXPECT_EQ(point.run, runOf.at(point.candidateId)) << point.candidateId;
    }
    EXPECT_EQ(project_.frontPoints(oneShotProtocol().id, cpu, turn).size(), 3U);
    EXPECT_EQ(project_.frontPoints(oneShotProtocol().id, cpu, 0).size(), 3U);
}

TEST_F(CandidatesTest, TheLastOnesOfASearchAndTheLargeOnesAreFound) {
    std::vector<records::Candidate> all;
    for (int i = 0; i < 4; ++i) {
        all.push_back(candidate("g" + std::to_string(i), 5, 0.5));
        all.back().epoch = i == 0 ? 2 : 3;
        all.back().lambda = i == 3 ? 0.5 : 0.25;
        all.back().origin = i == 1 ? records::Origin::Derived : records::Origin::Search;
        all.back().parameters = 1000 * (i + 1);
        all.back().macs = 100;
    }
    const auto ids = project_.upsertCandidates(run_, all);
    const auto last = project_.lastCandidates(run_);
    ASSERT_EQ(last.size(), 3U);
    EXPECT_EQ(last[0].id, ids[1]);
    EXPECT_EQ(last[0].origin, records::Origin::Derived);
    EXPECT_EQ(last[2].lambda, 0.5);
    EXPECT_TRUE(project_.lastCandidates(run_ + 1).empty());
    EXPECT_EQ(project_.candidatesAbove(2000, 0), (std::vector{ids[2], ids[3]}));
    EXPECT_EQ(project_.candidatesAbove(0, 99).size(), 4U);
    EXPECT_TRUE(project_.candidatesAbove(0, 0).empty()) << "any size";
}

TEST_F(CandidatesTest, OfOneArchitectureAreFoundInAllRuns) {
    const std::int64_t other = project_.addRun(searchRun());
    const auto here = project_.upsertCandidates(run_, std::vector{candidate("a", 1, 0.1), candidate("b", 2, 0.2)});
    const auto there = project_.upsertCandidates(other, std::vector{candidate("c", 3, 0.3), candidate("a", 4, 0.4)});
    records::Candidate elsewhere = candidate("a", 5, 0.5);
    elsewhere.shape = anotherShape;
    project_.upsertCandidates(run_, std::vector{elsewhere});
    const auto found = project_.candidatesOf({cell("a"), {}});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, here[0]);
    EXPECT_EQ(found[1].id, there[1]);
    EXPECT_EQ(found[1].costs.at(0).value, 4);
    EXPECT_EQ(found[1].accuracies.at(0).accuracy, 0.4);
    EXPECT_TRUE(project_.candidatesOf({cell("d"), {}}).empty());
}

TEST_F(CandidatesTest, WhatIsSaidOfOneHoldsForItsArchitectureInAllRuns) {
    const auto here = project_.upsertCandidates(run_, std::vector{candidate("g", 5, 0.75), candidate("h", 6, 0.8)});
    project_.remark(here, {.starred = true});
    project_.remark(std::vector{here[0]}, {.note = "für die Kamera: \"schnell\""});
    const auto later = project_.upsertCandidates(project_.addRun(searchRun()), std::vector{candidate("g", 4, 0.7)});
    records::Candidate otherShape = candidate("g", 4, 0.7);
    otherShape.shape = anotherShape;
    project_.upsertCandidates(run_, std::vector{otherShape});
    const Remark both{true, "für die Kamera: \"schnell\""};
    EXPECT_EQ(
        project_.remarks(), (std::vector<RemarkedCandidate>{{here[0], both}, {here[1], {true, {}}}, {later[0], both}}));
    project_.remark(std::vector{later[0]}, {.starred = false, .note = std::string()});
    EXPECT_EQ(project_.remarks(), (std::vector<RemarkedCandidate>{{here[1], {true, {}}}}));
    errorText(ErrorCode::NotFound, [&] {
        project_.remark(std::vector{here[0], std::int64_t{999}}, {.starred = true});
    });
    EXPECT_EQ(project_.remarks().size(), 1U) << "all or nothing";
}

TEST_F(CandidatesTest, ARemarkThatIsNoneOfOursIsPassedOver) {
    const auto ids = project_.upsertCandidates(run_, std::vector{candidate("g", 5, 0.75)});
    project_.remark(ids, {.starred = true});
    for (const char* key : {"remark ", "remark x", "remark \t", "remark a\tb"}) {
        project_.setSetting(key, R"({"starred": true})");
    }
    EXPECT_EQ(project_.remarks().size(), 1U);
    project_.setSetting(
        "remark " + space::identityText(cell("g")) + '\t' + toText(space::Shape{}), R"({"starred": "yes"})");
    EXPECT_TRUE(project_.remarks().empty());
    project_.remark(ids, {.note = "again"});
    EXPECT_EQ(project_.remarks().at(0).remark, (Remark{false, "again"}));
}

TEST_F(CandidatesTest, ProtocolsAreKeptByTheirId) {
    records::AccuracyProtocol renamed = oneShotProtocol();
    renamed.title = "better title";
    project_.saveProtocol(renamed);
    ASSERT_EQ(project_.protocols().size(), 1U);
    const records::AccuracyProtocol loaded = project_.protocol(renamed.id);
    EXPECT_EQ(loaded.title, "better title");
    EXPECT_EQ(records::withId(loaded).id, renamed.id);
    errorText(ErrorCode::NotFound, [&] { (void)project_.protocol("none"); });
    errorText(ErrorCode::InvalidValue, [&] { project_.saveProtocol({}); });
}

// Work that grew with the square would run into the test's time limit.
TEST_F(CandidatesTest, AHundredThousandAreStoredAndLoaded) {
    constexpr int count = 100'000;
    std::vector<records::Candidate> many;
    many.reserve(count);
    for (int index = 0; index < count; ++index) {
        many.push_back(
            candidate("normal=[sep_conv_3x3~0|skip_connect~1] reduce=" + std::to_string(index), 1 + index % 97, 0.5));
    }
    project_.upsertCandidates(run_, many);
    const auto points = project_.frontPoints(oneShotProtocol().id, cpu);
    const auto loaded = project_.candidates();
    ASSERT_EQ(points.size(), static_cast<std::size_t>(count));
    ASSERT_EQ(loaded.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(points.back().cost, 1 + (count - 1) % 97);
    EXPECT_EQ(loaded.back().costs.size(), 1U);
}

}
}
