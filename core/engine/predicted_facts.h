// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/explore/cell_facts.h"
#include "core/options/explore.h"
#include "core/queries/predictions.h"

namespace paretoscope::engine {

/// The newest predictors of latency of the device settings that are named, of all that have one for this network where
/// none is, by setting. Throws Error (NotFound) where there is none.
std::vector<std::int64_t> predictorsFor(
    const store::Project& project, const options::NetworkConfig& network, const std::vector<std::string>& devices);

/// What a project knows of cells before they are trained: latencies by its predictors, sizes by counting. A cell whose
/// first kind has no convolution on a way from an input to the output is not allowed (an exploration of such cells ends
/// at networks of nothing but skips), nor one with an operation that the output does not depend on, nor one above the
/// configuration's limits of size.
class PredictedFacts final : public explore::CellFacts {
public:
    struct Setting {
        std::int64_t predictor = 0;
        records::DeviceSetting deviceSetting;
        double referenceMs = 0;
        queries::Predictions predictions;
    };

    /// `predictors`: ids; they answer the same however many are fitted later. Throws Error as the store does.
    PredictedFacts(const store::Project& project, const options::ExploreConfig& config,
        const std::vector<std::int64_t>& predictors);

    /// A number for each cell, larger is better, that ranks them before any training; NaN where there is none.
    using Scores = std::function<std::vector<double>(std::span<const space::Genotype>)>;
    /// Adds such numbers to what is known; before an exploration asks.
    void scoreWith(std::string name, Scores scores);

    [[nodiscard]] const Setting& setting(std::size_t index) const { return settings_.at(index); }

    [[nodiscard]] bool allowed(const space::Genotype& genotype) const override;
    [[nodiscard]] std::size_t settings() const override { return settings_.size(); }
    [[nodiscard]] std::vector<double> latencyMs(
        std::size_t setting, std::span<const space::Genotype> genotypes) const override;
    [[nodiscard]] std::vector<explore::FactColumn> columns() const override;
    [[nodiscard]] analysis::PointRows values(std::span<const space::Genotype> genotypes) const override;

private:
    space::Shape shape_;
    std::int64_t mostParameters_; ///< 0: any number
    std::int64_t mostMacs_;
    std::vector<Setting> settings_;
    std::string scoreName_;
    Scores scores_; ///< may be empty
};

}
