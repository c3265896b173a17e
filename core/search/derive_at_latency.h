// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/options/search.h"
#include "core/search/derive.h"
#include "core/search/latency_term.h"

namespace paretoscope::search {

/// Log of the product of the operation weights and edge weights that an architecture consists of: what derive()
/// maximises. Minus infinity where the parameters rule an operation out.
double logWeight(const ArchitectureParameters& parameters, const space::Genotype& genotype);

/// The architecture of the largest logWeight() whose predicted latency is within `latencyTolerance` of a target, by
/// local search: from derive()'s, one edit at a time, first those that come nearer to the target at the least loss of
/// weight, then those, one or two at a time, that gain weight and stay within. α alone decides where it may: where all
/// operations weigh about the same, the largest of them says nothing, and its latency is anywhere. As near as the edits
/// lead where no architecture is within. Keeps to the options' forbidden operations and skip cap. Throws as derive().
space::Genotype deriveAtLatency(const ArchitectureParameters& parameters, const LatencyTerm& latency, double targetMs,
    const options::SearchConfig& options);
inline constexpr double latencyTolerance = 0.02;

}
