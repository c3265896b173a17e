// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_snapshot.h"

#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"

namespace paretoscope::widgets {
namespace {

/// Candidates 1 to 20, of which 4 and 9 are trainings of 17's architecture by other runs.
std::shared_ptr<FrontSnapshot> frontWithMerged() {
    auto front = test::randomFront(20);
    std::erase_if(
        front->points, [](const store::FrontPoint& point) { return point.candidateId == 4 || point.candidateId == 9; });
    front->merged = {{.candidateId = 4, .run = 2, .into = 17}, {.candidateId = 9, .run = 3, .into = 17}};
    finishFront(*front);
    return front;
}

TEST(FrontSnapshot, AMergedCandidateIsFoundAtThePointThatStandsForIt) {
    const auto front = frontWithMerged();
    const int index = front->indexOf(17);
    ASSERT_GE(index, 0);
    EXPECT_EQ(front->points[static_cast<std::size_t>(index)].candidateId, 17);
    EXPECT_EQ(front->indexOf(4), index);
    EXPECT_EQ(front->indexOf(9), index);
    for (const store::FrontPoint& point : front->points) {
        EXPECT_EQ(
            front->points[static_cast<std::size_t>(front->indexOf(point.candidateId))].candidateId, point.candidateId);
    }
    EXPECT_EQ(front->indexOf(21), -1);
}

TEST(FrontSnapshot, AMergedCandidateIsNowhereWhereItsPointIsLeftOut) {
    const auto front = frontWithMerged();
    std::erase_if(front->points, [](const store::FrontPoint& point) { return point.candidateId == 17; });
    finishFront(*front);
    EXPECT_EQ(front->indexOf(4), -1);
    EXPECT_EQ(front->indexOf(17), -1);
}

TEST(FrontSnapshot, APointIsOfEveryRunThatTrainedIt) {
    const auto front = frontWithMerged();
    const store::FrontPoint& point = front->points[static_cast<std::size_t>(front->indexOf(17))];
    EXPECT_TRUE(front->isOfRun(point, 1));
    EXPECT_TRUE(front->isOfRun(point, 2));
    EXPECT_TRUE(front->isOfRun(point, 3));
    EXPECT_FALSE(front->isOfRun(point, 4));
    EXPECT_FALSE(front->isOfRun(front->points.front(), 2));
}

}
}
