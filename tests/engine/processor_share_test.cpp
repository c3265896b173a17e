// SPDX-License-Identifier: Apache-2.0
#include "core/engine/processor_share.h"

#include <gtest/gtest.h>

namespace paretoscope::engine {
namespace {

/// Two threads that get `share` of their processors for `seconds`, looked at every half a second.
int warnings(ProcessorShare& watch, double share, double seconds, double start = 100) {
    int count = 0;
    for (double t = 0; t <= seconds; t += 0.5) {
        count += watch.check(start + t, 7 + 2 * share * t).has_value() ? 1 : 0;
    }
    return count;
}

TEST(ProcessorShare, WarnsOnceWhereOtherProgramsTakeTurns) {
    ProcessorShare watch(2);
    EXPECT_EQ(warnings(watch, 0.25, 120), 1);
}

TEST(ProcessorShare, IsQuietWhereTheThreadsRun) {
    ProcessorShare watch(2);
    EXPECT_EQ(warnings(watch, 0.9, 120), 0);
}

TEST(ProcessorShare, OneThreadWaitsForNobody) {
    ProcessorShare watch(1);
    EXPECT_EQ(warnings(watch, 0.1, 120), 0);
}

TEST(ProcessorShare, AMomentIsNoReason) {
    ProcessorShare watch(2);
    EXPECT_EQ(warnings(watch, 0.1, ProcessorShare::windowSeconds / 2), 0);
}

}
}
