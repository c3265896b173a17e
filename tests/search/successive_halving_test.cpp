// SPDX-License-Identifier: Apache-2.0
#include "core/search/successive_halving.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace paretoscope::search {
namespace {

/// Candidate i has accuracy quality[i] at every rung; returns (candidate, rung) in the order of training.
std::vector<std::pair<int, int>> play(HalvingSchedule& schedule, const std::vector<double>& quality) {
    std::vector<std::pair<int, int>> order;
    for (auto next = schedule.next(); next.candidate >= 0; next = schedule.next()) {
        order.emplace_back(next.candidate, next.rung);
        schedule.report(next.candidate, next.rung, quality[static_cast<std::size_t>(next.candidate)], 1);
    }
    return order;
}

TEST(HalvingSchedule, TrainsTheBetterHalfFurther) {
    HalvingSchedule schedule({.rungs = {75, 300, 640}, .keep = 0.5, .always = {}}, 4);
    const auto order = play(schedule, {0.1, 0.4, 0.3, 0.2});
    const std::vector<std::pair<int, int>> expected{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {1, 1}, {2, 1}, {1, 2}};
    EXPECT_EQ(order, expected);
    EXPECT_EQ(schedule.ranking(), (std::vector<int>{1, 2, 3, 0}));
}

TEST(HalvingSchedule, NeverDropsProtectedCandidates) {
    HalvingSchedule schedule({.rungs = {10, 20}, .keep = 0.5, .always = {0}}, 4);
    const auto order = play(schedule, {0.0, 0.4, 0.3, 0.2});
    EXPECT_EQ(order.size(), 4U + 3U);
    EXPECT_EQ(schedule.scores()[0].rung, 1);
    EXPECT_TRUE(schedule.scores()[3].dropped);
}

TEST(HalvingSchedule, ContinuesFromItsTextAtAnyPoint) {
    const std::vector<double> quality{0.5, 0.1, 0.9, 0.3, 0.7};
    HalvingSchedule whole({.rungs = {1, 2, 3}, .keep = 0.5, .always = {}}, 5);
    const auto expected = play(whole, quality);
    HalvingSchedule interrupted({.rungs = {1, 2, 3}, .keep = 0.5, .always = {}}, 5);
    std::vector<std::pair<int, int>> order;
    for (auto next = interrupted.next(); next.candidate >= 0; next = interrupted.next()) {
        order.emplace_back(next.candidate, next.rung);
        interrupted.report(next.candidate, next.rung, quality[static_cast<std::size_t>(next.candidate)], 1);
        interrupted = HalvingSchedule::fromJson(interrupted.toJson());
    }
    EXPECT_EQ(order, expected);
}

TEST(HalvingSchedule, RefusesRungsThatDoNotRise) {
    EXPECT_THROW(HalvingSchedule({.rungs = {300, 75}, .keep = 0.5, .always = {}}, 2), Error);
    EXPECT_THROW(HalvingSchedule({.rungs = {}, .keep = 0.5, .always = {}}, 2), Error);
    EXPECT_THROW(HalvingSchedule({.rungs = {75}, .keep = 0, .always = {}}, 2), Error);
    EXPECT_THROW(HalvingSchedule({.rungs = {75}, .keep = 0.5, .always = {2}}, 2), Error);
    EXPECT_THROW(HalvingSchedule::fromJson("{}"), Error);
}

}
}
