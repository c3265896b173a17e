// SPDX-License-Identifier: Apache-2.0
#include "core/explore/pool.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/error.h"

namespace paretoscope::explore {

namespace {

[[noreturn]] void reject(const char* option, double value, const char* allowed) {
    throw Error(ErrorCode::InvalidValue,
        std::string("The exploration's option '") + option + "' is " + std::to_string(value) + "; allowed: " + allowed
            + ".",
        {{"what", option}, {"value", std::to_string(value)}});
}

}

void validate(const Options& options) {
    constexpr double most = 1e6;
    if (!(options.trainings >= 0 && options.trainings <= most)) {
        reject("trainings", options.trainings, "0 to 1,000,000");
    }
    if (options.steps.empty() || options.steps.size() > 2 || options.steps.front() < 1
        || options.steps.back() < options.steps.front()
        || (options.steps.size() == 2 && options.steps.back() == options.steps.front())) {
        reject("steps", options.steps.empty() ? 0 : options.steps.front(), "one or two numbers of steps, ascending");
    }
    if (options.aims.empty()) {
        reject("aims", 0, "at least one");
    }
    for (const Aim& aim : options.aims) {
        if ((aim.kind == AimKind::Latency && !(aim.value > 0)) || (aim.kind == AimKind::Price && !(aim.value >= 0))
            || !(aim.referenceMs > 0)) {
            reject("aims", aim.value, "a positive latency, a price of 0 or more, a positive reference");
        }
    }
    if (options.poolSize < 0 || options.poolSize > most) {
        reject("poolSize", options.poolSize, "0 to 1,000,000");
    }
    if (!(options.beliefShare >= 0 && options.beliefShare < 1)) {
        reject("beliefShare", options.beliefShare, "0 to below 1");
    }
    if (options.round < 1 || options.round > most) {
        reject("round", options.round, "1 to 1,000,000");
    }
    if (options.atOnce < 1 || options.round % options.atOnce != 0) {
        reject("atOnce", options.atOnce, "1 or more, and a round a multiple of it");
    }
    if (!(options.band > 0 && options.band < 1)) {
        reject("band", options.band, "above 0 and below 1");
    }
    if (space::operationsWithout(options.space, options.forbidden).empty()) {
        reject("forbidden", static_cast<double>(options.forbidden.size()), "not every operation of the space");
    }
}

std::size_t below(std::size_t count, space::Random& random) {
    return static_cast<std::size_t>(random() % count);
}

bool isUsable(const Options& options, const CellFacts& facts, const space::Genotype& genotype) {
    return !space::uses(genotype, options.forbidden) && facts.allowed(genotype);
}

std::vector<space::Genotype> makePool(
    const Options& options, const CellFacts& facts, const std::vector<space::Genotype>& proposals) {
    std::vector<space::Genotype> pool;
    std::set<std::string> seen;
    for (const space::Genotype& genotype : proposals) {
        if (isUsable(options, facts, genotype) && seen.insert(cellKey(genotype)).second) {
            pool.push_back(genotype);
        }
    }
    const std::size_t wanted = pool.size() + static_cast<std::size_t>(options.poolSize);
    space::Random random(options.seed);
    // A small or narrow space runs out of cells: fewer than one new one in 20 draws ends it.
    for (std::size_t draws = 0; pool.size() < wanted && draws < 20 * static_cast<std::size_t>(options.poolSize);
         ++draws) {
        space::Genotype genotype = sampleUniform(options.space, options.forbidden, random);
        if (facts.allowed(genotype) && seen.insert(cellKey(genotype)).second) {
            pool.push_back(std::move(genotype));
        }
    }
    if (pool.empty()) {
        throw Error(ErrorCode::NotEnoughData,
            options.poolSize == 0
                ? "There is no cell to look at: the pool has no random cells and nothing is proposed. Allow random "
                  "cells."
                : "No cell of the space is within the limits that are set; allow larger cells or more operations.",
            {});
    }
    return pool;
}

}
