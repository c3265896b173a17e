// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <vector>

#include "core/base/error.h"
#include "paretoscope/version.h"
#include "widgets/common/language.h"
#include "widgets/views.h"

namespace paretoscope::gui {

namespace {

std::vector<std::string> viewIds() {
    std::vector<std::string> ids;
    for (const widgets::ViewType& type : widgets::viewTypes()) {
        ids.emplace_back(type.id);
    }
    return ids;
}

std::vector<std::string> languageIds() {
    std::vector<std::string> ids;
    for (const QString& language : widgets::languages()) {
        ids.push_back(language.toStdString());
    }
    return ids;
}

}

std::string viewChoices() {
    std::string choices = "all, welcome";
    for (const std::string& id : viewIds()) {
        choices += ", " + id;
    }
    return choices + ", lambda-path";
}

std::optional<int> readOptions(int argc, char** argv, Options& options) {
    CLI::App program("Paretoscope: explore accuracy/latency trade-offs of neural architectures", "paretoscope");
    program.set_version_flag("--version", std::string("paretoscope ") + programVersion);
    program.footer(
        "Examples:\n  paretoscope my.paretoscope\n"
        "  paretoscope my.paretoscope --view compare --select 84,91\n  paretoscope --demo --project first.paretoscope\n"
        "  paretoscope screenshot --project my.paretoscope --view front -o pictures\n"
        "  paretoscope report my.paretoscope -o report.html");
    program.add_option("--project,PROJECT", options.project, "project file; a new one is made where there is none")
        ->envname("PARETOSCOPE_PROJECT");
    program.add_flag("--demo", options.demo, "run everything once with small settings (needs --project)");
    program.add_option("--view", options.openView, "open the window at this view")->check(CLI::IsMember(viewIds()));
    program.add_option("--select", options.select, "candidates to choose, by number: one, or several with commas")
        ->delimiter(',')
        ->check([](const std::string& text) {
            std::int64_t number = 0;
            const char* end = text.data() + text.size();
            const auto read = std::from_chars(text.data(), end, number);
            const bool whole = read.ec == std::errc() && read.ptr == end && number > 0;
            return whole ? std::string() : "'" + text + "' is no candidate's number";
        });
    program.add_option("--device", options.device, "the device setting to look at, such as cpu/eager/t1/b1/f32");
    program.add_option("--language", options.language, "instead of the one in the settings")
        ->check(CLI::IsMember(languageIds()));
    CLI::App* screenshot =
        program.add_subcommand("screenshot", "draw views of a project as PNG files, without a display");
    screenshot->add_option("--project", options.project, "project file")->required()->check(CLI::ExistingFile);
    screenshot->add_option("--view", options.view, "which view: " + viewChoices())->capture_default_str();
    screenshot->add_option("--size", options.size, "width x height in pixels")->capture_default_str();
    screenshot->add_option("-o,--output", options.folder, "folder for the files")->capture_default_str();
    screenshot->add_flag("--dark", options.dark, "with a dark palette");
    CLI::App* report = program.add_subcommand("report", "write a project as one HTML file, without a display");
    report->add_option("project", options.report, "project file")->required()->check(CLI::ExistingFile);
    report->add_option("-o,--output", options.output, "file to write")->default_val("report.html");
    report->add_option("--lambda", options.lambda, "the price of latency whose choice is shown");
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : exitCode(ErrorCode::InvalidValue);
    }
    options.screenshot = screenshot->parsed();
    return std::nullopt;
}

}
