// SPDX-License-Identifier: Apache-2.0
// Which cells an exploration trains next.
#include <algorithm>
#include <cmath>

#include "core/analysis/statistics.h"
#include "core/explore/exploration.h"
#include "core/explore/pool.h"

namespace paretoscope::explore {

using surrogate::Posterior;

namespace {

constexpr double uncertaintyBonus = 0.5; ///< standard deviations, while there is budget left to correct a mistake
constexpr std::size_t fewestOfBand = 20; ///< cells; a band with fewer is widened downwards
constexpr std::size_t widenedBand = 30;
constexpr double shareOfShort = 2.0 / 3; ///< of the budget, before cells are trained for more steps
constexpr std::size_t frontTargets = 5; ///< latencies at which a front's best cells are trained for longer

space::Random randomOf(std::uint64_t seed, std::uint64_t stream) {
    return space::Random(seed * 0x9E3779B97F4A7C15ULL + stream);
}

}

void Exploration::addRequest(const Cell& cell, Request request) {
    request.genotype = cell.genotype;
    requested_.insert(cell.key);
    trainings_.push_back({std::move(request), round_, std::nullopt});
}

void Exploration::plan() {
    const std::size_t before = trainings_.size();
    const bool mayBeLonger = options_.steps.size() > 1 && spent() >= options_.trainings * shareOfShort - 1e-9;
    if (round_ == 0) {
        planFirstDesign();
    }
    if (trainings_.size() == before && mayBeLonger) {
        planLonger();
    }
    if (trainings_.size() == before) {
        planRound();
    }
    if (trainings_.size() > before) {
        ++round_;
    }
}

/// Log latencies between which cells are sought.
std::pair<double, double> Exploration::latencyRange(std::size_t setting) const {
    std::vector<double> logs;
    for (const Cell& cell : pool()) {
        logs.push_back(std::log(cell.latencyMs[setting]));
    }
    return {analysis::quantile(logs, 0.05), analysis::quantile(logs, 0.95)};
}

void Exploration::planFirstDesign() {
    const auto budget = static_cast<std::size_t>(options_.trainings);
    const std::size_t wanted = std::min(budget, std::max<std::size_t>(10, budget / 4));
    const auto atOnce = static_cast<std::size_t>(options_.atOnce);
    const std::size_t strata = (wanted - std::min(wanted, trained_.size()) + atOnce - 1) / atOnce * atOnce;
    const std::vector<std::vector<double>> beliefs = table_.beliefs();
    space::Random random = randomOf(options_.seed, 1);
    for (std::size_t s = 0; s < strata && requested_.size() < pool().size(); ++s) {
        const std::size_t setting = s % facts_.settings();
        const auto [low, high] = latencyRange(setting);
        const double width = (high - low) / static_cast<double>(strata);
        const double from = low + width * static_cast<double>(s);
        std::vector<std::size_t> cells;
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < pool().size(); ++i) {
            if (!requested_.contains(pool()[i].key)) {
                const double log = std::log(pool()[i].latencyMs[setting]);
                (log >= from - 1e-9 && log <= from + width + 1e-9 ? cells : others).push_back(i);
            }
        }
        if (cells.empty()) {
            std::stable_sort(others.begin(), others.end(), [&](std::size_t a, std::size_t b) {
                return std::abs(std::log(pool()[a].latencyMs[setting]) - from)
                    < std::abs(std::log(pool()[b].latencyMs[setting]) - from);
            });
            others.resize(std::min(others.size(), widenedBand));
            cells = std::move(others);
        }
        // The best of many by facts that are believed in; of few by a guess, whose extremes are all alike.
        const std::size_t lookedAt = beliefs.size() == 1 ? 300 : 30;
        const std::vector<double>& belief = beliefs[s % beliefs.size()];
        std::size_t best = cells.front();
        for (std::size_t k = 0; k < std::min(lookedAt, cells.size()); ++k) {
            std::swap(cells[k], cells[k + below(cells.size() - k, random)]);
            if (k == 0 || belief[cells[k]] > belief[best]) {
                best = cells[k];
            }
        }
        addRequest(pool()[best],
            {.steps = options_.steps.front(),
                .reason = Reason::FirstDesign,
                .setting = setting,
                .targetMs = std::exp(from + width)});
    }
}

