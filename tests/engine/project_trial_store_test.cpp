// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gtest/gtest.h>

#include "core/engine/project_trial_store.h"

namespace paretoscope::engine {
namespace {

class ProjectTrials : public testing::Test {
protected:
    ProjectTrials()
        : path_(std::filesystem::path(testing::TempDir()) / "trials.paretoscope")
        , project_((std::filesystem::remove(path_), store::Project::create(path_)))
        , run_(project_.addRun({.kind = records::JobKind::Measure, .title = "tune"}))
        , store_(project_, run_) { }
    ~ProjectTrials() override { std::filesystem::remove(path_); }

    std::filesystem::path path_;
    store::Project project_;
    std::int64_t run_;
    ProjectTrialStore store_;
};

TEST_F(ProjectTrials, AreReadBackInOrder) {
    const vta::TunerOptions options;
    const std::vector<vta::Trial> trials{
        {7, {vta::Reason::Valid, 1234}}, {9, {vta::Reason::Dma2d, 0}}, {2, {vta::Reason::Valid, 99}}};
    store_.append("task", options, 0, std::span(trials).first(2));
    store_.append("task", options, 2, std::span(trials).subspan(2));
    EXPECT_EQ(store_.trials("task", options), trials);
    EXPECT_TRUE(store_.trials("other", options).empty());
    vta::TunerOptions otherSeed;
    otherSeed.seed = 2;
    EXPECT_TRUE(store_.trials("task", otherSeed).empty());
}

TEST_F(ProjectTrials, AreFoundByALaterRun) {
    const vta::TunerOptions options;
    const std::vector<vta::Trial> trials{{7, {vta::Reason::Valid, 1234}}};
    store_.append("task", options, 0, trials);
    ProjectTrialStore later(project_, project_.addRun({.kind = records::JobKind::Measure, .title = "tune again"}));
    EXPECT_EQ(later.trials("task", options), trials);
    later.append("task", options, 1, trials);
    EXPECT_EQ(later.trials("task", options).size(), 2U);
}

TEST_F(ProjectTrials, AreReplacedFromAPositionOn) {
    const vta::TunerOptions options;
    const std::vector<vta::Trial> trials{
        {7, {vta::Reason::Valid, 1234}}, {9, {vta::Reason::Dma2d, 0}}, {2, {vta::Reason::Valid, 99}}};
    store_.append("task", options, 0, trials);
    store_.append("other", options, 0, trials);
    store_.append("task", options, 1, std::span(trials).last(1));
    EXPECT_EQ(store_.trials("task", options), (std::vector<vta::Trial>{trials[0], trials[2]}));
    EXPECT_EQ(store_.trials("other", options), trials);
}

TEST_F(ProjectTrials, RememberWhatIsTuned) {
    EXPECT_FALSE(store_.tuned("task"));
    store_.finish({"task", 828, 560506, 40, 3, 120});
    const auto found = store_.tuned("task");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->best, 828U);
    EXPECT_EQ(found->cycles, 560506);
    EXPECT_EQ(found->compilerCalls, 120U);
}

}
}
