// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/vta/task.h"
#include "tests/vta/published.h"

namespace paretoscope::vta {
namespace {

const char* publishedFile() {
    return PARETOSCOPE_SOURCE_DIR "/tests/vta/data/published.txt";
}

TEST(ScheduleSpace, NumbersEveryPublishedConfigurationAsAutoTvmDoes) {
    const auto records = readPublished(publishedFile());
    ASSERT_EQ(records.size(), 85U);
    for (const PublishedRecord& record : records) {
        const Task task(accelerator(record.accelerator), record.workload);
        EXPECT_EQ(task.space().index(record.schedule), record.index) << toText(record.workload);
        EXPECT_EQ(task.space().at(record.index), record.schedule) << toText(record.workload);
    }
}

TEST(ScheduleSpace, HasTheSizesOfTheEnumeratedResNetSpaces) {
    const auto size = [](const char* layer, SpaceFlavour flavour) {
        return Task(accelerator("pynq"), workloadFromText(layer), {.flavour = flavour}).space().size();
    };
    EXPECT_EQ(size("conv/1x64x56x56/64x3x3/s1/p1/g1", SpaceFlavour::Factors), 2304U);
    EXPECT_EQ(size("conv/1x256x14x14/256x3x3/s1/p1/g1", SpaceFlavour::Factors), 1600U);
    EXPECT_EQ(size("conv/1x256x14x14/512x3x3/s2/p1/g1", SpaceFlavour::Factors), 480U);
    EXPECT_EQ(size("conv/1x256x14x14/512x3x3/s2/p1/g1", SpaceFlavour::Verbose), 1920U);
    EXPECT_EQ(size("conv/1x128x28x28/512x1x1/s1/p0/g1", SpaceFlavour::Verbose), 6144U);
}

TEST(ScheduleSpace, IndexAndDigitsAreInverse) {
    const Task task(accelerator("pynq"), workloadFromText("conv/2x64x28x28/96x3x3/s1/p1/g1"));
    for (std::uint32_t index = 0; index < task.space().size(); ++index) {
        ASSERT_EQ(task.space().index(task.space().digits(index)), index);
        ASSERT_EQ(task.space().index(task.space().at(index)), index);
    }
}

TEST(ScheduleSpace, NeighboursAreTheConfigurationsOneStepAway) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x64x14x14/64x3x3/s1/p1/g1"));
    const ScheduleSpace& space = task.space();
    std::vector<std::uint32_t> neighbours;
    for (std::uint32_t index = 0; index < space.size(); index += 7) {
        space.neighbours(index, neighbours);
        std::vector<std::uint32_t> expected;
        for (std::uint32_t other = 0; other < space.size(); ++other) {
            int distance = 0;
            for (int knob = 0; knob < knobCount; ++knob) {
                const auto k = static_cast<std::size_t>(knob);
                distance += std::abs(space.digits(index)[k] - space.digits(other)[k]);
            }
            if (distance == 1) {
                expected.push_back(other);
            }
        }
        std::sort(neighbours.begin(), neighbours.end());
        ASSERT_EQ(neighbours, expected);
    }
}

TEST(ScheduleSpace, DenseLayersHaveFourKnobs) {
    const Task task(accelerator("pynq"), workloadFromText("dense/1x256/128"));
    EXPECT_EQ(task.space().size(), 1U * 5 * 4 * 2);
}

TEST(ScheduleSpace, RefusesAScheduleThatIsNotInIt) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1"));
    EXPECT_THROW(static_cast<void>(task.space().index(Schedule{.tileHeight = 3})), Error);
}

}
}
