// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/space/genotype.h"

namespace paretoscope::space {

/// The name's letters, small, and digits: what is left of it however people write it. Private to core/space.
std::string plainName(std::string_view name);

/// Reads a cell that is not written exactly as its authors' code prints it: a line of a log, curly quotes, comments,
/// pairs grouped by node, weights or nodes beside the sources, fields in another order or of None, a dictionary, the
/// nodes concatenated in another order, numbers within np.int64(...) and the like, operations named a little
/// otherwise, within the JSON of a configuration; a log that names it again and again; a NAS-Bench-201 string in
/// quotes, in Structure(...) or without outer bars; NASLib's six numbers; the JSON that NNI exports. Two cells that are
/// not the same are refused. Nothing where the text is none of these. Throws Error (InvalidGenotype) that quotes what
/// was found and says what the space has, where it is one and no cell of a space. Private to core/space.
std::optional<Genotype> fromOtherSpelling(std::string_view text);

}
