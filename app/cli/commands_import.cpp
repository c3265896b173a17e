// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "app/cli/opened_project.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/engine/import_table.h"

namespace paretoscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ImportCommand {
    std::filesystem::path file;
    interchange::MappingRequest request;
    engine::TableOrigin origin;
    std::string remove;
    bool list = false;
    CLI::App* command = nullptr;

    void execute(const Session& session) {
        if (list) {
            printImports(session);
        } else if (!remove.empty()) {
            removeOne(session);
        } else if (file.empty()) {
            throw Error(ErrorCode::InvalidValue,
                "Name a table to import, or use --list or --remove; 'import --help' shows examples.",
                {{"name", "file"}});
        } else {
            importFile(session);
        }
    }

private:
    static void printImports(const Session& session) {
        const store::Project project = openToRead(session);
        std::vector<std::vector<std::string>> rows{
            {"table", "device settings", "measurements", "accuracies", "imported (UTC)"}};
        for (const store::ImportedTable& table : project.importedTables()) {
            std::string settings;
            Json names = Json::array();
            for (const records::DeviceSetting& setting : table.deviceSettings) {
                settings += (settings.empty() ? "" : ", ") + toText(setting);
                names.push_back(toText(setting));
            }
            if (session.format == OutputFormat::Json) {
                std::cout << base::textOf(
                    Json{{"table", table.source}, {"device_settings", names}, {"measurements", table.measurements},
                        {"accuracies", table.accuracies}, {"taken_at", table.takenAt}})
                          << std::endl;
            }
            rows.push_back({table.source, settings, std::to_string(table.measurements),
                std::to_string(table.accuracies), table.takenAt});
        }
        if (session.format == OutputFormat::Text) {
            printTable(rows);
        }
    }

    static void printRemoved(const store::ImportRemoval& removed) {
        std::cerr << "removed: " << removed.measurements << " measurements, " << removed.accuracies
                  << " accuracies, and " << removed.predictors << " predictors that were fitted to them\n";
    }

    void removeOne(const Session& session) const {
        store::Project project = store::Project::open(session.project, store::Mode::ReadWrite);
        const store::ImportRemoval removed = engine::removeImport(project, remove);
        if (session.format == OutputFormat::Json) {
            std::cout << base::textOf(Json{{"measurements", removed.measurements}, {"accuracies", removed.accuracies},
                {"predictors", removed.predictors}})
                      << std::endl;
        } else {
            printRemoved(removed);
        }
    }

    void importFile(const Session& session) {
        const interchange::CsvTable csv = interchange::readCsv(file);
        if (request.tableName.empty()) {
            request.tableName = file.stem().string();
        }
        const interchange::TableMapping mapping = interchange::mappingFor(csv.header, request);
        const interchange::BenchmarkTable table = interchange::readBenchmarkTable(csv, mapping);
        origin.source = request.deviceName.empty() ? file.filename().string() : request.deviceName;
        if (!networkGiven(*command)) {
            origin.network = options::publishedNetwork(table.space);
        } else if (!isGiven(*command, "--space")) {
            origin.network.space = table.space;
        }
        store::Project project = store::Project::openOrCreate(session.project);
        const engine::ImportReport report = engine::storeTable(project, mapping, table, origin);
        if (report.replaced.measurements + report.replaced.accuracies > 0) {
            printRemoved(report.replaced);
            std::cerr << report.lost << " of these numbers are of cells for which this table has none, and are gone; "
                      << report.replaced.measurements + report.replaced.accuracies - report.lost << " are replaced\n";
        }
        session.format == OutputFormat::Json ? printJson(mapping, table, report) : print(mapping, table, report);
    }

