// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/cell_argument.h"
#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "app/cli/opened_project.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/interchange/cell_svg.h"
#include "core/interchange/csv.h"
#include "core/queries/front_table.h"
#include "core/queries/shown_front.h"
#include "core/space/lowering.h"
#include "core/store/writer_lock.h"

namespace paretoscope::cli {

namespace {

struct FrontCommand {
    std::string deviceSetting;
    std::string protocol;
    std::int64_t run = 0;
    std::string csv;
    bool all = false;

    void execute(const Session& session) const {
        const store::Project project = openToRead(session);
        const records::DeviceSetting setting = queries::settingWithCosts(project, deviceSetting);
        const queries::FrontTable table =
            queries::frontTable(project, queries::shownProtocol(project, protocol, setting), setting,
                run > 0 ? std::optional(run) : std::nullopt, !all);
        if (!csv.empty() && csv != "-") {
            interchange::writeCsv(csv, queries::toCsv(table));
            std::cerr << "written: " << csv << '\n';
        }
        if (csv == "-") {
            std::cout << interchange::csvText(queries::toCsv(table));
        } else if (session.format == OutputFormat::Json) {
            std::cout << queries::toJson(table) << std::endl;
        } else {
            std::cout << "accuracy: " << table.protocol.title << ", cost: " << toText(table.deviceSetting) << "\n\n";
            printTable(queries::toRows(table));
        }
        if (table.rows.empty()) {
            std::cerr << "warning: no candidate has both an accuracy of this protocol and a cost on "
                      << toText(table.deviceSetting)
                      << "; choose others with --protocol and --device, or measure, search "
                      << "or import what is missing\n";
        }
    }
};

void addFront(CLI::App& program, Session& session) {
    auto front = std::make_shared<FrontCommand>();
    CLI::App* command =
        program.add_subcommand("front", "the candidates that no other one beats, of one accuracy protocol");
    command->footer("Examples:\n  paretoscope-cli front\n  paretoscope-cli front --csv front.csv --all");
    addDeviceOption(*command, front->deviceSetting);
    command->add_option("--protocol", front->protocol,
        "accuracy protocol (id or title); where left out, the newest trained one that makes a front, test images "
        "first");
    command->add_option("--run", front->run, "only candidates of this run")
        ->transform(wholeNumberText())
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
    command->add_option("--csv", front->csv, "also write the table to this file; -: CSV on standard output instead");
    command->add_flag("--all", front->all, "all candidates, not only the front");
    command->callback([front, &session] { front->execute(session); });
}

struct ShowCommand {
    std::string genotype;
    std::string format = "text";
    std::string output;
    options::NetworkConfig network;

    [[nodiscard]] std::string text(const space::Genotype& chosen, bool json) const {
        if (format == "svg") {
            return interchange::cellSvg(chosen);
        }
        if (format == "dot") {
            return interchange::cellDot(chosen);
        }
        const space::LoweredNetwork lowered = space::lower({chosen, network.shape});
        if (json) {
            return base::textOf(nlohmann::ordered_json{{"genotype", space::toText(chosen)},
                       {"space", space::searchSpace(chosen.space).name}, {"network", space::toText(network.shape)},
                       {"parameters", lowered.parameters()}, {"multiply_adds", lowered.macs()},
                       {"connected", space::isConnected(chosen)}})
                + "\n";
        }
        return space::toText(chosen) + "\n" + space::toText(network.shape) + ": " + std::to_string(lowered.parameters())
            + " parameters, " + base::fixedText(static_cast<double>(lowered.macs()) / 1e6, 2)
            + " million multiply-adds\n";
    }

    void execute(const Session& session) const {
        const space::Genotype chosen = space::fromTextOrName(cellText(session, genotype));
        if (!space::isConnected(chosen)) {
            std::cerr
                << "warning: the output of this cell does not depend on its input; a network of it learns nothing\n";
        }
        const std::string content = text(chosen, session.format == OutputFormat::Json);
        if (output.empty() || output == "-") {
            std::cout << content;
        } else {
            base::writeFileAtomically(output, content);
            std::cerr << "written: " << output << '\n';
        }
    }
};

void addShow(CLI::App& program, Session& session) {
    auto show = std::make_shared<ShowCommand>();
    CLI::App* command = program.add_subcommand("show", "a cell as text, DOT or SVG");
    command->footer("Examples:\n  paretoscope-cli show DARTS_V2\n  paretoscope-cli show '#84'\n  paretoscope-cli show "
                    "DARTS_V2 --format svg -o darts_v2.svg");
    command->add_option("genotype", show->genotype, cellArgumentHelp)->required();
    command->add_option("--format", show->format, "what to write")
        ->check(CLI::IsMember({"text", "dot", "svg"}))
        ->capture_default_str();
    command->add_option("-o,--output", show->output, "file; standard output where left out or -");
    const std::vector<options::OptionRow> rows = addNetworkOptions(*command, show->network);
    command->callback([show, rows, &session] { withFlagsInErrors(rows, [&] { show->execute(session); }); });
}

void printRuns(const Session& session) {
    const store::Project project = openToRead(session);
    std::vector<std::vector<std::string>> rows{{"run", "job", "state", "done", "updated (UTC)", "title"}};
    // What was killed could not say so: the next one who writes does.
    const bool written = store::WriterLock::isHeld(session.project);
    for (records::Run run : project.runs()) {
        if (isOpen(run.state) && !written) {
            run.state = records::RunState::Interrupted;
        }
        if (session.format == OutputFormat::Json) {
            std::cout << base::textOf(nlohmann::json{{"run", run.id}, {"kind", records::name(run.kind)},
                {"state", records::name(run.state)}, {"progress", run.progress}, {"updated_at", run.updatedAt},
                {"title", run.title}, {"error", run.error}, {"results", run.results}})
                      << std::endl;
        }
        rows.push_back({std::to_string(run.id), std::string(records::name(run.kind)),
            std::string(records::name(run.state)), percent(run.progress, 0), run.updatedAt,
            run.title + (run.error.empty() ? "" : "  (" + run.error + ")")});
    }
    if (session.format == OutputFormat::Text) {
        printTable(rows);
    }
}

}

void addViewCommands(CLI::App& program, Session& session) {
    addFront(program, session);
    addShow(program, session);
    CLI::App* runs = program.add_subcommand("runs", "the jobs of the project");
    runs->footer("Examples:\n  paretoscope-cli runs\n  paretoscope-cli runs --json --project mine.paretoscope\n"
                 "  paretoscope-cli runs --make-room");
    auto makeRoom = std::make_shared<bool>(false);
    runs->add_flag("--make-room", *makeRoom,
        "remove the weights that finished searches keep only to score with; trained weights stay");
    runs->callback([&session, makeRoom] {
        if (*makeRoom) {
            const store::CheckpointUse removed =
                store::Project::open(session.project, store::Mode::ReadWrite).removeSpareCheckpoints();
            std::cerr << "Removed " << base::memoryText(removed.bytes) << " of " << removed.runs << " searches."
                      << std::endl;
        }
        printRuns(session);
    });
}

}
