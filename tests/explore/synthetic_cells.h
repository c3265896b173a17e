// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <random>

#include "core/base/hash.h"
#include "core/explore/exploration.h"
#include "core/surrogate/structure.h"

namespace paretoscope::explore {

/// DARTS cells whose accuracy and latency are made up: latency grows with convolutions, and at equal latency the truth
/// likes what its regime likes.
class SyntheticCells : public CellFacts {
public:
    enum class Regime : std::uint8_t {
        Deep, ///< a small network: convolutions one behind the other
        Shallow, ///< a large one: skips and edges from the inputs
    };

    explicit SyntheticCells(Regime regime, double labelNoise = 0.5) : regime_(regime), labelNoise_(labelNoise) { }

    [[nodiscard]] bool allowed(const space::Genotype&) const override { return true; }
    [[nodiscard]] std::size_t settings() const override { return 2; }
    [[nodiscard]] std::vector<double> latencyMs(
        std::size_t setting, std::span<const space::Genotype> genotypes) const override {
        std::vector<double> result;
        for (const space::Genotype& genotype : genotypes) {
            double ms = 2;
            for (const space::CellGenotype& cell : genotype.cells) {
                for (const space::Choice& choice : cell.choices) {
                    ms += cost(choice.operation, setting);
                }
            }
            result.push_back(ms);
        }
        return result;
    }
    [[nodiscard]] std::vector<FactColumn> columns() const override { return {{"log size", false, true}}; }
    [[nodiscard]] analysis::PointRows values(std::span<const space::Genotype> genotypes) const override {
        analysis::PointRows rows{1, {}};
        for (const double ms : latencyMs(0, genotypes)) {
            rows.values.push_back(std::log(ms));
        }
        return rows;
    }

    [[nodiscard]] double truth(const space::Genotype& genotype) const {
        const std::vector<double> t = surrogate::traits(genotype); // depth, skips, input edges, pooling, by kind
        const double deep = t[0] + 0.5 * t[4];
        const double wide = 0.5 * t[1] + 0.4 * t[2] + 0.1 * t[6];
        const double sign = regime_ == Regime::Deep ? 1 : -1;
        return 80 + sign * (0.5 * deep - 0.8 * wide) - 0.3 * t[3] + 2 * std::log(latencyMs(0, {&genotype, 1}).front());
    }

    /// The same training gives the same label; another seed gives another one. More steps make less noise.
    [[nodiscard]] Label label(const Request& request) const {
        std::mt19937_64 random(base::fnv1a(cellKey(request.genotype)) + 977 * static_cast<std::uint64_t>(request.repeat)
            + static_cast<std::uint64_t>(request.steps));
        std::normal_distribution<double> normal(0, labelNoise_ * std::sqrt(300.0 / request.steps));
        return {truth(request.genotype) + normal(random), 0};
    }

private:
    static double cost(space::Operation operation, std::size_t setting) {
        switch (operation) {
        case space::Operation::SepConv3x3:
            return setting == 0 ? 1.0 : 1.6;
        case space::Operation::SepConv5x5:
            return 1.4;
        case space::Operation::DilConv3x3:
            return setting == 0 ? 0.55 : 0.8;
        case space::Operation::DilConv5x5:
            return 0.75;
        case space::Operation::SkipConnect:
            return 0.05;
        default:
            return 0.2;
        }
    }

    Regime regime_;
    double labelNoise_;
};

/// Trains by asking the made-up truth.
class SyntheticTrainer final : public Trainer {
public:
    explicit SyntheticTrainer(const SyntheticCells& cells) : cells_(cells) { }
    Label train(const Request& request) override { return cells_.label(request); }

private:
    const SyntheticCells& cells_;
};

}
