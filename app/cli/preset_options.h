// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/job_options.h"
#include "core/options/checks.h"
#include "core/options/epochs.h"
#include "core/options/presets.h"

namespace paretoscope::cli {

/// `--preset`, `--epochs` and, of a search, `--warm-up-epochs`. All other flags of the command win over the preset.
template <typename Config>
class PresetOptions {
public:
    /// The options of the job stand on the command already.
    void add(CLI::App& command, Config& config) {
        const std::vector<std::string> names = options::presetNames<Config>();
        // When it is read, before any other flag writes into the configuration.
        command
            .add_option_function<std::string>(
                "--preset",
                [this, &config](const std::string& name) {
                    preset_ = &options::presetOf<Config>(name);
                    options::apply(*preset_, config);
                },
                "a published recipe; other flags win over its numbers, which paretoscope-cli presets lists")
            ->check(CLI::IsMember(names))
            ->trigger_on_parse();
        addOptions(command, rows());
        command.get_option("--epochs")->excludes("--steps");
        if constexpr (isSearch) {
            command.get_option("--warm-up-epochs")->excludes("--warm-up-steps");
        }
    }

    /// Whether a published recipe was named, which says what the network is.
    [[nodiscard]] bool given() const { return preset_ != nullptr && preset_->epochs.has_value(); }

    /// The images that the preset is for, where none are named. Throws Error (InvalidValue) where the preset is for
    /// other networks, or needs images that were not named.
    void chooseData(const CLI::App& command, Config& config) const {
        if (!given()) {
            return;
        }
        if (config.network.space != preset_->config.network.space) {
            options::refuse("network.space", config.network.spaceName(),
                preset_->config.network.spaceName() + ", which the preset " + preset_->name + " is for");
        }
        if (isGiven(command, "--data")) {
            return;
        }
        if (preset_->needsData) {
            options::refuse("data.source", "not given",
                "folder:DIR with the images that the preset " + std::string(preset_->name) + " is for");
        }
        if (preset_->data != nullptr) {
            config.data.source = preset_->data;
        }
    }

    /// Once images and batch are known.
    void setSteps(const CLI::App& command, Config& config) {
        withFlagsInErrors(rows(), [&] { setStepsIn(command, config); });
    }

private:
    static constexpr bool isSearch = std::is_same_v<Config, options::SearchConfig>;

    std::vector<options::OptionRow> rows() {
        const char* help = isSearch
            ? "in place of --steps: passes over the images for the weights, the warm-up included"
            : "in place of --steps: passes over the training images";
        std::vector<options::OptionRow> rows{{options::Option("epochs").flag("--epochs", help), "epochs", &epochs_}};
        if (isSearch) {
            rows.push_back({options::Option("warm_up_epochs")
                                .flag("--warm-up-epochs", "in place of --warm-up-steps: passes before α moves"),
                "warm_up_epochs", &warmUpEpochs_});
        }
        return rows;
    }

    void setStepsIn(const CLI::App& command, Config& config) const {
        std::optional<double> epochs = epochs_;
        if (!epochs && preset_ != nullptr && !isGiven(command, "--steps")) {
            epochs = preset_->epochs;
        }
        if constexpr (isSearch) {
            std::optional<double> warmUp = warmUpEpochs_;
            if (!warmUp && preset_ != nullptr && !isGiven(command, "--warm-up-steps")) {
                warmUp = preset_->warmUpEpochs;
            }
            if (given() && !isGiven(command, "--epoch-steps")) {
                config.epochSteps = options::stepsOf(1, config.imagesForWeights(), config.batchSize);
            }
            options::setEpochs(config, epochs, warmUp);
        } else if (epochs) {
            options::setEpochs(config, *epochs);
        }
    }

    const options::Preset<Config>* preset_ = nullptr;
    std::optional<double> epochs_;
    std::optional<double> warmUpEpochs_;
};

}
