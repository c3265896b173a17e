// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/architecture_facts.h"

#include <algorithm>

#include "core/base/error.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

using records::CostProvenance;

SettingLatency latencyOf(const records::Cost& cost) {
    return {toQString(cost.deviceSetting), cost.value, cost.provenance, cost.standardDeviation};
}

}

std::vector<SettingLatency> ArchitectureFacts::latencies(
    const space::Architecture& architecture, const records::Candidate* candidate) const {
    std::map<records::DeviceSetting, SettingLatency> found;
    if (const auto known = measured_.find(space::canonicalHash(architecture)); known != measured_.end()) {
        for (const auto& [setting, repeats] : known->second) {
            found.emplace(setting, latencyOf(repeats.cost(setting, records::CostKind::LatencyMs)));
        }
    }
    if (candidate != nullptr) {
        for (const records::Cost& cost : candidate->costs) {
            const auto best = candidate->cost(cost.deviceSetting);
            if (best && best->provenance != CostProvenance::Predicted) {
                found.try_emplace(cost.deviceSetting, latencyOf(*best));
            }
        }
    }
    for (const auto& [key, stored] : predictors_) {
        if (key.shape != architecture.shape || found.contains(key.setting)) {
            continue;
        }
        if (const auto* predictor = predictorOf(toQString(key.setting), key.shape, architecture.genotype.space)) {
            found.emplace(key.setting, predicted(key, *predictor, architecture.genotype));
        }
    }
    if (candidate != nullptr) { // predictions of a predictor that is not in the project
        for (const records::Cost& cost : candidate->costs) {
            if (cost.kind == records::CostKind::LatencyMs) {
                found.try_emplace(cost.deviceSetting, latencyOf(cost));
            }
        }
    }
    std::vector<SettingLatency> latencies;
    for (auto& [setting, latency] : found) {
        latencies.push_back(std::move(latency));
    }
    return latencies;
}

SettingLatency ArchitectureFacts::predicted(
    const Key& key, const predictor::MeanPredictor& predictor, const space::Genotype& genotype) const {
    const predictor::UncertainLatency latency = predictor.predict(genotype);
    const auto range = ranges_.find({key, genotype.space});
    const bool beyond = range != ranges_.end()
        && (latency.ms + latency.deviationMs < range->second.least
            || latency.ms - latency.deviationMs > range->second.most);
    return {toQString(key.setting), latency.ms, CostProvenance::Predicted, latency.deviationMs, beyond};
}

const predictor::MeanPredictor* ArchitectureFacts::predictorOf(
    const QString& setting, const space::Shape& shape, space::SpaceId space) const {
    const auto stored = predictors_.find({toSetting(setting), shape});
    if (stored == predictors_.end()) {
        return nullptr;
    }
    for (const StoredPredictor& one : stored->second) {
        if (one.predictor->space() == space) {
            return one.predictor.get();
        }
    }
    return nullptr;
}

std::vector<QString> ArchitectureFacts::predictedSettings(const space::Shape& shape, space::SpaceId space) const {
    std::vector<QString> settings;
    for (const auto& [key, stored] : predictors_) {
        if (key.shape == shape && predictorOf(toQString(key.setting), shape, space) != nullptr) {
            settings.push_back(toQString(key.setting));
        }
    }
    return settings;
}

std::shared_ptr<const ArchitectureFacts> ArchitectureFactsReader::read(
    const store::Project& project, const std::vector<store::PredictorRecord>& predictors) {
    if (const std::int64_t removals = project.importRemovals(); removals != removals_) {
        *this = {};
        removals_ = removals;
    }
    const std::vector<records::Measurement> measurements =
        project.measurements({.includeSentinels = false, .afterId = lastMeasurement_});
    const bool newPredictor = !predictors.empty() && predictors.front().id > lastPredictor_;
    if (measurements.empty() && !newPredictor) {
        return facts_;
    }
    auto facts = std::make_shared<ArchitectureFacts>(*facts_);
    for (const records::Measurement& measurement : measurements) {
        facts->measured_[measurement.canonicalHash][measurement.deviceSetting].add(measurement);
        ArchitectureFacts::Range& range =
            facts->ranges_[{{measurement.deviceSetting, measurement.shape}, measurement.genotype.space}];
        range.least = std::min(range.least, measurement.value);
        range.most = std::max(range.most, measurement.value);
        lastMeasurement_ = std::max(lastMeasurement_, measurement.id);
    }
    // Oldest first, so that a newer predictor of the same setting, network and space takes the older one's place.
    for (auto record = predictors.rbegin(); record != predictors.rend(); ++record) {
        if (record->id <= lastPredictor_) {
            continue;
        }
        lastPredictor_ = record->id;
        try {
            auto fresh = std::make_shared<const predictor::MeanPredictor>(project.predictor(record->id).arrays);
            auto& stored = facts->predictors_[{record->deviceSetting, record->shape}];
            std::erase_if(stored, [&fresh](const auto& older) { return older.predictor->space() == fresh->space(); });
            stored.push_back({record->id, std::move(fresh)});
        } catch (const Error& error) {
            if (!isDamage(error.code())) {
                throw;
            }
            facts->problems_.push_back(
                toQString(record->deviceSetting) + QStringLiteral(": ") + toQString(error.what()));
        }
    }
    facts_ = std::move(facts);
    return facts_;
}

}
