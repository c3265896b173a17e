// SPDX-License-Identifier: Apache-2.0
#include "core/queries/front_table.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/queries/front_points.h"
#include "core/queries/shown_front.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

using store::cpuSetting;
using store::estimate;
using testing::ElementsAre;

class FrontTableTest : public store::ProjectTest {
protected:
    FrontTableTest() {
        project_.saveProtocol(protocol_);
        project_.saveProtocol(records::estimatesOf(protocol_));
        run_ = project_.addRun(store::searchRun());
    }

    records::Candidate trained(const std::string& genotype, double latencyMs, double accuracy) const {
        records::Candidate candidate = store::candidate(genotype, latencyMs, accuracy);
        candidate.accuracies = {
            {protocol_.id, records::AccuracyProvenance::Trained, accuracy, 2 - accuracy, 300, 1, 500}};
        return candidate;
    }

    store::Project project_ = store::Project::create(path_);
    records::AccuracyProtocol protocol_ = store::trainedProtocol();
    std::int64_t run_ = 0;
};

TEST_F(FrontTableTest, ATrainingWinsOverTheEstimateOfItsCellHoweverGoodThatWas) {
    project_.upsertCandidates(
        run_, std::vector{estimate("a", 1, 0.5, 60), estimate("b", 2, 0.9, 60), estimate("c", 3, 0.7, 60)});
    const std::int64_t training = project_.addRun(store::searchRun());
    project_.upsertCandidates(training, std::vector{trained("b", 2, 0.6)});
    const auto points = frontPoints(project_, protocol_, cpuSetting).points;
    std::vector<double> accuracies;
    std::vector<bool> estimated;
    for (const store::FrontPoint& point : points) {
        accuracies.push_back(point.accuracy);
        estimated.push_back(point.estimated);
    }
    EXPECT_THAT(accuracies, ElementsAre(0.5, 0.7, 0.6)) << "by candidate";
    EXPECT_THAT(estimated, ElementsAre(true, true, false));

    const FrontTable table = frontTable(project_, protocol_.id, cpuSetting, std::nullopt, true);
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[1].point.accuracy, 0.6);
    EXPECT_EQ(table.rows[2].point.accuracy, 0.7) << "slower, not the 0.9 that b was thought to reach";
}

TEST_F(FrontTableTest, AnEstimateIsWrittenAsOneEverywhere) {
    project_.upsertCandidates(run_, std::vector{estimate("a", 1, 0.5, 60), trained("b", 2, 0.6)});
    const FrontTable table = frontTable(project_, protocol_.id, cpuSetting, std::nullopt, false);
    const interchange::CsvTable csv = toCsv(table);
    const auto column = [&csv](const char* name) {
        std::vector<std::string> fields;
        for (const auto& row : csv.rows) {
            fields.push_back(row[csv.column(name)]);
        }
        return fields;
    };
    EXPECT_THAT(column("accuracy_provenance"), ElementsAre("estimated", "trained"));
    EXPECT_THAT(column("accuracy_deviation"), ElementsAre("0.01", ""));
    EXPECT_THAT(column("learnt_from_trainings"), ElementsAre("60", ""));
    EXPECT_THAT(column("mean_of_trainings"), ElementsAre("", "1"));
    EXPECT_THAT(column("training_steps"), ElementsAre("0", "300"));
    const auto json = nlohmann::json::parse(toJson(table)).at("candidates");
    EXPECT_EQ(json[0].at("accuracy_provenance"), "estimated");
    EXPECT_EQ(json[0].at("accuracy_deviation"), 0.01);
    EXPECT_EQ(json[0].at("learnt_from_trainings"), 60);
    EXPECT_EQ(json[1].at("accuracy_provenance"), "trained");
    EXPECT_TRUE(json[1].at("accuracy_deviation").is_null());
    EXPECT_EQ(toRows(table)[1][3], "estimated ± 1.0 from 60 trainings");
    EXPECT_EQ(toRows(table)[2][3], "trained 300 steps");
}

TEST_F(FrontTableTest, WithoutEstimatesThePointsAreTheStoresOwn) {
    project_.upsertCandidates(run_, std::vector{trained("a", 1, 0.5), trained("b", 2, 0.6)});
    EXPECT_EQ(frontPoints(project_, protocol_, cpuSetting).points.size(), 2U);
    EXPECT_TRUE(frontPoints(project_, protocol_, cpuSetting).expectations.empty());
    EXPECT_TRUE(frontPoints(project_, protocol_, cpuSetting, 0).points.empty());
}

