// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/engine/data_report.h"

namespace paretoscope::cli {

namespace {

void check(const Session& session, const std::string& source) {
    const engine::DataReport report = engine::inspectData(source);
    if (session.format == OutputFormat::Json) {
        std::cout << nlohmann::json{{"name", report.name}, {"train_images", report.trainImages},
            {"test_images", report.testImages}, {"classes", report.classNames}, {"size", report.size},
            {"skipped", report.skipped}}
                         .dump()
                  << std::endl;
        return;
    }
    std::string classes;
    for (const std::string& name : report.classNames) {
        classes += (classes.empty() ? "" : ", ") + name;
    }
    printTable({{"data set", report.name}, {"training images", std::to_string(report.trainImages)},
        {"test images", std::to_string(report.testImages)},
        {"pixels", std::to_string(report.size) + " × " + std::to_string(report.size)},
        {"classes", std::to_string(report.classNames.size()) + ": " + classes},
        {"files skipped", std::to_string(report.skipped.size())}});
    for (const std::string& file : report.skipped) {
        std::cout << "  skipped " << file << '\n';
    }
}

constexpr const char* sources = R"(Data sources:
  synthetic          built in: 10 classes of 32 × 32 drawn images, made when needed, the same everywhere
  cifar10:DIR        CIFAR-10, binary version: https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz
                     (MD5 c32a1d4ab5d03f1284b67883e8d87530), unpacked into DIR
  cifar100:DIR       CIFAR-100, binary version: https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz
                     (MD5 03b5dce01913d631647c71ecec9e9cb8), unpacked into DIR
  folder:DIR         one sub-folder a class, JPEG or PNG files in it

Check one with: paretoscope-cli data SOURCE
)";

}

void addDataCommand(CLI::App& program, Session& session) {
    auto source = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("data", "list the sources of images, or check one");
    command->footer("Examples:\n  paretoscope-cli data\n  paretoscope-cli data cifar10:cifar-10-batches-bin");
    command->add_option("source", *source, "synthetic, cifar10:DIR, cifar100:DIR or folder:DIR");
    command->callback([source, &session] {
        if (source->empty()) {
            std::cout << sources;
        } else {
            check(session, *source);
        }
    });
}

}
