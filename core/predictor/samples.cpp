// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/samples.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include "core/analysis/repeats.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/space/architecture.h"

namespace paretoscope::predictor {

namespace {

using records::Measurement;

void requireAlike(const std::string& what, const std::string& first, const std::string& other) {
    if (first != other) {
        throw Error(ErrorCode::InvalidData,
            "Measurements of different " + what + " cannot be fitted together: '" + first + "' and '" + other
                + "'. Fit each on its own.",
            {{"what", what}, {"first", first}, {"other", other}});
    }
}

void requireAlike(const Measurement& first, const Measurement& other) {
    if (first.deviceSetting != other.deviceSetting || first.shape != other.shape) {
        requireAlike("device settings", toText(first.deviceSetting), toText(other.deviceSetting));
        requireAlike("shapes", toText(first.shape), toText(other.shape));
    }
    requireAlike("kinds of cost", std::string(records::name(first.kind)), std::string(records::name(other.kind)));
}

}

Samples collectSamples(std::span<const Measurement> measurements) {
    Samples samples;
    std::map<space::Genotype, std::size_t> lineOfArchitecture;
    std::vector<analysis::Repeats> repeats;
    samples.shape = measurements.empty() ? space::Shape() : measurements.front().shape;
    for (const Measurement& measurement : measurements) {
        requireAlike(measurements.front(), measurement);
        if (measurement.sentinel) {
            ++samples.sentinels;
            continue;
        }
        if (!std::isfinite(measurement.value) || measurement.value <= 0) {
            ++samples.rejected;
            continue;
        }
        space::Genotype genotype = space::canonicalGenotype(measurement.genotype);
        const auto [line, isNew] = lineOfArchitecture.try_emplace(genotype, repeats.size());
        if (isNew) {
            samples.space = samples.genotypes.empty() ? genotype.space : samples.space;
            requireAlike("search spaces", std::string(space::searchSpace(samples.space).name),
                std::string(space::searchSpace(genotype.space).name));
            samples.genotypes.push_back(std::move(genotype));
            repeats.emplace_back();
        }
        repeats[line->second].add(measurement);
    }
    for (const analysis::Repeats& ofArchitecture : repeats) {
        samples.latencyMs.push_back(ofArchitecture.median());
        samples.measurements += static_cast<int>(ofArchitecture.values().size());
    }
    return samples;
}

double referenceMs(const Samples& samples) {
    return analysis::median(samples.latencyMs);
}

std::vector<Fold> makeFolds(std::size_t samples, int count, std::uint64_t seed) {
    std::vector<std::size_t> order(samples);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::size_t> foldOf(samples);
    for (std::size_t i = 0; i < samples; ++i) {
        foldOf[order[i]] = i % static_cast<std::size_t>(count);
    }
    std::vector<Fold> folds(static_cast<std::size_t>(count));
    for (std::size_t sample = 0; sample < samples; ++sample) {
        for (std::size_t fold = 0; fold < folds.size(); ++fold) {
            (foldOf[sample] == fold ? folds[fold].heldOut : folds[fold].training).push_back(sample);
        }
    }
    return folds;
}

}
