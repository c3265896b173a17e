// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/opened_project.h"
#include "core/base/json_text.h"
#include "core/engine/profiles.h"

namespace paretoscope::cli {

namespace {

struct ProfileCommand {
    std::filesystem::path file;
    std::vector<std::string> settings;
    std::string title;
    std::string computer;
    bool thisComputer = false;

    void write(const Session& session) const {
        std::vector<records::DeviceSetting> chosen;
        for (const std::string& setting : settings) {
            chosen.push_back(records::storedDeviceSetting(setting));
        }
        const interchange::DeviceProfile profile =
            engine::profileOf(openToRead(session), chosen, title.empty() ? file.stem().string() : title);
        interchange::writeProfile(file, profile);
        std::cerr << "written: " << file.string() << ", " << std::filesystem::file_size(file) << " bytes\n";
        print(session, profile);
    }

    void read(const Session& session) const {
        const interchange::DeviceProfile profile = interchange::readProfile(file);
        store::Project project = store::Project::openOrCreate(session.project);
        const std::string from = thisComputer ? "" : computer.empty() ? engine::computerNamedBy(file) : computer;
        const engine::ProfileImport result = engine::storeProfile(project, profile, from);
        if (session.format == OutputFormat::Json) {
            std::cout << base::textOf(nlohmann::json{
                {"stored", result.stored}, {"already_there", result.known}, {"predictors", result.predictors}})
                      << std::endl;
            return;
        }
        printTable(
            {{"measurements stored", std::to_string(result.stored)}, {"already there", std::to_string(result.known)},
                {"predictors stored", std::to_string(result.predictors.size())}});
    }

    static void print(const Session& session, const interchange::DeviceProfile& profile) {
        std::vector<std::vector<std::string>> rows{{"device setting", "network", "measurements", "predictor"}};
        for (const interchange::ProfilePart& part : profile.parts) {
            if (session.format == OutputFormat::Json) {
                std::cout << base::textOf(nlohmann::json{{"title", profile.title}, {"created_at", profile.createdAt},
                    {"program", profile.program}, {"device_setting", toText(part.deviceSetting)},
                    {"space", space::searchSpace(part.space).name}, {"shape", toText(part.shape)},
                    {"measurements", part.measurements.size()},
                    {"predictor", part.predictor ? part.predictor->name : ""}})
                          << std::endl;
            }
            rows.push_back({toText(part.deviceSetting),
                std::string(space::searchSpace(part.space).name) + " " + toText(part.shape),
                std::to_string(part.measurements.size()),
                part.predictor ? part.predictor->name + ", from " + std::to_string(part.predictor->measurementCount)
                        + " measurements"
                               : "–"});
        }
        if (session.format == OutputFormat::Text) {
            std::cout << profile.title << ", " << profile.createdAt << ", " << profile.program << "\n\n";
            printTable(rows);
        }
    }
};

}

void addProfileCommand(CLI::App& program, Session& session) {
    auto profile = std::make_shared<ProfileCommand>();
    CLI::App* command = program.add_subcommand(
        "profile", "carry a device's measurements and predictor to another computer in one file");
    command->require_subcommand(1);
    command->footer("Examples:\n  paretoscope-cli profile export server.psprofile --device gpu0/graph/b1/bf16 --device "
                    "gpu0/graph/b64/bf16\n  paretoscope-cli profile show server.psprofile\n"
                    "  paretoscope-cli profile import server.psprofile --project mine.paretoscope\n"
                    "  paretoscope-cli search --device server:gpu0/graph/b64/bf16");
    CLI::App* write = command->add_subcommand("export", "write the profile of one or more device settings");
    write->footer("Example:\n  paretoscope-cli profile export server.psprofile --device gpu0/graph/b1/bf16");
    write->add_option("file", profile->file, "NAME.psprofile")->required();
    write->add_option("--device", profile->settings, "device setting; may be repeated")->required();
    write->add_option("--title", profile->title, "what it is, for people; the file's name where left out");
    write->callback([profile, &session] { profile->write(session); });
    CLI::App* read = command->add_subcommand("import", "take a profile's measurements and predictors into the project");
    read->footer("Examples:\n  paretoscope-cli profile import server.psprofile\n"
                 "  paretoscope-cli profile import server.psprofile --as lab --project mine.paretoscope");
    read->add_option("file", profile->file, "NAME.psprofile")->required();
    CLI::Option* as = read->add_option("--as", profile->computer,
        "name of the computer it comes from: its settings become NAME:gpu0/... and never mix with this computer's");
    as->default_str("the file's name");
    read->add_flag("--this-computer", profile->thisComputer, "it was measured here: its settings keep their names")
        ->excludes(as);
    read->callback([profile, &session] { profile->read(session); });
    CLI::App* show = command->add_subcommand("show", "what is in a profile");
    show->footer("Example:\n  paretoscope-cli profile show server.psprofile");
    show->add_option("file", profile->file, "NAME.psprofile")->required();
    show->callback([profile, &session] { ProfileCommand::print(session, interchange::readProfile(profile->file)); });
}

}
