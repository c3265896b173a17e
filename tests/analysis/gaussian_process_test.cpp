// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/gaussian_process.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Gauss-Jordan: slow, obvious.
Matrix inverse(Matrix a) {
    const std::size_t n = a.size();
    Matrix result(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) {
        result[i][i] = 1;
    }
    for (std::size_t k = 0; k < n; ++k) {
        const double pivot = a[k][k];
        for (std::size_t j = 0; j < n; ++j) {
            a[k][j] /= pivot;
            result[k][j] /= pivot;
        }
        for (std::size_t i = 0; i < n; ++i) {
            const double factor = i == k ? 0 : a[i][k];
            for (std::size_t j = 0; j < n; ++j) {
                a[i][j] -= factor * a[k][j];
                result[i][j] -= factor * result[k][j];
            }
        }
    }
    return result;
}

double logDeterminant(Matrix a) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        sum += std::log(a[k][k]);
        for (std::size_t i = k + 1; i < a.size(); ++i) {
            const double factor = a[i][k] / a[k][k];
            for (std::size_t j = k; j < a.size(); ++j) {
                a[i][j] -= factor * a[k][j];
            }
        }
    }
    return sum;
}

/// The formulas as they stand in the textbook, for one combination of the grid.
struct Dense {
    const PointRows& points;
    std::vector<double> targets;
    std::vector<double> known;
    std::vector<double> linearWeights;
    double lengthScale;
    double share;
    double noise;
    double mean = 0;
    double variance = 0;
    double scale = 1;
    Matrix precision;
    double likelihood = 0;

    double kernel(std::span<const double> a, std::span<const double> b) const {
        double squares = 0;
        double product = 0;
        for (std::size_t k = 0; k < a.size(); ++k) {
            squares += (a[k] - b[k]) * (a[k] - b[k]);
            product += linearWeights[k] * a[k] * b[k];
        }
        const auto width = static_cast<double>(a.size());
        return variance * (std::exp(-squares / (2 * lengthScale * lengthScale * width)) + share * product / width);
    }

    void fit() {
        const std::size_t n = targets.size();
        for (const double target : targets) {
            mean += target / static_cast<double>(n);
        }
        for (const double target : targets) {
            variance += (target - mean) * (target - mean) / static_cast<double>(n);
        }
        Matrix covariance(n, std::vector<double>(n));
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                covariance[i][j] = kernel(points.row(i), points.row(j)) + (i == j ? noise * variance + known[i] : 0);
            }
        }
        precision = inverse(covariance);
        double fitted = 0;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                fitted += (targets[i] - mean) * precision[i][j] * (targets[j] - mean);
            }
        }
        scale = fitted / static_cast<double>(n);
        likelihood = -0.5 * static_cast<double>(n) * std::log(scale) - 0.5 * logDeterminant(covariance);
    }

    std::pair<double, double> predict(std::span<const double> point) const {
        double expected = mean;
        double left = kernel(point, point);
        for (std::size_t i = 0; i < targets.size(); ++i) {
            for (std::size_t j = 0; j < targets.size(); ++j) {
                const double weight = kernel(point, points.row(i)) * precision[i][j];
                expected += weight * (targets[j] - mean);
                left -= weight * kernel(point, points.row(j));
            }
        }
        return {expected, std::sqrt(left * scale)};
    }
};

struct Example {
    PointRows points{3, {}};
    std::vector<double> targets;
    std::vector<double> known;
};

Example example(std::size_t n, std::uint64_t seed) {
    Example result;
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    for (std::size_t i = 0; i < n; ++i) {
        const std::vector<double> row{normal(random), normal(random), normal(random)};
        result.points.append(row);
        result.targets.push_back(70 + 3 * std::sin(row[0]) + row[1] + 0.3 * normal(random));
        result.known.push_back(i % 3 == 0 ? 0.5 : 0);
    }
    return result;
}

