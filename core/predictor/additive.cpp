// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/additive.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/predictor/samples.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

constexpr int folds = 5;
constexpr std::size_t mostJudged = 5000; ///< samples under cross-validation: 100,000 choose no better
constexpr double poolStrength = 1e-3; ///< of the edge-blind model: only keeps it defined
constexpr std::array strengths = {1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1000.0};

/// What carries costs, from plain to rich.
enum class FeatureSet : std::uint8_t {
    Counts, ///< every edge; 'none' is free
    CountsFromSkip, ///< every edge; skip_connect is free, since uncompiled networks do compute the zeros of 'none'
    Live, ///< edges on a path from input to output: compiled networks drop the others
    Heard, ///< edges whose result is used: the others are dropped
    HeardAndMuted, ///< and what still runs although nothing uses it
    Both, ///< Counts and Live
};

/// Which blocks of Features::live a set holds.
struct LiveBlocks {
    std::size_t first = 0;
    std::size_t count = 0;
};

LiveBlocks liveBlocks(FeatureSet set) {
    switch (set) {
    case FeatureSet::Live:
    case FeatureSet::Both:
        return {0, 1};
    case FeatureSet::Heard:
        return {1, 1};
    case FeatureSet::HeardAndMuted:
        return {1, 2};
    default:
        return {};
    }
}

bool hasCounts(FeatureSet set) {
    return set == FeatureSet::Counts || set == FeatureSet::CountsFromSkip || set == FeatureSet::Both;
}

DesignMatrix toDesign(const torch::Tensor& tensor) {
    if (!tensor.defined()) {
        return {};
    }
    const torch::Tensor values = tensor.contiguous();
    const double* data = values.data_ptr<double>();
    return {static_cast<std::size_t>(values.size(0)), static_cast<std::size_t>(values.size(1)),
        std::vector<double>(data, data + values.numel())};
}

DesignMatrix selectRows(const DesignMatrix& design, std::span<const std::size_t> chosen) {
    if (design.rows == 0) {
        return {};
    }
    DesignMatrix result{chosen.size(), design.columns, {}};
    result.values.reserve(chosen.size() * design.columns);
    for (const std::size_t row : chosen) {
        const auto values = design.row(row);
        result.values.insert(result.values.end(), values.begin(), values.end());
    }
    return result;
}

/// The column of skip_connect within each group, and how many edges each group has.
struct SkipColumns {
    std::vector<std::size_t> column;
    std::vector<double> edges;

    explicit SkipColumns(const EdgeGroups& groups) : edges(static_cast<std::size_t>(groups.count()), 0.0) {
        const space::SearchSpace& space = groups.space();
        const int skip = space.operationIndex(space::Operation::SkipConnect);
        const auto operations = static_cast<std::size_t>(groups.costedOperations());
        column.resize(edges.size());
        for (int kind = 0; kind < space.kindCount(); ++kind) {
            for (int edge = 0; edge < space.edgeCount(); ++edge) {
                const auto skipColumn = static_cast<std::size_t>(groups.column(kind, edge, skip));
                column[skipColumn / operations] = skipColumn;
                edges[skipColumn / operations] += 1;
            }
        }
    }
};

/// Counts with each skip_connect column replaced by that of 'none': edges without any costed operation.
DesignMatrix countsFromSkip(const EdgeGroups& groups, const DesignMatrix& counts) {
    const SkipColumns skips(groups);
    const auto operations = static_cast<std::size_t>(groups.costedOperations());
    DesignMatrix design = counts;
    for (std::size_t row = 0; row < design.rows; ++row) {
        for (std::size_t group = 0; group < skips.column.size(); ++group) {
            double occupied = 0;
            for (std::size_t i = 0; i < operations; ++i) {
                occupied += counts.row(row)[group * operations + i];
            }
            design.values[row * design.columns + skips.column[group]] = skips.edges[group] - occupied;
        }
    }
    return design;
}

