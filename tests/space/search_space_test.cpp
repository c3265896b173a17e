// SPDX-License-Identifier: Apache-2.0
#include "core/space/search_space.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/space/skeleton.h"
#include "tests/expect_error.h"

namespace paretoscope::space {

TEST(Operation, NamesReadBackForEveryOperation) {
    for (int value = 0; value <= static_cast<int>(Operation::NorConv3x3); ++value) {
        const auto operation = static_cast<Operation>(value);
        EXPECT_EQ(operationFromName(operationName(operation)), operation);
    }
    EXPECT_EQ(operationName(Operation::DilConv5x5), "dil_conv_5x5");
    EXPECT_EQ(operationFromName("sep_conv_7x7"), std::nullopt);
}

TEST(Operation, OfNoRowInTheTableIsAnError) {
    errorText(ErrorCode::InvalidValue, [] { operationSpec(static_cast<Operation>(200)); });
}

TEST(SearchSpace, EveryDescriptionIsWhole) {
    for (std::size_t index = 0; index < searchSpaces().size(); ++index) {
        const SearchSpace& space = searchSpaces()[index];
        SCOPED_TRACE(space.name);
        EXPECT_EQ(space.id, static_cast<SpaceId>(index));
        EXPECT_EQ(space.stateLabels.size(), static_cast<std::size_t>(space.states()));
        EXPECT_EQ(fromTextOrName(space.sentinel).space, space.id);
        for (const PublishedCell& cell : space.published) {
            EXPECT_EQ(published(cell.name).space, space.id);
        }
        const Shape shape{.cells = space.fewestCells};
        for (const NetworkUse use : {NetworkUse::Search, NetworkUse::Evaluation}) {
            const Skeleton skeleton = space.skeleton(shape, use);
            ASSERT_FALSE(skeleton.stem.empty());
            for (const SkeletonStep& step : skeleton.steps) {
                EXPECT_LT(step.kind, space.kindCount());
                EXPECT_EQ(step.inputChannels.size(), static_cast<std::size_t>(step.isBlock() ? 1 : space.inputs));
                EXPECT_EQ(step.outputSize, step.reduction ? step.inputSize / 2 : step.inputSize);
            }
        }
    }
}

TEST(Skeleton, OnImageNetASearchHasTheWiderStem) {
    const Shape shape{3, 224, 16, 8, 1000, Stem::ImageNet};
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    const Skeleton search = space.skeleton(shape, NetworkUse::Search);
    const Skeleton evaluation = space.skeleton(shape, NetworkUse::Evaluation);
    EXPECT_EQ(search.stem.back().channels, 48);
    EXPECT_EQ(evaluation.stem.back().channels, 16);
    EXPECT_THAT(search.steps[0].inputChannels, testing::ElementsAre(48, 48));
    EXPECT_TRUE(search.steps[0].afterReduction);
    EXPECT_EQ(search.steps[0].inputSize, 28);
    EXPECT_THAT(search.steps[1].inputChannels, testing::ElementsAre(48, 64));
    EXPECT_EQ(evaluation.auxiliaryStep, 5);
}

TEST(SearchSpace, DartsHasThePublishedOrderOfOperationsAndEdges) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    std::vector<std::string_view> names;
    for (const Operation operation : space.operations) {
        names.push_back(operationName(operation));
    }
    EXPECT_THAT(names,
        testing::ElementsAre("none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5",
            "dil_conv_3x3", "dil_conv_5x5"));
    EXPECT_EQ(space.edgeCount(), 14);
    EXPECT_EQ(space.edgeIndex(0, 2), 0);
    EXPECT_EQ(space.edgeIndex(1, 3), 3);
    EXPECT_EQ(space.edgeIndex(4, 5), 13);
    EXPECT_EQ(space.edgeIndex(0, 1), -1);
    EXPECT_EQ(space.edgeIndex(3, 3), -1);
    EXPECT_EQ(space.encodingLength(), 224);
    EXPECT_EQ(searchSpace(SpaceId::NasBench201).encodingLength(), 30);
    EXPECT_EQ(space.operationIndex(Operation::NorConv1x1), -1);
}

TEST(SearchSpace, IsFoundByNameOrTheErrorListsTheNames) {
    EXPECT_EQ(searchSpace("darts").id, SpaceId::Darts);
    EXPECT_EQ(searchSpace("nas-bench-201").id, SpaceId::NasBench201);
    const std::string text = errorText(ErrorCode::UnknownName, [] { searchSpace("dart"); });
    EXPECT_THAT(text, testing::HasSubstr("nas-bench-201"));
}

}