/// Two of three trainings serve the aims in turn, the third the whole front of the same setting.
std::vector<Exploration::Slot> Exploration::slots(std::size_t count) const {
    std::vector<Slot> result;
    for (std::size_t s = trainings_.size(); result.size() < count; ++s) {
        const Aim& aim = options_.aims[(s - s / 3) % options_.aims.size()];
        if (aim.kind != AimKind::Front && s % 3 != 2) {
            result.push_back({aim, aim.kind == AimKind::Latency ? aim.value : NAN});
            continue;
        }
        // Multiples of the golden section fill an interval evenly, however many there are of them.
        constexpr double section = 0.6180339887498949;
        const auto [low, high] = latencyRange(aim.setting);
        const double place = std::fmod(static_cast<double>(s) * section, 1.0);
        result.push_back({{AimKind::Front, aim.setting, 0, 1}, std::exp(low + place * (high - low))});
    }
    return result;
}

/// The candidate for a slot that is expected best; nothing where all are taken.
Exploration::Expected* Exploration::pick(const Slot& slot, std::vector<Expected>& all, double deviations) const {
    const std::size_t setting = slot.aim.setting;
    std::vector<Expected*> candidates;
    std::vector<Expected*> below;
    std::vector<Expected*> free;
    for (Expected& one : all) {
        if (requested_.contains(one.cell->key)) {
            continue;
        }
        free.push_back(&one);
        const double ms = one.cell->latencyMs[setting];
        if (ms <= slot.targetMs) {
            below.push_back(&one);
            if (ms >= slot.targetMs * (1 - options_.band)) {
                candidates.push_back(&one);
            }
        }
    }
    if (slot.aim.kind == AimKind::Price) {
        candidates = free;
    } else if (candidates.size() < fewestOfBand) {
        candidates = below.empty() ? free : below;
        std::stable_sort(candidates.begin(), candidates.end(), [&](const Expected* a, const Expected* b) {
            return std::abs(std::log(a->cell->latencyMs[setting] / slot.targetMs))
                < std::abs(std::log(b->cell->latencyMs[setting] / slot.targetMs));
        });
        candidates.resize(std::min(candidates.size(), widenedBand));
    }
    const auto promise = [&](const Expected* one) {
        return one->posterior.mean + deviations * labelDeviation(one->posterior) - price(slot.aim, *one->cell);
    };
    Expected* best = nullptr;
    for (Expected* one : candidates) {
        if (best == nullptr || promise(one) > promise(best)) {
            best = one;
        }
    }
    return best;
}

double Exploration::price(const Aim& aim, const Cell& cell) {
    return aim.kind == AimKind::Price ? aim.value * cell.latencyMs[aim.setting] / aim.referenceMs : 0;
}

/// One edit away from what is expected best for each slot, trained or not: a part of them, drawn at random.
std::vector<Cell> Exploration::mutants(const std::vector<Slot>& slots, std::vector<Expected> all) const {
    for (std::size_t i = 0; i < trained_.size(); ++i) {
        all.push_back({&trained_[i], posteriors_[i], false});
    }
    space::Random random = randomOf(options_.seed, 1000 + static_cast<std::uint64_t>(round_));
    std::set<std::string> seen;
    for (const Cell& cell : pool()) {
        seen.insert(cell.key);
    }
    std::vector<space::Genotype> result;
    for (const Slot& slot : options_.poolSize == 0 ? std::vector<Slot>{} : slots) {
        const Expected* parent = nullptr;
        for (const Expected& one : all) {
            const bool fast = slot.aim.kind == AimKind::Price || one.cell->latencyMs[slot.aim.setting] <= slot.targetMs;
            const auto worth = [&](const Expected& other) {
                return other.posterior.mean - price(slot.aim, *other.cell);
            };
            if (fast && (parent == nullptr || worth(one) > worth(*parent))) {
                parent = &one;
            }
        }
        if (parent == nullptr) {
            continue;
        }
        std::vector<space::Genotype> edits = neighbours(parent->cell->genotype);
        constexpr std::size_t part = 60; // describing a cell costs more than looking at it
        for (std::size_t k = 0; k < std::min(part, edits.size()); ++k) {
            std::swap(edits[k], edits[k + below(edits.size() - k, random)]);
            const std::string key = cellKey(edits[k]);
            if (!requested_.contains(key) && seen.insert(key).second && isUsable(options_, facts_, edits[k])) {
                result.push_back(edits[k]);
            }
        }
    }
    return table_.describe(result);
}

