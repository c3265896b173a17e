// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/mean_predictor.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "core/base/error.h"
#include "core/space/encoding.h"

namespace paretoscope::predictor {

namespace {

constexpr std::size_t blockRows = ResidualKernel::blockRows;

std::vector<float> floats(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

double mean(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}

/// Scratch for blockRows genotypes and their result.
class MeanPredictor::Block {
public:
    Block(std::size_t inputs, std::size_t members)
        : inputs_(inputs)
        , members_(members)
        , values(blockRows * inputs)
        , additiveMs(blockRows)
        , logFactors(blockRows * members) { }

    [[nodiscard]] std::span<float> row(std::size_t i) { return std::span(values).subspan(i * inputs_, inputs_); }
    /// By member; empty without residual network.
    [[nodiscard]] std::span<const float> factors(std::size_t i) const {
        return std::span(logFactors).subspan(i * members_, members_);
    }
    [[nodiscard]] double ms(std::size_t i) const {
        return members_ == 0 ? additiveMs[i] : additiveMs[i] * std::exp(mean(factors(i)));
    }

private:
    std::size_t inputs_;
    std::size_t members_;

public:
    std::vector<float> values; ///< [blockRows, inputs]
    std::vector<float> additiveMs;
    std::vector<float> logFactors; ///< [blockRows, members]
};

MeanPredictor::MeanPredictor(const StoredPredictor& predictor)
    : features_(predictor.space)
    , table_(predictor::costTable(predictor.space, predictor.additive))
    , operations_(static_cast<std::uint8_t>(space::searchSpace(predictor.space).operationCount()))
    , constantMs_(static_cast<float>(predictor.additive.constantMs))
    , costMs_(floats(predictor.additive.costMs))
    , liveCostMs_(floats(predictor.additive.liveCostMs))
    , relativeDeviation_(predictor.relativeDeviation) {
    if (predictor.residual) {
        residual_.emplace(*predictor.residual);
    }
}

MeanPredictor::MeanPredictor(std::span<const base::NamedArray> arrays) : MeanPredictor(storedPredictor(arrays)) { }

std::vector<float> MeanPredictor::predict(std::span<const std::uint8_t> packed) const {
    const std::size_t length = packedLength();
    if (packed.size() % length != 0) {
        throw Error(ErrorCode::InvalidShape,
            "Packed genotypes of this space are " + std::to_string(length) + " bytes each; "
                + std::to_string(packed.size()) + " bytes are no whole number of them.",
            {{"expected", std::to_string(length)}});
    }
    if (std::ranges::any_of(packed, [this](std::uint8_t operation) { return operation >= operations_; })) {
        throw Error(ErrorCode::InvalidGenotype, "A packed genotype names an operation that its space does not have.");
    }
    const std::size_t rows = packed.size() / length;
    std::vector<float> ms(rows);
    Block block(features_.residualInputs(), residual_ ? residual_->members() : 0);
    for (std::size_t first = 0; first < rows; first += blockRows) {
        const std::size_t count = std::min(blockRows, rows - first);
        predictBlock(packed.subspan(first * length, count * length), block);
        for (std::size_t i = 0; i < count; ++i) {
            ms[first + i] = static_cast<float>(block.ms(i));
        }
    }
    return ms;
}

UncertainLatency MeanPredictor::predict(const space::Genotype& genotype) const {
    if (genotype.space != table_.space) {
        throw Error(ErrorCode::InvalidGenotype,
            "A genotype of " + std::string(space::searchSpace(genotype.space).name)
                + " was given to a latency predictor of " + std::string(space::searchSpace(table_.space).name)
                + "; use a predictor fitted for its space.",
            {{"genotype", space::toText(genotype)}});
    }
    Block block(features_.residualInputs(), residual_ ? residual_->members() : 0);
    predictBlock(space::pack(genotype), block);
    const std::span<const float> factors = block.factors(0);
    double variance = 0;
    for (const float factor : factors) {
        variance += std::pow(factor - mean(factors), 2) / static_cast<double>(factors.size());
    }
    const double ms = block.ms(0);
    return {ms, ms * std::hypot(std::sqrt(variance), relativeDeviation_)};
}

void MeanPredictor::predictBlock(std::span<const std::uint8_t> packed, Block& block) const {
    const std::size_t columns = features_.columns();
    const std::size_t structures = features_.structures();
    const std::size_t rows = packed.size() / packedLength();
    for (std::size_t i = 0; i < rows; ++i) {
        const std::span<float> row = block.row(i);
        const std::span<float> counts = row.first(columns);
        const std::span<float> liveCounts = row.last(features_.liveColumns());
        features_.write(
            packed.subspan(i * packedLength(), packedLength()), counts, row.subspan(columns, structures), liveCounts);
        float ms = std::inner_product(counts.begin(), counts.end(), costMs_.begin(), constantMs_);
        if (!liveCostMs_.empty()) {
            ms = std::inner_product(liveCounts.begin(), liveCounts.end(), liveCostMs_.begin(), ms);
        }
        block.additiveMs[i] = ms;
        row[columns + structures] = std::log(ms);
    }
    if (residual_) {
        residual_->logFactors(std::span(block.values).first(rows * residual_->inputs()), rows, block.logFactors);
    }
}

}