TEST_F(FrontTableTest, ALuckyTrainingIsOnTheFrontOnlyIfItIsExpectedToBe) {
    records::Candidate lucky = trained("a", 2, 0.9);
    lucky.accuracies.push_back(estimate("a", 2, 0.6, 60).accuracies[0]); // the other cells say that it was luck
    project_.upsertCandidates(run_, std::vector{lucky, trained("b", 1, 0.7), estimate("c", 3, 0.8, 60)});
    const FrontPoints front = frontPoints(project_, protocol_, cpuSetting);
    ASSERT_EQ(front.points.size(), 3U);
    EXPECT_FALSE(front.points[0].estimated) << "it is what it is: trained";
    EXPECT_EQ(front.points[0].accuracy, 0.9);
    ASSERT_EQ(front.expectations.size(), 1U);
    EXPECT_EQ(front.expectations[0].candidateId, front.points[0].candidateId);
    EXPECT_EQ(front.expectations[0].accuracy, 0.6);
    EXPECT_EQ(front.expectations[0].trainings, 60);
    const FrontTable table = frontTable(project_, protocol_.id, cpuSetting, std::nullopt, false);
    EXPECT_TRUE(table.rows[0].onFront);
    EXPECT_FALSE(table.rows[1].onFront);
    EXPECT_TRUE(table.rows[2].onFront);
    const interchange::CsvTable csv = toCsv(table);
    EXPECT_EQ(csv.rows[1][csv.column("accuracy")], "0.9");
    EXPECT_EQ(csv.rows[1][csv.column("accuracy_provenance")], "trained");
    EXPECT_EQ(csv.rows[1][csv.column("expected_accuracy")], "0.6");
    EXPECT_EQ(csv.rows[0][csv.column("expected_accuracy")], "");

    // Trained again elsewhere, as someone asked for: the estimate knows nothing of that training.
    project_.upsertCandidates(project_.addRun(store::searchRun()), std::vector{trained("c", 3, 0.75)});
    const FrontPoints later = frontPoints(project_, protocol_, cpuSetting);
    EXPECT_EQ(later.points.size(), 3U);
    EXPECT_EQ(later.points.back().accuracy, 0.75);
    EXPECT_EQ(later.expectations.size(), 1U);
}

TEST_F(FrontTableTest, ACellThatWasTrainedAgainStandsThereOnceWithTheMean) {
    const auto first = project_.upsertCandidates(run_, std::vector{trained("a", 1, 0.7), trained("b", 2, 0.65)});
    records::Candidate again = trained("a", 1, 0.5);
    again.accuracies.front().seed = 2;
    again.accuracies.push_back(again.accuracies.front());
    again.accuracies.back().seed = 3;
    again.accuracies.back().accuracy = 0.6;
    const std::int64_t later = project_.addRun(store::searchRun());
    const std::int64_t other = project_.upsertCandidates(later, std::vector{again}).front();
    FrontPoints front = frontPoints(project_, protocol_, cpuSetting);
    ASSERT_EQ(front.points.size(), 2U);
    EXPECT_EQ(front.points.back().candidateId, other);
    EXPECT_NEAR(front.points.back().accuracy, 0.6, 1e-12) << "0.7, 0.5 and 0.6: not the luckiest";
    EXPECT_EQ(front.points.back().trainings, 3);
    EXPECT_EQ(front.points.front().trainings, 1);
    EXPECT_NEAR(front.trainingDeviation, 0.1, 1e-12);
    ASSERT_EQ(front.merged.size(), 1U);
    EXPECT_EQ(front.merged[0].candidateId, first[0]);
    EXPECT_EQ(front.merged[0].run, run_);
    EXPECT_EQ(front.merged[0].into, other);
    EXPECT_TRUE(frontTable(project_, protocol_.id, cpuSetting, std::nullopt, false).rows[1].onFront)
        << "b is slower and better on average";
    const auto rows = toRows(frontTable(project_, protocol_.id, cpuSetting, std::nullopt, false));
    EXPECT_EQ(rows.at(1).at(3), "trained 300 steps, mean of 3");
    EXPECT_EQ(rows.at(2).at(3), "trained 300 steps");

    project_.upsertCandidates(run_, std::vector{store::estimate("a", 1, 0.69, 60)});
    EXPECT_TRUE(frontPoints(project_, protocol_, cpuSetting).expectations.empty()) << "it knows of one training only";
    project_.upsertCandidates(later, std::vector{store::estimate("a", 1, 0.61, 60)});
    front = frontPoints(project_, protocol_, cpuSetting);
    ASSERT_EQ(front.expectations.size(), 1U);
    EXPECT_EQ(front.expectations[0].candidateId, other);
    EXPECT_EQ(front.expectations[0].accuracy, 0.61);

    const std::int64_t third = project_.addRun(store::searchRun());
    project_.upsertCandidates(third, std::vector{trained("a", 1, 0.7)}); // seed 1 once more
    EXPECT_NEAR(frontPoints(project_, protocol_, cpuSetting).points.back().accuracy, 0.6, 1e-12) << "counts once";
    project_.updateRun(third, {.deleted = true});
    EXPECT_EQ(frontPoints(project_, protocol_, cpuSetting, run_).points[0].accuracy, 0.7) << "of one run alone";
    project_.updateRun(later, {.deleted = true});
    front = frontPoints(project_, protocol_, cpuSetting);
    EXPECT_EQ(front.points[0].accuracy, 0.7) << "what lies in the bin does not count";
    EXPECT_TRUE(front.merged.empty());
}

