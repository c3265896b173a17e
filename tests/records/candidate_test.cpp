// SPDX-License-Identifier: Apache-2.0
#include "core/records/candidate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.h"

namespace paretoscope::records {
namespace {

Cost cost(CostProvenance provenance, double value) {
    return {parseDeviceSetting("cpu/eager/t2/b1/f32"), CostKind::LatencyMs, provenance, value, 0};
}

TEST(CandidateCost, PrefersMeasuredThenSimulatedThenImportedThenPredictedInAnyOrder) {
    std::vector<Cost> costs{cost(CostProvenance::Measured, 1), cost(CostProvenance::Simulated, 2),
        cost(CostProvenance::Imported, 3), cost(CostProvenance::Predicted, 4)};
    while (!costs.empty()) {
        const double best = costs.front().value;
        std::vector<Cost> shuffled = costs;
        std::sort(shuffled.begin(), shuffled.end(), [](const Cost& a, const Cost& b) { return a.value < b.value; });
        do {
            Candidate candidate;
            candidate.costs = shuffled;
            EXPECT_EQ(candidate.cost(parseDeviceSetting("cpu/eager/t2/b1/f32"))->value, best);
        } while (std::next_permutation(
            shuffled.begin(), shuffled.end(), [](const Cost& a, const Cost& b) { return a.value < b.value; }));
        costs.erase(costs.begin());
    }
}

TEST(CandidateCost, KeepsSettingsAndKindsApart) {
    Candidate candidate;
    candidate.costs = {cost(CostProvenance::Measured, 1)};
    EXPECT_FALSE(candidate.cost(parseDeviceSetting("cpu/eager/t1/b1/f32")));
    EXPECT_FALSE(candidate.cost(parseDeviceSetting("cpu/eager/t2/b1/f32"), CostKind::EnergyMj));
}

TEST(CandidateAccuracy, IsGivenForItsOwnProtocolOnly) {
    Candidate candidate;
    Accuracy accuracy;
    accuracy.protocol = "a";
    accuracy.accuracy = 0.5;
    candidate.accuracies = {accuracy};
    EXPECT_EQ(candidate.accuracy("a")->accuracy, 0.5);
    accuracy.seed = 2;
    accuracy.accuracy = 0.6;
    accuracy.crossEntropy = 1;
    candidate.accuracies.front().crossEntropy = 2;
    candidate.accuracies.push_back(accuracy);
    accuracy.seed = 3;
    accuracy.accuracy = 0.1;
    accuracy.crossEntropy = 3;
    candidate.accuracies.push_back(accuracy);
    EXPECT_NEAR(candidate.accuracy("a")->accuracy, 0.4, 1e-12) << "the mean over seeds";
    EXPECT_NEAR(candidate.accuracy("a")->crossEntropy, 2, 1e-12);
    EXPECT_FALSE(candidate.accuracy("b"));
}

TEST(AccuracyProtocol, IsOnTestImagesByThePartOfItsDataSet) {
    AccuracyProtocol protocol;
    for (const char* test : {"cifar10:test", "cifar10:test[0:10000)@32", "folder:trainset-0a1b:test[0:40)@64"}) {
        protocol.dataSet = test;
        EXPECT_TRUE(isOnTestImages(protocol)) << test;
    }
    for (const char* other : {"cifar10:train[0:500)@32", "folder:testset-0a1b:train[0:40)@64", "cifar10_test_200"}) {
        protocol.dataSet = other;
        EXPECT_FALSE(isOnTestImages(protocol)) << other;
    }
}

TEST(AccuracyProtocolId, DependsOnEverythingButTheTitle) {
    const AccuracyProtocol base{
        "", space::SpaceId::Darts, "cifar10:test", {}, AccuracyProvenance::Trained, "{}", "title"};
    const std::string id = withId(base).id;
    EXPECT_EQ(id.size(), 16U);
    AccuracyProtocol retitled = base;
    retitled.title = "another";
    EXPECT_EQ(withId(retitled).id, id);
    for (const auto field : {&AccuracyProtocol::dataSet, &AccuracyProtocol::recipe}) {
        AccuracyProtocol changed = base;
        (changed.*field) += "x";
        EXPECT_NE(withId(changed).id, id);
    }
    AccuracyProtocol elsewhere = base;
    elsewhere.space = space::SpaceId::NasBench201;
    EXPECT_NE(withId(elsewhere).id, id);
    elsewhere = base;
    elsewhere.shape.channels = 24;
    EXPECT_NE(withId(elsewhere).id, id);
    AccuracyProtocol changed = base;
    changed.provenance = AccuracyProvenance::OneShot;
    EXPECT_NE(withId(changed).id, id);
}

TEST(AccuracyProtocolId, OfEstimatesFollowsFromTheTrainingAndIsNoOther) {
    const AccuracyProtocol trained =
        withId({"", space::SpaceId::Darts, "cifar10:test", {}, AccuracyProvenance::Trained, "{}", "trained 300 steps"});
    const AccuracyProtocol estimated = estimatesOf(trained);
    EXPECT_NE(estimated.id, trained.id);
    EXPECT_EQ(estimated.id, estimatesOf(trained).id);
    EXPECT_EQ(estimated.recipe, trained.recipe);
    EXPECT_EQ(estimated.provenance, AccuracyProvenance::Estimated);
    EXPECT_NE(estimated.title, trained.title);
    AccuracyProtocol longer = trained;
    longer.recipe = "{longer}";
    EXPECT_NE(estimatesOf(withId(longer)).id, estimated.id);
    for (const auto other :
        {AccuracyProvenance::OneShot, AccuracyProvenance::Imported, AccuracyProvenance::Estimated}) {
        AccuracyProtocol protocol = trained;
        protocol.provenance = other;
        EXPECT_THROW(estimatesOf(protocol), Error) << name(other);
    }
}

}
}
