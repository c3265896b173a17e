// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <iostream>
#include <memory>

#include "app/cli/cell_argument.h"
#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "app/cli/job_defaults.h"
#include "app/cli/job_options.h"
#include "app/cli/opened_project.h"
#include "app/cli/preset_options.h"
#include "app/cli/result_text.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/profiler.h"
#include "core/base/text.h"
#include "core/engine/data_report.h"
#include "core/engine/trained_network.h"
#include "core/engine/worker.h"
#include "core/options/jobs.h"

namespace paretoscope::cli {

namespace {

/// For people on a terminal, or as it is.
void printResult(const Session& session, const options::JobResult& result) {
    if (session.format == OutputFormat::Json) {
        const auto json = std::visit([](const auto& each) { return base::JsonWriter::toJson(each); }, result);
        std::cout << base::textOf(json) << std::endl;
        return;
    }
    printResultText(result);
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

/// Without a number, the newest search that has finished.
std::int64_t newestSearch(const Session& session) {
    if (const auto project = existingProject(session)) {
        for (const records::Run& run :
            project->runs({.kind = records::JobKind::Search, .state = records::RunState::Finished, .limit = 1})) {
            return run.id;
        }
    }
    throw Error(ErrorCode::NotFound,
        "No search has finished in this project, so there are no weights to score with. Run paretoscope-cli search, or "
        "name an interrupted one with --search RUN.");
}

/// The format that a file's name ends with; ONNX where it has no ending.
options::ExportFormat formatOf(const std::string& path) {
    const std::optional<options::ExportFormat> format = options::formatOfEnding(path);
    if (format || options::endingOf(path).empty()) {
        return format.value_or(options::ExportFormat::Onnx);
    }
    const std::string known = base::listed(
        namesOf(options::ExportFormat()), [](const auto& named) { return options::suffixOf(named.first); });
    throw Error(ErrorCode::InvalidValue,
        "No format is written to files that end with " + options::endingOf(path) + ": the endings are " + known
            + ". Choose one, or name the format with --format; converters make other formats from ONNX.",
        {{"field", "path"}, {"value", path}});
}

/// What a command does beyond the options of its job: most do nothing more.
struct NoExtras {
    template <typename Config>
    void add(CLI::App&, Config&) { }
    /// Once the command line is read.
    template <typename Config>
    void settle(const Session&, const CLI::App&, Config&) const { }
    void run(const std::function<void()>& job) const { job(); }
};

template <typename Config>
struct Extras : NoExtras { };

template <>
struct Extras<options::MeasureConfig> : NoExtras {
    std::string data;

    void add(CLI::App& command, options::MeasureConfig&) {
        command.add_option("--data", data,
            std::string("images that networks will be trained on: sets --classes; ") + options::imageSources);
        for (const char* ofRandomOnes : {"--architectures", "--until-error"}) {
            command.get_option(ofRandomOnes)->excludes("--genotype");
        }
    }
    void settle(const Session& session, const CLI::App& command, options::MeasureConfig& config) const {
        if (!networkGiven(command)) {
            chooseProjectsNetwork(session, config);
        }
        if (!data.empty() && !isGiven(command, "--classes")) {
            config.network.shape.classes = engine::sizeOfData(data).classes;
        }
    }
};

template <>
struct Extras<options::FitConfig> : NoExtras {
    static void settle(const Session& session, const CLI::App& command, options::FitConfig& config) {
        if (!networkGiven(command)) {
            chooseMeasuredNetwork(session, config);
        }
    }
};

template <>
struct Extras<options::ExploreConfig> : NoExtras {
    static void settle(const Session& session, const CLI::App& command, options::ExploreConfig& config) {
        if (!networkGiven(command)) {
            choosePredictedNetwork(session, config);
        }
        followData(command, config.data, config.network.shape, config.batchSize, false);
    }
};

template <>
struct Extras<options::SearchConfig> : NoExtras {
    bool live = false;
    ProfileOption profile;
    PresetOptions<options::SearchConfig> preset;

    void add(CLI::App& command, options::SearchConfig& config) {
        CLI::Option* target = command.get_option("--target")->excludes("--lambda");
        command.add_flag("--live", live, "λ may be changed while the search runs")->excludes(target);
        profile.add(command);
        preset.add(command, config);
    }
    void settle(const Session& session, const CLI::App& command, options::SearchConfig& config) {
        if (!networkGiven(command) && !preset.given()) {
            choosePredictedNetwork(session, config);
        }
        preset.chooseData(command, config);
        followData(command, config.data, config.network.shape, config.batchSize, true);
        preset.setSteps(command, config);
        if (config.targetLatencyMs) {
            config.mode = options::LambdaMode::Target;
        } else if (live) {
            config.mode = options::LambdaMode::Live;
        }
    }
    void run(const std::function<void()>& job) const { profile.run(job); }
};

template <>
struct Extras<options::TrainConfig> : NoExtras {
    PresetOptions<options::TrainConfig> preset;

    void add(CLI::App& command, options::TrainConfig& config) { preset.add(command, config); }
    void settle(const Session&, const CLI::App& command, options::TrainConfig& config) {
        preset.chooseData(command, config);
        followData(command, config.data, config.network.shape, config.batchSize, false);
        preset.setSteps(command, config);
    }
};

template <>
struct Extras<options::ScoreConfig> : NoExtras {
    static void settle(const Session& session, const CLI::App&, options::ScoreConfig& config) {
        if (config.search == 0) {
            config.search = newestSearch(session);
        }
    }
};

template <>
struct Extras<options::ExportConfig> : NoExtras {
    static void settle(const Session& session, const CLI::App& command, options::ExportConfig& config) {
        if (config.path == "-") {
            throw Error(ErrorCode::InvalidValue,
                "An export is a file and not written to standard output. Name the file.",
                {{"field", "path"}, {"value", config.path}});
        }
        if (command.get_parent()->get_option("--project")->count() > 0) {
            (void)openToRead(session); // a misspelt one is not made only to hold this run
        }
        if (command.get_option("--format")->count() == 0) {
            config.format = formatOf(config.path);
        }
        const std::vector<std::string>& cell = command.get_option("genotype")->results();
        const bool isCandidate = !cell.empty() && cell.front().starts_with('#'); // whose network is known already
        if (!networkGiven(command) && !isCandidate && config.weights == options::WeightsKind::Trained
            && config.format != options::ExportFormat::Profile) {
            const auto project = existingProject(session);
            if (const auto network =
                    project ? engine::networkOfTraining(*project, config.genotype, config.run) : std::nullopt) {
                config.network = *network;
            }
        }
    }
};

/// The cells that a job names, by candidate number or file too.
template <typename Config>
void resolveCellsOf(const Session& session, const CLI::App& command, Config& config) {
    options::NetworkConfig* network = nullptr;
    if constexpr (requires { config.network; }) {
        network = networkGiven(command) ? nullptr : &config.network;
    }
    if constexpr (requires { config.genotypes; }) {
        resolveCells(session, config.genotypes, network);
    } else if constexpr (requires { config.genotype; }) {
        if (!config.genotype.empty()) {
            std::vector<std::string> one{config.genotype};
            resolveCells(session, one, network);
            config.genotype = one.front();
        }
    }
}

template <typename Config>
struct JobCommand {
    Config config;
    ResumeOption resume;
    Extras<Config> extras;

    void execute(const Session& session, const CLI::App& command) {
        if (session.helps()) {
            helpToEnd(session);
            return;
        }
        const bool resumes = resume.given();
        if (resumes) {
            resume.requireAlone(command);
        } else {
            resolveCellsOf(session, command, config);
            extras.settle(session, command, config);
        }
        extras.run([&] {
            printResult(
                session, resumes ? resumeToEnd(session, Config::kind, resume.number()) : runToEnd(session, config));
        });
    }
};

/// The subcommand of a job: its name, help and options come from its description.
template <typename Config>
void addJob(CLI::App& program, Session& session) {
    auto job = std::make_shared<JobCommand<Config>>();
    const options::JobDescription description = about(job->config);
    CLI::App* command = program.add_subcommand(std::string(records::name(Config::kind)), description.help);
    command->footer(examplesText(description));
    const std::vector<options::OptionRow> rows = options::rowsOf(job->config);
    addOptions(*command, rows);
    if (description.resumable) {
        job->resume.add(*command);
    }
    job->extras.add(*command, job->config);
    command->callback(
        [job, command, rows, &session] { withFlagsInErrors(rows, [&] { job->execute(session, *command); }); });
}

template <std::size_t... Indices>
void addJobs(CLI::App& program, Session& session, std::index_sequence<Indices...>) {
    const auto add = [&]<typename Config>(std::type_identity<Config>) {
        // Two have commands of their own: addTuneCommand(), addDemoCommand().
        if constexpr (!std::is_same_v<Config,
                          options::TuneConfig> && !std::is_same_v<Config, options::PipelineConfig>) {
            addJob<Config>(program, session);
        }
    };
    (add(std::type_identity<std::variant_alternative_t<Indices, options::JobConfig>>()), ...);
}

void addWorker(CLI::App& program, Session& session) {
    CLI::App* command =
        program.add_subcommand("worker", "serve a window: requests on standard input, events on standard output");
    command->footer("Example:\n  paretoscope-cli worker --project mine.paretoscope   (the window starts its own)");
    command->callback([&session] {
        InterruptWatch interrupt;
        engine::serveWorker(session.project, std::cin, std::cout, interrupt.token());
    });
}

}

void addJobCommands(CLI::App& program, Session& session) {
    addJobs(program, session, std::make_index_sequence<std::variant_size_v<options::JobConfig>>());
    addWorker(program, session);
}

}
