// SPDX-License-Identifier: Apache-2.0
#include "core/engine/main_job.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/engine/main_job_report.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

MainJobOptions smallMainJob(const TemporaryProject& file) {
    MainJobOptions options;
    options.measure = smallMeasure(60);
    options.search = smallSearch();
    options.shortTraining = options.train = smallTrain();
    options.samplesPerSearch = 2;
    options.grid = lambdaGrid(0.02, 4);
    options.randomCells = 2;
    options.randomTolerance = 0.3;
    options.output = file.path("output");
    return options;
}

TEST(MainJob, GoesTheWholeWayAndDoesNothingTwice) {
    const TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    std::vector<std::string> steps;
    const StepStarted started = [&](int, int, const std::string& title, std::int64_t) -> JobSink& {
        steps.push_back(title);
        return sink;
    };
    const MainJobOptions options = smallMainJob(file);
    const MainJobResult result = runMainJob(project, options, started);
    EXPECT_EQ(steps.size(), 8U);
    EXPECT_EQ(result.pool.size(), 2U * options.samplesPerSearch);
    EXPECT_EQ(result.pool[static_cast<std::size_t>(result.choices.front().cell)].foundAtLambda, 0);
    EXPECT_EQ(result.choices.size(), options.grid.size());
    ASSERT_EQ(result.cells.size(), 4U);
    EXPECT_GT(result.cells[1].measuredMs, 0);
    EXPECT_EQ(result.cells[3].origin, "random");
    for (const records::Candidate& candidate : project.candidates()) {
        if (space::identityText(candidate.genotype) == result.cells[1].genotype) {
            EXPECT_NE(candidate.origin, records::Origin::Trained); // whatever was done with it, a search found it
        }
    }
    EXPECT_TRUE(std::filesystem::exists(result.onnx));
    EXPECT_TRUE(std::filesystem::exists(result.front));
    EXPECT_TRUE(std::filesystem::exists(result.picture));
    EXPECT_NE(verdict(result).find("of 2 random cells"), std::string::npos);
    EXPECT_TRUE(nlohmann::json::parse(figuresJson(result)).at("latency_saving").is_number());

    const std::size_t runs = project.runs().size();
    const MainJobResult again = runMainJob(project, options, started);
    EXPECT_EQ(project.runs().size(), runs);
    EXPECT_EQ(again.cells[1].genotype, result.cells[1].genotype);
}

TEST(MainJobResult, FiguresFollowTheirDefinitions) {
    MainJobResult result;
    result.cells = {{"a", "λ = 0", 10, 10, {0.60, 0.62}, 0}, {"b", "λ = 1", 7, 8, {0.60, 0.60}, 0},
        {"c", "random", 8, 8, {0.50, 0.50}, 0}, {"d", "random", 8, 8, {0.64, 0.64}, 0}};
    EXPECT_NEAR(result.latencySaving(), 0.2, 1e-12);
    EXPECT_NEAR(result.accuracyGap(), 0.01, 1e-12);
    EXPECT_NEAR(result.randomAccuracyGap(), 0.03, 1e-12);
    EXPECT_EQ(result.betterThanRandom(), 1);
    EXPECT_NEAR(result.seedDeviation(), std::sqrt(0.0002 / 4), 1e-12);
}

}
}
