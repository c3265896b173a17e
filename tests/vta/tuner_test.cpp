// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/vta/tuner.h"
#include "tests/expect_error.h"

namespace paretoscope::vta {
namespace {

/// 480 configurations, 40 of them valid.
Task smallTask() {
    return {
        accelerator("pynq"), workloadFromText("conv/1x256x14x14/512x3x3/s2/p1/g1"), {.rules = {.bothThreads = true}}};
}

class EveryMethod : public testing::TestWithParam<TuningMethod> { };

TEST_P(EveryMethod, FindsTheBestOfTheWholeSpaceWithinIt) {
    const Task task = smallTask();
    const Enumeration truth = enumerate(task);
    const TuningResult result =
        tune(task, {.method = GetParam(), .maxTrials = task.space().size(), .stopAtCycles = truth.bestCycles});
    EXPECT_EQ(result.bestCycles, truth.bestCycles);
    EXPECT_EQ(task.measure(result.best).cycles, truth.bestCycles);
}

TEST_P(EveryMethod, MeasuresNothingTwiceAndTellsTheTruth) {
    const Task task = smallTask();
    const TuningResult result = tune(task, {.method = GetParam(), .maxTrials = 150});
    std::set<std::uint32_t> seen;
    for (const Trial& trial : result.trials) {
        EXPECT_TRUE(seen.insert(trial.index).second) << trial.index;
        EXPECT_EQ(trial.outcome, task.measure(trial.index));
    }
    EXPECT_LE(result.trials.size(), 150U);
}

TEST_P(EveryMethod, IsTheSameForTheSameSeed) {
    const Task task = smallTask();
    const TunerOptions options{.method = GetParam(), .maxTrials = 100, .seed = 3};
    EXPECT_EQ(tune(task, options).trials, tune(task, options).trials);
}

TEST_P(EveryMethod, GoesOnExactlyWhereItWasStopped) {
    const Task task = smallTask();
    TunerOptions options{.method = GetParam(), .maxTrials = 120, .seed = 5};
    const TuningResult whole = tune(task, options);
    options.maxTrials = 40;
    const TuningResult part = tune(task, options);
    options.maxTrials = 120;
    EXPECT_EQ(tune(task, options, nullptr, {.earlier = part.trials}).trials, whole.trials);
}

INSTANTIATE_TEST_SUITE_P(Tuner, EveryMethod, testing::ValuesIn(allMethods()), [](const auto& tested) {
    std::string name(methodName(tested.param));
    std::erase(name, '-');
    return name;
});

TEST(Tuner, StaticFilterAndOursFilteredMeasureNothingThatDoesNotCompile) {
    const Task task = smallTask();
    for (const TuningMethod method : {TuningMethod::StaticFilter, TuningMethod::OursFiltered}) {
        for (const Trial& trial : tune(task, {.method = method, .maxTrials = 60}).trials) {
            EXPECT_EQ(trial.outcome.reason, Reason::Valid);
        }
    }
}

TEST(Tuner, KeepsToItsBudgetOfCompilerCalls) {
    const Task task = smallTask();
    for (const TuningMethod method : {TuningMethod::Validity, TuningMethod::Ours}) {
        const TuningResult result = tune(task, {.method = method, .maxTrials = 100, .presample = 120});
        EXPECT_LE(result.compilerCalls, 120U);
        EXPECT_GT(result.compilerCalls, 0U);
    }
    EXPECT_EQ(tune(task, {.method = TuningMethod::AutoTvm, .maxTrials = 100}).compilerCalls, 0U);
}

std::size_t measurementsUntilBest(const Task& task, Knowledge knowledge) {
    const std::int64_t best = enumerate(task).bestCycles;
    const auto trials =
        tune(task, {.method = TuningMethod::OursFiltered, .maxTrials = 300, .stopAtCycles = best}, &knowledge).trials;
    for (std::size_t i = 0; i < trials.size(); ++i) {
        if (trials[i].outcome.cycles == best) {
            return i + 1;
        }
    }
    return trials.size() + 1;
}

TEST(Tuner, AnotherLayersKnowledgeSavesMeasurements) {
    const TaskOptions space{.flavour = SpaceFlavour::Verbose, .rules = {.bothThreads = true}};
    const Accelerator pynq = accelerator("pynq");
    Knowledge taught;
    tune(Task(pynq, workloadFromText("conv/1x256x56x56/128x1x1/s2/p0/g1"), space),
        {.method = TuningMethod::OursFiltered, .maxTrials = 64}, &taught);
    ASSERT_GE(taught.timed.size(), 32U);
    std::size_t alone = 0;
    std::size_t helped = 0;
    for (const char* layer : {"conv/1x64x56x56/256x1x1/s1/p0/g1", "conv/1x256x14x14/1024x1x1/s1/p0/g1",
             "conv/1x128x56x56/256x3x3/s1/p1/g1"}) {
        const Task pupil(pynq, workloadFromText(layer), space);
        alone += measurementsUntilBest(pupil, {});
        helped += measurementsUntilBest(pupil, taught);
    }
    EXPECT_LT(helped, alone);
}

TEST(Tuner, SaysWhyNothingIsValid) {
    Accelerator tiny = accelerator("pynq");
    tiny.logInputBuffer = 4;
    const Task task(tiny, workloadFromText("conv/1x32x6x6/32x3x3/s1/p1/g1"));
    for (const TuningMethod method : {TuningMethod::Random, TuningMethod::OursFiltered}) {
        EXPECT_THAT(
            errorOf([&] { tune(task, {.method = method, .maxTrials = 10000}); }).what(), testing::HasSubstr("because"));
    }
}

TEST(Tuner, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(errorOf([&] { tune(smallTask(), {}, nullptr, {}, stop.get_token()); }).code(), ErrorCode::Interrupted);
}

TEST(Tuner, NamesItsMethods) {
    for (const TuningMethod method : allMethods()) {
        EXPECT_EQ(methodFromName(methodName(method)), method);
    }
    EXPECT_THROW(methodFromName("luck"), Error);
}

}
}
