// SPDX-License-Identifier: Apache-2.0
#include "core/engine/time_notice.h"

#include <gtest/gtest.h>

#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

constexpr std::int64_t memory = 3LL << 29; // 1.5 GiB

TEST(TimeNotice, SaysBeforeTheStartWhatAnEarlierRunTells) {
    RecordingSink sink;
    TimeNotice notice(sink);
    notice.begin(memory, queries::ExpectedTime{.seconds = 9 * 86400, .asRun = 3});
    notice.measured(50, 1000);
    notice.measured(60, 1000);
    EXPECT_EQ(sink.logs,
        std::vector<std::string>{
            "about 9 days on this computer, at the pace of run 3; about 1.5 GiB of memory beside the images"});
}

TEST(TimeNotice, SaysAfterTheSecondStepWhatTheStepsTell) {
    RecordingSink sink;
    TimeNotice notice(sink);
    notice.begin(memory, std::nullopt);
    notice.measured(9000, 1e9);
    notice.measured(9000, 1e9); // the same step, reported twice
    EXPECT_TRUE(sink.logs.empty()) << "the first step loads libraries";
    notice.measured(2480, 7200);
    notice.measured(2500, 7300);
    EXPECT_EQ(sink.logs,
        std::vector<std::string>{
            "about 2 hours on this computer, at 2.48 s a step; about 1.5 GiB of memory beside the images"});
}

TEST(TimeNotice, SaysNothingOfShortJobs) {
    RecordingSink sink;
    TimeNotice notice(sink);
    notice.begin(memory, queries::ExpectedTime{.seconds = 20, .asRun = 3});
    notice.measured(50, 10);
    notice.measured(60, 10);
    EXPECT_TRUE(sink.logs.empty());
}

}
}
