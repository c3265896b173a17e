// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/profiler.h"
#include "core/engine/stored.h"
#include "core/engine/worker.h"

namespace paretoscope::cli {

namespace {

/// Results are a flat JSON object: a line for each on a terminal.
void printResults(const Session& session, const std::string& results) {
    if (session.format == OutputFormat::Json) {
        std::cout << results << std::endl;
        return;
    }
    std::vector<std::vector<std::string>> rows;
    const auto json = nlohmann::ordered_json::parse(results);
    for (const auto& [name, value] : json.items()) {
        if (!value.is_structured()) {
            rows.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
        }
    }
    printTable(rows);
}

/// `--resume [RUN]` on a command whose configuration is in the stored run.
struct ResumeOption {
    std::int64_t run = 0;
    CLI::Option* option = nullptr;

    void add(CLI::App& command) {
        option = command.add_option("--resume", run, "go on with an interrupted run (the newest one without a number)")
                     ->expected(0, 1);
    }
    [[nodiscard]] bool given() const { return option->count() > 0; }
    [[nodiscard]] std::optional<std::int64_t> number() const { return run > 0 ? std::optional(run) : std::nullopt; }
};

template <typename Config>
struct JobCommand {
    Config config;
    ResumeOption resume;

    void finish(const Session& session) const {
        printResults(session,
            resume.given() ? resumeToEnd(session, protocol::kindOf(config), resume.number())
                           : runToEnd(session, config));
    }
};

/// "5%" as 0.05; a number without the sign is left as it is.
CLI::Validator percentage() {
    return CLI::Validator(
        [](std::string& text) {
            double number = 0;
            if (text.ends_with('%')) {
                if (!CLI::detail::lexical_cast(text.substr(0, text.size() - 1), number)) {
                    return "'" + text + "' is no percentage; write it like 5% or 0.05";
                }
                text = std::to_string(number / 100);
            }
            return std::string();
        },
        "PERCENT");
}

void addMeasure(CLI::App& program, Session& session) {
    auto job = std::make_shared<JobCommand<protocol::MeasureConfig>>();
    CLI::App* command = program.add_subcommand("measure", "time random architectures on a device setting");
    command->footer("Examples:\n  paretoscope-cli measure\n  paretoscope-cli measure --device cpu/eager/t1/b16/f32 "
                    "--architectures 500\n"
                    "  paretoscope-cli measure --device cpu/script/t1/b1/f32 --until-error 5% --budget 10min\n"
                    "  paretoscope-cli measure --device vta:pynq --architectures 1000\n"
                    "  paretoscope-cli measure --genotype DARTS_V2 --genotype PC_DARTS_cifar");
    addDeviceOption(*command, job->config.deviceSetting);
    addNetworkOptions(*command, job->config.network);
    command
        ->add_option(
            "--architectures", job->config.architectures, "different architectures wanted, stored ones included")
        ->capture_default_str();
    command->add_option("--repeat-share", job->config.repeatShare, "part of them measured twice, for the noise floor")
        ->capture_default_str();
    command->add_flag("--energy,!--no-energy", job->config.countEnergy,
        "count the energy too, where something counts it; a GPU's counter is slow: without, ten times as many cells a "
        "minute");
    const CLI::AsNumberWithUnit seconds(std::map<std::string, double>{{"s", 1}, {"min", 60}, {"h", 3600}});
    command->add_option("--budget", job->config.budgetSeconds, "stop after so long: 90s, 10min, 2h")
        ->transform(seconds)
        ->default_str("none");
    command
        ->add_option("--until-error", job->config.untilError,
            "stop when a predictor fitted to what was measured errs by no more (5%), or gets no better")
        ->transform(percentage())
        ->default_str("off");
    command->add_option("--genotype", job->config.genotypes, "measure exactly this one (again); may be repeated");
    addSeedOption(*command, job->config.seed);
    job->resume.add(*command);
    command->callback([job, &session] { job->finish(session); });
}

/// Without network options, the one network that was measured on the setting is meant.
void chooseMeasuredNetwork(const Session& session, protocol::FitConfig& config) {
    if (!std::filesystem::exists(session.project)) {
        return;
    }
    const store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
    const std::vector<protocol::NetworkConfig> networks =
        engine::networksOf(project.deviceSettings(), engine::settingOr(config.deviceSetting));
    if (networks.size() == 1) {
        config.network = networks.front();
    }
}

void addFit(CLI::App& program, Session& session) {
    auto job = std::make_shared<JobCommand<protocol::FitConfig>>();
    CLI::App* command = program.add_subcommand("fit", "fit a latency predictor to the measurements");
    command->footer(
        "Examples:\n  paretoscope-cli fit --device cpu/eager/t2/b1/f32\n  paretoscope-cli fit --device table/pixel3\n"
        "  paretoscope-cli fit --device cmd/pi/b1 --from cpu/eager/t1/b1/f32 cpu/script/t1/b1/f32\n"
        "Without options of the network, the one that was measured on the setting is meant.");
    addDeviceOption(*command, job->config.deviceSetting);
    command->add_option("--from", job->config.from,
        "carry over what predictors of these device settings know: ten to fifty measurements are enough then");
    addNetworkOptions(*command, job->config.network);
    addSeedOption(*command, job->config.seed);
    job->resume.add(*command);
    command->callback([job, command, &session] {
        if (!job->resume.given() && !networkGiven(*command)) {
            chooseMeasuredNetwork(session, job->config);
        }
        job->finish(session);
    });
}

/// `--profile [FILE]`: where a job's time went, as a table on standard error and as a trace.
struct ProfileOption {
    std::string trace;
    CLI::Option* option = nullptr;

