// SPDX-License-Identifier: Apache-2.0
#include "core/engine/predictions.h"

#include "core/base/error.h"
#include "core/engine/stored.h"
#include "core/predictor/error_report.h"
#include "core/predictor/latency_predictor.h"

namespace paretoscope::engine {

struct Predictions::Implementation {
    predictor::LatencyPredictor predictor;
    double referenceMs;
};

Predictions::Predictions(
    const store::Project& project, const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network) {
    const std::optional<store::PredictorRecord> record = predictorOf(project, deviceSetting, network);
    if (!record) {
        throw Error(ErrorCode::NotFound,
            "The project holds no latency predictor for " + toText(deviceSetting) + " and the network "
                + space::toText(network.shape) + ". Measure architectures on it and fit one first.",
            {{"device", toText(deviceSetting)}, {"shape", space::toText(network.shape)}});
    }
    implementation_ =
        std::make_unique<Implementation>(Implementation{predictor::LatencyPredictor::fromArrays(record->arrays),
            predictor::fitReportFromJson(record->report).referenceMs});
}

Predictions::~Predictions() = default;
Predictions::Predictions(Predictions&&) noexcept = default;
Predictions& Predictions::operator=(Predictions&&) noexcept = default;

std::vector<double> Predictions::operator()(std::span<const space::Genotype> genotypes) const {
    return implementation_->predictor.predict(genotypes);
}

double Predictions::referenceMs() const {
    return implementation_->referenceMs;
}

void requirePredictor(std::span<const base::NamedArray> arrays, const std::string& report, space::SpaceId space) {
    const predictor::LatencyPredictor predictor = predictor::LatencyPredictor::fromArrays(arrays);
    predictor::fitReportFromJson(report);
    if (predictor.space() != space) {
        const std::string name(space::searchSpace(space).name);
        throw Error(ErrorCode::InvalidData,
            "The latency predictor is for another search space than " + name + ". Fit one to the measurements.",
            {{"space", name}});
    }
}

}
