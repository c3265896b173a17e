// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace paretoscope::analysis {

/// Kernel: variance · (exp(−|x − x'|² / (2 l² d)) + w · Σ weight·x·x' / d), d the number of columns, plus on the
/// diagonal noise · variance and what is known of each target's own variance. Each list is a grid: the combination with
/// the highest marginal likelihood is taken, the first one of equals.
struct GaussianProcessOptions {
    std::vector<double> lengthScales{0.5, 1.0, 2.0}; ///< l
    std::vector<double> linearShares{0.0, 0.5}; ///< w
    std::vector<double> noises{0.03, 0.1, 0.3}; ///< share of the variance
    std::vector<double> linearWeights; ///< by column, empty: all 1. A large one is a ridge prior with a learnt sign
    double leastVariance = 1e-12; ///< of the targets
    enum class Scale : std::uint8_t {
        OfTargets, ///< the kernel's variance is that of the targets
        Fitted, ///< the variance of the targets times the factor of highest likelihood
    } scale = Scale::Fitted;
};

/// Points row-major, all of the same number of columns.
struct PointRows {
    std::size_t columns = 0;
    std::vector<double> values;

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    [[nodiscard]] std::span<const double> row(std::size_t i) const { return {values.data() + i * columns, columns}; }
    void append(std::span<const double> row) { values.insert(values.end(), row.begin(), row.end()); }
};

/// Exact Gaussian-process regression for some tens to hundreds of points (Rasmussen & Williams 2006, algorithm 2.1).
/// Features should have a spread of about 1. Deterministic; O(n³) a combination of the grid, O(n² + n d) a prediction.
/// One thread while fitting, any thread afterwards.
class GaussianProcess {
public:
    struct Prediction {
        double mean = 0;
        double deviation = 0; ///< standard deviation of the function, without the noise of a target
    };

    GaussianProcess() = default;
    explicit GaussianProcess(GaussianProcessOptions options) : options_(std::move(options)) { }

    /// Forgets what it knew. `variances`: known variance of each target, in its square; empty: none known. Throws Error
    /// (NotEnoughData) without a target and Error (InvalidValue) where lengths differ.
    void fit(PointRows points, std::span<const double> targets, std::span<const double> variances = {});
    [[nodiscard]] bool fitted() const { return !weights_.empty(); }

    [[nodiscard]] Prediction predict(std::span<const double> point) const;
    /// Posterior covariance of the function, rows × rows, row-major.
    [[nodiscard]] std::vector<double> covariance(const PointRows& points) const;

    /// What would have been predicted of each target without the targets of its group, the chosen hyperparameters and
    /// the mean left as they are (Rasmussen & Williams, section 5.4.2). `groups`: a number for each target.
    struct HeldOut {
        double mean = 0;
        double deviation = 0; ///< of the target, its noise included
    };
    [[nodiscard]] std::vector<HeldOut> leaveOut(std::span<const std::size_t> groups) const;

    [[nodiscard]] double lengthScale() const { return chosen_.lengthScale; }
    [[nodiscard]] double linearShare() const { return chosen_.linearShare; }

private:
    struct Hyperparameters {
        double lengthScale = 1;
        double linearShare = 0;
        double noise = 0;
    };
    struct Column { ///< of the kernel: what one point has with all points of the fit
        std::vector<double> squares;
        std::vector<double> products;
    };
    [[nodiscard]] Column pair(std::span<const double> point) const;
    [[nodiscard]] double kernel(double squares, double product, const Hyperparameters& hyper) const;
    [[nodiscard]] double priorVariance(std::span<const double> point) const;
    [[nodiscard]] std::vector<double> halfSolved(std::vector<double> values) const;
    double factor(const Hyperparameters& hyper);
    [[nodiscard]] double weightOf(std::size_t column) const;

    GaussianProcessOptions options_;
    Hyperparameters chosen_;
    std::size_t columns_ = 0;
    std::vector<double> points_; ///< columns × n, so that the loops over points run along memory
    std::vector<double> weighted_; ///< the same times linearWeights
    std::vector<Column> pairs_; ///< of the fit's points among themselves
    std::vector<double> centred_; ///< targets less their mean
    std::vector<double> known_; ///< their variances
    double variance_ = 1; ///< scale of the kernel while fitting
    double scale_ = 1; ///< what the fit says of it
    double mean_ = 0;
    std::vector<double> lower_; ///< Cholesky factor, column-major
    std::vector<double> weights_;
};

}
