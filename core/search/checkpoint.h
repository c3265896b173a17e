// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/records/array.h"

namespace paretoscope::search {

/// The complete state of a job: arrays (weights, α, optimisers) and JSON (options, generators, cursors, λ, archive).
/// Plain data: the store keeps it, no executable format.
struct Checkpoint {
    std::vector<records::NamedArray> arrays;
    std::string json;
};

/// A copy of `arrays` with "prefix/" before each name.
std::vector<records::NamedArray> withPrefix(std::string_view prefix, std::vector<records::NamedArray> arrays);
/// The arrays that begin with "prefix/", that part of the name removed.
std::vector<records::NamedArray> ofPrefix(std::string_view prefix, const std::vector<records::NamedArray>& arrays);

}
