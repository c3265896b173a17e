// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/records/measurement.h"
#include "core/space/architecture.h"
#include "core/space/genotype.h"

namespace paretoscope::predictor::testing {

/// A device whose latencies are known: a constant, a cost for each kind of cell and operation, and, where `interaction`
/// is not 0, a factor that grows with the depth of the normal cell and with how often its states are shared.
struct SyntheticDevice {
    double interaction = 0;
    double noise = 0; ///< relative standard deviation of one measurement

    static constexpr double constantMs = 1.5;

    /// Cost in ms; skip_connect costs least, 'none' nothing.
    static double costMs(int kind, space::Operation operation) {
        const int index = space::searchSpace(space::SpaceId::Darts).operationIndex(operation);
        const std::vector<double> costs = {0.0, 0.12, 0.15, 0.02, 0.40, 0.62, 0.30, 0.44};
        return costs.at(static_cast<std::size_t>(index)) * (kind == 0 ? 1.0 : 0.6);
    }

    static int depth(const space::CellGenotype& cell) {
        std::vector<int> depthOfState(6, 0);
        for (const space::Choice& choice : cell.choices) {
            int& depth = depthOfState.at(static_cast<std::size_t>(choice.target));
            depth = std::max(depth, depthOfState.at(static_cast<std::size_t>(choice.source)) + 1);
        }
        return *std::ranges::max_element(depthOfState);
    }

    [[nodiscard]] double latencyMs(const space::Genotype& genotype) const {
        double latency = constantMs;
        for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
            for (const space::Choice& choice : genotype.cells[kind].choices) {
                latency += costMs(static_cast<int>(kind), choice.operation);
            }
        }
        const int beyondOne = depth(space::sorted(genotype).cells.front()) - 1;
        return latency * (1 + interaction * beyondOne);
    }

    [[nodiscard]] records::Measurement measure(const space::Genotype& genotype, space::Random& random) const {
        std::normal_distribution<double> relative(1.0, noise > 0 ? noise : 1.0);
        records::Measurement measurement;
        measurement.deviceSetting = records::parseDeviceSetting("cpu/eager/t1/b1/f32");
        measurement.genotype = space::sorted(genotype);
        measurement.shape = {.inputSize = 16, .channels = 8, .cells = 3};
        measurement.value = latencyMs(genotype) * (noise > 0 ? relative(random) : 1.0);
        return measurement;
    }

    [[nodiscard]] std::vector<records::Measurement> measure(int count, std::uint64_t seed) const {
        space::Random random(seed);
        std::vector<records::Measurement> measurements;
        for (int i = 0; i < count; ++i) {
            measurements.push_back(measure(space::sampleUniform(space::SpaceId::Darts, random), random));
        }
        return measurements;
    }
};

}
