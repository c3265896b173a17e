// SPDX-License-Identifier: Apache-2.0
#include "core/vta/booster.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

#include <xgboost/c_api.h>

#include "core/base/error.h"

namespace paretoscope::vta {

namespace {

void require(int code) {
    if (code != 0) {
        throw Error(ErrorCode::EngineFailure, std::string("XGBoost failed: ") + XGBGetLastError(),
            {{"what", XGBGetLastError()}});
    }
}

class Matrix {
public:
    explicit Matrix(const FeatureRows& rows) {
        require(XGDMatrixCreateFromMat(
            rows.values.data(), rows.rows(), rows.columns, std::numeric_limits<float>::quiet_NaN(), &handle_));
    }
    Matrix(const Matrix&) = delete;
    Matrix& operator=(const Matrix&) = delete;
    ~Matrix() { XGDMatrixFree(handle_); }

    void set(const char* field, std::span<const float> values) {
        require(XGDMatrixSetFloatInfo(handle_, field, values.data(), values.size()));
    }
    [[nodiscard]] DMatrixHandle handle() const { return handle_; }

private:
    DMatrixHandle handle_ = nullptr;
};

const char* objectiveName(Objective objective) {
    switch (objective) {
    case Objective::Rank:
        return "rank:pairwise";
    case Objective::Regression:
        return "reg:squarederror";
    case Objective::Classification:
        return "binary:logistic";
    }
    return "";
}

/// AutoTVM's "a-recall@N": for each n up to N, the share of the n best by label that stand among the n best by score.
class RecallWatch {
public:
    RecallWatch(std::span<const float> labels, int best)
        : rank_(labels.size())
        , best_(std::min(static_cast<std::size_t>(best), labels.size())) {
        std::vector<std::size_t> order(labels.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(),
            [&labels](std::size_t left, std::size_t right) { return labels[left] > labels[right]; });
        for (std::size_t i = 0; i < order.size(); ++i) {
            rank_[order[i]] = i;
        }
        order_.resize(order.size());
    }

    /// True where the training has stopped to get better.
    bool stale(const float* scores) {
        const double recall = averageRecall(scores);
        if (recall > highest_) {
            highest_ = recall;
            waited_ = 0;
            return false;
        }
        constexpr int patience = 20;
        return ++waited_ >= patience;
    }

private:
    double averageRecall(const float* scores) {
        std::iota(order_.begin(), order_.end(), 0U);
        std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(best_), order_.end(),
            [scores](std::size_t left, std::size_t right) {
                return scores[left] != scores[right] ? scores[left] > scores[right] : left < right;
            });
        double sum = 0;
        for (std::size_t n = 1; n <= best_; ++n) {
            std::size_t found = 0;
            for (std::size_t i = 0; i < n; ++i) {
                found += rank_[order_[i]] < n ? 1U : 0U;
            }
            sum += static_cast<double>(found) / static_cast<double>(n);
        }
        return sum / static_cast<double>(best_);
    }

    std::vector<std::size_t> rank_;
    std::vector<std::size_t> order_;
    std::size_t best_;
    double highest_ = -1;
    int waited_ = 0;
};

}

struct Booster::State {
    BoosterHandle handle = nullptr;
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (handle != nullptr) {
            XGBoosterFree(handle);
        }
    }
    void set(const char* name, const std::string& value) const {
        require(XGBoosterSetParam(handle, name, value.c_str()));
    }
    [[nodiscard]] std::span<const float> margins(const Matrix& matrix) const {
        bst_ulong length = 0;
        const float* values = nullptr;
        constexpr int rawScores = 1;
        require(XGBoosterPredict(handle, matrix.handle(), rawScores, 0, 0, &length, &values));
        return {values, static_cast<std::size_t>(length)};
    }
};

Booster::Booster() = default;
Booster::Booster(Booster&&) noexcept = default;
Booster& Booster::operator=(Booster&&) noexcept = default;
Booster::~Booster() = default;

bool Booster::fitted() const {
    return state_ != nullptr;
}

void Booster::fit(const FeatureRows& rows, std::span<const float> labels, std::span<const float> weights,
    const BoosterOptions& options) {
    Matrix training(rows);
    training.set("label", labels);
    if (!weights.empty()) {
        training.set("weight", weights);
    }
    auto state = std::make_unique<State>();
    const DMatrixHandle handle = training.handle();
    require(XGBoosterCreate(&handle, 1, &state->handle));
    state->set("nthread", "1");
    state->set("verbosity", "0");
    state->set("tree_method", "exact");
    state->set("objective", objectiveName(options.objective));
    state->set("max_depth", std::to_string(options.maxDepth));
    state->set("eta", std::to_string(options.learningRate));
    state->set("gamma", std::to_string(options.gamma));
    state->set("min_child_weight", std::to_string(options.minChildWeight));
    state->set("lambda", std::to_string(options.lambda));
    state->set("subsample", std::to_string(options.subsample));
    state->set("seed", std::to_string(options.seed % 1'000'000'007));
    RecallWatch watch(labels, std::max(1, options.recallOf));
    for (int round = 0; round < options.rounds; ++round) {
        require(XGBoosterUpdateOneIter(state->handle, round, training.handle()));
        if (options.recallOf > 0 && watch.stale(state->margins(training).data())) {
            break;
        }
    }
    state_ = std::move(state);
}

std::vector<float> Booster::predict(const FeatureRows& rows) const {
    const Matrix matrix(rows);
    const std::span<const float> scores = state_->margins(matrix);
    return {scores.begin(), scores.end()};
}

}
