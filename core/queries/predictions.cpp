// SPDX-License-Identifier: Apache-2.0
#include "core/queries/predictions.h"

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/predictor/error_report.h"
#include "core/predictor/samples.h"
#include "core/queries/stored.h"
#include "core/space/encoding.h"

namespace paretoscope::queries {

namespace {

store::PredictorRecord newest(const store::Project& project, const records::DeviceSetting& setting,
    const options::NetworkConfig& network, records::CostKind kind) {
    std::optional<store::PredictorRecord> record = predictorOf(project, setting, network, kind);
    if (!record) {
        throw Error(ErrorCode::NotFound,
            "The project holds no " + std::string(records::name(kind)) + " predictor for " + toText(setting)
                + " and the network " + space::toText(network.shape)
                + ". Measure architectures on it and fit one first.",
            {{"device", toText(setting)}, {"shape", space::toText(network.shape)}});
    }
    return *std::move(record);
}

}

Predictions::Predictions(const store::Project& project, const records::DeviceSetting& setting,
    const options::NetworkConfig& network, records::CostKind kind)
    : Predictions(newest(project, setting, network, kind)) { }

std::vector<double> Predictions::operator()(std::span<const space::Genotype> genotypes) const {
    std::vector<std::uint8_t> packed;
    packed.reserve(genotypes.size() * predictor_.packedLength());
    for (const space::Genotype& genotype : genotypes) {
        const std::vector<std::uint8_t> bytes = space::pack(genotype);
        packed.insert(packed.end(), bytes.begin(), bytes.end());
    }
    const std::vector<float> latencies = predictor_.predict(packed);
    return {latencies.begin(), latencies.end()};
}

namespace {

/// Nothing where what `load` reads is damaged.
std::optional<Predictions> unlessDamaged(const std::function<std::optional<Predictions>()>& load) {
    try {
        return load();
    } catch (const Error& error) {
        if (!isDamage(error.code())) {
            throw;
        }
        return std::nullopt;
    }
}

}

std::optional<Predictions> usablePredictor(
    const store::Project& project, const records::DeviceSetting& setting, const options::NetworkConfig& network) {
    return unlessDamaged([&]() -> std::optional<Predictions> {
        const std::optional<store::PredictorRecord> record = predictorOf(project, setting, network);
        return record ? std::optional(Predictions(*record)) : std::nullopt;
    });
}

std::map<records::DeviceSetting, Predictions> usablePredictions(
    const store::Project& project, const options::NetworkConfig& network) {
    std::map<records::DeviceSetting, Predictions> usable;
    std::set<records::DeviceSetting> seen;
    for (const store::PredictorRecord& record : project.predictors()) { // newest first
        if (!isOf(record, network) || !seen.insert(record.deviceSetting).second) {
            continue;
        }
        if (auto predictions =
                unlessDamaged([&] { return std::optional(Predictions(project.predictor(record.id))); })) {
            usable.emplace(record.deviceSetting, *std::move(predictions));
        }
    }
    return usable;
}

std::vector<std::vector<records::Cost>> predictedLatencies(
    const store::Project& project, const options::NetworkConfig& network, std::span<const space::Genotype> genotypes) {
    std::vector<std::vector<records::Cost>> costs(genotypes.size());
    for (const auto& [setting, predictions] : usablePredictions(project, network)) {
        const std::vector<double> predicted = predictions(genotypes);
        for (std::size_t i = 0; i < genotypes.size(); ++i) {
            costs[i].push_back(
                {.deviceSetting = setting, .provenance = records::CostProvenance::Predicted, .value = predicted[i]});
        }
    }
    return costs;
}

std::optional<double> referenceLatencyMs(
    const store::Project& project, const records::DeviceSetting& setting, const options::NetworkConfig& network) {
    for (const store::PredictorRecord& record : project.predictors()) {
        if (record.deviceSetting == setting && isOf(record, network)) {
            return predictor::referenceMsFromJson(project.predictorReport(record.id));
        }
    }
    const std::vector<records::Measurement> measurements = measurementsOf(project, setting, network);
    const predictor::Samples samples = predictor::collectSamples(measurements);
    return samples.latencyMs.empty() ? std::nullopt : std::optional(predictor::referenceMs(samples));
}

}
