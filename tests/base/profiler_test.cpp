// SPDX-License-Identifier: Apache-2.0
#include "core/base/profiler.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace paretoscope::base {
namespace {

using namespace std::chrono_literals;

TEST(Profiler, CountsNothingUntilStarted) {
    Profiler::ofProcess().stop();
    { const ProfileSpan span("unseen"); }
    Profiler::ofProcess().start();
    EXPECT_EQ(Profiler::ofProcess().rows().size(), 1U); // "other"
    Profiler::ofProcess().stop();
}

TEST(Profiler, SaysWhereTheTimeWent) {
    Profiler& profile = Profiler::ofProcess();
    profile.start();
    const Profiler::Clock::time_point now = Profiler::Clock::now();
    profile.add("forward", now, now + 3ms);
    profile.add("forward", now + 3ms, now + 6ms);
    profile.add("data", now + 6ms, now + 7ms);
    std::thread([&] { profile.add("elsewhere", now, now + 2ms); }).join();
    profile.stop();

    const std::vector<Profiler::Row> rows = profile.rows();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].name, "forward");
    EXPECT_EQ(rows[0].calls, 2);
    EXPECT_DOUBLE_EQ(rows[0].totalMs, 6.0);
    EXPECT_EQ(rows[1].name, "elsewhere");
    EXPECT_EQ(rows[3].name, "other");
    // Only what the starting thread did counts against the rest.
    EXPECT_NEAR(rows[0].share + rows[2].share + rows[3].share, 1.0, 1e-9);

    const nlohmann::json trace = nlohmann::json::parse(profile.chromeTrace());
    ASSERT_EQ(trace.at("traceEvents").size(), 4U);
    EXPECT_DOUBLE_EQ(trace["traceEvents"][1].at("dur").get<double>(), 3000.0);
    EXPECT_NE(trace["traceEvents"][3].at("tid"), trace["traceEvents"][0].at("tid"));
}

TEST(Profiler, ASpanEndsWhereTheNextBegins) {
    Profiler& profile = Profiler::ofProcess();
    profile.start();
    {
        ProfileSpan span("first");
        span.next("second");
    }
    profile.stop();
    EXPECT_EQ(profile.rows().size(), 3U);
}

}
}
