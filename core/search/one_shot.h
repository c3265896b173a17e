// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/augment.h"
#include "core/data/dataset.h"
#include "core/nn/supernet.h"
#include "core/search/archive.h"
#include "core/search/compute.h"
#include "core/search/derive.h"

namespace paretoscope::search {

/// The supernet with only the genotype's operations, on `images` in full batches (the whole set where it is smaller
/// than one), with the statistics of each batch: running ones belong to the mixture and say nothing about a discrete
/// cell. No gradient.
OneShotScore scoreOneShot(nn::Supernet& net, const space::Genotype& genotype, const data::Dataset& images,
    const data::Normalisation& normalisation, const Compute& compute = {}, int batchSize = 256);

/// α and β of a supernet as plain numbers.
ArchitectureParameters parametersOf(const nn::Supernet& net);

/// `count` architectures drawn as the latency term draws them; the same one may come twice.
std::vector<space::Genotype> sampleArchitectures(const nn::Supernet& net, int count, space::Random& random);

}