/// Costs against skip_connect, with that of 'none' in its column, as costs against 'none'.
void countFromNone(const EdgeGroups& groups, AdditivePart& part) {
    const SkipColumns skips(groups);
    const auto operations = static_cast<std::size_t>(groups.costedOperations());
    for (std::size_t group = 0; group < skips.column.size(); ++group) {
        const double none = part.costMs[skips.column[group]];
        part.costMs[skips.column[group]] = 0;
        for (std::size_t i = 0; i < operations; ++i) {
            part.costMs[group * operations + i] -= none;
        }
        part.constantMs += skips.edges[group] * none;
    }
}

DesignMatrix chosenFeatures(const EdgeGroups& groups, const AdditiveData& data, FeatureSet set) {
    if (set == FeatureSet::Counts) {
        return data.counts;
    }
    if (set == FeatureSet::CountsFromSkip) {
        return countsFromSkip(groups, data.counts);
    }
    const std::size_t columns = data.counts.columns;
    const LiveBlocks blocks = liveBlocks(set);
    DesignMatrix design{data.counts.rows, (hasCounts(set) ? columns : 0) + blocks.count * columns, {}};
    for (std::size_t row = 0; row < design.rows; ++row) {
        const auto counts = data.counts.row(row).first(hasCounts(set) ? columns : 0);
        const auto live = data.live.row(row).subspan(blocks.first * columns, blocks.count * columns);
        design.values.insert(design.values.end(), counts.begin(), counts.end());
        design.values.insert(design.values.end(), live.begin(), live.end());
    }
    return design;
}

std::size_t poolOf(const EdgeGroups& groups, std::size_t column) {
    const auto columns = static_cast<std::size_t>(groups.columns());
    const auto pool = static_cast<std::size_t>(groups.poolOfColumn(static_cast<int>(column % columns)));
    return pool + column / columns * static_cast<std::size_t>(groups.pools());
}

/// Costs by kind and operation alone, spread over the columns.
std::vector<double> edgeBlindCosts(
    const EdgeGroups& groups, const DesignMatrix& design, std::span<const double> latencyMs) {
    const std::size_t blocks = design.columns / static_cast<std::size_t>(groups.columns());
    DesignMatrix pooled{design.rows, blocks * static_cast<std::size_t>(groups.pools()), {}};
    pooled.values.assign(pooled.rows * pooled.columns, 0.0);
    for (std::size_t row = 0; row < design.rows; ++row) {
        for (std::size_t column = 0; column < design.columns; ++column) {
            pooled.values[row * pooled.columns + poolOf(groups, column)] += design.row(row)[column];
        }
    }
    const std::vector<double> nothing(pooled.columns, 0.0);
    const AdditiveFit fit = nonNegativeRidge(pooled, latencyMs, nothing, poolStrength);
    std::vector<double> costs;
    for (std::size_t column = 0; column < design.columns; ++column) {
        costs.push_back(fit.coefficients[poolOf(groups, column)]);
    }
    return costs;
}

std::vector<double> select(std::span<const double> values, std::span<const std::size_t> chosen) {
    std::vector<double> result;
    for (const std::size_t i : chosen) {
        result.push_back(values[i]);
    }
    return result;
}

/// Mean relative error of each strength under cross-validation.
std::array<double, strengths.size()> crossValidate(
    const EdgeGroups& groups, const DesignMatrix& design, std::span<const double> latencyMs, std::uint64_t seed) {
    std::array<double, strengths.size()> errors{};
    for (const Fold& fold : makeFolds(design.rows, folds, seed)) {
        const DesignMatrix training = selectRows(design, fold.training);
        const std::vector<double> targets = select(latencyMs, fold.training);
        const std::vector<double> prior = edgeBlindCosts(groups, training, targets);
        for (std::size_t i = 0; i < strengths.size(); ++i) {
            const AdditiveFit fit = nonNegativeRidge(training, targets, prior, strengths[i]);
            for (const std::size_t row : fold.heldOut) {
                errors[i] += std::abs(fit.predict(design.row(row)) / latencyMs[row] - 1);
            }
        }
    }
    std::ranges::for_each(errors, [&](double& error) { error /= static_cast<double>(design.rows); });
    return errors;
}

