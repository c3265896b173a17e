// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/project_trial_store.h"
#include "core/engine/tune_plan.h"
#include "core/vta/views.h"

namespace paretoscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TuneCommand {
    protocol::TuneConfig config;
    std::string list;
    std::string explain;
    std::string view;
    bool resume = false;

    void execute(const Session& session) {
        if (resume) {
            print(session, Json::parse(resumeToEnd(session, records::JobKind::Tune, std::nullopt)));
            return;
        }
        if (!list.empty()) {
            for (const vta::NamedWorkload& layer : vta::readLayers(list)) {
                config.layers.push_back(vta::toText(layer.workload));
            }
        }
        protocol::validate(config);
        const vta::TuningPlan plan = engine::planOf(config);
        if (!explain.empty()) {
            explainOne(session, plan.tasks);
            return;
        }
        const Json results = Json::parse(runToEnd(session, config));
        print(session, results);
        if (!view.empty()) {
            writeView(session, plan.tasks, results);
        }
    }

private:
    void print(const Session& session, const Json& results) const {
        if (session.format == OutputFormat::Json) {
            std::cout << results.dump() << std::endl;
            return;
        }
        std::vector<std::vector<std::string>> rows{{"operator", "ms", "measured", "invalid", "compiled", "schedule"}};
        for (const Json& one : results["operators"]) {
            rows.push_back(
                {one["operator"].get<std::string>(), number(one["ms"].get<double>(), 3), one["trials"].dump(),
                    one["invalid"].dump(), one["compiler_calls"].dump(), one["schedule"].get<std::string>()});
        }
        printTable(rows);
        if (results["tunings"].size() > 1) {
            std::vector<std::vector<std::string>> tunings{{"method", "seed", "measured", "invalid", "sum of best, ms"}};
            for (const Json& one : results["tunings"]) {
                tunings.push_back(
                    {one["method"].get<std::string>(), one["seed"].dump(), number(one["trials"].get<double>(), 0),
                        percent(one["invalid_share"].get<double>()), number(one["operators_ms"].get<double>(), 3)});
            }
            std::cout << '\n';
            printTable(tunings);
        }
        if (results.contains("network_ms")) {
            std::cout << "\nwhole network, simulated: " << number(results["network_ms"].get<double>(), 2)
                      << " ms = VTA " << number(results["vta_ms"].get<double>(), 2) << " + CPU "
                      << number(results["cpu_ms"].get<double>(), 2) << " + layout changes "
                      << number(results["layout_ms"].get<double>(), 2) << '\n';
        }
    }

    /// `explain` is an index of the first task's space.
    void explainOne(const Session& session, const std::vector<vta::Task>& tasks) const {
        const vta::Task& task = tasks.front();
        std::int64_t index = -1;
        std::from_chars(explain.data(), explain.data() + explain.size(), index);
        if (index < 0 || std::cmp_greater_equal(index, task.space().size())) {
            throw Error(ErrorCode::InvalidValue,
                "--explain takes the number of a configuration, 0 to " + std::to_string(task.space().size() - 1) + ".",
                {{"name", "explain"}, {"value", explain}});
        }
        const vta::Schedule schedule = task.space().at(static_cast<std::uint32_t>(index));
        const vta::Outcome outcome = task.measure(static_cast<std::uint32_t>(index));
        const vta::Cycles cycles = task.model().cycles(schedule);
        const vta::Occupancy use = vta::occupancy(task, schedule);
        if (session.format == OutputFormat::Json) {
            std::cout << Json{{"schedule", vta::toText(schedule)}, {"reason", vta::reasonName(outcome.reason)},
                {"cycles", outcome.cycles}, {"load", cycles.load}, {"compute", cycles.compute}, {"store", cycles.store},
                {"start", cycles.start}, {"input_fill", use.input}, {"weight_fill", use.weight},
                {"accumulator_fill", use.accumulator}, {"micro_op_fill", use.microOps}}
                             .dump()
                      << std::endl;
            return;
        }
        std::vector<std::vector<std::string>> rows{{"schedule", vta::toText(schedule)},
            {"verdict", std::string(vta::reasonName(outcome.reason))},
            {"why", std::string(vta::describe(outcome.reason))}};
        if (outcome.reason == vta::Reason::Valid) {
            rows.push_back({"time", number(task.milliseconds(cycles.total), 3) + " ms, simulated"});
            rows.push_back({"busy cycles",
                "load " + std::to_string(cycles.load) + ", compute " + std::to_string(cycles.compute) + ", store "
                    + std::to_string(cycles.store) + ", start " + std::to_string(cycles.start)});
        }
        rows.push_back({"buffers",
            "input " + percent(use.input) + ", weights " + percent(use.weight) + ", accumulators "
                + percent(use.accumulator) + ", micro-ops " + percent(use.microOps)});
        printTable(rows);
    }

