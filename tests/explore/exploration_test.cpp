// SPDX-License-Identifier: Apache-2.0
#include "core/explore/exploration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/explore/synthetic_cells.h"

namespace paretoscope::explore {
namespace {

using Regime = SyntheticCells::Regime;

Options smallOptions() {
    Options options;
    options.trainings = 48;
    options.steps = {300, 600};
    options.poolSize = 600;
    options.aims = {{AimKind::Latency, 0, 9.0, 1}};
    return options;
}

/// Share of random cells of the same latency that a cell beats in truth.
double percentile(const SyntheticCells& cells, const space::Genotype& genotype, double targetMs) {
    space::Random random(4321);
    double beaten = 0;
    double count = 0;
    while (count < 300) {
        const space::Genotype other = sampleUniform(space::SpaceId::Darts, random);
        if (std::abs(cells.latencyMs(0, {&other, 1}).front() / targetMs - 1) < 0.025) {
            beaten += cells.truth(other) < cells.truth(genotype) ? 1 : 0;
            ++count;
        }
    }
    return beaten / count;
}

TEST(Exploration, FindsTheTopDecileInOppositeRegimes) {
    for (const Regime regime : {Regime::Deep, Regime::Shallow}) {
        const SyntheticCells cells(regime);
        SyntheticTrainer trainer(cells);
        Options options = smallOptions();
        options.aims.push_back({AimKind::Latency, 0, 12.0, 1});
        Exploration exploration(options, cells);
        finish(exploration, trainer);
        for (const Aim& aim : options.aims) {
            const Choice choice = exploration.choose(aim);
            const Cell& cell = exploration.trained()[choice.cell];
            EXPECT_LE(cell.latencyMs[0], aim.value);
            EXPECT_GE(percentile(cells, cell.genotype, aim.value), 0.9) << "at " << aim.value;
        }
        const std::vector<surrogate::Effect> effects = exploration.effects(0);
        const auto depth = std::find_if(effects.begin(), effects.end(),
            [](const surrogate::Effect& effect) { return effect.trait == "normal: convolution depth"; });
        ASSERT_NE(depth, effects.end());
        EXPECT_EQ(depth->perUnit > 0, regime == Regime::Deep) << "it learns which regime it is in";
    }
}

TEST(Exploration, ResumesAsIfNothingHadHappened) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    options.trainings = 26;
    options.poolSize = 150;
    space::Random random(8);
    const std::vector<space::Genotype> proposals{
        sampleUniform(options.space, random), sampleUniform(options.space, random)};
    Exploration whole(options, cells, proposals);
    SyntheticTrainer trainer(cells);
    finish(whole, trainer);
    // Written and read back before every single label, within rounds and between them.
    nlohmann::json state = Exploration(options, cells, proposals).toJson();
    for (bool finished = false; !finished;) {
        Exploration part(nlohmann::json::parse(state.dump()), cells);
        const std::vector<std::size_t> open = part.pending();
        finished = open.empty();
        if (!finished) {
            part.answer(open.back(), cells.label(part.trainings()[open.back()].request));
        }
        state = part.toJson();
    }
    EXPECT_EQ(state.dump(), whole.toJson().dump());
}

TEST(Exploration, LabelsMayComeInAnyOrder) {
    const SyntheticCells cells(Regime::Shallow);
    Exploration forwards(smallOptions(), cells);
    SyntheticTrainer trainer(cells);
    finish(forwards, trainer);
    Exploration backwards(smallOptions(), cells);
    for (auto open = backwards.pending(); !open.empty(); open = backwards.pending()) {
        std::reverse(open.begin(), open.end());
        for (const std::size_t index : open) {
            backwards.answer(index, cells.label(backwards.trainings()[index].request));
        }
    }
    EXPECT_EQ(forwards.toJson(), backwards.toJson());
}

TEST(Exploration, LeavesNoProcessorIdle) {
    const SyntheticCells cells(Regime::Deep);
    for (const double budget : {17.0, 21.5, 48.0}) {
        Options options = smallOptions();
        options.trainings = budget;
        options.round = 6;
        options.atOnce = 3;
        Exploration exploration(options, cells);
        SyntheticTrainer trainer(cells);
        finish(exploration, trainer);
        std::map<int, int> ofRound;
        for (const Training& training : exploration.trainings()) {
            ++ofRound[training.round];
        }
        for (const auto& [round, count] : ofRound) {
            EXPECT_EQ(count % options.atOnce, 0) << "round " << round;
        }
        EXPECT_LE(exploration.spent(), budget);
        EXPECT_GT(exploration.spent(), budget - options.atOnce);
    }
}

TEST(Exploration, TrainsLongerAlsoWhereThatFillsNoRoundOfProcessors) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    options.trainings = 200;
    options.round = 64;
    options.atOnce = 64;
    ASSERT_EQ(options.steps.size(), 2U);
    Exploration exploration(options, cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    EXPECT_TRUE(std::ranges::any_of(exploration.trainings(),
        [&](const Training& training) { return training.request.steps == options.steps.back(); }));
}

TEST(Exploration, StaysInItsBudgetAndTrainsNothingTwice) {
    const SyntheticCells cells(Regime::Deep);
    const Options options = smallOptions();
    Exploration exploration(options, cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    EXPECT_LE(exploration.spent(), options.trainings);
    EXPECT_GT(exploration.spent(), options.trainings - 2);
    std::set<std::tuple<std::string, int, int>> seen;
    std::set<Reason> reasons;
    for (const Training& training : exploration.trainings()) {
        const Request& request = training.request;
        EXPECT_TRUE(seen.emplace(cellKey(request.genotype), request.steps, request.repeat).second);
        reasons.insert(request.reason);
        if (request.reason == Reason::Longer || request.reason == Reason::Again) {
            EXPECT_EQ(request.steps, 600);
        }
        EXPECT_EQ(std::isnan(request.mean), request.reason == Reason::FirstDesign);
    }
    EXPECT_THAT(reasons, testing::IsSupersetOf({Reason::FirstDesign, Reason::Mutant, Reason::Longer, Reason::Again}));
}

TEST(Exploration, WithoutRandomCellsItKeepsToTheProposals) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    options.steps = {300};
    options.poolSize = 0;
    std::vector<space::Genotype> proposals;
    std::set<std::string> keys;
    space::Random random(3);
    while (proposals.size() < 60) {
        proposals.push_back(sampleUniform(options.space, random));
        keys.insert(cellKey(proposals.back()));
    }
    Exploration exploration(options, cells, proposals);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    std::set<Reason> reasons;
    for (const Training& training : exploration.trainings()) {
        EXPECT_TRUE(keys.contains(cellKey(training.request.genotype)));
        reasons.insert(training.request.reason);
    }
    EXPECT_THAT(reasons, testing::UnorderedElementsAre(Reason::FirstDesign, Reason::Uncertain, Reason::Best));
}

TEST(Exploration, FirstCellsAreSpreadOverLatencies) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    Exploration exploration(options, cells);
    const std::vector<std::size_t> open = exploration.pending();
    ASSERT_EQ(open.size(), 12U);
    for (std::size_t setting : {std::size_t{0}, std::size_t{1}}) {
        std::vector<double> latencies;
        for (const std::size_t index : open) {
            const Request& request = exploration.trainings()[index].request;
            if (request.setting == setting) {
                latencies.push_back(cells.latencyMs(setting, {&request.genotype, 1}).front());
            }
        }
        EXPECT_EQ(latencies.size(), 6U);
        EXPECT_TRUE(std::is_sorted(latencies.begin(), latencies.end()));
        EXPECT_GT(latencies.back(), 1.5 * latencies.front());
    }
}

