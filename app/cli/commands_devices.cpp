// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "app/cli/job_options.h"
#include "app/cli/opened_project.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/device/command_meter.h"
#include "core/device/shipped_runners.h"
#include "core/engine/meters.h"
#include "core/engine/trust.h"
#include "core/options/jobs.h"

namespace paretoscope::cli {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

void printJson(
    const std::vector<store::DeviceSettingSummary>& summaries, const std::vector<device::CommandDevice>& devices) {
    for (const store::DeviceSettingSummary& summary : summaries) {
        std::cout << base::textOf(nlohmann::json{{"device_setting", toText(summary.deviceSetting)},
            {"space", space::searchSpace(summary.space).name}, {"shape", toText(summary.shape)},
            {"architectures", summary.architectures}, {"measurements", summary.measurements},
            {"last_taken_at", summary.lastTakenAt}})
                  << std::endl;
    }
    for (const device::CommandDevice& device : devices) {
        std::cout << device::toJson(device) << std::endl;
    }
}

void printDevices(const Session& session) {
    std::vector<store::DeviceSettingSummary> summaries;
    std::vector<device::CommandDevice> devices;
    if (const auto project = existingProject(session)) {
        summaries = project->deviceSettings();
        devices = engine::commandDevices(*project);
    }
    if (session.format == OutputFormat::Json) {
        printJson(summaries, devices);
        return;
    }
    std::cout
        << "this computer: " << options::defaultDeviceSetting()
        << "  (cpu/RUNTIME/tTHREADS/bBATCH/TYPE: eager or script (optimised TorchScript), any threads up to its cores, "
           "any batch, f32 or, where the CPU has it, bf16)\n"
        << "a GPU: gpu0/RUNTIME/bBATCH/TYPE  (eager, script or graph; f32, f16 or bf16; wants the CUDA plug-in)\n"
        << "simulated accelerator: vta:pynq  (vta/pynq/cpu, vta/pynq/group16 and others: "
           "paretoscope-cli tune --help)\n";
    for (const device::CommandDevice& device : devices) {
        std::cout << "command device: cmd/" << device.name << "/bBATCH  (" << joined(device.command) << ")\n";
    }
    std::vector<std::vector<std::string>> rows{
        {"device setting", "network", "architectures", "measurements", "last (UTC)"}};
    for (const store::DeviceSettingSummary& summary : summaries) {
        rows.push_back({toText(summary.deviceSetting),
            std::string(space::searchSpace(summary.space).name) + " " + toText(summary.shape),
            std::to_string(summary.architectures), std::to_string(summary.measurements), summary.lastTakenAt});
    }
    std::cout << '\n';
    printTable(rows);
}

std::string whatRuns(const device::RunnerHello& hello) {
    std::string text = hello.runtime + (hello.runtimeVersion.empty() ? "" : " " + hello.runtimeVersion);
    for (const std::string* part : {&hello.provider, &hello.numberType}) {
        text += part->empty() ? "" : ", " + *part;
    }
    return text + (hello.threads > 0 ? ", threads: " + std::to_string(hello.threads) : "");
}

void printHello(const Session& session, const device::CommandDevice& device) {
    InterruptWatch interrupt;
    const device::RunnerHello hello = device::greet(device, interrupt.token());
    if (session.format == OutputFormat::Json) {
        std::cout << base::textOf(nlohmann::json{{"name", device.name}, {"hardware", hello.hardware},
            {"runtime", hello.runtime}, {"shared_files", hello.sharedFiles}})
                  << std::endl;
        return;
    }
    printTable({{"device", "cmd/" + device.name + "/bBATCH"}, {"hardware", hello.hardware},
        {"runtime", whatRuns(hello)}, {"log", device::logFile(device.name).string()}});
}

/// Which of the runners that come with this program can run here, and how to add them.
void proposeRuntimes(const Session& session, const std::string& python) {
    InterruptWatch interrupt;
    for (const device::FoundRuntime& found : device::findRuntimes(python, device::runnersFolder(), interrupt.token())) {
        std::string command = "paretoscope-cli devices add " + found.device.name + " --";
        for (const std::string& word : found.device.command) {
            command += " " + base::shellWord(word);
        }
        if (session.format == OutputFormat::Json) {
            nlohmann::json json{
                {"name", found.device.name}, {"command", found.device.command}, {"found", found.hello.has_value()}};
            json[found.hello ? "runtime" : "reason"] = found.hello ? whatRuns(*found.hello) : found.reason;
            std::cout << base::textOf(json) << std::endl;
        } else if (found.hello) {
            std::cout << found.device.name << ": " << whatRuns(*found.hello) << "\n    " << command << '\n';
        } else {
            std::cout << found.device.name << ": not here. " << found.reason << '\n';
        }
    }
}

void addAdd(CLI::App& devices, Session& session) {
    auto device = std::make_shared<device::CommandDevice>();
    auto python = std::make_shared<std::string>("python3");
    CLI::App* command = devices.add_subcommand(
        "add", "let another program measure, here or elsewhere; without arguments: what is here");
    command->footer(
        "Examples:\n  paretoscope-cli devices add     (which runtimes are here, and how to add them)\n"
        "  paretoscope-cli devices add ort -- python3 resources/runners/onnxruntime_runner.py --threads 2\n"
        "  paretoscope-cli devices add pi --timeout 120 -- ssh pi python3 onnxruntime_runner.py\n"
        "  paretoscope-cli devices check pi\n  paretoscope-cli measure --device cmd/pi/b1\n"
        "The arguments behind -- go to the program as they are, through no shell; ssh, however, joins them with spaces "
        "for a shell at the far end.\nThe protocol is described in resources/runners/README.md.");
    CLI::Option* name = command->add_option("name", device->name, "NAME of its device settings cmd/NAME/bBATCH");
    CLI::Option* words = command->add_option("command", device->command, "behind --: the program and its arguments");
    name->needs(words);
    command->add_option("--python", *python, "without a name: where to look for the packages of runtimes")
        ->capture_default_str()
        ->excludes(name);
    command->add_option("--timeout", device->timeoutSeconds, "seconds for the answer to one request")
        ->check(decimalNumberText())
        ->capture_default_str();
    command->add_option("--prepare-timeout", device->prepareSeconds, "seconds for it to prepare a network")
        ->check(decimalNumberText())
        ->capture_default_str();
    command->add_option("--start-timeout", device->startSeconds, "seconds for the program to say hello")
        ->check(decimalNumberText())
        ->capture_default_str();
    command->add_option("--retries", device->retries, "how often a failed request is asked again")
        ->transform(wholeNumberText())
        ->capture_default_str();
    command->callback([device, python, &session] {
        if (device->command.empty()) {
            proposeRuntimes(session, *python);
            return;
        }
        store::Project project = store::Project::openOrCreate(session.project);
        engine::addCommandDevice(project, *device);
        std::cerr << "added: cmd/" << device->name << "/bBATCH; try it: paretoscope-cli devices check " << device->name
                  << '\n';
    });
}

}

