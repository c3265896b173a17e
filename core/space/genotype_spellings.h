// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/space/genotype.h"

namespace paretoscope::space {

/// Reads a cell that is not written exactly as its authors' code prints it: a line of a log, curly quotes, comments,
/// pairs grouped by node, weights or nodes beside the sources, fields in another order or of None, a dictionary, the
/// nodes concatenated in another order; a NAS-Bench-201 string in quotes, in Structure(...) or without outer bars;
/// NASLib's six numbers; the JSON that NNI exports. Nothing where the text is none of these. Throws Error
/// (InvalidGenotype) that quotes what was found and says what the space has, where it is one and no cell of a space.
/// Private to core/space.
std::optional<Genotype> fromOtherSpelling(std::string_view text);

}
