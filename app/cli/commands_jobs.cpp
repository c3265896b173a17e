// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "app/cli/job_options.h"
#include "app/cli/preset_options.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/profiler.h"
#include "core/base/text.h"
#include "core/engine/data_report.h"
#include "core/engine/explore_report.h"
#include "core/engine/finish_report.h"
#include "core/engine/trained_network.h"
#include "core/engine/worker.h"
#include "core/options/jobs.h"
#include "core/queries/stored.h"

namespace paretoscope::cli {

namespace {

constexpr int validationPart = 10; ///< one image of so many scores, where there are few

/// What the command line leaves open follows the data set: the classes, and counts of images and a batch where the
/// usual ones are more than it has. Says on standard error what it chose. `halves`: a search, which trains weights and
/// architecture on a half each. Throws Error as engine::sizeOfData().
void followData(const CLI::App& command, options::DataConfig& data, space::Shape& shape, int& batchSize, bool halves) {
    const engine::DataSize size = engine::sizeOfData(data.source);
    if (!isGiven(command, "--classes") && shape.classes != size.classes) {
        shape.classes = size.classes;
        std::cerr << "classes: " << size.classes << ", as the data set has\n";
    }
    const auto available = static_cast<int>(std::min<std::int64_t>(size.trainImages, 100'000'000));
    const bool fits = data.trainImages + data.validationImages <= available;
    if (fits || available < 2) {
        return;
    }
    if (!isGiven(command, "--validation-images")) {
        data.validationImages = std::min(data.validationImages, available / validationPart);
    }
    if (!isGiven(command, "--train-images")) {
        const int rest = std::max(2, available - data.validationImages);
        data.trainImages = std::min(data.trainImages, halves ? rest / 2 * 2 : rest);
    }
    if (!isGiven(command, "--batch")) {
        batchSize = std::max(2, std::min(batchSize, halves ? data.trainImages / 2 : data.trainImages));
    }
    std::cerr << "images: " << data.trainImages << " to train and " << data.validationImages << " to score, of the "
              << available << " that the data set has; batches of " << batchSize << '\n';
}

/// A line for each plain field on a terminal.
void printResult(const Session& session, const options::JobResult& result) {
    const auto json = std::visit([](const auto& each) { return base::JsonWriter::toJson(each); }, result);
    if (session.format == OutputFormat::Json) {
        std::cout << base::textOf(json) << std::endl;
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& [name, value] : json.items()) {
        if (!value.is_structured() && !value.is_null()) {
            rows.push_back({name, value.is_string() ? value.template get<std::string>() : base::textOf(value)});
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

/// Without network options, the one network that a search's setting has a predictor of is meant.
void choosePredictedNetwork(const Session& session, options::SearchConfig& config) {
    if (!std::filesystem::exists(session.project)) {
        return;
    }
    const store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
    const records::DeviceSetting setting = options::settingOr(config.deviceSetting);
    std::vector<options::NetworkConfig> networks;
    for (const store::PredictorRecord& record : project.predictors()) {
        const options::NetworkConfig network{record.space, record.shape};
        if (record.deviceSetting == setting && std::find(networks.begin(), networks.end(), network) == networks.end()) {
            networks.push_back(network);
        }
    }
    if (networks.size() == 1 && networks.front() != config.network) {
        config.network = networks.front();
        std::cerr << "network: " << config.network.spaceName() << " " << space::toText(config.network.shape)
                  << ", the one with a predictor on " << toText(setting) << '\n';
    }
}

/// Without network options, the one network that was measured on the setting is meant.
void chooseMeasuredNetwork(const Session& session, options::FitConfig& config) {
    if (!std::filesystem::exists(session.project)) {
        return;
    }
    const store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
    const std::vector<options::NetworkConfig> networks =
        queries::networksOf(project.deviceSettings(), options::settingOr(config.deviceSetting));
    if (networks.size() == 1) {
        config.network = networks.front();
    }
}

/// Without network options, the one network that predictors are of is meant.
void choosePredictedNetwork(const Session& session, options::ExploreConfig& config) {
    if (!std::filesystem::exists(session.project)) {
        return;
    }
    const store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
    const std::vector<store::PredictorRecord> predictors = project.predictors();
    if (!predictors.empty()) {
        const options::NetworkConfig network{predictors.front().space, predictors.front().shape};
        if (std::ranges::all_of(
                predictors, [&](const store::PredictorRecord& record) { return queries::isOf(record, network); })) {
            config.network = network;
        }
    }
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
    void print(const Session& session, const options::JobResult& result) const { printResult(session, result); }
};

template <typename Config>
struct Extras : NoExtras { };

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
    }
    static void print(const Session& session, const options::JobResult& result) {
        if (session.format == OutputFormat::Json) {
            printResult(session, result);
            return;
        }
        const auto& explored = std::get<options::ExploreResult>(result);
        printTable(engine::choiceRows(explored));
        std::cout << '\n' << engine::summary(explored) << '\n';
    }
};

template <>
struct Extras<options::FinishConfig> : NoExtras {
    static void print(const Session& session, const options::JobResult& result) {
        if (session.format == OutputFormat::Json) {
            printResult(session, result);
            return;
        }
        const auto& finished = std::get<options::FinishResult>(result);
        printTable(engine::finishedRows(finished));
        std::cout << '\n' << engine::summary(finished) << '\n';
        if (!finished.protocol.empty()) {
            std::cout << "Look at it again: paretoscope-cli front --protocol " << finished.protocol << " --device "
                      << finished.deviceSetting << '\n';
        }
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
    static void print(const Session& session, const options::JobResult& result) {
        if (session.format == OutputFormat::Json) {
            printResult(session, result);
            return;
        }
        std::vector<std::vector<std::string>> rows{{"accuracy", "cross entropy", "genotype"}};
        for (const options::OneShotCell& score : std::get<options::ScoreResult>(result).scores) {
            rows.push_back(
                {base::fixedText(score.accuracy, 4), base::fixedText(score.crossEntropy, 4), score.genotype});
        }
        printTable(rows);
    }
};

template <>
struct Extras<options::ExportConfig> : NoExtras {
    static void settle(const Session& session, const CLI::App& command, options::ExportConfig& config) {
        if (command.get_option("--format")->count() == 0) {
            config.format = formatOf(config.path);
        }
        if (!networkGiven(command) && config.weights == options::WeightsKind::Trained
            && config.format != options::ExportFormat::Profile && std::filesystem::exists(session.project)) {
            const store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
            if (const auto network = engine::networkOfTraining(project, config.genotype)) {
                config.network = *network;
            }
        }
    }
};

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
        const bool resumes = resume.option != nullptr && resume.given();
        if (!resumes) {
            extras.settle(session, command, config);
        }
        extras.run([&] {
            extras.print(
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
