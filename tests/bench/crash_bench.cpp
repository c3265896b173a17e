// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments of everything that writes: each kind of job, and the creation, upgrade, import and export
// of projects. After each kill the project is opened and compared with what had been committed; then the work is taken
// up again, perhaps to be killed once more, and must end with what an undisturbed run gives, bit for bit.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include <CLI/CLI.hpp>
#include <SQLiteCpp/SQLiteCpp.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/inotify.h>

#include "core/base/error.h"
#include "core/store/project.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/crash_scenarios.h"
#include "tests/bench/figures.h"
#include "tests/cli/run_program.h"
#include "tests/test_folder.h"

namespace paretoscope::bench {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Rows = std::vector<std::string>;

constexpr const char* countRuns = "SELECT count(*) FROM runs";
constexpr int busyMs = 5000;
constexpr int mostKillsOfATrial = 4;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Says when something in a folder changes for the first time: most of a short command's time is its start.
class FolderWatch {
public:
    explicit FolderWatch(const fs::path& folder) : descriptor_(inotify_init1(IN_CLOEXEC)) {
        inotify_add_watch(descriptor_, folder.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO);
    }
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;
    ~FolderWatch() { close(descriptor_); }
    [[nodiscard]] bool changed(int milliseconds) const {
        pollfd watch{.fd = descriptor_, .events = POLLIN, .revents = 0};
        return poll(&watch, 1, milliseconds) > 0;
    }

private:
    int descriptor_;
};

pid_t start(const fs::path& folder, const Words& words, const fs::path& said = "/dev/null") {
    return cli::testing::start(
        folder, words, false, said, words.front() == pipelineCommand ? "/proc/self/exe" : PARETOSCOPE_CLI);
}

/// Whether the process has ended, and how.
bool hasEnded(pid_t process, int& status) {
    return waitpid(process, &status, WNOHANG) == process;
}

Rows rowsOf(const fs::path& project, const std::string& sql) {
    SQLite::Database database(project, SQLite::OPEN_READONLY, busyMs);
    SQLite::Statement statement(database, sql);
    Rows rows;
    while (statement.executeStep()) {
        std::string row;
        for (int column = 0; column < statement.getColumnCount(); ++column) {
            const SQLite::Column value = statement.getColumn(column);
            std::array<char, 32> number{};
            if (value.isFloat()) {
                std::snprintf(number.data(), number.size(), "%a", value.getDouble());
            }
            row += (value.isFloat() ? std::string(number.data()) : value.getString()) + '\t';
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// By their keys, which neither an update nor a resumed job changes.
std::set<std::string> committedRows(const fs::path& project) {
    std::set<std::string> rows;
    for (const char* sql : {"SELECT 'measurement', id, genotype, value FROM measurements",
             "SELECT 'predictor', id, name FROM predictors", "SELECT 'candidate', id, genotype FROM candidates",
             "SELECT 'accuracy', candidate, protocol, seed FROM accuracies",
             "SELECT 'history', run, epoch, step FROM history", "SELECT 'run', id, configuration FROM runs",
             "SELECT 'trial', task, tuner, seed, position FROM trials", "SELECT 'setting', key FROM settings"}) {
        try {
            for (std::string& row : rowsOf(project, sql)) {
                rows.insert(std::move(row));
            }
        } catch (const SQLite::Exception&) { // not there yet, or an old format without that table
        }
    }
    return rows;
}

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::string> namesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

void copyFolder(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
}

/// Of all trials of a scenario.
struct Tally {
    int trials = 0;
    int kills = 0;
    int lost = 0; ///< kills after which something was gone that had been there, or a file was neither old nor new
    int unusable = 0; ///< kills after which the project could not be opened, or the work not be taken up
    int unequal = 0; ///< trials that ended with another result
    int leftovers = 0; ///< trials that left files behind
};

void requireSuccess(const Words& words, int status) {
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw Error(ErrorCode::EngineFailure,
            "'" + words.front() + "' fails undisturbed, with status " + std::to_string(status) + ".");
    }
}

/// Folders in which commands have run; scenarios share what they have in common.
class StartingPoints {
public:
    explicit StartingPoints(fs::path folder) : folder_(std::move(folder)) { }

    const fs::path& after(const std::vector<Words>& commands) {
        const auto known = made_.find(commands);
        if (known != made_.end()) {
            return known->second;
        }
        const fs::path* earlier = commands.empty() ? nullptr : &after({commands.begin(), commands.end() - 1});
        const fs::path folder = folder_ / std::to_string(made_.size());
        if (earlier == nullptr) {
            fs::create_directories(folder);
            writeCrashInputs(folder);
        } else {
            copyFolder(*earlier, folder);
            int status = 0;
            waitpid(start(folder, commands.back()), &status, 0);
            requireSuccess(commands.back(), status);
        }
        return made_.emplace(commands, folder).first->second;
    }

private:
    fs::path folder_;
    std::map<std::vector<Words>, fs::path> made_;
};

/// A scenario with its folder of what is there before, and what an undisturbed run gives.
class Prepared {
public:
    Prepared(CrashScenario scenario, StartingPoints& startingPoints, const fs::path& folder)
        : scenario_(std::move(scenario))
        , before_(folder / "before")
        , trial_(folder / "trial") {
        fs::create_directories(folder);
        copyFolder(startingPoints.after(scenario_.before), before_);
        if (scenario_.oldFormat) {
            makeOldProject(before_ / projectName);
        }
        oldFiles_ = files(before_);
        copyFolder(before_, trial_);
        const FolderWatch watch(trial_);
        const pid_t process = start(trial_, scenario_.command);
        (void)watch.changed(busyMs);
        const Clock::time_point start = Clock::now();
        int status = 0;
        waitpid(process, &status, 0);
        seconds_ = secondsSince(start);
        requireSuccess(scenario_.command, status);
        rows_ = rows();
        newFiles_ = files(trial_);
        names_ = namesIn(trial_);
    }

    void tryOnce(std::mt19937_64& random) {
        ++tally.trials;
        copyFolder(before_, trial_);
        Words words = scenario_.command;
        int status = 0;
        for (int kill = 0; kill < mostKillsOfATrial; ++kill) {
            if (!killed(words, random, status)) {
                break;
            }
            look();
            const std::optional<Words> next = whatIsLeft();
            if (!next) {
                finish();
                return;
            }
            words = *next;
        }
        if (WIFSIGNALED(status)) {
            waitpid(start(trial_, words, said()), &status, 0);
        }
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            complain("'" + words.front() + "' ended with status " + std::to_string(status) + ":\n" + contentOf(said()),
                tally.unusable);
            return;
        }
        finish();
    }

    [[nodiscard]] const std::string& name() const { return scenario_.name; }
    Tally tally;

private:
    void complain(const std::string& what, int& count) {
        ++count;
        std::cout << scenario_.name << ", trial " << tally.trials << ": " << what << std::endl;
    }

    /// Each at a moment of the time that it takes undisturbed from its first trace in the folder on, one in eight
    /// before. False where it had ended by then.
    bool killed(const Words& words, std::mt19937_64& random, int& status) {
        const FolderWatch watch(trial_);
        const pid_t process = start(trial_, words, said());
        std::uniform_real_distribution<double> part(0, 1);
        if (part(random) > 0.125) {
            (void)watch.changed(busyMs);
        }
        const double delay = part(random) * seconds_;
        const Clock::time_point start = Clock::now();
        while (secondsSince(start) < delay) {
            if (hasEnded(process, status)) {
                if (WIFSIGNALED(status)) {
                    complain("it crashed with signal " + std::to_string(WTERMSIG(status)), tally.unusable);
                }
                return false;
            }
            usleep(300);
        }
        committed_ = committedRows(project());
        kill(process, SIGKILL);
        waitpid(process, &status, 0);
        tally.kills += WIFSIGNALED(status) ? 1 : 0;
        return WIFSIGNALED(status);
    }

    /// At a copy: what goes on finds what the kill left.
    void look() {
        const fs::path copy = trial_.parent_path() / "copy";
        copyFolder(trial_, copy);
        const fs::path file = copy / projectName;
        if (!fs::exists(file)) {
            if (!committed_.empty() || fs::exists(before_ / projectName)) {
                complain("the project is gone", tally.lost);
            }
            return;
        }
        try {
            store::Project::open(file, store::Mode::ReadOnly);
            store::Project::open(file, store::Mode::ReadWrite);
            if (const Rows answer = rowsOf(file, "PRAGMA integrity_check"); answer != Rows{"ok\t"}) {
                complain(answer.front(), tally.unusable);
            }
        } catch (const Error& error) {
            complain(error.what(), tally.unusable);
            return;
        }
        const std::set<std::string> left = committedRows(file);
        if (!std::ranges::includes(left, committed_)) {
            complain("rows are gone", tally.lost);
        }
        const auto found = files(copy);
        for (const auto& [name, content] : found) {
            if (content != oldFiles_[name] && content != newFiles_[name]) {
                complain(name + " is neither the old one nor the new one", tally.lost);
            }
        }
    }

    /// Nothing where the killed command was done.
    std::optional<Words> whatIsLeft() const {
        if (!scenario_.job || !fs::exists(project())) {
            return scenario_.command;
        }
        const Rows newest = rowsOf(project(),
            "SELECT state FROM runs WHERE kind = '" + std::string(records::name(*scenario_.job))
                + "' ORDER BY id DESC LIMIT 1");
        if (newest.empty() || rowsOf(project(), countRuns) == runsBefore()) {
            return scenario_.command;
        }
        if (newest.front() == "finished\t") {
            return std::nullopt;
        }
        return scenario_.resume.empty() ? scenario_.command : scenario_.resume;
    }
    [[nodiscard]] Rows runsBefore() const {
        const fs::path file = before_ / projectName;
        return fs::exists(file) ? rowsOf(file, countRuns) : Rows();
    }

    void finish() {
        try {
            if (rows() != rows_ || files(trial_) != newFiles_) {
                complain("the result is another one", tally.unequal);
            }
            store::Project::open(project(), store::Mode::ReadWrite); // whoever opens it last folds its log
        } catch (const std::exception& error) {
            complain(error.what(), tally.unusable);
        }
        std::set<std::string> left;
        std::ranges::set_difference(namesIn(trial_), names_, std::inserter(left, left.end()));
        if (!left.empty()) {
            complain("it left " + *left.begin() + " behind", tally.leftovers);
        }
    }

    [[nodiscard]] fs::path project() const { return trial_ / projectName; }
    [[nodiscard]] fs::path said() const { return trial_.parent_path() / "said.txt"; } ///< by the last command
    [[nodiscard]] std::vector<Rows> rows() const {
        std::vector<Rows> all;
        for (const std::string& sql : scenario_.rows) {
            all.push_back(rowsOf(project(), sql));
        }
        return all;
    }
    [[nodiscard]] std::map<std::string, std::string> files(const fs::path& folder) const {
        std::map<std::string, std::string> contents;
        for (const std::string& file : scenario_.files) {
            contents[file] = contentOf(folder / file);
        }
        return contents;
    }

    CrashScenario scenario_;
    fs::path before_;
    fs::path trial_;
    std::map<std::string, std::string> oldFiles_;
    double seconds_ = 0;
    std::vector<Rows> rows_;
    std::map<std::string, std::string> newFiles_;
    std::set<std::string> names_;
    std::set<std::string> committed_; ///< just before the last kill
};

int run(int argc, char** argv) {
    if (argc == 2 && std::string(argv[1]) == pipelineCommand) {
        runPipeline(fs::current_path());
        return 0;
    }
    int kills = 300;
    std::uint64_t seed = 1;
    std::string only;
    CLI::App options("kill -9 at random moments", "bench.sh crash");
    options.add_option("--kills", kills, "how many, over all scenarios")->capture_default_str();
    options.add_option("--seed", seed, "of the moments")->capture_default_str();
    options.add_option("--only", only, "scenarios whose name begins so");
    CLI11_PARSE(options, argc, argv);

    const TestFolder work;
    setenv("XDG_STATE_HOME", (work.path() / "state").c_str(), 1);
    StartingPoints startingPoints(work.path() / "before");
    std::vector<std::unique_ptr<Prepared>> all;
    for (CrashScenario& scenario : crashScenarios()) {
        if (scenario.name.starts_with(only)) {
            const fs::path folder = work.path() / std::to_string(all.size());
            all.push_back(std::make_unique<Prepared>(std::move(scenario), startingPoints, folder));
            std::cout << "prepared: " << all.back()->name() << std::endl;
        }
    }
    std::mt19937_64 random(seed);
    Tally sum;
    for (std::size_t i = 0; sum.kills < kills && !all.empty(); ++i) {
        Tally& tally = all[i % all.size()]->tally;
        const int before = tally.kills;
        all[i % all.size()]->tryOnce(random);
        sum.kills += tally.kills - before;
    }
    std::printf("\n%-22s %7s %6s %5s %9s %8s %10s\n", "killed in", "trials", "kills", "lost", "unusable", "unequal",
        "leftovers");
    for (const auto& prepared : all) {
        const Tally& tally = prepared->tally;
        std::printf("%-22s %7d %6d %5d %9d %8d %10d\n", prepared->name().c_str(), tally.trials, tally.kills, tally.lost,
            tally.unusable, tally.unequal, tally.leftovers);
        sum.trials += tally.trials;
        sum.lost += tally.lost;
        sum.unusable += tally.unusable;
        sum.unequal += tally.unequal;
        sum.leftovers += tally.leftovers;
    }
    std::fflush(stdout);
    const nlohmann::ordered_json line{{"kills", sum.kills}, {"trials", sum.trials}, {"lost", sum.lost},
        {"resumed_equal", 1 - sum.unequal / std::max(1.0, static_cast<double>(sum.trials))}, {"unusable", sum.unusable},
        {"leftovers", sum.leftovers}};
    printMisses(
        line, {{"lost", 0, false}, {"resumed_equal", 1, true}, {"unusable", 0, false}, {"leftovers", 0, false}});
    std::cout << line.dump() << std::endl;
    return 0;
}

}

}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::bench::run);
}
