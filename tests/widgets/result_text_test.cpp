// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/result_text.h"

#include <gtest/gtest.h>
#include <limits>

#include "core/options/jobs.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {
namespace {

std::string textOf(const options::JobResult& result, records::JobKind kind) {
    records::Run run;
    run.kind = kind;
    run.state = records::RunState::Finished;
    run.results = options::toJson(result);
    return resultText(run).toStdString();
}

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

TEST(ResultText, CountsAreWholeAndSharesPerCent) {
    options::MeasureResult measured{.architectures = 337, .repeated = 40, .noiseFloor = 0.0148, .repeatTau = 0.88};
    measured.sentinelDrift = 0.801;
    measured.unstable = 1;
    EXPECT_EQ(textOf(measured, records::JobKind::Measure),
        "337 architectures in all, noise floor 1.5 %, drift 80.1 %, 1 unstable");
    measured = {
        .architectures = 337, .noiseFloor = unknown, .sentinelDrift = unknown, .latenciesMs = {3.994, {}, 7.29}};
    EXPECT_EQ(textOf(measured, records::JobKind::Measure), "3.99 ms to 7.29 ms") << "what was chosen is what counts";
    EXPECT_EQ(textOf(options::FitResult{.predictor = 13, .architectures = 325, .error = 0.0249, .tau = 0.8676},
                  records::JobKind::Fit),
        "mean error 2.5 %, τ 0.868, 325 architectures");
}

TEST(ResultText, ASearchNamesItsCellsAndATrainingItsBest) {
    options::SearchResult searched;
    searched.searches = {{.lambda = 0, .predictedMs = 4.63, .decided = true}, {.lambda = 0.15, .predictedMs = 1.39}};
    EXPECT_EQ(textOf(searched, records::JobKind::Search), "4.63 ms at λ 0, 1.39 ms at λ 0.15, 1 without a decision");
    options::TrainResult trained;
    trained.cells = {{.accuracies = {0.52, 0.54}}, {.accuracies = {0.51}}, {.accuracies = {}, .dropped = true}};
    EXPECT_EQ(textOf(trained, records::JobKind::Train), "3 cells, best 53.00 %");
}

TEST(ResultText, EveryKindOfJobHasOneAndNothingElseIsSaid) {
    options::ExportResult written;
    written.path = "/somewhere/cell.onnx";
    written.bytes = 2048;
    EXPECT_EQ(textOf(written, records::JobKind::Export).find("cell.onnx, "), 0U);
    options::ExploreResult explored;
    explored.cells = 4; // one of them was known before
    explored.trainings = {{.genotype = "a", .round = -1, .label = -1}, {.genotype = "b", .label = -1},
        {.genotype = "b", .seed = 2, .label = -1}, {.genotype = "c", .label = -1},
        {.genotype = "d", .label = std::numeric_limits<double>::quiet_NaN()}};
    explored.estimated = 1928;
    explored.minutes = 45;
    EXPECT_EQ(textOf(explored, records::JobKind::Explore),
        "3 trainings of 2 cells, " + countText(1928).toStdString() + " estimated, 45 min");
    EXPECT_EQ(textOf(options::PipelineResult{}, records::JobKind::Pipeline), "") << "no cell was chosen";
    records::Run failed;
    failed.kind = records::JobKind::Fit;
    failed.state = records::RunState::Failed;
    EXPECT_TRUE(resultText(failed).isEmpty());
    failed.state = records::RunState::Finished;
    failed.results = "[]";
    EXPECT_TRUE(resultText(failed).isEmpty()) << "a record that cannot be read";
}

}
}