    void add(CLI::App& command) {
        option = command
                     .add_option("--profile", trace,
                         "say at the end where the time went; with a file name also write a trace for Perfetto")
                     ->expected(0, 1);
    }
    void run(const std::function<void()>& job) const {
        if (option->count() == 0) {
            job();
            return;
        }
        base::Profiler& profile = base::Profiler::ofProcess();
        profile.start();
        job();
        profile.stop();
        std::cerr << profile.table();
        if (!trace.empty()) {
            base::writeFileAtomically(trace, profile.chromeTrace());
        }
    }
};

void addSearch(CLI::App& program, Session& session) {
    auto job = std::make_shared<JobCommand<protocol::SearchConfig>>();
    protocol::SearchConfig& config = job->config;
    CLI::App* command = program.add_subcommand("search", "search for cells at one or more prices of latency");
    command->footer("Examples:\n  paretoscope-cli search --lambda 0 --lambda 0.3 --data cifar10:DIR\n"
                    "  paretoscope-cli search --target 4.2\n  paretoscope-cli search --resume");
    addDeviceOption(*command, config.deviceSetting);
    addNetworkOptions(*command, config.network);
    addDataOptions(*command, config.data);
    CLI::Option* lambda = command->add_option("--lambda", config.lambdas,
        "price of latency in the loss, CE + λ · latency / reference; several share one warm-up");
    command
        ->add_option_function<double>(
            "--target",
            [&config](double milliseconds) {
                config.mode = protocol::LambdaMode::Target;
                config.targetLatencyMs = milliseconds;
            },
            "latency in ms to search for; λ is found by dual ascent")
        ->excludes(lambda);
    command
        ->add_flag_callback(
            "--live", [&config] { config.mode = protocol::LambdaMode::Live; }, "λ may be changed while the search runs")
        ->excludes("--target");
    addChoice(*command, "--cost", config.cost, {"latency", "energy", "product"},
        "what λ prices: latency, energy (where it was measured), or their product");
    command->add_option("--stop-at-saving", config.stopAtSaving,
        "end the λ grid at the first one that is predicted to save this share of the first one's latency");
    command->add_option("--order", config.order, "1, or 2 for the second-order architecture gradient")
        ->capture_default_str();
    command->add_option("--partial-channels", config.partialChannels, "PC-DARTS K: 1, 2 or 4")->capture_default_str();
    CLI::Option* edges = command->add_flag("--edge-normalisation,!--no-edge-normalisation", config.edgeNormalisation,
        "PC-DARTS edge weights; on where K > 1 unless said otherwise");
    const std::map<std::string, protocol::CollapseGuard> guards{{"none", protocol::CollapseGuard::None},
        {"auxiliary-skip", protocol::CollapseGuard::AuxiliarySkip}, {"beta-decay", protocol::CollapseGuard::BetaDecay}};
    command->add_option("--guard", config.guard, "what keeps skip connections from winning early")
        ->transform(named(guards))
        ->default_str("auxiliary-skip");
    command->add_option("--forbid", config.forbidden,
        "operation that no cell may have, such as sep_conv_5x5, because the target cannot run it; may be repeated");
    command->add_option("--batch", config.batchSize, "images in a batch")->capture_default_str();
    command->add_option("--warm-up-steps", config.warmUpSteps, "weight steps before α moves")->capture_default_str();
    command->add_option("--steps", config.searchSteps, "bilevel steps after them")->capture_default_str();
    command->add_option("--architecture-learning-rate", config.architectureLearningRate)->capture_default_str();
    command->add_option("--weight-learning-rate", config.weightLearningRate)->capture_default_str();
    addSeedOption(*command, config.seed);
    job->resume.add(*command);
    auto profile = std::make_shared<ProfileOption>();
    profile->add(*command);
    command->callback([job, profile, edges, &session] {
        // PC-DARTS goes with its edge weights: fewer channels make the choice of edges noisier (section 3.3).
        if (edges->count() == 0) {
            job->config.edgeNormalisation = job->config.partialChannels > 1;
        }
        profile->run([&] { job->finish(session); });
    });
}

void addTrain(CLI::App& program, Session& session) {
    auto job = std::make_shared<JobCommand<protocol::TrainConfig>>();
    CLI::App* command = program.add_subcommand("train", "train architectures from scratch for equal steps");
    command->footer("Examples:\n  paretoscope-cli train DARTS_V2 PC_DARTS_cifar --steps 300\n"
                    "  paretoscope-cli train CELL1 CELL2 CELL3 CELL4 --steps 75 300 640   (successive halving)");
    command->add_option("genotypes", job->config.genotypes, "genotype texts or published names");
    addNetworkOptions(*command, job->config.network);
    addDataOptions(*command, job->config.data);
    command->add_option("--steps", job->config.rungs, "training steps; several numbers halve the field at each")
        ->capture_default_str();
    command->add_option("--keep", job->config.keep, "share that goes on after a rung")->capture_default_str();
    command->add_option("--batch", job->config.batchSize, "images in a batch")->capture_default_str();
    command->add_option("--learning-rate", job->config.learningRate)->capture_default_str();
    command->add_option("--repeats", job->config.repeats, "training seeds")->capture_default_str();
    command->add_flag("--on-validation", job->config.onValidation,
        "score on validation images, to choose by; test images stay unseen");
    addSeedOption(*command, job->config.seed);
    job->resume.add(*command);
    command->callback([job, &session] { job->finish(session); });
}

/// Without a number, the newest search that has finished.
std::int64_t newestSearch(const Session& session) {
    if (std::filesystem::exists(session.project)) {
        const store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
        for (const records::Run& run :
            project.runs({.kind = records::JobKind::Search, .state = records::RunState::Finished, .limit = 1})) {
            return run.id;
        }
    }
    throw Error(ErrorCode::NotFound,
        "No search has finished in this project, so there are no weights to score with. Run paretoscope-cli search, or "
        "name an interrupted one with --search RUN.");
}

void addScore(CLI::App& program, Session& session) {
    auto config = std::make_shared<protocol::ScoreConfig>();
    CLI::App* command =
        program.add_subcommand("score", "score architectures with the weights that a search left behind (one-shot)");
    command->footer(
        "Examples:\n  paretoscope-cli score DARTS_V2 PC_DARTS_cifar\n  paretoscope-cli score CELL --search 5\n"
        "A hint at what training would give, not an answer: short searches rank poorly.");
    command->add_option("genotypes", config->genotypes, "genotype texts or published names")->required();
    command->add_option("--search", config->search, "run of the search")->default_str("newest finished");
    command->callback([config, &session] {
        if (config->search == 0) {
            config->search = newestSearch(session);
        }
        const std::string results = runToEnd(session, *config);
        if (session.format == OutputFormat::Json) {
            std::cout << results << std::endl;
            return;
        }
        const auto json = nlohmann::ordered_json::parse(results);
        std::vector<std::vector<std::string>> rows{{"accuracy", "cross entropy", "genotype"}};
        for (const auto& score : json["scores"]) {
            rows.push_back(
                {score["accuracy"].dump(), score["cross_entropy"].dump(), score["genotype"].get<std::string>()});
        }
        printTable(rows);
    });
}

const std::map<std::string, protocol::ExportFormat>& exportFormats() {
    static const std::map<std::string, protocol::ExportFormat> formats = [] {
        std::map<std::string, protocol::ExportFormat> all;
        for (const auto format :
            {protocol::ExportFormat::Onnx, protocol::ExportFormat::PyTorch, protocol::ExportFormat::Genotype,
                protocol::ExportFormat::Dot, protocol::ExportFormat::Svg, protocol::ExportFormat::Profile}) {
            all.emplace(protocol::name(format), format);
        }
        return all;
    }();
    return formats;
}

/// The format that a file's name ends with; ONNX where none does.
protocol::ExportFormat formatOf(const std::filesystem::path& path) {
    for (const auto& [name, format] : exportFormats()) {
        if (path.extension() == protocol::suffixOf(format)) {
            return format;
        }
    }
    return protocol::ExportFormat::Onnx;
}

void addExport(CLI::App& program, Session& session) {
    auto job = std::make_shared<JobCommand<protocol::ExportConfig>>();
    CLI::App* command = program.add_subcommand(
        "export", "write an architecture as ONNX, PyTorch (model.py and safetensors), genotype text, DOT or SVG");
    command->footer("Examples:\n  paretoscope-cli export DARTS_V2 --weights random -o darts_v2.onnx\n"
                    "  paretoscope-cli export DARTS_V2 --weights random --format pytorch -o model.py\n"
                    "  paretoscope-cli export --format profile -o devices.psprofile");
    command->add_option("genotype", job->config.genotype, "genotype text or published name (not for a profile)");
    command->add_option("-o,--output", job->config.path, "file to write")->required();
    CLI::Option* format = command->add_option("--format", job->config.format,
        "onnx, pytorch, genotype, dot, svg or profile (all device settings); by the file's name where left out");
    format->transform(CLI::CheckedTransformer(exportFormats()))->default_str("by name");
    const std::map<std::string, protocol::WeightsKind> kinds{
        {"trained", protocol::WeightsKind::Trained}, {"random", protocol::WeightsKind::Random}};
    command->add_option("--weights", job->config.weights, "trained (by a train run of the project) or random")
        ->transform(named(kinds))
        ->default_str("trained");
    addNetworkOptions(*command, job->config.network);
    addSeedOption(*command, job->config.seed);
    command->callback([job, &session, format] {
        if (format->count() == 0) {
            job->config.format = formatOf(job->config.path);
        }
        printResults(session, runToEnd(session, job->config));
    });
}

void addWorker(CLI::App& program, Session& session) {
    CLI::App* command =
        program.add_subcommand("worker", "serve a window: requests on standard input, events on standard output");
    command->callback([&session] { engine::serveWorker(session.project, std::cin, std::cout); });
}

}

void addJobCommands(CLI::App& program, Session& session) {
    addMeasure(program, session);
    addFit(program, session);
    addSearch(program, session);
    addTrain(program, session);
    addScore(program, session);
    addExport(program, session);
    addWorker(program, session);
}

}