TEST(Exploration, KeepsToBandsOnceItHasLearned) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    options.steps = {300};
    Exploration exploration(options, cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    int inBand = 0;
    int chosen = 0;
    for (const Training& training : exploration.trainings()) {
        const Request& request = training.request;
        if (request.reason != Reason::FirstDesign) {
            const double ms = cells.latencyMs(request.setting, {&request.genotype, 1}).front();
            ++chosen;
            inBand += ms <= request.targetMs && ms >= request.targetMs * (1 - options.band) ? 1 : 0;
        }
    }
    EXPECT_GT(inBand, chosen * 3 / 4) << "of " << chosen; // thin bands are widened downwards
}

TEST(Exploration, ForbiddenOperationsAndLimitsHoldForEveryCell) {
    class Limited final : public SyntheticCells {
    public:
        Limited() : SyntheticCells(Regime::Deep) { }
        [[nodiscard]] bool allowed(const space::Genotype& genotype) const override {
            return latencyMs(0, {&genotype, 1}).front() < 10;
        }
    };
    const Limited cells;
    Options options = smallOptions();
    options.forbidden = {space::Operation::MaxPool3x3, space::Operation::SepConv5x5};
    Exploration exploration(options, cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    EXPECT_EQ(exploration.pool().size(), 600U);
    for (const Cell& cell : exploration.trained()) {
        EXPECT_LT(cell.latencyMs[0], 10);
        for (const space::CellGenotype& kind : cell.genotype.cells) {
            for (const space::Choice& choice : kind.choices) {
                EXPECT_EQ(std::count(options.forbidden.begin(), options.forbidden.end(), choice.operation), 0);
            }
        }
    }
}

TEST(Exploration, APriceBuysLatencyDown) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    options.aims = {{AimKind::Price, 0, 0, 10}, {AimKind::Price, 0, 20, 10}};
    Exploration exploration(options, cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    const auto latency = [&](const Aim& aim) {
        return exploration.trained()[exploration.choose(aim).cell].latencyMs[0];
    };
    EXPECT_LT(latency(options.aims[1]), latency(options.aims[0]));
}

TEST(Exploration, ASecondDeviceCostsNoTraining) {
    const SyntheticCells cells(Regime::Deep);
    Exploration exploration(smallOptions(), cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    for (const std::size_t setting : {std::size_t{0}, std::size_t{1}}) {
        const std::vector<Estimated> front = exploration.front(setting);
        ASSERT_GE(front.size(), 3U);
        for (std::size_t k = 1; k < front.size(); ++k) {
            EXPECT_LT(front[k - 1].cell.latencyMs[setting], front[k].cell.latencyMs[setting]);
        }
        const auto expected = exploration.estimate(exploration.trained());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_TRUE(std::ranges::any_of(front,
                [&](const Estimated& one) {
                    const double caution = one.trained ? 0 : one.posterior.deviation;
                    return one.cell.latencyMs[setting] <= exploration.trained()[i].latencyMs[setting]
                        && one.posterior.mean - caution >= expected[i].mean;
                }))
                << "trained cell " << i;
        }
    }
}

/// Something ranks cells before any training: here, as they are in truth.
class ScoredCells final : public SyntheticCells {
public:
    using SyntheticCells::SyntheticCells;
    [[nodiscard]] std::vector<FactColumn> columns() const override { return {{"score", true, true}}; }
    [[nodiscard]] analysis::PointRows values(std::span<const space::Genotype> genotypes) const override {
        analysis::PointRows rows{1, {}};
        for (const space::Genotype& genotype : genotypes) {
            rows.values.push_back(truth(genotype));
        }
        return rows;
    }
};

TEST(Exploration, BelievesAsMuchAsItIsTold) {
    const ScoredCells cells(Regime::Deep, 40); // labels say nothing
    SyntheticTrainer trainer(cells);
    Options options = smallOptions();
    options.trainings = 16;
    options.steps = {300};
    double beaten = 0;
    for (const double share : {0.9, 0.0}) {
        options.beliefShare = share;
        Exploration exploration(options, cells);
        finish(exploration, trainer);
        const Cell& chosen = exploration.trained()[exploration.choose(options.aims.front()).cell];
        const double better = percentile(cells, chosen.genotype, options.aims.front().value);
        if (share > 0) {
            beaten = better;
            EXPECT_GE(beaten, 0.95);
            const surrogate::Posterior expected = exploration.estimate({&chosen, 1}).front();
            const surrogate::Posterior after300 = exploration.estimate(chosen, 300);
            EXPECT_EQ(expected.mean, after300.mean);
            EXPECT_NE(expected.mean, exploration.surrogate().at(chosen.row).mean);
            const std::vector<Estimated> front = exploration.front(0);
            EXPECT_TRUE(std::ranges::any_of(front, [](const Estimated& one) { return !one.trained; }))
                << "no more need be trained to know";
            EXPECT_EQ(Exploration(exploration.toJson(), cells).options(), options);
        } else {
            EXPECT_LT(better, beaten);
        }
    }
}

TEST(Exploration, KnownTrainingsTeachAndCostNothing) {
    const SyntheticCells cells(Regime::Deep);
    Exploration first(smallOptions(), cells);
    SyntheticTrainer trainer(cells);
    finish(first, trainer);
    Options options = smallOptions();
    options.seed = 2;
    options.trainings = 10;
    Exploration second(options, cells, {}, first.trainings());
    EXPECT_TRUE(second.surrogate().fitted());
    EXPECT_EQ(second.spent(), 0);
    finish(second, trainer);
    EXPECT_LE(second.spent(), 10);
    std::set<std::string> before;
    for (const Training& training : first.trainings()) {
        before.insert(cellKey(training.request.genotype));
    }
    for (const Training& training : second.trainings()) {
        if (training.round >= 0 && training.request.steps == 300) {
            EXPECT_FALSE(before.contains(cellKey(training.request.genotype)));
        }
    }
}

TEST(Exploration, ATieGoesToTheFasterCellWhereThatIsAskedFor) {
    const SyntheticCells cells(Regime::Deep, 3.0); // noise that hides most differences
    Options options = smallOptions();
    options.trainings = 20;
    options.steps = {300};
    Exploration exploration(options, cells);
    SyntheticTrainer trainer(cells);
    finish(exploration, trainer);
    const Aim aim{AimKind::Latency, 0, 14, 1};
    const Choice best = exploration.choose(aim);
    const Choice fastest = exploration.choose(aim, TieRule::Fastest);
    ASSERT_TRUE(best.tie());
    EXPECT_EQ(best.tied, fastest.tied);
    EXPECT_EQ(best.cell, best.tied.front());
    for (const std::size_t cell : fastest.tied) {
        EXPECT_LE(exploration.trained()[fastest.cell].latencyMs[0], exploration.trained()[cell].latencyMs[0]);
        EXPECT_LE(exploration.trained()[cell].latencyMs[0], aim.value);
    }
}

TEST(Exploration, RefusesWhatItCannotUse) {
    const SyntheticCells cells(Regime::Deep);
    Options options = smallOptions();
    options.band = 0;
    EXPECT_THROW(Exploration(options, cells), Error);
    options = smallOptions();
    options.forbidden = space::searchSpace(options.space).operations;
    EXPECT_THROW(Exploration(options, cells), Error);
    options = smallOptions();
    Exploration exploration(options, cells);
    EXPECT_THROW(static_cast<void>(exploration.estimate(exploration.pool())), Error);
    const std::size_t first = exploration.pending().front();
    EXPECT_THROW(exploration.answer(first, {NAN, 0}), Error);
    exploration.answer(first, {1, 0});
    EXPECT_THROW(exploration.answer(first, {1, 0}), Error);
    EXPECT_THROW(Exploration(nlohmann::json::parse(R"({"options": 3})"), cells), Error);
    for (const auto& [place, value] :
        std::vector<std::pair<const char*, nlohmann::json>>{{"/trainings/0/setting", 1000},
            {"/trainings/0/genotype", "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"}, {"/trainings/0/steps", -3},
            {"/trainings/0/label", INFINITY}, {"/trainings/0/variance", -1}, {"/options/aims/0/setting", 1000},
            {"/options/pool_size", 2'000'000'000}, {"/options/round", 0}}) {
        nlohmann::json state = exploration.toJson();
        EXPECT_NO_THROW(Exploration(state, cells));
        state[nlohmann::json::json_pointer(place)] = value;
        EXPECT_THROW(Exploration(state, cells), Error) << place;
    }
    EXPECT_THROW(static_cast<void>(exploration.choose({AimKind::Latency, 0, 0.001, 1})), Error);
}

}
}
