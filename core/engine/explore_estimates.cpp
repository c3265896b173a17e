// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explore_estimates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"

namespace paretoscope::engine {

namespace {

/// How far a cell is below the front of a setting, in its own standard deviations; 0 on it.
std::vector<double> distancesToFront(const std::vector<EstimatedCell>& cells, std::size_t setting) {
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return cells[i].cell.latencyMs[setting]; });
    std::vector<double> distances(cells.size());
    double best = -std::numeric_limits<double>::infinity();
    for (const std::size_t i : order) {
        const surrogate::Posterior& label = cells[i].label;
        best = std::max(best, label.mean);
        distances[i] = (best - label.mean) / std::max(label.deviation, 1e-12);
    }
    return distances;
}

}

LabelLines::Line LabelLines::fitted(const std::map<int, std::vector<std::pair<double, double>>>& points) {
    Line line;
    std::map<int, std::pair<double, double>> means;
    double products = 0;
    double squares = 0;
    std::size_t count = 0;
    for (const auto& [steps, group] : points) {
        std::pair<double, double>& mean = means[steps];
        for (const auto& [x, y] : group) {
            mean.first += x / static_cast<double>(group.size());
            mean.second += y / static_cast<double>(group.size());
        }
        for (const auto& [x, y] : group) {
            products += (x - mean.first) * (y - mean.second);
            squares += (x - mean.first) * (x - mean.first);
        }
        count += group.size();
    }
    line.slope = squares > 0 ? products / squares : 0;
    double left = 0;
    for (const auto& [steps, group] : points) {
        line.intercepts[steps] = means[steps].second - line.slope * means[steps].first;
        for (const auto& [x, y] : group) {
            left += std::pow(y - line.intercepts[steps] - line.slope * x, 2);
        }
    }
    const std::size_t fittedNumbers = points.size() + 1;
    line.scatter = count > fittedNumbers ? std::sqrt(left / static_cast<double>(count - fittedNumbers)) : 0;
    return line;
}

LabelLines::LabelLines(
    const std::vector<explore::Training>& trainings, const std::map<std::size_t, Outcome>& outcomes) {
    std::map<int, std::vector<std::pair<double, double>>> accuracies;
    std::map<int, std::vector<std::pair<double, double>>> crossEntropies;
    for (const auto& [index, outcome] : outcomes) {
        const int steps = trainings.at(index).request.steps;
        accuracies[steps].emplace_back(outcome.label().value, outcome.accuracy);
        crossEntropies[steps].emplace_back(outcome.label().value, outcome.crossEntropy);
        ++trainings_;
    }
    accuracy_ = fitted(accuracies);
    crossEntropy_ = fitted(crossEntropies);
}

LabelLines::Estimate LabelLines::at(const surrogate::Posterior& label, int steps) const {
    const double accuracy = accuracy_.intercepts.at(steps) + accuracy_.slope * label.mean;
    return {std::clamp(accuracy, 0.0, 1.0), std::hypot(accuracy_.slope * label.deviation, accuracy_.scatter),
        std::max(0.0, crossEntropy_.intercepts.at(steps) + crossEntropy_.slope * label.mean), trainings_};
}

std::vector<EstimatedCell> cellsThatMatter(const explore::Exploration& exploration, std::size_t most) {
    std::vector<EstimatedCell> cells;
    std::set<std::string> seen;
    for (const std::vector<explore::Cell>* group : {&exploration.trained(), &exploration.pool()}) {
        const std::vector<surrogate::Posterior> expected = exploration.estimate(*group);
        for (std::size_t i = 0; i < group->size(); ++i) {
            if (seen.insert((*group)[i].key).second) {
                cells.push_back({(*group)[i], expected[i]});
            }
        }
    }
    constexpr double matters = 2; // standard deviations
    std::vector<double> nearest(cells.size(), std::numeric_limits<double>::infinity());
    for (std::size_t setting = 0; setting < cells.front().cell.latencyMs.size(); ++setting) {
        const std::vector<double> distances = distancesToFront(cells, setting);
        std::ranges::transform(nearest, distances, nearest.begin(), [](double a, double b) { return std::min(a, b); });
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (nearest[i] <= matters) {
            order.push_back(i);
        }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return nearest[i]; });
    order.resize(std::min(order.size(), most));
    std::vector<EstimatedCell> result;
    for (const std::size_t i : order) {
        result.push_back(std::move(cells[i]));
    }
    return result;
}

EstimateWriter::EstimateWriter(store::Project& project, std::int64_t run, const options::NetworkConfig& network,
    const std::map<int, std::string>& protocols)
    : project_(project)
    , run_(run)
    , network_(network)
    , protocols_(protocols) {
    for (const records::Candidate& candidate : project.candidates({.run = run})) {
        written_.emplace(explore::cellKey(candidate.genotype), candidate.genotype);
    }
}

std::size_t EstimateWriter::write(const explore::Exploration& exploration, const LabelLines& lines, std::size_t most) {
    for (const EstimatedCell& one : cellsThatMatter(exploration, most)) {
        written_.emplace(one.cell.key, one.cell.genotype);
    }
    for (const explore::Cell& cell : exploration.trained()) {
        written_.emplace(cell.key, cell.genotype);
    }
    std::vector<space::Genotype> genotypes;
    for (const auto& [key, genotype] : written_) {
        genotypes.push_back(genotype);
    }
    const std::vector<explore::Cell> cells = exploration.describe(genotypes);
    std::vector<std::vector<records::Cost>> costs = queries::predictedLatencies(project_, network_, genotypes);
    std::vector<records::Candidate> candidates;
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        candidates.push_back(queries::candidateOf(genotypes[i], network_, records::Origin::Explored));
        candidates.back().costs = std::move(costs[i]);
    }
    project_.transaction([&] {
        for (const int steps : exploration.surrogate().steps()) {
            const records::AccuracyProtocol protocol = records::estimatesOf(project_.protocol(protocols_.at(steps)));
            project_.saveProtocol(protocol);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const LabelLines::Estimate estimate = lines.at(exploration.estimate(cells[i], steps), steps);
                candidates[i].accuracies.push_back({.protocol = protocol.id,
                    .provenance = records::AccuracyProvenance::Estimated,
                    .accuracy = estimate.accuracy,
                    .crossEntropy = estimate.crossEntropy,
                    .deviation = estimate.accuracyDeviation,
                    .trainings = estimate.trainings});
            }
        }
        project_.upsertCandidates(run_, candidates);
    });
    return candidates.size();
}

}
