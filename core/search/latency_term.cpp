// SPDX-License-Identifier: Apache-2.0
#include "core/search/latency_term.h"

#include <algorithm>

#include "core/space/encoding.h"

namespace paretoscope::search {
namespace {

struct Extreme {
    space::Genotype genotype;
    double latencyMs;
};

using Forbidden = std::vector<space::Operation>;

/// sign +1 climbs down to the fastest, −1 up to the slowest.
Extreme climb(const LatencyTerm& term, const Forbidden& forbidden, Extreme best, double sign) {
    while (true) {
        std::vector<space::Genotype> near = space::neighbours(best.genotype);
        std::erase_if(near, [&](const space::Genotype& genotype) { return space::uses(genotype, forbidden); });
        const std::vector<double> latencies = predictMs(term, near);
        const auto better = std::ranges::min_element(latencies, {}, [sign](double ms) { return sign * ms; });
        if (better == latencies.end() || sign * *better >= sign * best.latencyMs) {
            return best;
        }
        best = {near[static_cast<std::size_t>(better - latencies.begin())], *better};
    }
}

Extreme extreme(
    const LatencyTerm& term, const Forbidden& forbidden, std::span<const space::Genotype> sampled, double sign) {
    const std::vector<double> latencies = predictMs(term, sampled);
    const auto best = std::ranges::min_element(latencies, {}, [sign](double ms) { return sign * ms; });
    return climb(term, forbidden, {sampled[static_cast<std::size_t>(best - latencies.begin())], *best}, sign);
}

}

LatencyTerm productOf(const LatencyTerm& latency, const LatencyTerm& energy) {
    LatencyTerm product = latency;
    product.predictMs = [latency, energy](const torch::Tensor& encodings) {
        return latency.predictMs(encodings) / latency.referenceMs * (energy.predictMs(encodings) / energy.referenceMs);
    };
    product.referenceMs = 1;
    return product;
}

std::vector<double> predictMs(const LatencyTerm& term, std::span<const space::Genotype> genotypes) {
    if (genotypes.empty()) {
        return {};
    }
    const torch::NoGradGuard noGradient;
    const auto length = static_cast<std::int64_t>(space::searchSpace(genotypes.front().space).encodingLength());
    torch::Tensor encodings = torch::empty({static_cast<std::int64_t>(genotypes.size()), length}, torch::kFloat32);
    float* row = encodings.data_ptr<float>();
    for (const space::Genotype& genotype : genotypes) {
        const std::vector<float> encoding = space::encode(genotype);
        row = std::ranges::copy(encoding, row).out;
    }
    const torch::Tensor latencies = term.predictMs(encodings).to(torch::kFloat64).contiguous();
    return {latencies.data_ptr<double>(), latencies.data_ptr<double>() + latencies.numel()};
}

LatencyRange latencyRange(const LatencyTerm& term, space::SpaceId space, space::Random& random,
    const std::vector<space::Operation>& forbidden, int samples) {
    std::vector<space::Genotype> sampled;
    sampled.reserve(static_cast<std::size_t>(samples));
    for (int index = 0; index < samples; ++index) {
        sampled.push_back(space::sampleUniform(space, forbidden, random));
    }
    const Extreme fastest = extreme(term, forbidden, sampled, 1);
    const Extreme slowest = extreme(term, forbidden, sampled, -1);
    return {.lowestMs = fastest.latencyMs,
        .highestMs = slowest.latencyMs,
        .lowestGenotype = space::identityText(fastest.genotype)};
}

}
