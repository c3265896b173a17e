// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/space/genotype.h"

namespace paretoscope::space {

enum class Stem : std::uint8_t {
    Cifar, ///< 3×3 convolution to 3C (DARTS) or C (NAS-Bench-201) channels
    ImageNet, ///< three stride-2 convolutions, in spaces that have it; the first cell then follows a reduction
};

/// The network around a genotype.
struct Shape {
    int inputChannels = 3;
    int inputSize = 32; ///< height = width, pixels
    int channels = 16; ///< C: channels of the first cells
    int cells = 8; ///< L, as SearchSpace::cellsMeaning says: in all (DARTS), or of each of 3 stages (NAS-Bench-201)
    int classes = 10;
    Stem stem = Stem::Cifar;
    auto operator<=>(const Shape&) const = default;
};

/// Throws Error (InvalidShape) naming the field, its value and the allowed range. The input size must be a multiple of
/// 4 (CIFAR stem) or 32 (ImageNet stem), because reductions halve exactly.
void validate(const Shape& shape);

/// One line such as "c16-l8-32x32x3-k10-cifar"; shapeFromText reads it back. Throws Error (InvalidShape).
std::string toText(const Shape& shape);
Shape shapeFromText(std::string_view text);

/// A network one can build, run and export.
struct Architecture {
    Genotype genotype;
    Shape shape;
    bool operator==(const Architecture&) const = default;
};

/// Throws Error (InvalidGenotype, InvalidShape): validates both, and what the space asks of the shape.
void validate(const Architecture& architecture);

/// Equal for architectures that are the same work to a stop-watch: the same shape, and cells that are equal up to the
/// numbering of nodes (isomorphic graphs; functional equality is *not* used). 64 bits as 16 hexadecimal digits, stable
/// between versions.
std::string canonicalHash(const Architecture& architecture);

/// The member of a genotype's isomorphism class with the smallest edge encoding; encodings of isomorphic genotypes so
/// agree.
Genotype canonicalGenotype(const Genotype& genotype);

}
