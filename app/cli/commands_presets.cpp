// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "core/base/json_fields.h"
#include "core/base/text.h"
#include "core/options/jobs.h"
#include "core/options/option_rows.h"
#include "core/options/presets.h"

namespace paretoscope::cli {

namespace {

std::string numberText(const std::optional<double>& number) {
    return number ? base::shortText(*number, 10) : std::string("–");
}

template <typename Config>
void printJson() {
    for (const options::Preset<Config>& preset : options::presets<Config>()) {
        std::cout << base::textOf(nlohmann::ordered_json{{"job", records::name(Config::kind)}, {"name", preset.name},
            {"title", preset.title}, {"source", preset.source}, {"data", preset.data != nullptr ? preset.data : ""},
            {"epochs", base::JsonWriter::toJson(preset.epochs)},
            {"warm_up_epochs", base::JsonWriter::toJson(preset.warmUpEpochs)},
            {"configuration", base::JsonWriter::toJson(preset.config)}})
                  << std::endl;
    }
}

/// As the configuration is stored: [300] without its brackets.
std::string valueText(const nlohmann::ordered_json& configuration, std::string path) {
    std::replace(path.begin(), path.end(), '.', '/');
    const nlohmann::ordered_json& value = configuration.at(nlohmann::ordered_json::json_pointer("/" + path));
    if (value.is_null()) {
        return "–";
    }
    if (value.is_array() && value.size() == 1) {
        return base::textOf(value.front());
    }
    return value.is_string() ? value.get<std::string>() : base::textOf(value);
}

/// A column for each preset, a row for each number.
template <typename Config>
void printKind() {
    const std::vector<options::Preset<Config>>& presets = options::presets<Config>();
    std::vector<std::vector<std::string>> rows{
        {std::string(records::name(Config::kind)) + " --preset"}, {"--data"}, {"--epochs"}, {"--warm-up-epochs"}};
    std::vector<nlohmann::ordered_json> configurations;
    for (const options::Preset<Config>& preset : presets) {
        rows[0].emplace_back(preset.name);
        rows[1].emplace_back(preset.data != nullptr ? preset.data : preset.needsData ? "folder:DIR" : "–");
        rows[2].push_back(numberText(preset.epochs));
        rows[3].push_back(numberText(preset.warmUpEpochs));
        configurations.push_back(base::JsonWriter::toJson(preset.config));
    }
    if (Config::kind == records::JobKind::Train) {
        rows.pop_back(); // its warm-up is a share of the steps
    }
    Config any;
    for (const options::OptionRow& row : options::rowsOf(any)) {
        const std::string flag = options::flagOf(row.option);
        if (options::presetDecides(row) && !flag.empty()) {
            rows.push_back({flag});
            for (const nlohmann::ordered_json& configuration : configurations) {
                rows.back().push_back(valueText(configuration, row.path));
            }
        }
    }
    printTable(rows);
    std::cout << '\n';
    for (const options::Preset<Config>& preset : presets) {
        std::cout << preset.name << ": " << preset.title << ". " << preset.source << ".\n";
    }
    std::cout << '\n';
}

/// Calls with each kind of configuration that has presets and is of this job; of all where `job` is empty.
template <typename Call>
void forEachKind(const std::string& job, const Call& call) {
    if (job.empty() || job == records::name(options::TrainConfig::kind)) {
        call(options::TrainConfig());
    }
    if (job.empty() || job == records::name(options::SearchConfig::kind)) {
        call(options::SearchConfig());
    }
}

}

void addPresetsCommand(CLI::App& program, Session& session) {
    auto job = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("presets", "list the published recipes that --preset names");
    command->footer("Examples:\n  paretoscope-cli presets\n  paretoscope-cli presets train\n"
                    "  paretoscope-cli train DARTS_V2 --preset darts-cifar --batch 64");
    command->add_option("job", *job, "train or search; both where left out")
        ->check(CLI::IsMember({std::string(records::name(options::TrainConfig::kind)),
            std::string(records::name(options::SearchConfig::kind))}));
    command->callback([job, &session] {
        forEachKind(*job, [&session]<typename Config>(const Config&) {
            if (session.format == OutputFormat::Json) {
                printJson<Config>();
            } else {
                printKind<Config>();
            }
        });
    });
}

}