struct Choice {
    FeatureSet set = FeatureSet::Counts;
    double strength = 1;
    double error = std::numeric_limits<double>::infinity();
};

Choice choose(
    const EdgeGroups& groups, const AdditiveData& data, std::span<const double> latencyMs, std::uint64_t seed) {
    std::vector<FeatureSet> sets = {FeatureSet::Counts};
    if (data.live.rows > 0) {
        sets.insert(sets.end(),
            {FeatureSet::CountsFromSkip, FeatureSet::Live, FeatureSet::Heard, FeatureSet::HeardAndMuted,
                FeatureSet::Both});
    }
    Choice best;
    for (const FeatureSet set : sets) {
        const auto errors = crossValidate(groups, chosenFeatures(groups, data, set), latencyMs, seed);
        const auto smallest = std::ranges::min_element(errors);
        // A richer set must earn its place: within 2 % of the error the simpler one stays.
        if (*smallest < (set == sets.front() ? 1.0 : 0.98) * best.error) {
            best = {set, strengths[static_cast<std::size_t>(smallest - errors.begin())], *smallest};
        }
    }
    return best;
}

/// choose() on as many random samples as it takes. A strength weighs the costs' spread against one sample's error, so
/// it is the same for any number of samples.
Choice chooseBySome(
    const EdgeGroups& groups, const AdditiveData& data, std::span<const double> latencyMs, std::uint64_t seed) {
    const std::size_t parts = (latencyMs.size() + mostJudged - 1) / mostJudged;
    if (parts < 2) {
        return choose(groups, data, latencyMs, seed);
    }
    const std::vector<std::size_t> some = makeFolds(latencyMs.size(), static_cast<int>(parts), seed).front().heldOut;
    return choose(groups, data.rows(some), select(latencyMs, some), seed);
}

}

AdditiveData AdditiveData::rows(std::span<const std::size_t> chosen) const {
    return {selectRows(counts, chosen), selectRows(live, chosen)};
}

AdditiveData additiveData(const Features& features) {
    return {toDesign(features.counts), toDesign(features.live)};
}

AdditivePart fitAdditive(
    const EdgeGroups& groups, const AdditiveData& data, std::span<const double> latencyMs, std::uint64_t seed) {
    const Choice choice = chooseBySome(groups, data, latencyMs, seed);
    const DesignMatrix design = chosenFeatures(groups, data, choice.set);
    const AdditiveFit fit =
        nonNegativeRidge(design, latencyMs, edgeBlindCosts(groups, design, latencyMs), choice.strength);
    const auto columns = groups.columns();
    AdditivePart part;
    // A network without operations still takes some time: every prediction stays positive.
    part.constantMs = std::max(fit.constant, 1e-3 * *std::ranges::min_element(latencyMs));
    const auto& costs = fit.coefficients;
    part.costMs.assign(static_cast<std::size_t>(columns), 0.0);
    const std::ptrdiff_t counted = hasCounts(choice.set) ? columns : 0;
    std::copy_n(costs.begin(), counted, part.costMs.begin());
    if (const LiveBlocks blocks = liveBlocks(choice.set); blocks.count > 0) {
        part.liveCostMs.assign(static_cast<std::size_t>(groups.liveColumns()), 0.0);
        std::copy(costs.begin() + counted, costs.end(),
            part.liveCostMs.begin() + static_cast<std::ptrdiff_t>(blocks.first) * columns);
    }
    if (choice.set == FeatureSet::CountsFromSkip) {
        countFromNone(groups, part);
    }
    return part;
}

}
