// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/text.h"
#include "core/engine/project_trial_store.h"
#include "core/engine/tune_plan.h"
#include "core/vta/views.h"

namespace paretoscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TuneCommand {
    options::TuneConfig config;
    std::string list;
    std::string explain;
    std::string view;
    ResumeOption resume;

    void execute(const Session& session, const CLI::App& command) {
        if (resume.given()) {
            resume.requireAlone(command);
            print(
                session, std::get<options::TuneResult>(resumeToEnd(session, records::JobKind::Tune, resume.number())));
            return;
        }
        if (!list.empty()) {
            for (const vta::NamedWorkload& layer : vta::readLayers(list)) {
                config.layers.push_back(vta::toText(layer.workload));
            }
        }
        options::validate(config);
        const vta::TuningPlan plan = engine::planOf(config);
        if (!explain.empty()) {
            explainOne(session, plan.tasks);
            return;
        }
        const auto results = std::get<options::TuneResult>(runToEnd(session, config));
        print(session, results);
        if (!view.empty()) {
            writeView(session, plan.tasks, results);
        }
    }

private:
    static void print(const Session& session, const options::TuneResult& results) {
        if (session.format == OutputFormat::Json) {
            std::cout << base::jsonOf(results) << std::endl;
            return;
        }
        std::vector<std::vector<std::string>> rows{{"operator", "ms", "measured", "invalid", "compiled", "schedule"}};
        for (const options::TunedOperator& one : results.operators) {
            rows.push_back({one.workload, base::fixedText(one.ms, 3), std::to_string(one.trials),
                std::to_string(one.invalid), std::to_string(one.compilerCalls), one.schedule});
        }
        printTable(rows);
        if (results.tunings.size() > 1) {
            std::vector<std::vector<std::string>> tunings{{"method", "seed", "measured", "invalid", "sum of best, ms"}};
            for (const options::TuningSummary& one : results.tunings) {
                tunings.push_back({one.method, std::to_string(one.seed), base::fixedText(one.trials, 0),
                    percent(one.invalidShare), base::fixedText(one.operatorsMs, 3)});
            }
            std::cout << '\n';
            printTable(tunings);
        }
        if (results.networkMs) {
            std::cout << "\nwhole network, simulated: " << base::fixedText(*results.networkMs, 2) << " ms = VTA "
                      << base::fixedText(results.vtaMs.value_or(0), 2) << " + CPU "
                      << base::fixedText(results.cpuMs.value_or(0), 2) << " + layout changes "
                      << base::fixedText(results.layoutMs.value_or(0), 2) << '\n';
        }
    }

    /// `explain` is an index of the first task's space.
    void explainOne(const Session& session, const std::vector<vta::Task>& tasks) const {
        const vta::Task& task = tasks.front();
        std::int64_t index = -1;
        const char* end = explain.data() + explain.size();
        const auto [rest, error] = std::from_chars(explain.data(), end, index);
        if (error != std::errc() || rest != end || index < 0 || std::cmp_greater_equal(index, task.space().size())) {
            throw Error(ErrorCode::InvalidValue,
                "--explain takes the number of a configuration, 0 to " + std::to_string(task.space().size() - 1) + ".",
                {{"name", "explain"}, {"value", explain}});
        }
        const vta::Schedule schedule = task.space().at(static_cast<std::uint32_t>(index));
        const vta::Outcome outcome = task.measure(static_cast<std::uint32_t>(index));
        const vta::Cycles cycles = task.model().cycles(schedule);
        const vta::Occupancy use = vta::occupancy(task, schedule);
        if (session.format == OutputFormat::Json) {
            std::cout << base::textOf(Json{{"schedule", vta::toText(schedule)},
                {"reason", vta::reasonName(outcome.reason)}, {"cycles", outcome.cycles}, {"load", cycles.load},
                {"compute", cycles.compute}, {"store", cycles.store}, {"start", cycles.start},
                {"input_fill", use.input}, {"weight_fill", use.weight}, {"accumulator_fill", use.accumulator},
                {"micro_op_fill", use.microOps}})
                      << std::endl;
            return;
        }
        std::vector<std::vector<std::string>> rows{{"schedule", vta::toText(schedule)},
            {"verdict", std::string(vta::reasonName(outcome.reason))},
            {"why", std::string(vta::describe(outcome.reason))}};
        if (outcome.reason == vta::Reason::Valid) {
            rows.push_back({"time", base::fixedText(task.milliseconds(cycles.total), 3) + " ms, simulated"});
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
    void writeView(
        const Session& session, const std::vector<vta::Task>& tasks, const options::TuneResult& results) const {
        store::Project project = store::Project::open(session.project, store::Mode::ReadWrite);
        engine::ProjectTrialStore store(project, 0);
        const vta::TunerOptions options = engine::tunerOptions(config, config.methods.front(), 0);
        Json document = Json::array();
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const std::vector<vta::Trial> trials = store.trials(tasks[i].key(), options);
            const vta::SpaceMap map = vta::spaceMap(tasks[i], trials);
            const vta::Occupancy use = vta::occupancy(tasks[i], tasks[i].space().at(results.operators[i].index));
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
        base::writeFileAtomically(view, base::textOf(document) + "\n");
    }
};

}

void addTuneCommand(CLI::App& program, Session& session) {
    auto tune = std::make_shared<TuneCommand>();
    const options::JobDescription description = about(tune->config);
    CLI::App* command = program.add_subcommand("tune", description.help);
    command->footer(examplesText(description));
    const std::vector<options::OptionRow> rows = options::rowsOf(tune->config);
    addOptions(*command, rows);
    command->add_option(
        "--layers", tune->list, "a file of operators, a line each: a name and a shape, or only a shape");
    command->add_option(
        "--explain", tune->explain, "say of this configuration why it cannot run, or where its time goes");
    command->add_option("--view", tune->view, "write the spaces as maps with the visited points to this JSON file");
    tune->resume.add(*command);
    command->callback(
        [tune, command, rows, &session] { withFlagsInErrors(rows, [&] { tune->execute(session, *command); }); });
}

}
