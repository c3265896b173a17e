// SPDX-License-Identifier: Apache-2.0
#include "core/vta/trial_store.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/vta/tuning_plan.h"

namespace paretoscope::vta {
namespace {

std::vector<Task> sixTasks() {
    return planTuning({.layers = {"conv/1x64x14x14/64x1x1/s1/p0/g1", "conv/1x64x14x14/128x1x1/s1/p0/g1",
                           "conv/1x128x7x7/128x3x3/s1/p1/g1", "conv/1x256x7x7/64x1x1/s1/p0/g1",
                           "conv/1x64x14x14/64x3x3/s2/p1/g1", "conv/1x128x14x14/64x1x1/s1/p0/g1"}})
        .tasks;
}

const TunerOptions options{.method = TuningMethod::OursFiltered, .maxTrials = 40, .patience = 16};

/// Everything that was tried, by task.
std::vector<std::vector<Trial>> trialsOf(const std::vector<Task>& tasks, TrialStore& store) {
    std::vector<std::vector<Trial>> all;
    for (const Task& task : tasks) {
        all.push_back(store.trials(task.key(), options));
    }
    return all;
}

std::vector<std::vector<Trial>> wholeRun(const std::vector<Task>& tasks) {
    MemoryTrialStore store;
    tuneAll(tasks, options, store, 1);
    return trialsOf(tasks, store);
}

TEST(TuneAll, DoesNotDependOnTheNumberOfThreads) {
    const std::vector<Task> tasks = sixTasks();
    MemoryTrialStore store;
    tuneAll(tasks, options, store, 4);
    EXPECT_EQ(trialsOf(tasks, store), wholeRun(tasks));
}

TEST(TuneAll, GoesOnAfterAnInterruptionAsIfThereHadBeenNone) {
    const std::vector<Task> tasks = sixTasks();
    MemoryTrialStore store;
    for (int batches : {3, 5, 4}) {
        std::stop_source stop;
        const auto progress = [&](const TaskProgress&) {
            if (--batches == 0) {
                stop.request_stop();
            }
        };
        EXPECT_THROW(tuneAll(tasks, options, store, 1, progress, stop.get_token()), Error);
    }
    tuneAll(tasks, options, store, 1);
    EXPECT_EQ(trialsOf(tasks, store), wholeRun(tasks));
}

TEST(TuneAll, ReplacesWhatAnotherTuningLeftBehind) {
    const std::vector<Task> tasks = sixTasks();
    MemoryTrialStore store;
    const std::vector<Trial> stale(30, Trial{0, {Reason::Dma2d, 0}});
    store.append(tasks[2].key(), options, 0, stale);
    tuneAll(tasks, options, store, 1);
    EXPECT_EQ(trialsOf(tasks, store), wholeRun(tasks));
}

TEST(TuneAll, DoesNotRememberATaskThatNothingValidWasFoundFor) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x256x14x14/512x3x3/s2/p1/g1"));
    MemoryTrialStore store;
    TunerOptions unlucky{.method = TuningMethod::Random, .maxTrials = 1};
    std::uint32_t seed = 1;
    for (; tune(task, unlucky).bestCycles > 0; ++seed) {
        unlucky.seed = seed;
    }
    EXPECT_EQ(tuneAll({&task, 1}, unlucky, store, 1)[0].cycles, 0);
    EXPECT_FALSE(store.tuned(task.key()));
    EXPECT_EQ(store.trials(task.key(), unlucky).size(), 1U);
}

}
}
