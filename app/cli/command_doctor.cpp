// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/json_text.h"
#include "core/base/machine.h"
#include "core/base/text.h"
#include "core/engine/gpus_here.h"
#include "core/options/network.h"
#include "paretoscope/version.h"

namespace paretoscope::cli {

namespace {

std::string gpuText(const device::Gpu& gpu) {
    return gpu.name + ", compute capability " + std::to_string(gpu.major) + "." + std::to_string(gpu.minor) + ", "
        + base::memoryText(gpu.bytes);
}

/// What --on auto comes to here, and why.
std::string chosenText(const engine::GpusHere& here) {
    std::string why;
    const std::optional<int> gpu = engine::chosenGpu({}, here, why);
    return gpu ? "gpu" + std::to_string(*gpu) : "cpu: " + why;
}

void diagnose(const Session& session) {
    const engine::GpusHere here = engine::gpusHere();
    std::vector<std::vector<std::string>> rows{{"program", std::string("paretoscope-cli ") + programVersion},
        {"processor",
            base::processorName() + ", processors that may be used: " + std::to_string(base::allowedProcessors())},
        {"measured by itself", options::defaultDeviceSetting()}, {"searched and trained on", chosenText(here)}};
    for (int gpu = 0; std::cmp_less(gpu, here.gpus.size()); ++gpu) {
        const std::optional<std::string> reason = engine::unfit(here, gpu);
        rows.push_back({"gpu" + std::to_string(gpu),
            gpuText(here.gpus[static_cast<std::size_t>(gpu)]) + (reason ? "; not used: " + *reason : "")});
    }
    if (session.format == OutputFormat::Json) {
        nlohmann::ordered_json json;
        for (const std::vector<std::string>& row : rows) {
            json[row.front()] = row.back();
        }
        std::cout << base::textOf(json) << std::endl;
        return;
    }
    printTable(rows);
    if (!here.missing.empty()) {
        std::cout
            << "\nTo search and train on a GPU: an NVIDIA GPU of " << engine::neededCapability()
            << ", a driver for the CUDA that LibTorch was built with, and LibTorch's CUDA part (libtorch_cuda.so and "
               "the nvidia packages that come with the torch wheel) beside libtorch_cpu.so.\n";
    }
}

}

void addDoctorCommand(CLI::App& program, Session& session) {
    CLI::App* command =
        program.add_subcommand("doctor", "what this computer has to compute on, and what a GPU would still need");
    command->footer("Example:\n  paretoscope-cli doctor");
    command->callback([&session] { diagnose(session); });
}

}
