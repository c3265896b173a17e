// SPDX-License-Identifier: Apache-2.0
#include "core/device/block_timer.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::device {

namespace {

/// A machine whose clock only its runs advance: subject i takes (i + 1) ms, the sentinel 2 ms, times what `slowness`
/// says at that time.
class FakeMachine {
public:
    FakeMachine(std::size_t subjects, std::function<double(double nowMs)> slowness)
        : subjects_(subjects)
        , slowness_(std::move(slowness)) { }

    double run(std::size_t subject) {
        const double ms = ideal(subject) * slowness_(nowMs_);
        nowMs_ += ms;
        ++runs_;
        return ms;
    }
    [[nodiscard]] double ideal(std::size_t subject) const {
        return subject == subjects_ ? 2.0 : static_cast<double>(subject + 1);
    }
    [[nodiscard]] double nowMs() const { return nowMs_; }
    [[nodiscard]] int runs() const { return runs_; }

    BlockTiming time(const MeterOptions& options, std::stop_token stop = {}) {
        return timeBlock(
            subjects_, options, [this](std::size_t subject) { return run(subject); }, stop);
    }

private:
    std::size_t subjects_;
    std::function<double(double)> slowness_;
    double nowMs_ = 0;
    int runs_ = 0;
};

double worstError(const FakeMachine& machine, const BlockTiming& timing, double scale = 1) {
    double worst = 0;
    for (std::size_t i = 0; i < timing.subjects.size(); ++i) {
        worst = std::max(worst, std::abs(timing.subjects[i].valueMs / (machine.ideal(i) * scale) - 1));
    }
    return worst;
}

}

TEST(BlockTimer, aSteadyMachineGivesTheExactTimesInAllRounds) {
    FakeMachine machine(5, [](double) { return 1.0; });
    const BlockTiming timing = machine.time({.rounds = 6, .extraRounds = 4});
    EXPECT_LT(worstError(machine, timing), 1e-12);
    for (const SubjectTiming& subject : timing.subjects) {
        EXPECT_EQ(subject.rounds.size(), 6U);
        EXPECT_FALSE(subject.unstable);
        EXPECT_NEAR(subject.spreadMs, 0, 1e-12);
        EXPECT_GE(subject.repeats, 6 * 3);
    }
    EXPECT_DOUBLE_EQ(timing.referenceMs, 2.0);
}

TEST(BlockTimer, driftSeenByTheSentinelIsDividedOut) {
    // 40 % slower over the block: far beyond the agreement, yet slow against the distance of two sentinels.
    const auto slowness = [](double nowMs) { return 1 + 0.4 * nowMs / 5000; };
    FakeMachine machine(8, slowness);
    const BlockTiming timing = machine.time({.referenceMs = 2.0, .rounds = 8});
    EXPECT_LT(worstError(machine, timing), 0.02);
    EXPECT_GT(timing.subjects[7].rawMs, 1.1 * machine.ideal(7));
}

TEST(BlockTimer, valuesAreCorrectedToTheReferenceOfAnEarlierSession) {
    FakeMachine machine(4, [](double) { return 1.3; });
    const BlockTiming timing = machine.time({.referenceMs = 2.0});
    EXPECT_LT(worstError(machine, timing), 1e-9);
    EXPECT_NEAR(timing.subjects[1].rawMs, 2.6, 1e-9);
    EXPECT_NEAR(timing.sentinel.rawMs, 2.6, 1e-9);
    EXPECT_DOUBLE_EQ(timing.sentinel.valueMs, 2.0);
}

TEST(BlockTimer, aBriefDisturbanceDoesNotReachTheMedian) {
    std::mt19937_64 random(3);
    FakeMachine machine(6, [&](double) { return std::bernoulli_distribution(0.15)(random) ? 3.0 : 1.0; });
    EXPECT_LT(worstError(machine, machine.time({})), 0.03);
}

TEST(BlockTimer, windowsThatDisagreeCostExtraRoundsAndAreFlagged) {
    // Only subject 1 (2 ms) jumps between 1x and 1.5x at every run of its own.
    int calls = 0;
    int windows = 0;
    const RunOnce runOnce = [&](std::size_t subject) {
        if (subject != 1) {
            return subject == 3 ? 2.0 : static_cast<double>(subject + 1);
        }
        windows = calls++ / 4; // one untimed and three timed runs a visit
        return windows % 2 == 0 ? 2.0 : 3.0;
    };
    const MeterOptions options{.rounds = 5, .extraRounds = 3, .windowMs = 0, .minimumRepeats = 3, .warmUpMs = 0};
    const BlockTiming timing = timeBlock(3, options, runOnce, {});
    EXPECT_TRUE(timing.subjects[1].unstable);
    EXPECT_EQ(timing.subjects[1].rounds.size(), 8U);
    EXPECT_GT(timing.subjects[1].spreadMs, 0.2);
    EXPECT_FALSE(timing.subjects[0].unstable);
    EXPECT_EQ(timing.subjects[0].rounds.size(), 5U);
}

