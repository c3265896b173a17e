// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/replay_rivals.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/analysis/statistics.h"
#include "core/explore/cell_table.h"
#include "core/explore/pool.h"

namespace paretoscope {

namespace {

using explore::below;

std::vector<double> labelsOf(const ReplayTable& table, const std::vector<std::size_t>& cells) {
    std::vector<double> labels;
    for (const std::size_t cell : cells) {
        labels.push_back(table.label[cell]);
    }
    return labels;
}

std::vector<std::size_t> randomCells(std::size_t count, const std::vector<std::size_t>& from, space::Random& random) {
    std::vector<std::size_t> cells = from;
    for (std::size_t k = 0; k < std::min(count, cells.size()); ++k) {
        std::swap(cells[k], cells[k + below(cells.size() - k, random)]);
    }
    cells.resize(std::min(count, cells.size()));
    return cells;
}

std::vector<std::size_t> allCells(const ReplayTable& table) {
    std::vector<std::size_t> cells(table.genotypes.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i] = i;
    }
    return cells;
}

double beliefOf(const ReplayTable& table, std::size_t cell) {
    return std::isnan(table.belief[cell]) ? -1e300 : table.belief[cell];
}

std::size_t mostBelieved(const ReplayTable& table, const std::vector<std::size_t>& cells) {
    return *std::max_element(cells.begin(), cells.end(),
        [&](std::size_t a, std::size_t b) { return beliefOf(table, a) < beliefOf(table, b); });
}

}

ReplayScore randomSearch(
    const ReplayTable& table, const EqualLatency& truth, std::size_t trainings, std::uint64_t seed) {
    space::Random random(seed);
    const std::vector<std::size_t> cells = randomCells(trainings, allCells(table), random);
    return truth.scoreByWorth(cells, labelsOf(table, cells));
}

ReplayScore evolution(const ReplayTable& table, const EqualLatency& truth, std::size_t trainings, std::uint64_t seed) {
    constexpr std::size_t founders = 10;
    constexpr std::size_t tournament = 10;
    space::Random random(seed);
    std::vector<std::size_t> cells = randomCells(std::min(founders, trainings), allCells(table), random);
    std::set<std::size_t> trained(cells.begin(), cells.end());
    for (std::size_t turn = 0; cells.size() < trainings; ++turn) {
        const double target = truth.targets()[turn % truth.targets().size()];
        const std::vector<std::size_t> fighters = randomCells(tournament, cells, random);
        const auto worse = [&](std::size_t a, std::size_t b) {
            const bool fastA = truth.latencyMs(a) <= target;
            const bool fastB = truth.latencyMs(b) <= target;
            if (fastA != fastB) {
                return fastB;
            }
            return fastA ? table.label[a] < table.label[b] : truth.latencyMs(a) > truth.latencyMs(b);
        };
        const std::size_t parent = *std::max_element(fighters.begin(), fighters.end(), worse);
        std::vector<std::size_t> children;
        for (const space::Genotype& child : neighbours(table.genotypes[parent])) {
            const auto found = table.index.find(explore::cellKey(child));
            if (found != table.index.end() && !trained.contains(found->second)) {
                children.push_back(found->second);
            }
        }
        const std::vector<std::size_t> one = randomCells(1, children.empty() ? allCells(table) : children, random);
        if (trained.insert(one.front()).second) {
            cells.push_back(one.front());
        }
    }
    return truth.scoreByWorth(cells, labelsOf(table, cells));
}

ReplayScore trainedByBelief(
    const ReplayTable& table, const EqualLatency& truth, std::size_t trainings, std::uint64_t seed) {
    constexpr std::size_t lookedAt = 100;
    space::Random random(seed);
    std::vector<double> logs;
    for (std::size_t i = 0; i < table.genotypes.size(); ++i) {
        logs.push_back(std::log(truth.latencyMs(i)));
    }
    const double low = analysis::quantile(logs, 0.05);
    const double width = (analysis::quantile(logs, 0.95) - low) / static_cast<double>(trainings);
    std::vector<std::size_t> cells;
    for (std::size_t s = 0; s < trainings; ++s) {
        std::vector<std::size_t> inside;
        for (std::size_t i = 0; i < logs.size(); ++i) {
            if (logs[i] >= low + width * static_cast<double>(s)
                && logs[i] <= low + width * static_cast<double>(s + 1)) {
                inside.push_back(i);
            }
        }
        if (!inside.empty()) {
            cells.push_back(mostBelieved(table, randomCells(lookedAt, inside, random)));
        }
    }
    return truth.scoreByWorth(cells, labelsOf(table, cells));
}

ReplayScore beliefAlone(const ReplayTable& table, const EqualLatency& truth, std::uint64_t seed) {
    constexpr std::size_t lookedAt = 1000;
    space::Random random(seed);
    std::vector<std::size_t> chosen;
    for (const double target : truth.targets()) {
        std::vector<std::size_t> inside;
        for (std::size_t i = 0; i < table.genotypes.size(); ++i) {
            if (truth.latencyMs(i) <= target && truth.latencyMs(i) >= target * 0.975) {
                inside.push_back(i);
            }
        }
        chosen.push_back(mostBelieved(table, randomCells(lookedAt, inside, random)));
    }
    return truth.score(chosen, chosen);
}

}
