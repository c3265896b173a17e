// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/vta_tuning_report.h"

#include <cmath>
#include <random>

#include "core/analysis/statistics.h"

namespace paretoscope::vta {

namespace {

double meanOf(const std::vector<RunRecord>& runs, const std::vector<std::size_t>& seeds, double RunRecord::*count) {
    double sum = 0;
    for (const std::size_t seed : seeds) {
        sum += runs[seed].*count;
    }
    return sum / static_cast<double>(seeds.size());
}

double ratioOf(const MethodRuns& method, const MethodRuns& baseline, double RunRecord::*count,
    const std::vector<std::size_t>& layers, const std::vector<std::vector<std::size_t>>& methodSeeds,
    const std::vector<std::vector<std::size_t>>& baselineSeeds) {
    double logSum = 0;
    for (std::size_t k = 0; k < layers.size(); ++k) {
        logSum += std::log(
            meanOf(method[layers[k]], methodSeeds[k], count) / meanOf(baseline[layers[k]], baselineSeeds[k], count));
    }
    return std::exp(logSum / static_cast<double>(layers.size()));
}

}

RatioEstimate ratio(const MethodRuns& method, const MethodRuns& baseline, double RunRecord::*count) {
    const std::size_t layerCount = method.size();
    const std::size_t seedCount = method.front().size();
    std::vector<std::size_t> layers(layerCount);
    std::vector<std::vector<std::size_t>> seeds(layerCount, std::vector<std::size_t>(seedCount));
    for (std::size_t i = 0; i < layerCount; ++i) {
        layers[i] = i;
        for (std::size_t s = 0; s < seedCount; ++s) {
            seeds[i][s] = s;
        }
    }
    RatioEstimate result{ratioOf(method, baseline, count, layers, seeds, seeds), 0, 0};
    std::mt19937_64 random(20260101);
    std::vector<double> samples;
    constexpr int resamples = 1000;
    std::vector<std::vector<std::size_t>> others = seeds;
    for (int i = 0; i < resamples; ++i) {
        for (std::size_t k = 0; k < layerCount; ++k) {
            layers[k] = random() % layerCount;
            for (std::size_t s = 0; s < seedCount; ++s) {
                seeds[k][s] = random() % seedCount;
                others[k][s] = random() % seedCount;
            }
        }
        samples.push_back(ratioOf(method, baseline, count, layers, seeds, others));
    }
    result.low = analysis::quantile(samples, 0.025);
    result.high = analysis::quantile(samples, 0.975);
    return result;
}

Spread spread(const MethodRuns& runs) {
    std::vector<double> all;
    Spread result{};
    double measurements = 0;
    double invalid = 0;
    double found = 0;
    for (const auto& layer : runs) {
        std::vector<double> counts;
        for (const RunRecord& run : layer) {
            counts.push_back(run.untilBest);
            measurements += run.untilBest;
            invalid += run.invalid;
            found += run.found ? 1 : 0;
            result.compilerShare += run.compilerShare;
        }
        all.insert(all.end(), counts.begin(), counts.end());
        result.interquartile += analysis::interquartileRange(counts) / static_cast<double>(runs.size());
    }
    const auto count = static_cast<double>(all.size());
    result.median = analysis::median(all);
    result.foundShare = found / count;
    result.invalidShare = invalid / measurements;
    result.invalidCount = invalid / count;
    result.compilerShare /= count;
    return result;
}

}
