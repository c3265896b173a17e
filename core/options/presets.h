// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/options/option_rows.h"
#include "core/options/search.h"
#include "core/options/train.h"

namespace paretoscope::options {

/// A recipe that was published for one kind of job, or the program's own short one. It decides how a job computes, not
/// what it is for: the network's shape, numbers of images, steps, and all numbers of the optimisation. Cells, prices of
/// latency, device setting, search space, number of classes and seed are none of its business.
template <typename Config>
struct Preset {
    const char* name; ///< "darts-cifar", as flags take it
    const char* title; ///< English, translated in the context JobOptions
    const char* source; ///< where the numbers are published, and what this program does otherwise
    const char* data = nullptr; ///< data source that it is for where a job names none; null: any, chosen by the caller
    bool needsData = false; ///< it is for a data set that only a folder of the user can hold
    std::optional<double> epochs; ///< none: `config` says steps
    std::optional<double> warmUpEpochs; ///< of a search, before α moves
    Config config; ///< with the steps that follow from the epochs
};

/// All of a kind of job, the defaults ("short") first.
template <typename Config>
const std::vector<Preset<Config>>& presets();
template <>
const std::vector<Preset<TrainConfig>>& presets();
template <>
const std::vector<Preset<SearchConfig>>& presets();

/// Throws Error (UnknownName) with the names that there are.
template <typename Config>
const Preset<Config>& presetOf(std::string_view name);

/// Whether presets say what the option of a training or a search is.
bool presetDecides(const OptionRow& row);

/// Sets all that presets decide.
void apply(const Preset<TrainConfig>& preset, TrainConfig& config);
void apply(const Preset<SearchConfig>& preset, SearchConfig& config);

/// Sets the steps again that follow from its epochs, after images or batch have changed: nothing where it has none.
void setSteps(const Preset<TrainConfig>& preset, TrainConfig& config);
void setSteps(const Preset<SearchConfig>& preset, SearchConfig& config);

template <typename Config>
std::vector<std::string> presetNames() {
    std::vector<std::string> names;
    for (const Preset<Config>& preset : presets<Config>()) {
        names.emplace_back(preset.name);
    }
    return names;
}

/// Whether a job of this configuration has presets.
template <typename Config>
inline constexpr bool hasPresets = std::is_same_v<Config, TrainConfig> || std::is_same_v<Config, SearchConfig>;

}
