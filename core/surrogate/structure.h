// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::surrogate {

/// The few traits of a cell that decide at equal latency: convolution depth (most convolutions one behind the other),
/// skips, edges from the inputs and pooling of each kind of cell. Which way they decide is not the same for every
/// network and data set (deep cells win in small networks, shallow ones in large): the signs have to be learnt.
/// Names are "normal: convolution depth", "normal: skips", "normal: edges from the inputs", "normal: pooling", then the
/// next kind.
std::vector<std::string> traitNames(space::SpaceId space);
/// One number for each name; genotypes as PathFeatures takes them.
std::vector<double> traits(const space::Genotype& genotype);

}
