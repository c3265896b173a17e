// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "app/cli/job_options.h"
#include "core/engine/project_trial_store.h"
#include "core/records/error.h"
#include "core/space/lowering.h"
#include "core/vta/network.h"
#include "core/vta/views.h"

namespace paretoscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TuneCommand {
    std::string accelerator = "pynq";
    std::string layers;
    std::vector<std::string> shapes;
    std::string genotype;
    std::string variant = "cpu";
    std::string method = "ours-filtered";
    std::string explain;
    std::string view;
    bool verbose = false;
    protocol::NetworkConfig network;
    vta::TunerOptions options = vta::everydayOptions();
    unsigned threads = std::max(1U, std::thread::hardware_concurrency());

    void execute(const Session& session) {
        options.method = vta::methodFromName(method);
        const std::vector<vta::Task> tasks = chosenTasks();
        if (!explain.empty()) {
            explainOne(session, tasks);
            return;
        }
        store::Project project = store::Project::openOrCreate(session.project);
        const std::int64_t run = project.addRun(runRow(tasks.size()));
        engine::ProjectTrialStore store(project, run);
        const InterruptWatch interrupt;
        const auto tuned = tuneWithProgress(session, tasks, store, interrupt.token());
        print(session, tasks, tuned);
        project.updateRun(run, {.state = records::RunState::Finished, .progress = 1.0});
        if (!view.empty()) {
            writeView(tasks, tuned, store);
        }
    }

private:
    [[nodiscard]] vta::NetworkOptions networkOptions() const { return {.groupedDepthwise = variant == "group16"}; }

    [[nodiscard]] std::vector<vta::Task> chosenTasks() const {
        const vta::Accelerator device = vta::loadAccelerator(accelerator);
        const vta::TaskOptions task{.flavour = verbose ? vta::SpaceFlavour::Verbose : vta::SpaceFlavour::Factors};
        std::vector<vta::Task> tasks;
        for (const std::string& shape : shapes) {
            tasks.emplace_back(device, vta::workloadFromText(shape), task);
        }
        if (!layers.empty()) {
            for (const vta::NamedWorkload& layer : vta::readLayers(layers)) {
                tasks.emplace_back(device, layer.workload, task);
            }
        }
        if (!genotype.empty()) {
            const auto lowered = space::lower({space::fromTextOrName(genotype), network.shape});
            for (const vta::Workload& workload : vta::vtaWorkloads(lowered, device, networkOptions())) {
                tasks.emplace_back(device, workload, task);
            }
        }
        if (tasks.empty()) {
            throw Error(ErrorCode::InvalidValue,
                "Nothing to tune: name a network (--genotype), a layer (--layer) or a list (--layers).",
                {{"name", "layer"}});
        }
        return tasks;
    }

    /// Operators are measured on a device, so the run is one of measuring.
    [[nodiscard]] records::Run runRow(std::size_t tasks) const {
        protocol::MeasureConfig config;
        config.deviceSetting = "vta/" + accelerator + "/" + variant;
        config.network = network;
        config.seed = options.seed;
        return {.kind = records::JobKind::Measure,
            .state = records::RunState::Running,
            .title = "tune " + std::to_string(tasks) + " operators on " + accelerator,
            .configuration = protocol::toJson(config),
            .seed = options.seed};
    }

    std::vector<vta::TunedTask> tuneWithProgress(const Session& session, const std::vector<vta::Task>& tasks,
        vta::TrialStore& store, const std::stop_token& stop) const {
        ConsoleSink sink(0, session.format);
        const auto begin = std::chrono::steady_clock::now();
        return vta::tuneAll(
            tasks, options, store, threads,
            [&](const vta::TaskProgress& now) {
                const auto& tuning = now.tuning;
                const double part = std::min(1.0, static_cast<double>(tuning.trials.size()) / options.maxTrials);
                const double fraction =
                    (static_cast<double>(now.finishedTasks) + part) / static_cast<double>(now.tasks);
                const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
                const double best = tasks[now.task].milliseconds(tuning.bestCycles);
                const double invalid = static_cast<double>(tuning.invalid) / static_cast<double>(tuning.trials.size());
                sink.progress(std::min(1.0, fraction),
                    vta::toText(tasks[now.task].workload()) + ": best " + number(best, 3) + " ms after "
                        + std::to_string(tuning.trials.size()) + ", " + percent(invalid) + " invalid",
                    seconds * (1 - fraction) / fraction,
                    Json{{"task", now.task}, {"trials", tuning.trials.size()}, {"best_ms", best},
                        {"invalid_share", invalid}, {"compiler_calls", tuning.compilerCalls}}
                        .dump());
            },
            stop);
    }

