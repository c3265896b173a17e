// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/gaussian_process.h"

namespace paretoscope::surrogate {

/// Brings feature rows to mean 0 and spread 1 over a pool of cells (not over the trained ones, which are few and
/// chosen) and drops the columns that are constant there.
class Standardiser {
public:
    Standardiser() = default;
    explicit Standardiser(const analysis::PointRows& pool);
    [[nodiscard]] std::vector<double> operator()(std::span<const double> row) const;
    /// Indices of the columns that are kept, ascending.
    [[nodiscard]] const std::vector<std::size_t>& kept() const { return kept_; }

private:
    std::vector<std::size_t> kept_;
    std::vector<double> means_;
    std::vector<double> spreads_;
};

/// The label of one training; larger is better.
struct Observation {
    std::vector<double> row; ///< standardised features of the cell
    std::size_t cell = 0; ///< equal for trainings of one cell
    int steps = 0;
    double label = 0;
    double variance = 0; ///< what is known of the label's own variance; 0: nothing
};

struct Posterior {
    double mean = 0;
    double deviation = 0;
};

/// How well labels are predicted that the surrogate has not seen: each cell's, from all other cells'.
struct HeldOutReport {
    struct Label {
        std::size_t observation = 0; ///< index into the observations of the fit
        double label = 0;
        double mean = 0;
        double deviation = 0; ///< of the label, its noise included
    };
    int steps = 0;
    std::vector<Label> labels;
    double tau = 0; ///< Kendall's τ-b of labels and means; NaN for fewer than 2
    double within90 = 0; ///< share of labels inside the predicted 90 % interval
};

/// What a cell's accuracy will be, learnt from cells that were trained: a Gaussian process on features for the
/// trainings of the fewest steps; for each larger number of steps a line through the posterior before and a process on
/// what is left (Kennedy & O'Hagan 2000). Labels far below the median are raised to a limit. Deterministic. One thread
/// while fitting, any thread afterwards.
class Surrogate {
public:
    /// `structure`: columns of the rows whose linear effect is believed in beforehand, with either sign: a ridge
    /// regression on them is part of the prior.
    explicit Surrogate(std::vector<std::size_t> structure = {}) : structure_(std::move(structure)) { }

    /// Throws Error (NotEnoughData) without observations.
    void fit(std::vector<Observation> observations);
    [[nodiscard]] bool fitted() const { return !levels_.empty(); }

    /// Of the label at the largest number of steps, without a label's noise.
    [[nodiscard]] Posterior at(std::span<const double> row) const;
    /// Of the label at one of steps(); trainings of larger numbers say nothing about it. Throws Error (NotEnoughData)
    /// for another number.
    [[nodiscard]] Posterior atSteps(std::span<const double> row, int steps) const;
    /// The numbers of steps that were observed, ascending.
    [[nodiscard]] std::vector<int> steps() const;
    /// rows × rows, row-major.
    [[nodiscard]] std::vector<double> covariance(const analysis::PointRows& rows) const;

    /// One for each number of steps, ascending. Reports of larger numbers know the cell's shorter trainings.
    [[nodiscard]] std::vector<HeldOutReport> heldOut() const;
    /// As fitted: far labels raised.
    [[nodiscard]] const std::vector<Observation>& observations() const { return observations_; }

private:
    struct Level {
        int steps = 0;
        std::vector<std::size_t> members; ///< observations
        double slope = 1;
        double intercept = 0;
        analysis::GaussianProcess process; ///< not fitted where there are too few
        double leftVariance = 0; ///< used where it is not
    };
    [[nodiscard]] Posterior at(std::span<const double> row, std::size_t levels) const;
    [[nodiscard]] analysis::GaussianProcess firstProcess(std::size_t columns) const;
    void fitLevel(Level& level);

    std::vector<std::size_t> structure_;
    std::vector<Observation> observations_;
    std::vector<Level> levels_;
};

/// How a trait changes the label at equal latency, as the surrogate believes it.
struct Effect {
    std::string trait;
    double perUnit = 0; ///< of the label, for one more of the trait
    double deviation = 0; ///< posterior standard deviation of perUnit
    double spread = 0; ///< standard deviation of the trait among cells of equal latency
};

/// Slopes of the posterior on each trait, latency (up to its square, in logarithms) held equal, over these cells; exact
/// Gaussian uncertainty of the slopes. `rows`: standardised features, `traits`: one row a cell, in the order of
/// `names`. Traits that latency explains are left out. O(cells²); a few hundred cells are enough.
std::vector<Effect> effectsAtEqualLatency(const Surrogate& surrogate, const analysis::PointRows& rows,
    const analysis::PointRows& traits, const std::vector<std::string>& names, std::span<const double> latencyMs);

}