void Exploration::planRound() {
    const double left = options_.trainings - spent();
    const double atOnce = options_.atOnce;
    double room = atOnce * std::floor(left / atOnce + 1e-9);
    if (const double untilLonger = options_.trainings * shareOfShort - spent(); options_.steps.size() > 1
        && untilLonger > 1e-9) { // a large round shall not use up what longer ones are to have
        room = std::min(room, atOnce * std::ceil(untilLonger / atOnce - 1e-9));
    }
    const auto count = static_cast<std::size_t>(std::min<double>(options_.round, room));
    if (left < 1 - 1e-9 || !surrogate_.fitted()) {
        return;
    }
    std::vector<Expected> all;
    const std::vector<Posterior> expected = estimate(pool());
    for (std::size_t i = 0; i < pool().size(); ++i) {
        all.push_back({&pool()[i], expected[i], false});
    }
    const std::vector<Slot> wanted = slots(count);
    const std::vector<Cell> edits = mutants(wanted, all);
    const std::vector<Posterior> expectedOfEdits = estimate(edits);
    for (std::size_t i = 0; i < edits.size(); ++i) {
        all.push_back({&edits[i], expectedOfEdits[i], true});
    }
    const bool early = spent() < options_.trainings / 2;
    for (const Slot& slot : wanted) {
        const Expected* const best = pick(slot, all, early ? uncertaintyBonus : 0);
        if (best != nullptr) {
            const Reason plain = early ? Reason::Uncertain : Reason::Best;
            addRequest(*best->cell,
                {.steps = options_.steps.front(),
                    .reason = best->mutant ? Reason::Mutant : plain,
                    .setting = slot.aim.setting,
                    .targetMs = slot.targetMs,
                    .mean = best->posterior.mean,
                    .deviation = best->posterior.deviation});
        }
    }
}

/// Latencies and prices at which cells will be chosen.
std::vector<Aim> Exploration::targets() const {
    std::vector<Aim> result;
    for (const Aim& aim : options_.aims) {
        if (aim.kind != AimKind::Front) {
            result.push_back(aim);
            continue;
        }
        const auto [low, high] = latencyRange(aim.setting);
        for (std::size_t k = 0; k < frontTargets; ++k) {
            const double place = (static_cast<double>(k) + 0.5) / frontTargets;
            result.push_back({AimKind::Latency, aim.setting, std::exp(low + place * (high - low)), 1});
        }
    }
    return result;
}

/// How many of the trainings that are asked for, `most` at a time, are made now: whole rounds of processors; where
/// there are more processors than can ever be asked for, all as soon as they are half of that.
std::size_t Exploration::worthARound(std::size_t asked, std::size_t most) const {
    const auto atOnce = static_cast<std::size_t>(options_.atOnce);
    if (most < atOnce) {
        return 2 * asked >= most ? asked : 0;
    }
    return asked - asked % atOnce;
}

/// More steps for the best of each target; where they have had them, a second seed for the two best.
void Exploration::planLonger() {
    constexpr std::size_t longer = 4;
    constexpr std::size_t again = 2;
    const int steps = options_.steps.back();
    std::set<std::pair<std::string, int>> had; // identity and repeat
    for (const Training& training : trainings_) {
        if (training.request.steps == steps) {
            had.emplace(cellKey(training.request.genotype), training.request.repeat);
        }
    }
    double left = options_.trainings - spent();
    const std::vector<Aim> wanted = targets();
    for (const int repeat : {0, 1}) {
        const std::size_t before = trainings_.size();
        for (std::size_t rank = 0; rank < (repeat == 0 ? longer : again); ++rank) {
            for (const Aim& aim : wanted) {
                const std::vector<std::size_t> order = ranked(aim);
                if (left < unit(steps) - 1e-9 || rank >= order.size()) {
                    continue;
                }
                const std::size_t i = order[rank];
                if (had.emplace(trained_[i].key, repeat).second) {
                    left -= unit(steps);
                    addRequest(trained_[i],
                        {.steps = steps,
                            .repeat = repeat,
                            .reason = repeat == 0 ? Reason::Longer : Reason::Again,
                            .setting = aim.setting,
                            .targetMs = aim.kind == AimKind::Latency ? aim.value : NAN,
                            .mean = posteriors_[i].mean,
                            .deviation = posteriors_[i].deviation});
                }
            }
        }
        trainings_.resize(before + worthARound(trainings_.size() - before, longer * wanted.size()));
        if (trainings_.size() > before) {
            return;
        }
    }
}

}
