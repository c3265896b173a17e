// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_options.h"

#include <algorithm>

namespace paretoscope::cli {

namespace {

constexpr const char* networkGroup = "Network";

}

CLI::Option* addChoice(CLI::App& command, const std::string& name, std::string& value,
    const std::vector<std::string>& allowed, const std::string& description) {
    return command.add_option(name, value, description)->check(CLI::IsMember(allowed))->capture_default_str();
}

void addNetworkOptions(CLI::App& command, protocol::NetworkConfig& network) {
    const std::string group = networkGroup;
    std::vector<std::string> spaces;
    std::string cells;
    for (const space::SearchSpace& space : space::searchSpaces()) {
        spaces.emplace_back(space.name);
        cells += (cells.empty() ? "cells (" : ", ") + spaces.back() + ": " + std::string(space.cellsMeaning);
    }
    addChoice(command, "--space", network.space, spaces, "search space")->group(group);
    command.add_option("--channels", network.shape.channels, "channels of the first cells")
        ->capture_default_str()
        ->group(group);
    command.add_option("--cells", network.shape.cells, cells + ")")->capture_default_str()->group(group);
    command.add_option("--size", network.shape.inputSize, "image height and width in pixels")
        ->capture_default_str()
        ->group(group);
    command.add_option("--classes", network.shape.classes, "classes of the data set")
        ->capture_default_str()
        ->group(group);
    command
        .add_option_function<std::string>(
            "--stem",
            [&network](const std::string& stem) {
                network.shape.stem = stem == "imagenet" ? space::Stem::ImageNet : space::Stem::Cifar;
            },
            "first layers")
        ->check(CLI::IsMember({"cifar", "imagenet"}))
        ->default_str("cifar")
        ->group(group);
}

bool networkGiven(const CLI::App& command) {
    const std::vector<const CLI::Option*> given =
        command.get_options([](const CLI::Option* option) { return option->count() > 0; });
    return std::any_of(
        given.begin(), given.end(), [](const CLI::Option* option) { return option->get_group() == networkGroup; });
}

void addDataOptions(CLI::App& command, protocol::DataConfig& data) {
    const std::string group = "Data";
    command.add_option("--data", data.source, "synthetic, cifar10:DIR, cifar100:DIR or folder:DIR")
        ->capture_default_str()
        ->group(group);
    command.add_option("--train-images", data.trainImages, "first n training images")
        ->capture_default_str()
        ->group(group);
    command
        .add_option("--validation-images", data.validationImages, "training images after those, to score candidates")
        ->capture_default_str()
        ->group(group);
    command.add_option("--test-images", data.testImages, "test images at most")->capture_default_str()->group(group);
}

void addDeviceOption(CLI::App& command, std::string& deviceSetting) {
    command.add_option_function<std::string>(
        "--device",
        [&deviceSetting](std::string text) {
            if (text.starts_with("vta:")) { // short for vta/NAME/cpu
                std::replace(text.begin(), text.end(), ':', '/');
                text += std::count(text.begin(), text.end(), '/') == 1 ? "/cpu" : "";
            }
            deviceSetting = text;
        },
        "device setting, for example cpu/eager/t2/b1/f32 (threads, batch, number type) or vta:pynq; this computer "
        "where "
        "left out");
}

void addSeedOption(CLI::App& command, std::uint64_t& seed) {
    command.add_option("--seed", seed, "seed of everything random")->capture_default_str();
}

}
