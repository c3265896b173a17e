// SPDX-License-Identifier: Apache-2.0
#include "core/vta/tuning_plan.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::vta {
namespace {

const std::string layer = "conv/1x64x56x56/64x3x3/s1/p1/g1";

space::Architecture small(const char* genotype) {
    return {space::fromTextOrName(genotype),
        {.inputChannels = 3, .inputSize = 16, .channels = 16, .cells = 3, .classes = 10, .stem = space::Stem::Cifar}};
}

ErrorCode refusal(const TuningGoal& goal) {
    return errorOf([&] { planTuning(goal); }).code();
}

TEST(TuningPlan, HoldsEachOperatorOnce) {
    const TuningPlan plan = planTuning({.network = small("DARTS_V2"), .layers = {layer, layer}});
    std::set<std::string> keys;
    for (const Task& task : plan.tasks) {
        EXPECT_TRUE(keys.insert(task.key()).second) << task.key();
    }
    EXPECT_GT(keys.size(), 3U);
    EXPECT_EQ(toText(plan.tasks.back().workload()), layer);
    EXPECT_EQ(plan.tasks.size(), vtaWorkloads(*plan.network, plan.accelerator, plan.options).size() + 1);
}

TEST(TuningPlan, GroupedDepthwiseConvolutionsAreTasksToo) {
    const std::size_t onHost = planTuning({.network = small("DARTS_V2")}).tasks.size();
    EXPECT_GT(planTuning({.groupedDepthwise = true, .network = small("DARTS_V2")}).tasks.size(), onHost);
}

TEST(TuningPlan, RefusesWhatCannotBeTuned) {
    EXPECT_EQ(refusal({}), ErrorCode::InvalidValue);
    EXPECT_EQ(refusal({.accelerator = "toaster", .layers = {layer}}), ErrorCode::UnknownName);
    EXPECT_EQ(refusal({.accelerator = "missing.json", .layers = {layer}}), ErrorCode::FileNotFound);
    for (const char* wrong : {"", "conv", "conv/0x64x56x56/64x3x3/s1/p1/g1", "conv/1x64x56x56/64x3x3/s0/p1/g1",
             "conv/1x64x2x2/64x5x5/s1/p0/g1", "conv/1x99999999999999999999x1x1/1x1x1/s1/p0/g1",
             "conv/1x65536x65536x65536/65536x3x3/s1/p1/g1", "conv/1x64x56x56/64x3x3/s1/p1/g7", "dense/1x-5/10"}) {
        EXPECT_EQ(refusal({.layers = {wrong}}), ErrorCode::InvalidShape) << wrong;
    }
}

TEST(TuningPlan, NamesTheOperatorThatTheAcceleratorCannotRun) {
    const std::string depthwise = "conv/1x16x32x32/16x3x3/s1/p1/g16";
    EXPECT_THAT(errorOf([&] {
        planTuning({.layers = {layer, depthwise}});
    }).what(),
        testing::HasSubstr("The operator " + depthwise + ": "));
}

TEST(TuningPlan, ATaskIsFoundAgainFromItsKey) {
    std::vector<Accelerator> known;
    for (const std::string& name : acceleratorNames()) {
        known.push_back(accelerator(name));
    }
    for (const SpaceFlavour flavour : {SpaceFlavour::Factors, SpaceFlavour::Verbose}) {
        const TuningPlan plan = planTuning({.accelerator = "ultra96", .layers = {layer}, .flavour = flavour});
        const auto task = taskFromKey(plan.tasks[0].key(), known);
        ASSERT_TRUE(task);
        EXPECT_EQ(task->key(), plan.tasks[0].key());
        EXPECT_EQ(task->space().size(), plan.tasks[0].space().size());
        EXPECT_FALSE(taskFromKey(plan.tasks[0].key(), std::span(known).first(1)));
    }
    EXPECT_FALSE(taskFromKey("", known));
    EXPECT_FALSE(taskFromKey("task", known));
    EXPECT_FALSE(taskFromKey("conv/1x64@somewhere", known));
}

}
}
