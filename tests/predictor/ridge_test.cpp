// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/ridge.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "core/predictor/samples.h"

namespace paretoscope::predictor {
namespace {

struct Quadratic {
    std::vector<double> h;
    std::vector<double> g;

    [[nodiscard]] std::size_t size() const { return g.size(); }
    [[nodiscard]] double value(const std::vector<double>& x) const {
        double sum = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            sum -= g[i] * x[i];
            for (std::size_t j = 0; j < size(); ++j) {
                sum += 0.5 * x[i] * h[i * size() + j] * x[j];
            }
        }
        return sum;
    }
};

Quadratic randomQuadratic(std::size_t n, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    std::vector<double> root(n * n);
    std::ranges::generate(root, [&] { return normal(random); });
    Quadratic problem{std::vector<double>(n * n, 0.0), std::vector<double>(n)};
    std::ranges::generate(problem.g, [&] { return normal(random); });
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < n; ++k) {
                problem.h[i * n + j] += root[k * n + i] * root[k * n + j];
            }
        }
        problem.h[i * n + i] += 0.1;
    }
    return problem;
}

/// Coordinate descent until nothing moves: slow, and obviously right for a strictly convex problem.
std::vector<double> slowSolution(const Quadratic& problem) {
    const std::size_t n = problem.size();
    std::vector<double> x(n, 0.0);
    double moved = 1;
    while (moved > 1e-14) {
        moved = 0;
        for (std::size_t i = 0; i < n; ++i) {
            double rest = problem.g[i];
            for (std::size_t j = 0; j < n; ++j) {
                rest -= j == i ? 0.0 : problem.h[i * n + j] * x[j];
            }
            const double next = std::max(0.0, rest / problem.h[i * n + i]);
            moved = std::max(moved, std::abs(next - x[i]));
            x[i] = next;
        }
    }
    return x;
}

TEST(NonNegativeQuadratic, AgreesWithCoordinateDescent) {
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 50; ++trial) {
        const Quadratic problem = randomQuadratic(8, random);
        const std::vector<double> fast = nonNegativeQuadratic(problem.h, problem.g);
        const std::vector<double> slow = slowSolution(problem);
        EXPECT_NEAR(problem.value(fast), problem.value(slow), 1e-9);
        for (std::size_t i = 0; i < fast.size(); ++i) {
            EXPECT_GE(fast[i], 0);
            EXPECT_NEAR(fast[i], slow[i], 1e-6);
        }
    }
}

/// 3 + 2a + 0b for counts a, b.
DesignMatrix counts(std::size_t rows) {
    DesignMatrix design{rows, 2, {}};
    for (std::size_t i = 0; i < rows; ++i) {
        design.values.push_back(static_cast<double>(i % 5));
        design.values.push_back(static_cast<double>(i % 3));
    }
    return design;
}

std::vector<double> costs(const DesignMatrix& design) {
    std::vector<double> targets;
    for (std::size_t i = 0; i < design.rows; ++i) {
        targets.push_back(3 + 2 * design.row(i)[0]);
    }
    return targets;
}

TEST(NonNegativeRidge, FindsExactCosts) {
    const DesignMatrix design = counts(60);
    const AdditiveFit fit = nonNegativeRidge(design, costs(design), std::vector{0.0, 0.0}, 1e-6);
    EXPECT_NEAR(fit.constant, 3, 1e-3);
    EXPECT_NEAR(fit.coefficients[0], 2, 1e-3);
    EXPECT_NEAR(fit.coefficients[1], 0, 1e-3);
}

TEST(NonNegativeRidge, IsNotBentByInterruptedTimings) {
    const DesignMatrix design = counts(60);
    std::vector<double> targets = costs(design);
    targets[7] *= 6;
    targets[31] *= 9;
    const AdditiveFit fit = nonNegativeRidge(design, targets, std::vector{0.0, 0.0}, 1e-6);
    EXPECT_NEAR(fit.coefficients[0], 2, 0.1);
    EXPECT_NEAR(fit.constant, 3, 0.15);
}

TEST(NonNegativeRidge, GoesToThePriorWhereItIsStrong) {
    const DesignMatrix design = counts(60);
    const AdditiveFit fit = nonNegativeRidge(design, costs(design), std::vector{1.0, 0.5}, 1e9);
    EXPECT_NEAR(fit.coefficients[0], 1.0, 1e-3);
    EXPECT_NEAR(fit.coefficients[1], 0.5, 1e-3);
}

TEST(Folds, HoldEverySampleOutOnce) {
    std::vector<int> heldOut(23, 0);
    for (const Fold& fold : makeFolds(23, 5, 9)) {
        EXPECT_EQ(fold.training.size() + fold.heldOut.size(), 23U);
        EXPECT_GE(fold.heldOut.size(), 4U);
        for (const std::size_t sample : fold.heldOut) {
            ++heldOut[sample];
            EXPECT_FALSE(std::ranges::binary_search(fold.training, sample));
        }
    }
    EXPECT_EQ(heldOut, std::vector<int>(23, 1));
}

}
}