    /// The first tuning's trials; those of others are in the project.
    void writeView(const Session& session, const std::vector<vta::Task>& tasks, const Json& results) const {
        store::Project project = store::Project::open(session.project, store::Mode::ReadWrite);
        engine::ProjectTrialStore store(project, 0);
        const vta::TunerOptions options = engine::tunerOptions(config, config.methods.front(), 0);
        Json document = Json::array();
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const std::vector<vta::Trial> trials = store.trials(tasks[i].key(), options);
            const vta::SpaceMap map = vta::spaceMap(tasks[i], trials);
            const vta::Occupancy use =
                vta::occupancy(tasks[i], tasks[i].space().at(results["operators"][i]["index"].get<std::uint32_t>()));
            Json reasons = Json::array();
            for (const vta::Reason reason : map.reasons) {
                reasons.push_back(vta::reasonName(reason));
            }
            Json visits = Json::array();
            for (const vta::SpaceMap::Visit& visit : map.visits) {
                visits.push_back({visit.column, visit.row, visit.trial, visit.outcome.cycles});
            }
            document.push_back({{"operator", vta::toText(tasks[i].workload())}, {"columns", map.columns},
                {"rows", map.rows}, {"reasons", reasons}, {"visits", visits}, {"input_fill", use.input},
                {"weight_fill", use.weight}, {"accumulator_fill", use.accumulator}});
        }
        base::writeFileAtomically(view, document.dump() + "\n");
    }
};

}

void addTuneCommand(CLI::App& program, Session& session) {
    auto tune = std::make_shared<TuneCommand>();
    CLI::App* command = program.add_subcommand("tune", "find the best schedules of operators on the simulated VTA");
    command->footer("Examples:\n  paretoscope-cli tune --genotype DARTS_V2\n"
                    "  paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --method autotvm\n"
                    "  paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --method autotvm validity ours "
                    "--seeds 3\n"
                    "  paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --explain 828");
    protocol::TuneConfig& config = tune->config;
    command->add_option("--accelerator", config.accelerator, "a built-in VTA or the path of its .json file")
        ->capture_default_str();
    command->add_option("--genotype", config.genotype, "all operators of this network");
    addNetworkOptions(*command, config.network);
    addChoice(*command, "--variant", config.variant, {"cpu", "group16"}, "where depthwise convolutions run");
    command->add_option(
        "--layer", config.layers, "one operator, such as conv/1x64x56x56/64x3x3/s1/p1/g1; may be repeated");
    command->add_option("--layers", tune->list, "a list of operators, one NAME SHAPE a line");
    command
        ->add_option("--method", config.methods,
            "random, autotvm, validity, classifier, static-filter, ours, ours-filtered; several are compared")
        ->capture_default_str();
    command->add_option("--seeds", config.seeds, "tunings by each method: --seed, --seed + 1, ...")
        ->capture_default_str();
    command->add_option("--trials", config.trials, "measurements of an operator at most")->capture_default_str();
    command->add_option("--patience", config.patience, "stop after so many without a better one, 0: never")
        ->capture_default_str();
    command->add_flag("--verbose-space", config.verboseSpace, "also tile sizes that are powers of two");
    command
        ->add_option("--explain", tune->explain, "say of this configuration why it cannot run, or where its time goes")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--view", tune->view, "write the spaces as maps with the visited points to this JSON file");
    addSeedOption(*command, config.seed);
    command->add_flag("--resume", tune->resume, "go on with the newest interrupted tuning");
    command->callback([tune, &session] { tune->execute(session); });
}

}