    void print(
        const Session& session, const std::vector<vta::Task>& tasks, const std::vector<vta::TunedTask>& tuned) const {
        std::vector<std::vector<std::string>> rows{{"operator", "ms", "measured", "invalid", "compiled", "schedule"}};
        Json operators = Json::array();
        double sum = 0;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const double ms = tasks[i].milliseconds(tuned[i].cycles);
            const std::string schedule = vta::toText(tasks[i].space().at(tuned[i].best));
            sum += ms;
            rows.push_back({vta::toText(tasks[i].workload()), number(ms, 3), std::to_string(tuned[i].trials),
                std::to_string(tuned[i].invalid), std::to_string(tuned[i].compilerCalls), schedule});
            operators.push_back({{"operator", vta::toText(tasks[i].workload())}, {"ms", ms},
                {"trials", tuned[i].trials}, {"invalid", tuned[i].invalid}, {"compiler_calls", tuned[i].compilerCalls},
                {"index", tuned[i].best}, {"schedule", schedule}});
        }
        Json results{{"provenance", "simulated"}, {"operators", operators}, {"operators_ms", sum}};
        if (session.format == OutputFormat::Text) {
            printTable(rows);
        }
        if (!genotype.empty()) {
            addNetwork(session, tasks, tuned, results);
        }
        if (session.format == OutputFormat::Json) {
            std::cout << results.dump() << std::endl;
        }
    }

    void addNetwork(const Session& session, const std::vector<vta::Task>& tasks,
        const std::vector<vta::TunedTask>& tuned, Json& results) const {
        const auto lowered = space::lower({space::fromTextOrName(genotype), network.shape});
        const auto latency = vta::networkLatency(
            lowered, vta::loadAccelerator(accelerator), networkOptions(), [&](const vta::Workload& workload) {
                for (std::size_t i = 0; i < tasks.size(); ++i) {
                    if (tasks[i].workload() == workload) {
                        return tasks[i].milliseconds(tuned[i].cycles);
                    }
                }
                return 0.0;
            });
        results["network_ms"] = latency.totalMs;
        results["vta_ms"] = latency.vtaMs;
        results["cpu_ms"] = latency.cpuMs;
        results["layout_ms"] = latency.layoutMs;
        if (session.format == OutputFormat::Text) {
            std::cout << "\nwhole network, simulated: " << number(latency.totalMs, 2) << " ms = VTA "
                      << number(latency.vtaMs, 2) << " + CPU " << number(latency.cpuMs, 2) << " + layout changes "
                      << number(latency.layoutMs, 2) << '\n';
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

    void writeView(
        const std::vector<vta::Task>& tasks, const std::vector<vta::TunedTask>& tuned, vta::TrialStore& store) const {
        Json document = Json::array();
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const std::vector<vta::Trial> trials = store.trials(tasks[i].key(), options);
            const vta::SpaceMap map = vta::spaceMap(tasks[i], trials);
            const vta::Occupancy use = vta::occupancy(tasks[i], tasks[i].space().at(tuned[i].best));
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
        std::ofstream file(view);
        file << document.dump() << '\n';
        if (!file.flush()) {
            throw Error(ErrorCode::FileUnwritable, view + " cannot be written.", {{"file", view}});
        }
    }
};

}

void addTuneCommand(CLI::App& program, Session& session) {
    auto tune = std::make_shared<TuneCommand>();
    CLI::App* command = program.add_subcommand("tune", "find the best schedules of operators on the simulated VTA");
    command->footer("Examples:\n  paretoscope-cli tune --genotype DARTS_V2\n"
                    "  paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --method autotvm\n"
                    "  paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --explain 828");
    command->add_option("--accelerator", tune->accelerator, "a built-in VTA or the path of its .json file")
        ->capture_default_str();
    command->add_option("--genotype", tune->genotype, "all operators of this network");
    addNetworkOptions(*command, tune->network);
    addChoice(*command, "--variant", tune->variant, {"cpu", "group16"}, "where depthwise convolutions run");
    command->add_option(
        "--layer", tune->shapes, "one operator, such as conv/1x64x56x56/64x3x3/s1/p1/g1; may be repeated");
    command->add_option("--layers", tune->layers, "a list of operators, one NAME SHAPE a line");
    command
        ->add_option(
            "--method", tune->method, "random, autotvm, validity, classifier, static-filter, ours, ours-filtered")
        ->capture_default_str();
    command->add_option("--trials", tune->options.maxTrials, "measurements of an operator at most")
        ->capture_default_str();
    command->add_option("--patience", tune->options.patience, "stop after so many without a better one, 0: never")
        ->capture_default_str();
    command->add_flag("--verbose-space", tune->verbose, "also tile sizes that are powers of two");
    command->add_option("--threads", tune->threads)->check(CLI::Range(1, 256))->capture_default_str();
    command
        ->add_option("--explain", tune->explain, "say of this configuration why it cannot run, or where its time goes")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--view", tune->view, "write the spaces as maps with the visited points to this JSON file");
    addSeedOption(*command, tune->options.seed);
    command->callback([tune, &session] { tune->execute(session); });
}

}