TEST(GaussianProcess, AgreesWithTheDenseFormulas) {
    const Example data = example(14, 1);
    GaussianProcessOptions options;
    options.linearWeights = {1, 4, 1};
    GaussianProcess process(options);
    process.fit(data.points, data.targets, data.known);
    std::optional<Dense> best;
    for (const double lengthScale : options.lengthScales) {
        for (const double share : options.linearShares) {
            for (const double noise : options.noises) {
                Dense dense{data.points, data.targets, data.known, options.linearWeights, lengthScale, share, noise};
                dense.fit();
                if (!best || dense.likelihood > best->likelihood) {
                    best.emplace(dense);
                }
            }
        }
    }
    EXPECT_EQ(process.lengthScale(), best->lengthScale);
    EXPECT_EQ(process.linearShare(), best->share);
    const Example others = example(6, 2);
    const std::vector<double> covariance = process.covariance(others.points);
    for (std::size_t i = 0; i < others.targets.size(); ++i) {
        const auto [mean, deviation] = best->predict(others.points.row(i));
        const auto prediction = process.predict(others.points.row(i));
        EXPECT_NEAR(prediction.mean, mean, 1e-8);
        EXPECT_NEAR(prediction.deviation, deviation, 1e-7);
        EXPECT_NEAR(std::sqrt(covariance[i * others.targets.size() + i]), deviation, 1e-7);
    }
}

TEST(GaussianProcess, LeavesOutAsIfItHadNotSeen) {
    const Example data = example(12, 3);
    GaussianProcessOptions options;
    options.lengthScales = {1};
    options.linearShares = {0};
    options.noises = {0.1};
    GaussianProcess process(options);
    process.fit(data.points, data.targets);
    // 0 and 5 are one group; the others stand alone.
    std::vector<std::size_t> groups;
    for (std::size_t i = 0; i < 12; ++i) {
        groups.push_back(i == 5 ? 0 : i);
    }
    const auto held = process.leaveOut(groups);
    Dense whole{data.points, data.targets, std::vector<double>(12, 0), {1, 1, 1}, 1, 0, 0.1};
    whole.fit();
    for (const std::size_t i : {std::size_t{0}, std::size_t{5}, std::size_t{7}}) {
        PointRows rest{3, {}};
        Dense dense{rest, {}, {}, {1, 1, 1}, 1, 0, 0.1};
        for (std::size_t j = 0; j < 12; ++j) {
            if (groups[j] != groups[i]) {
                rest.append(data.points.row(j));
                dense.targets.push_back(data.targets[j]);
            }
        }
        dense.known.assign(dense.targets.size(), 0);
        dense.fit();
        // With the mean and the variances of the whole fit, as the formula has them.
        dense.precision.clear();
        dense.mean = whole.mean;
        dense.variance = whole.variance;
        dense.scale = whole.scale;
        Matrix covariance(dense.targets.size(), std::vector<double>(dense.targets.size()));
        for (std::size_t a = 0; a < covariance.size(); ++a) {
            for (std::size_t b = 0; b < covariance.size(); ++b) {
                covariance[a][b] = dense.kernel(rest.row(a), rest.row(b)) + (a == b ? 0.1 * dense.variance : 0);
            }
        }
        dense.precision = inverse(covariance);
        const auto [mean, deviation] = dense.predict(data.points.row(i));
        EXPECT_NEAR(held[i].mean, mean, 1e-8);
        EXPECT_NEAR(held[i].deviation, std::hypot(deviation, std::sqrt(0.1 * whole.variance * whole.scale)), 1e-7);
    }
}

TEST(GaussianProcess, SaysWhenThereIsNothingToLearnFrom) {
    GaussianProcess process;
    EXPECT_FALSE(process.fitted());
    EXPECT_THROW(process.fit(PointRows{2, {}}, {}), Error);
    EXPECT_THROW(process.fit(PointRows{1, {1, 2}}, std::vector<double>{1}), Error);
}

TEST(GaussianProcess, EqualTargetsGiveTheirValueEverywhere) {
    GaussianProcess process;
    process.fit(PointRows{1, {-1, 0, 1}}, std::vector<double>{5, 5, 5});
    EXPECT_NEAR(process.predict(std::vector<double>{0.3}).mean, 5, 1e-9);
}

}
}