void addDeviceCommands(CLI::App& program, Session& session) {
    CLI::App* devices = program.add_subcommand("devices", "the device settings that can be or were measured");
    devices->footer(
        "Examples:\n  paretoscope-cli devices\n  paretoscope-cli devices add pi -- ssh pi python3 runner.py");
    devices->require_subcommand(0, 1);
    addAdd(*devices, session);

    auto name = std::make_shared<std::string>();
    CLI::App* check = devices->add_subcommand("check", "start a command device and show what it says of itself");
    check->footer("Example:\n  paretoscope-cli devices check pi");
    check->add_option("name", *name, "the device's name")->required();
    check->callback([name, &session] {
        const store::Project project = openToRead(session);
        const device::CommandDevice device = engine::commandDeviceNamed(project, *name);
        if (session.trust) {
            engine::allow(project, {engine::actionOf(device)});
        }
        engine::requireAllowed(project, {engine::actionOf(device)});
        printHello(session, device);
    });
    CLI::App* remove = devices->add_subcommand("remove", "forget a command device; its measurements stay");
    remove->footer("Example:\n  paretoscope-cli devices remove pi");
    remove->add_option("name", *name, "the device's name")->required();
    remove->callback([name, &session] {
        store::Project project = store::Project::open(session.project, store::Mode::ReadWrite);
        engine::removeCommandDevice(project, *name);
        std::cerr << "removed: " << *name << '\n';
    });
    devices->callback([devices, &session] {
        if (devices->get_subcommands().empty()) {
            printDevices(session);
        }
    });
}

}
