// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "core/vta/network.h"
#include "core/vta/trial_store.h"
#include "core/vta/views.h"

namespace paretoscope::vta {
namespace {

space::LoweredNetwork network(const char* genotype) {
    return space::lower({space::fromTextOrName(genotype),
        {.inputChannels = 3, .inputSize = 32, .channels = 36, .cells = 8, .classes = 10, .stem = space::Stem::Cifar}});
}

double oneMillisecond(const Workload&) {
    return 1;
}

TEST(NetworkOnTheVta, PutsOperatorsWhereTvmWould) {
    const auto lowered = network("DARTS_V2");
    const NetworkLatency latency = networkLatency(lowered, accelerator("pynq"), {}, oneMillisecond);
    ASSERT_EQ(latency.operators.size(), lowered.operators.size());
    int pointwise = 0;
    for (std::size_t i = 0; i < latency.operators.size(); ++i) {
        const space::Operator& op = lowered.operators[i];
        const Place place = latency.operators[i].place;
        if (op.kind == space::OperatorKind::Convolution) {
            const bool first = op.inputShape.channels == 3;
            EXPECT_EQ(place, op.groups == 1 && !first ? Place::Vta : Place::Cpu) << op.name;
            pointwise += place == Place::Vta ? 1 : 0;
        }
        if (op.kind == space::OperatorKind::MaxPool || op.kind == space::OperatorKind::Linear) {
            EXPECT_EQ(place, Place::Cpu) << op.name;
        }
        if (op.kind == space::OperatorKind::BatchNorm) {
            EXPECT_EQ(place, Place::Free) << op.name;
        }
    }
    EXPECT_GT(pointwise, 20);
    EXPECT_GE(latency.vtaMs, pointwise);
    EXPECT_NEAR(latency.totalMs, latency.vtaMs + latency.cpuMs + latency.layoutMs, 1e-9);
    EXPECT_GT(latency.layoutMs, 0);
}

TEST(NetworkOnTheVta, PadsChannelsToBlocks) {
    for (const Workload& workload : vtaWorkloads(network("DARTS_V2"), accelerator("pynq"), {})) {
        EXPECT_EQ(workload.inChannels % 16, 0) << toText(workload);
        EXPECT_EQ(workload.outChannels % 16, 0) << toText(workload);
    }
}

TEST(NetworkOnTheVta, GroupedVariantMovesDepthwiseConvolutionsToTheVta) {
    const auto lowered = network("DARTS_V2");
    const auto plain = vtaWorkloads(lowered, accelerator("pynq"), {});
    const auto grouped = vtaWorkloads(lowered, accelerator("pynq"), {.groupedDepthwise = true});
    EXPECT_GT(grouped.size(), plain.size());
    const NetworkLatency cpu = networkLatency(lowered, accelerator("pynq"), {}, oneMillisecond);
    const NetworkLatency vta = networkLatency(lowered, accelerator("pynq"), {.groupedDepthwise = true}, oneMillisecond);
    EXPECT_LT(vta.cpuMs, cpu.cpuMs);
}

TEST(TuneAll, TunesEachShapeOnceAndNeverAgain) {
    std::vector<Task> tasks;
    for (const char* layer : {"conv/1x16x8x8/16x1x1/s1/p0/g1", "conv/1x32x8x8/16x1x1/s1/p0/g1"}) {
        tasks.emplace_back(accelerator("pynq"), workloadFromText(layer));
    }
    MemoryTrialStore store;
    int reports = 0;
    const auto first = tuneAll(tasks, everydayOptions(), store, 2, [&](const TaskProgress&) { ++reports; });
    EXPECT_GT(reports, 0);
    reports = 0;
    const auto second = tuneAll(tasks, everydayOptions(), store, 2, [&](const TaskProgress&) { ++reports; });
    EXPECT_EQ(reports, 0);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        EXPECT_EQ(first[i].cycles, second[i].cycles);
        EXPECT_EQ(first[i].cycles, enumerate(tasks[i]).bestCycles);
        EXPECT_EQ(store.trials(tasks[i].key(), everydayOptions()).size(), first[i].trials);
    }
}

TEST(Views, TheMapHoldsEveryConfigurationOnce) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x256x14x14/512x3x3/s2/p1/g1"));
    const std::vector<Trial> trials{{203, task.measure(203)}};
    const SpaceMap map = spaceMap(task, trials);
    EXPECT_EQ(map.columns * map.rows, task.space().size());
    EXPECT_EQ(static_cast<std::uint32_t>(std::count(map.reasons.begin(), map.reasons.end(), Reason::Valid)),
        enumerate(task).valid());
    ASSERT_EQ(map.visits.size(), 1U);
    EXPECT_EQ(map.reasons[map.visits[0].row * map.columns + map.visits[0].column], Reason::Valid);
}

TEST(Views, BandsFollowTheBestSoFar) {
    const auto run = [](std::initializer_list<int> cycles) {
        std::vector<Trial> trials;
        for (const int value : cycles) {
            trials.push_back({0, {value > 0 ? Reason::Valid : Reason::Dma2d, value}});
        }
        return trials;
    };
    const std::vector<std::vector<Trial>> runs{run({0, 9, 5}), run({8, 0, 7}), run({6, 6, 6})};
    const ConvergenceBand band = convergenceBand(runs);
    EXPECT_EQ(band.median[0], 8);
    EXPECT_EQ(band.median[1], 8);
    EXPECT_EQ(band.median[2], 6);
}

TEST(Views, OccupancyOfAPublishedScheduleFitsTheBuffers) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1"));
    const Occupancy use = occupancy(task, task.space().at(828));
    EXPECT_NEAR(use.input, 2.0 * 10 * 58 / 2048, 1e-12);
    EXPECT_NEAR(use.weight, 2.0 * 2 * 9 / 1024, 1e-12);
    EXPECT_NEAR(use.accumulator, 2.0 * 2 * 8 * 56 / 2048, 1e-12);
}

}
}