TEST(BlockTimer, anExtraRoundThatAgreesClearsTheFlag) {
    int calls = 0;
    const RunOnce runOnce = [&](std::size_t subject) {
        // The last of the planned rounds (visits are 4 runs, after 2 of warm-up) is disturbed as a whole.
        return subject == 0 && ++calls > 2 + 4 * 4 && calls <= 2 + 5 * 4 ? 9.0 : 1.0;
    };
    const MeterOptions options{.rounds = 5, .extraRounds = 3, .windowMs = 0, .minimumRepeats = 3, .warmUpMs = 0};
    const BlockTiming timing = timeBlock(1, options, runOnce, {});
    EXPECT_EQ(timing.subjects[0].rounds.size(), 7U);
    EXPECT_FALSE(timing.subjects[0].unstable);
    EXPECT_DOUBLE_EQ(timing.subjects[0].valueMs, 1.0);
}

TEST(BlockTimer, stopsAtTheNextVisit) {
    std::stop_source source;
    int runs = 0;
    const RunOnce runOnce = [&](std::size_t) {
        if (++runs == 50) {
            source.request_stop();
        }
        return 1.0;
    };
    EXPECT_EQ(errorOf([&] { timeBlock(4, {.windowMs = 5, .warmUpMs = 5}, runOnce, source.get_token()); }).code(),
        ErrorCode::Interrupted);
    EXPECT_LE(runs, 60);
}

/// Each millisecond of subject i draws (10 + i) mJ, of the sentinel 20, all times the slowness.
TEST(BlockTimer, energyIsCorrectedByTheSentinelsAsTimeIs) {
    constexpr std::size_t subjects = 4;
    double energyMj = 1e6;
    FakeMachine machine(subjects, [](double nowMs) { return 1.0 + nowMs / 20'000; });
    const auto drawPerMs = [](std::size_t subject) { return subject == subjects ? 20.0 : 10.0 + double(subject); };
    const auto run = [&](std::size_t subject) {
        const double ms = machine.run(subject);
        energyMj += ms * drawPerMs(subject);
        return ms;
    };
    const TimeAndEnergy timing =
        timeBlock(subjects, {.referenceMs = 2, .referenceMj = 40}, run, {[&] { return energyMj; }}, {});
    ASSERT_EQ(timing.energy.subjects.size(), subjects);
    for (std::size_t i = 0; i < subjects; ++i) {
        EXPECT_NEAR(timing.time.subjects[i].valueMs / machine.ideal(i), 1, 0.01) << i;
        EXPECT_NEAR(timing.energy.subjects[i].valueMs / (machine.ideal(i) * drawPerMs(i)), 1, 0.01) << i;
    }
}

/// A counter as a GPU's: it shows the energy of every 100 ms only, and nothing runs for 4 ms while it is asked.
class SteppingCounter {
public:
    static constexpr double stepMs = 100;
    static constexpr double askingMs = 4;
    static constexpr double idleWatt = 8;

    void advance(double ms, double watt) {
        for (; nowMs_ + ms >= nextStepMs_; nextStepMs_ += stepMs) {
            shownMj_ = energyMj_ + (nextStepMs_ - nowMs_) * watt;
        }
        nowMs_ += ms;
        energyMj_ += ms * watt;
    }
    EnergyCounter counter() {
        return {.totalMj =
                    [this] {
                        advance(askingMs, idleWatt);
                        return shownMj_;
                    },
            .stepMs = stepMs,
            .nowMs = [this] { return nowMs_; }};
    }

private:
    double nowMs_ = 0;
    double energyMj_ = 0;
    double shownMj_ = 0;
    double nextStepMs_ = stepMs;
};

TEST(BlockTimer, aCounterThatMovesInStepsIsReadFromStepToStep) {
    constexpr std::size_t subjects = 3;
    const auto watt = [](std::size_t subject) { return subject == subjects ? 20.0 : 10.0 + 5 * double(subject); };
    FakeMachine machine(subjects, [](double) { return 1.0; });
    SteppingCounter counter;
    const auto run = [&](std::size_t subject) {
        const double ms = machine.run(subject);
        counter.advance(ms, watt(subject));
        return ms;
    };
    const MeterOptions options{.referenceMs = 2, .referenceMj = 40, .windowMs = 5, .warmUpMs = 5};
    const TimeAndEnergy timing = timeBlock(subjects, options, run, counter.counter(), {});
    ASSERT_EQ(timing.energy.subjects.size(), subjects);
    for (std::size_t i = 0; i < subjects; ++i) {
        EXPECT_EQ(timing.energy.subjects[i].rounds.size(), static_cast<std::size_t>(options.energyRounds));
        EXPECT_NEAR(timing.energy.subjects[i].valueMs / (machine.ideal(i) * watt(i)), 1, 0.06) << i;
    }
}

TEST(BlockTimer, aCounterThatStandsStillSaysNothing) {
    FakeMachine machine(2, [](double) { return 1.0; });
    const auto run = [&](std::size_t subject) { return machine.run(subject); };
    const TimeAndEnergy timing = timeBlock(2, {.windowMs = 5, .warmUpMs = 5}, run,
        {.totalMj = [] { return 7.0; }, .stepMs = 20, .nowMs = [&] { return machine.nowMs(); }}, {});
    EXPECT_TRUE(std::isnan(timing.energy.subjects[0].valueMs));
    EXPECT_LT(worstError(machine, timing.time), 1e-12);
}

TEST(BlockTimer, withoutACounterThereAreNoEnergies) {
    FakeMachine machine(2, [](double) { return 1.0; });
    const auto run = [&](std::size_t subject) { return machine.run(subject); };
    EXPECT_TRUE(timeBlock(2, MeterOptions{}, run, EnergyCounter{}, {}).energy.subjects.empty());
}

}