TEST_F(FrontTableTest, WhatTrainingsOfOneCellDifferByIsPooledOverAllThatWereRepeated) {
    const auto seeds = [this](const char* name, std::initializer_list<double> accuracies) {
        records::Candidate cell = trained(name, 1, 0);
        const records::Accuracy one = cell.accuracies.front();
        cell.accuracies.clear();
        for (const double accuracy : accuracies) {
            cell.accuracies.push_back(one);
            cell.accuracies.back().accuracy = accuracy;
            cell.accuracies.back().seed = static_cast<std::int64_t>(cell.accuracies.size());
        }
        return cell;
    };
    project_.upsertCandidates(run_, std::vector{seeds("a", {0.6})});
    EXPECT_TRUE(std::isnan(frontPoints(project_, protocol_, cpuSetting).trainingDeviation)) << "nothing was repeated";
    project_.upsertCandidates(run_, std::vector{seeds("b", {0.5, 0.7}), seeds("c", {0.4, 0.5, 0.6})}); // in one run
    const FrontPoints front = frontPoints(project_, protocol_, cpuSetting);
    EXPECT_NEAR(front.trainingDeviation, std::sqrt((2 * 0.01 + 2 * 0.01) / 3), 1e-12);
    ASSERT_EQ(front.points.size(), 3U);
    EXPECT_TRUE(front.merged.empty());
    EXPECT_NEAR(front.points[1].accuracy, 0.6, 1e-12);
    EXPECT_EQ(front.points[1].trainings, 2);
}

TEST_F(FrontTableTest, AFewStepsToTrySomethingTakeNoFrontAway) {
    EXPECT_THAT(errorText(ErrorCode::NotFound, [&] { shownProtocol(project_, "none", cpuSetting); }),
        testing::HasSubstr(protocol_.id));
    project_.upsertCandidates(run_, std::vector{trained("a", 1, 0.5), trained("b", 2, 0.6)});
    records::AccuracyProtocol few = protocol_;
    few.recipe = R"({"stoppedAt":5})";
    few = records::withId(few);
    project_.saveProtocol(few);
    records::Candidate tried = trained("c", 3, 0.2);
    tried.accuracies.front().protocol = few.id;
    project_.upsertCandidates(project_.addRun(store::searchRun()), std::vector{tried});
    EXPECT_EQ(shownProtocol(project_, "", cpuSetting), protocol_.id);
    EXPECT_EQ(shownProtocol(project_, few.id, cpuSetting), few.id) << "asked for";
    EXPECT_EQ(shownProtocol(project_, "", records::parseDeviceSetting("cmd/other/b1")), few.id)
        << "neither has a cost there: the newest";
    project_.upsertCandidates(run_, std::vector{estimate("d", 1, 0.5, 60), estimate("e", 2, 0.6, 60)});
    EXPECT_EQ(shownProtocol(project_, "", cpuSetting), protocol_.id) << "estimates are no protocol of a front";
}

TEST_F(FrontTableTest, TestImagesAreLookedAtBeforeThoseThatCellsAreChosenBy) {
    EXPECT_TRUE(shownFront(project_, cpuSetting).front.points.empty());
    std::vector<records::Candidate> cells;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) {
        cells.push_back(trained(name, 1, 0.5));
    }
    project_.upsertCandidates(run_, cells);
    records::AccuracyProtocol judged = protocol_;
    judged.dataSet = "cifar10:test[0:100)@16";
    judged = records::withId(judged);
    project_.saveProtocol(judged);
    cells.resize(4);
    for (records::Candidate& cell : cells) {
        cell.accuracies.front().protocol = judged.id;
    }
    const std::int64_t run = project_.addRun(store::searchRun());
    project_.upsertCandidates(run, cells);
    EXPECT_EQ(shownFront(project_, cpuSetting).protocol.id, protocol_.id) << "four cells make no front";
    records::Candidate fifth = trained("e", 1, 0.5);
    fifth.accuracies.front().protocol = judged.id;
    project_.upsertCandidates(run, std::vector{fifth});
    EXPECT_EQ(shownFront(project_, cpuSetting).protocol.id, judged.id);
    EXPECT_EQ(shownFront(project_, cpuSetting).front.points.size(), 5U);
}

}
}
