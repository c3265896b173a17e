// SPDX-License-Identifier: Apache-2.0
#include "core/search/derive_at_latency.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>

namespace paretoscope::search {
namespace {

/// How far a latency is outside the tolerance, as a share of the target; 0 within.
double distance(double latencyMs, double targetMs) {
    return std::max(0.0, std::abs(latencyMs / targetMs - 1) - latencyTolerance);
}

bool isAllowed(const space::Genotype& genotype, const options::SearchConfig& options) {
    if (options.skipCap > 0 && skipCount(genotype, 0) > options.skipCap) {
        return false;
    }
    return !space::uses(genotype, options.forbidden);
}

/// A place in the local search.
struct Place {
    space::Genotype genotype;
    double weight = 0;
    double distance = 0;
};

class LocalSearch {
public:
    LocalSearch(const ArchitectureParameters& parameters, const LatencyTerm& latency, double targetMs,
        const options::SearchConfig& options)
        : parameters_(parameters)
        , latency_(latency)
        , targetMs_(targetMs)
        , options_(options) { }

    space::Genotype from(const space::Genotype& start) const {
        Place now = placesOf({start}).front();
        while (std::optional<Place> next = now.distance > 0 ? nearer(now) : heavier(now)) {
            now = *std::move(next);
        }
        return now.genotype;
    }

private:
    static constexpr std::size_t widened = 16;

    [[nodiscard]] std::vector<Place> placesOf(const std::vector<space::Genotype>& genotypes) const {
        const std::vector<double> latencies = predictMs(latency_, genotypes);
        std::vector<Place> places;
        for (std::size_t i = 0; i < genotypes.size(); ++i) {
            places.push_back({genotypes[i], logWeight(parameters_, genotypes[i]), distance(latencies[i], targetMs_)});
        }
        return places;
    }

    /// One edit away, without what the options or the parameters rule out.
    [[nodiscard]] std::vector<Place> edits(const Place& place) const {
        std::vector<Place> places = placesOf(space::neighbours(place.genotype));
        std::erase_if(places,
            [&](const Place& edit) { return !std::isfinite(edit.weight) || !isAllowed(edit.genotype, options_); });
        return places;
    }

    /// The edit that loses least weight for each share of latency that it comes nearer.
    [[nodiscard]] std::optional<Place> nearer(const Place& now) const {
        std::optional<Place> best;
        double bestRate = -std::numeric_limits<double>::infinity();
        for (Place& edit : edits(now)) {
            const double gain = edit.weight - now.weight;
            const double won = now.distance - edit.distance;
            const double rate = gain < 0 ? gain / won : gain;
            if (won > 1e-9 && rate > bestRate) {
                bestRate = rate;
                best = std::move(edit);
            }
        }
        return best;
    }

    /// The heaviest within, one edit away or, where none is, two: an edit that leaves the tolerance and one that comes
    /// back.
    [[nodiscard]] std::optional<Place> heavier(const Place& now) const {
        std::vector<Place> first = edits(now);
        if (std::optional<Place> best = heaviest(first, now.weight)) {
            return best;
        }
        std::ranges::stable_sort(first, std::greater(), &Place::weight);
        first.resize(std::min(first.size(), widened));
        std::vector<Place> second;
        for (const Place& edit : first) {
            std::ranges::move(edits(edit), std::back_inserter(second));
        }
        return heaviest(second, now.weight);
    }

    [[nodiscard]] static std::optional<Place> heaviest(const std::vector<Place>& places, double than) {
        std::optional<Place> best;
        for (const Place& place : places) {
            if (place.distance <= 0 && place.weight > (best ? best->weight : than + 1e-9)) {
                best = place;
            }
        }
        return best;
    }

    const ArchitectureParameters& parameters_;
    const LatencyTerm& latency_;
    double targetMs_;
    const options::SearchConfig& options_;
};

}

double logWeight(const ArchitectureParameters& parameters, const space::Genotype& genotype) {
    const space::SearchSpace& space = space::searchSpace(parameters.space);
    double sum = 0;
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        const std::vector<double> edges = parameters.edgeWeights(static_cast<int>(kind));
        for (const space::Choice& choice : genotype.cells[kind].choices) {
            const int edge = space.edgeIndex(choice.source, choice.target);
            const std::vector<double> operations = parameters.operationWeights(static_cast<int>(kind), edge);
            sum += std::log(operations.at(static_cast<std::size_t>(space.operationIndex(choice.operation))))
                + std::log(edges.at(static_cast<std::size_t>(edge)));
        }
    }
    return sum;
}

space::Genotype deriveAtLatency(const ArchitectureParameters& parameters, const LatencyTerm& latency, double targetMs,
    const options::SearchConfig& options) {
    return LocalSearch(parameters, latency, targetMs, options).from(derive(parameters, options.skipCap));
}

}
