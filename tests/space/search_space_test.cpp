// SPDX-License-Identifier: Apache-2.0
#include "core/space/search_space.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/space/expect_error.h"

namespace paretoscope::space {

TEST(Operation, NamesReadBackForEveryOperation) {
    for (int value = 0; value <= static_cast<int>(Operation::NorConv3x3); ++value) {
        const auto operation = static_cast<Operation>(value);
        EXPECT_EQ(operationFromName(operationName(operation)), operation);
    }
    EXPECT_EQ(operationName(Operation::DilConv5x5), "dil_conv_5x5");
    EXPECT_EQ(operationFromName("sep_conv_7x7"), std::nullopt);
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
    EXPECT_EQ(space.operationIndex(Operation::NorConv1x1), -1);
}

TEST(SearchSpace, SizesAreThePublishedOnes) {
    EXPECT_EQ(searchSpace(SpaceId::Darts).cellCount(), 1'037'664'180U);
    EXPECT_EQ(searchSpace(SpaceId::NasBench201).cellCount(), 15'625U);
    EXPECT_EQ(searchSpace(SpaceId::NasBench201).encodingLength(), 30);
}

TEST(SearchSpace, IsFoundByNameOrTheErrorListsTheNames) {
    EXPECT_EQ(searchSpace("darts").id, SpaceId::Darts);
    EXPECT_EQ(searchSpace("nas-bench-201").id, SpaceId::NasBench201);
    const std::string text = errorText(ErrorCode::UnknownName, [] { searchSpace("dart"); });
    EXPECT_THAT(text, testing::HasSubstr("nas-bench-201"));
}

}