    void print(const interchange::TableMapping& mapping, const interchange::BenchmarkTable& table,
        const engine::ImportReport& report) const {
        std::vector<std::vector<std::string>> rows{
            {"column", "becomes", "used", "missing", "no number", "not positive", "stored", "already there"}};
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const interchange::ColumnCounts& counts = table.columns[i];
            const bool cost = i < mapping.costs.size();
            rows.push_back({counts.column,
                cost ? toText(report.settings[i].deviceSetting) + " "
                        + std::string(records::name(report.settings[i].kind))
                    : counts.used > 0 ? "accuracy (imported)"
                                      : "nothing: it holds no number",
                std::to_string(counts.used), std::to_string(counts.missing), std::to_string(counts.unreadable),
                std::to_string(counts.notPositive), std::to_string(cost ? report.settings[i].stored : counts.used),
                cost ? std::to_string(report.settings[i].known) : ""});
        }
        printTable(rows);
        std::cout << '\n';
        printTable({{"rows", std::to_string(table.rows)}, {"kept", std::to_string(table.genotypes.size())},
            {"duplicates left out", std::to_string(table.duplicates)},
            {"measured again (kept)", std::to_string(table.repeats)},
            {"no readable architecture", std::to_string(table.unreadableArchitectures)},
            {mapping.keepDisconnected ? "output cut off from input (kept)" : "output cut off from input (left out)",
                std::to_string(table.disconnected)},
            {"network", origin.network.spaceName() + " " + space::toText(origin.network.shape)},
            {"candidates with imported accuracy", std::to_string(report.candidates)}});
        for (const auto* sentences : {&table.firstProblems, &table.suspicions, &mapping.notes}) {
            for (const std::string& sentence : *sentences) {
                std::cerr << "warning: " << sentence << '\n';
            }
        }
    }

    void printJson(const interchange::TableMapping& mapping, const interchange::BenchmarkTable& table,
        const engine::ImportReport& report) const {
        Json json{{"rows", table.rows}, {"kept", table.genotypes.size()}, {"duplicates", table.duplicates},
            {"repeats", table.repeats}, {"unreadable_architectures", table.unreadableArchitectures},
            {"disconnected", table.disconnected}, {"space", origin.network.spaceName()},
            {"shape", space::toText(origin.network.shape)}, {"candidates", report.candidates},
            {"accuracies", report.accuracies}, {"protocols", report.protocols}, {"columns", Json::array()},
            {"problems", table.firstProblems}, {"suspicions", table.suspicions}, {"notes", mapping.notes}};
        if (origin.replace) {
            json["removed"] = {{"measurements", report.replaced.measurements},
                {"accuracies", report.replaced.accuracies}, {"predictors", report.replaced.predictors},
                {"without_a_new_number", report.lost}};
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const interchange::ColumnCounts& counts = table.columns[i];
            Json column{{"column", counts.column}, {"used", counts.used}, {"missing", counts.missing},
                {"unreadable", counts.unreadable}, {"not_positive", counts.notPositive}};
            if (i < report.settings.size()) {
                column["device_setting"] = toText(report.settings[i].deviceSetting);
                column["stored"] = report.settings[i].stored;
                column["already_there"] = report.settings[i].known;
            }
            json["columns"].push_back(std::move(column));
        }
        std::cout << base::textOf(json) << std::endl;
    }
};

}

void addImportCommand(CLI::App& program, Session& session) {
    auto import = std::make_shared<ImportCommand>();
    CLI::App* command =
        program.add_subcommand("import", "take over a table of latencies, energies or accuracies (CSV)");
    import->command = command;
    command->footer(
        "Every latency column becomes a device setting table/NAME that fit, front and compare work on.\nExamples:\n"
        "  paretoscope-cli import nasbench201_latency.csv\n"
        "  paretoscope-cli import nasbench201_latency.csv --cost latency_ms_pixel3 --cost "
        "latency_ms_titan_rtx_1=titan\n"
        "  paretoscope-cli import mine.csv --architecture cell --cost 'seconds:s=board' --cost 'joule:J=board'\n"
        "  paretoscope-cli import accuracy.csv --accuracy cifar10_test_acc_200ep:percent --recipe '200 epochs'\n"
        "  paretoscope-cli import corrected.csv --replace\n"
        "  paretoscope-cli import other.csv --as second-board\n"
        "  paretoscope-cli import --list\n"
        "  paretoscope-cli import --remove board.csv\n"
        "  paretoscope-cli fit --device table/pixel3");
    command->add_option(
        "file", import->file, "table of text (CSV, semicolons, tabs) with a header, one row an architecture");
    command->add_flag("--list", import->list, "what was imported so far");
    command->add_option("--remove", import->remove,
        "remove what a table gave, by the name that --list shows, or all of a device setting table/NAME");
    command->add_flag("--replace", import->origin.replace,
        "remove all that the table's device settings and accuracies held before, also of cells that this table lacks");
    command->add_option("--as", import->request.deviceName,
        "call the table and its device so, to keep it beside another one; of several cost columns a prefix");
    command->add_option(
        "--architecture", import->request.architecture, "column of genotype texts; guessed where left out");
    command->add_option("--cost", import->request.costs,
        "column of latencies or energies, COLUMN[:UNIT][=NAME]; '*' stands for anything; units s, ms, us, ns, J, mJ, "
        "uJ; may be repeated; all columns with 'latency' or 'energy' and a unit in their names where left out");
    command->add_option("--accuracy", import->request.accuracies,
        "column of accuracies, COLUMN[:percent|:fraction]; may be repeated; guessed where left out");
    command->add_option("--name", import->request.tableName,
        "device name for a column that has none in it; the file's name where left out");
    command->add_option("--data-set", import->origin.dataSet, "what the accuracies were measured on");
    command->add_option("--recipe", import->origin.recipe, "how those networks were trained, in words");
    command->add_flag("--keep-disconnected", import->request.keepDisconnected,
        "also cells whose output does not depend on the image");
    const std::vector<options::OptionRow> rows = addNetworkOptions(*command, import->origin.network);
    command->callback([import, rows, &session] { withFlagsInErrors(rows, [&] { import->execute(session); }); });
}

}
