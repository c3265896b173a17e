// SPDX-License-Identifier: Apache-2.0
#include "core/search/lambda_control.h"

#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::search {
namespace {

ErrorCode codeOf(const std::function<void()>& action) {
    return errorOf(action).code();
}

const LatencyRange possible{.lowestMs = 1, .highestMs = 3, .lowestGenotype = ""};

TEST(LambdaControl, OnlyALiveLambdaFollowsTheSlider) {
    LambdaControl live(0.1, options::LambdaMode::Live);
    live.set(0.7);
    EXPECT_EQ(live.value(), 0.7);
    LambdaControl fixed(0.1);
    EXPECT_EQ(codeOf([&] { fixed.set(0.7); }), ErrorCode::InvalidValue);
    EXPECT_EQ(fixed.value(), 0.1);
    EXPECT_EQ(codeOf([&] { live.set(-1); }), ErrorCode::InvalidValue);
    EXPECT_EQ(codeOf([&] { live.set(std::numeric_limits<double>::quiet_NaN()); }), ErrorCode::InvalidValue);
}

TEST(LambdaControl, FixedLambdaIgnoresLatency) {
    LambdaControl fixed(0.3);
    fixed.observe(100);
    EXPECT_EQ(fixed.value(), 0.3);
}

TEST(LambdaControl, RefusesATargetOutsideTheRangeAndNamesIt) {
    const Error error = errorOf([&] { LambdaControl(0.5, possible); });
    EXPECT_EQ(error.code(), ErrorCode::InfeasibleTarget);
    EXPECT_NE(std::string(error.what()).find("1 to 3 ms"), std::string::npos) << error.what();
    EXPECT_EQ(codeOf([] { LambdaControl(3.5, possible); }), ErrorCode::InfeasibleTarget);
}

TEST(LambdaControl, AscendsUntilAModelSystemMeetsItsTarget) {
    // A system whose latency falls smoothly with λ and follows it with inertia, as a distribution over architectures
    // does.
    LambdaControl control(1.5, possible);
    double latency = 3;
    for (int step = 0; step < 2000; ++step) {
        const double wanted = 1 + 2 / (1 + control.value());
        latency += 0.05 * (wanted - latency);
        control.observe(latency);
    }
    EXPECT_NEAR(latency, 1.5, 0.03);
    EXPECT_NEAR(control.value(), 3, 0.3);
}

TEST(LambdaControl, NeverPaysForBeingSlow) {
    LambdaControl control(2.5, possible);
    for (int step = 0; step < 100; ++step) {
        control.observe(1.2);
    }
    EXPECT_EQ(control.value(), 0);
}

TEST(LambdaControl, AMovedTargetIsAimedAtAndSurvivesACheckpoint) {
    LambdaControl control(2.5, possible);
    control.setTarget(1.5);
    EXPECT_EQ(control.targetMs(), 1.5);
    EXPECT_EQ(control.firstTargetMs(), 2.5) << "what the search's recipe names";
    control.observe(2);
    EXPECT_GT(control.value(), 0) << "2 ms were fast enough before";
    EXPECT_EQ(codeOf([&] { control.setTarget(4); }), ErrorCode::InfeasibleTarget);
    EXPECT_EQ(control.targetMs(), 1.5);
    LambdaControl again(2.5, possible);
    again.restore(control.state());
    EXPECT_EQ(again.targetMs(), 1.5);
    LambdaControl moved(1.7, possible); // as a front that has changed since would have it
    moved.restore(control.state());
    EXPECT_EQ(moved.firstTargetMs(), 2.5);
    LambdaControl live(0, options::LambdaMode::Live);
    EXPECT_EQ(codeOf([&] { live.setTarget(2); }), ErrorCode::InvalidValue);
}

TEST(LambdaControl, KnowsTheLambdaThatATargetStandsFor) {
    LambdaControl control(2, possible, LambdaControl::defaultRate, 0.3);
    control.observe(3);
    EXPECT_EQ(control.asked(), 0.3);
    EXPECT_NE(control.value(), 0.3);
    EXPECT_EQ(LambdaControl(control.state()).asked(), 0.3);
    LambdaControl target(2, possible);
    target.observe(3);
    EXPECT_EQ(target.asked(), target.value());
}

TEST(LambdaControl, RestoresItsStateAndRefusesAnother) {
    LambdaControl control(2, possible);
    control.observe(3);
    control.observe(2.9);
    LambdaControl again(2, possible);
    again.restore(control.state());
    control.observe(2.8);
    again.observe(2.8);
    EXPECT_EQ(control.value(), again.value());
    LambdaControl fixed(0);
    EXPECT_EQ(codeOf([&] { fixed.restore(control.state()); }), ErrorCode::InvalidData);
}

}
}
