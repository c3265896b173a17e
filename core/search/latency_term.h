// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/records/device_setting.h"
#include "core/records/provenance.h"
#include "core/search/lambda_control.h"
#include "core/space/genotype.h"
#include "core/torch_headers.h"

namespace paretoscope::search {

/// A device setting's latency as a differentiable function of architecture encodings, usually
/// predictor::LatencyPredictor::predict.
struct LatencyTerm {
    records::DeviceSetting deviceSetting;
    std::function<torch::Tensor(const torch::Tensor&)> predictMs; ///< [B, encodingLength] float32 -> [B] ms
    double referenceMs = 0; ///< median measured latency of the setting's random sample, frozen in the run
    records::CostKind kind = records::CostKind::LatencyMs; ///< energies stand in mJ where the names say ms
    std::int64_t predictor = 0; ///< its id in the project, 0: it is none's

    [[nodiscard]] bool present() const { return static_cast<bool>(predictMs); }
};

/// Latency × energy of the same setting, each over its reference: the energy-delay product (Gonzalez & Horowitz 1996).
LatencyTerm productOf(const LatencyTerm& latency, const LatencyTerm& energy);

/// Predicted latency of each genotype in ms; no gradient.
std::vector<double> predictMs(const LatencyTerm& term, std::span<const space::Genotype> genotypes);

/// The possible range without `forbidden` operations: the best and worst of `samples` random genotypes, each improved
/// greedily through its neighbours until none is better.
LatencyRange latencyRange(const LatencyTerm& term, space::SpaceId space, space::Random& random,
    const std::vector<space::Operation>& forbidden = {}, int samples = 512);

}
