// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>
#include <numeric>
#include <tuple>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/state_folder.h"
#include "core/data/fetch.h"
#include "core/engine/data_report.h"

namespace paretoscope::cli {

namespace {

std::int64_t skippedFiles(const engine::DataReport& report) {
    return std::accumulate(report.skipped.begin(), report.skipped.end(), std::int64_t{0},
        [](std::int64_t sum, const auto& files) { return sum + files.count; });
}

void printJson(const engine::DataReport& report) {
    nlohmann::ordered_json skipped = nlohmann::ordered_json::array();
    for (const auto& [reason, count, examples] : report.skipped) {
        skipped.push_back({{"reason", reason}, {"files", count}, {"examples", examples}});
    }
    std::cout << base::textOf(nlohmann::ordered_json{{"name", report.name}, {"train_images", report.trainImages},
        {"test_images", report.testImages}, {"classes", report.classNames}, {"size", report.size},
        {"train_images_by_class", report.trainCounts}, {"test_images_by_class", report.testCounts},
        {"files_skipped", skippedFiles(report)}, {"skipped", skipped}, {"notes", report.notes}})
              << std::endl;
}

void check(const Session& session, const std::string& source) {
    constexpr std::size_t listed = 20; // classes whose counts a terminal shows
    const engine::DataReport report = engine::inspectData(source);
    if (session.format == OutputFormat::Json) {
        printJson(report);
        return;
    }
    printTable({{"data set", report.name}, {"training images", std::to_string(report.trainImages)},
        {"test images", std::to_string(report.testImages)},
        {"pixels", std::to_string(report.size) + " × " + std::to_string(report.size)},
        {"classes", std::to_string(report.classNames.size())},
        {"files skipped", std::to_string(skippedFiles(report))}});
    for (const auto& [reason, count, examples] : report.skipped) {
        std::cout << "  " << count << ": " << reason << ", such as " << examples.front() << '\n';
    }
    std::vector<std::vector<std::string>> rows{{"class", "training images", "test images"}};
    for (std::size_t i = 0; i < std::min(listed, report.classNames.size()); ++i) {
        rows.push_back(
            {report.classNames[i], std::to_string(report.trainCounts[i]), std::to_string(report.testCounts[i])});
    }
    std::cout << '\n';
    printTable(rows);
    if (report.classNames.size() > listed) {
        std::cout << "and " << report.classNames.size() - listed << " more\n";
    }
    for (const std::string& note : report.notes) {
        std::cerr << "warning: " << note << '\n';
    }
}

struct ListOptions {
    std::string part; ///< empty: no list
    engine::DataPart images;

    void print(const Session& session, const std::string& source) {
        using Kind = engine::DataPart::Kind;
        images.kind = part == "train" ? Kind::Train : part == "validation" ? Kind::Validation : Kind::Test;
        if (images.kind == Kind::Validation && images.trainImages == 0) {
            throw Error(ErrorCode::InvalidValue,
                "Validation images follow the training images: say with --train-images how many those were.",
                {{"name", "train_images"}});
        }
        const std::vector<std::string> files = engine::filesOfData(source, images);
        if (session.format == OutputFormat::Json) {
            std::cout << base::textOf(nlohmann::ordered_json(files)) << std::endl;
            return;
        }
        const auto broken =
            std::ranges::find_if(files, [](const std::string& file) { return file.find('\n') != std::string::npos; });
        if (broken != files.end()) {
            throw Error(ErrorCode::InvalidValue,
                "The name of the file '" + *broken
                    + "' has a line break, so a list of one file a line would be read wrongly. Use --json, or rename "
                      "the file.",
                {{"path", *broken}});
        }
        for (const std::string& file : files) {
            std::cout << file << '\n';
        }
    }
};

void printSources() {
    std::cout << "Data sources:\n"
                 "  synthetic          built in: 10 classes of 32 × 32 drawn images, made when needed, the same "
                 "everywhere\n";
    for (const data::PublishedData& published : data::publishedData()) {
        const std::string indent(21, ' ');
        std::cout << "  " << published.name << std::string(19 - published.name.size(), ' ')
                  << "where paretoscope-cli data fetch " << published.name << " put it: " << base::dataFolder().string()
                  << "\n  " << published.name << ":DIR" << std::string(15 - published.name.size(), ' ') << published.url
                  << "\n"
                  << indent << "(SHA-256 " << published.sha256 << "), unpacked into DIR\n";
    }
    std::cout
        << "  folder:DIR         one sub-folder a class, JPEG, PNG, WebP, BMP or GIF files in it; or such folders "
           "train and test (or\n"
           "                     val, valid, validation, dev); without a test part, a fifth of each class becomes "
           "one\n\n"
           "Check one with: paretoscope-cli data SOURCE\n";
}

}

void addDataCommand(CLI::App& program, Session& session) {
    auto source = std::make_shared<std::string>();
    auto list = std::make_shared<ListOptions>();
    CLI::App* command = program.add_subcommand("data", "list the sources of images, or check one");
    command->footer(
        "Examples:\n  paretoscope-cli data\n  paretoscope-cli data cifar10:cifar-10-batches-bin\n"
        "  paretoscope-cli data fetch cifar10\n"
        "  paretoscope-cli data folder:flowers --list test > test.txt\n"
        "  paretoscope-cli data folder:flowers --list validation --train-images 1000 --validation-images 64");
    command->add_option("source", *source, options::imageSources);
    CLI::Option* listed = command
                              ->add_option("--list", list->part,
                                  "the files of a part of folder:DIR, one a line, in the order of the images")
                              ->check(CLI::IsMember({"train", "validation", "test"}));
    for (const auto& [flag, count, help] : {std::tuple{"--train-images", &list->images.trainImages,
                                                "with --list: the first n training images, as of the job; 0: all"},
             std::tuple{"--validation-images", &list->images.validationImages,
                 "with --list validation: images after the training images, as of the job; 0: all"},
             std::tuple{
                 "--test-images", &list->images.testImages, "with --list test: at most, as of the job; 0: all"}}) {
        command->add_option(flag, *count, help)->check(CLI::NonNegativeNumber)->needs(listed);
    }
    addFetchCommand(*command, session);
    command->callback([source, list, command, &session] {
        if (!command->get_subcommands().empty()) {
            return; // that has done what was asked for
        }
        if (!list->part.empty()) {
            list->print(session, *source);
        } else if (source->empty()) {
            printSources();
        } else {
            check(session, *source);
        }
    });
}

}
