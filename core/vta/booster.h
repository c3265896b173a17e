// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace paretoscope::vta {

/// Rows of features, row-major.
struct FeatureRows {
    std::size_t columns = 0;
    std::vector<float> values;

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    void append(std::span<const float> row) { values.insert(values.end(), row.begin(), row.end()); }
};

enum class Objective : std::uint8_t { Rank, Regression, Classification };

/// AutoTVM's settings of XGBoost (python/tvm/autotvm/tuner/xgboost_cost_model.py), except where a caller says
/// otherwise.
struct BoosterOptions {
    Objective objective = Objective::Rank;
    int maxDepth = 3;
    double learningRate = 0.3;
    double gamma = 1e-4;
    double minChildWeight = 1;
    double lambda = 1;
    double subsample = 1;
    int rounds = 8000; ///< at most
    /// Stop after 20 rounds in which the average recall of the training set's best N did not rise; 0: never.
    int recallOf = 64;
    std::uint64_t seed = 1;
};

/// Gradient-boosted trees of XGBoost's C library on one thread; the same input gives the same trees. Not shared between
/// threads while fitting. Throws Error (EngineFailure) with XGBoost's own words.
class Booster {
public:
    Booster();
    Booster(Booster&&) noexcept;
    Booster& operator=(Booster&&) noexcept;
    ~Booster();

    /// Forgets what it knew. `weights` may be empty. Rank: one group; labels must not be negative.
    void fit(const FeatureRows& rows, std::span<const float> labels, std::span<const float> weights,
        const BoosterOptions& options);
    [[nodiscard]] bool fitted() const;
    /// Raw scores (log-odds for classification).
    [[nodiscard]] std::vector<float> predict(const FeatureRows& rows) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}
