// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "core/analysis/rank_correlation.h"
#include "core/vta/task.h"
#include "tests/vta/published.h"

namespace paretoscope::vta {
namespace {

struct Agreement {
    double meanError = 0;
    double spearman = 0;
};

Agreement agreement(const std::string& series, const std::string& device) {
    std::vector<double> measured;
    std::vector<double> model;
    double error = 0;
    for (const PublishedRecord& record : readPublished(PARETOSCOPE_SOURCE_DIR "/tests/vta/data/published.txt")) {
        if (record.series == series && record.accelerator == device) {
            const Task task(accelerator(device), record.workload);
            measured.push_back(record.milliseconds);
            model.push_back(task.milliseconds(task.measure(record.index).cycles));
            error += std::abs(std::log(model.back() / measured.back()));
        }
    }
    return {error / static_cast<double>(measured.size()), analysis::spearmanRho(measured, model)};
}

TEST(CycleModel, AgreesWithThePublishedLatenciesOfResNet18) {
    const Agreement narrow = agreement("resnet18", "pynq");
    EXPECT_LT(narrow.meanError, 0.015);
    EXPECT_GT(narrow.spearman, 0.98);
    const Agreement wide = agreement("resnet18", "pynq-4x8");
    EXPECT_LT(wide.meanError, 0.04);
    EXPECT_GT(wide.spearman, 0.98);
    EXPECT_LT(agreement("resnet50", "pynq-4x8").meanError, 0.08);
}

TEST(CycleModel, TheShortSimulationEqualsTheLongOne) {
    for (const char* layer : {"conv/1x64x56x56/64x3x3/s1/p1/g1", "conv/1x512x14x14/256x1x1/s2/p0/g1",
             "conv/1x128x28x28/128x3x3/s1/p1/g8", "dense/1x2048/1024"}) {
        const Task task(accelerator("pynq"), workloadFromText(layer), {.rules = {.bothThreads = true}});
        int compared = 0;
        for (std::uint32_t index = 0; index < task.space().size(); index += 5) {
            if (task.compile(index) == Reason::Valid) {
                const Schedule schedule = task.space().at(index);
                const auto exact = static_cast<double>(task.model().simulateAll(schedule));
                ASSERT_NEAR(static_cast<double>(task.model().cycles(schedule).total), exact, 1e-3 * exact)
                    << layer << ' ' << toText(schedule);
                ++compared;
            }
        }
        EXPECT_GT(compared, 3) << layer;
    }
}

TEST(CycleModel, NothingIsFasterThanItsBusiestPart) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1"));
    for (std::uint32_t index = 0; index < task.space().size(); ++index) {
        if (task.compile(index) != Reason::Valid) {
            continue;
        }
        const Cycles c = task.model().cycles(task.space().at(index));
        ASSERT_GE(c.total, std::max({c.load, c.compute, c.store}) + c.start - 2);
        ASSERT_LE(c.total, c.load + c.compute + c.store + c.start + 2);
        ASSERT_GE(c.compute, task.workload().macs() / 256);
    }
}

TEST(CycleModel, ASecondThreadHidesLoads) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x256x14x14/256x3x3/s1/p1/g1"));
    Schedule schedule{.tileHeight = 14, .tileWidth = 14, .tileOut = 4};
    const Cycles alone = task.model().cycles(schedule);
    schedule.outThreads = 2;
    EXPECT_LT(task.model().cycles(schedule).total, alone.total);
}

TEST(CycleModel, AFasterClockAndAWiderBusTakeLessTime) {
    const Workload layer = workloadFromText("conv/1x256x14x14/256x3x3/s1/p1/g1");
    const Task slow(accelerator("pynq"), layer);
    const Task fast(accelerator("ultra96"), layer);
    const std::uint32_t index = 575;
    EXPECT_LT(fast.milliseconds(fast.measure(index).cycles), 0.4 * slow.milliseconds(slow.measure(index).cycles));
}

/// Numbers of today, in whole cycles: a change of compiler, machine or optimisation must not move them.
TEST(CycleModel, IsTheSameOnEveryMachine) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1"));
    EXPECT_EQ(task.measure(828), (Outcome{Reason::Valid, 560506}));
    const Task dense(accelerator("pynq"), workloadFromText("dense/1x256/128"));
    EXPECT_EQ(dense.measure(4), (Outcome{Reason::Valid, 17952}));
}

}
}
