// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/array.h"
#include "core/space/genotype.h"

namespace paretoscope::search {

/// The complete state of a job: arrays (weights, α, optimisers) and JSON (options, generators, cursors, λ, archive).
/// Plain data: the store keeps it, no executable format.
struct SavedState {
    std::vector<base::NamedArray> arrays;
    std::string json;
};

/// A copy of `arrays` with "prefix/" before each name.
std::vector<base::NamedArray> withPrefix(std::string_view prefix, std::vector<base::NamedArray> arrays);
/// The arrays that begin with "prefix/", that part of the name removed.
std::vector<base::NamedArray> ofPrefix(std::string_view prefix, const std::vector<base::NamedArray>& arrays);

/// How many processes took the steps of what a state holds: 1 where it does not say. Throws Error (InvalidData) where
/// that is no such number.
int processesOf(const nlohmann::ordered_json& state);
/// Says in a state or a recipe how many processes there are; of one it says nothing, as before there could be more.
void noteProcesses(nlohmann::ordered_json& json, int processes);
/// Throws Error (InvalidData) where they were another number: normalisations would see other parts of the batches.
void requireProcesses(const nlohmann::ordered_json& state, int processes);

/// Where a run goes on: throws Error (InvalidData) where the images that it began with are not those of now, both by
/// data::Dataset::name, which tells the contents of a folder.
void requireSameImages(const std::string& began, const std::string& now);

/// A random generator as text. The second throws Error (InvalidData).
std::string textOf(const space::Random& random);
space::Random randomFrom(const std::string& text);

}
