// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/options/network.h"
#include "core/predictor/mean_predictor.h"
#include "core/records/candidate.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// A stored predictor of a device setting and network, without LibTorch.
class Predictions {
public:
    /// The newest of a kind of cost; throws Error (NotFound) where none was fitted.
    Predictions(const store::Project& project, const records::DeviceSetting& setting,
        const options::NetworkConfig& network, records::CostKind kind = records::CostKind::LatencyMs);
    /// With arrays. Throws Error (InvalidData) where they are damaged.
    explicit Predictions(const store::PredictorRecord& record) : predictor_(record.arrays) { }

    /// Milliseconds a batch, of energy millijoules. Throws Error (InvalidGenotype) on one of another space.
    std::vector<double> operator()(std::span<const space::Genotype> genotypes) const;

private:
    predictor::MeanPredictor predictor_;
};

/// The newest predictor of a device setting and network; nothing where none was fitted or it is damaged: its view says
/// so.
std::optional<Predictions> usablePredictor(
    const store::Project& project, const records::DeviceSetting& setting, const options::NetworkConfig& network);

/// The newest predictors of a network, one a device setting, by setting; damaged ones are left out: their views say so.
std::map<records::DeviceSetting, Predictions> usablePredictions(
    const store::Project& project, const options::NetworkConfig& network);

/// Predicted latencies of each genotype on every device setting that has a predictor for this network, by the newest
/// one. A damaged predictor answers nothing. Throws Error (InvalidGenotype) on a genotype of another space.
std::vector<std::vector<records::Cost>> predictedLatencies(
    const store::Project& project, const options::NetworkConfig& network, std::span<const space::Genotype> genotypes);

/// What latency is divided by in the loss, the unit of λ: frozen at the fit of the setting's newest predictor; before
/// one was fitted, what a fit would freeze now, the median over architectures of what was measured. Nothing where
/// nothing was measured. Throws Error (InvalidData) where a predictor's report cannot be read.
std::optional<double> referenceLatencyMs(
    const store::Project& project, const records::DeviceSetting& setting, const options::NetworkConfig& network);

}
