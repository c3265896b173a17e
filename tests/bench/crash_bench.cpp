// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments of everything that writes: each kind of job, and the creation, upgrade, import and export
// of projects. After each kill the project is opened and compared with what had been committed; then the work is taken
// up again, perhaps to be killed once more, and must end with what an undisturbed run gives, bit for bit. The same on
// disks of random sizes, which are full at some moment of it.
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

#include "core/base/error.h"
#include "core/store/project.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/crash_scenarios.h"
#include "tests/bench/figures.h"
#include "tests/bench/folder_watch.h"
#include "tests/bench/small_disk.h"
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
constexpr std::size_t diskBlock = 4096;
constexpr double roomAtMost = 1.5; ///< of what an undisturbed run adds: it also has logs and temporary files

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

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

/// Of all files, in whole blocks.
std::size_t bytesOf(const fs::path& folder) {
    std::size_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        bytes += diskBlock + (entry.is_regular_file() ? entry.file_size() / diskBlock * diskBlock : 0);
    }
    return bytes;
}

void copyFolder(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
}

/// Of all trials of a scenario.
struct Tally {
    int trials = 0;
    int kills = 0; ///< or full disks
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
        room_ = static_cast<double>(std::max(bytesOf(trial_), bytesOf(before_)) - bytesOf(before_));
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
            look(tally);
            const std::optional<Words> next = whatIsLeft();
            if (!next) {
                finish(tally);
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
        finish(tally);
    }

    /// Where the disk was full, the work is taken up again on one with room.
    void tryOnFullDisk(std::mt19937_64& random) {
        ++fullDisks.trials;
        const fs::path disk = trial_.parent_path() / "disk";
        int status = 0;
        {
            const double room =
                std::uniform_real_distribution<double>(0, roomAtMost)(random) * (room_ + 16 * diskBlock);
            const SmallDisk mounted(
                disk, bytesOf(before_) + diskBlock * (2 + static_cast<std::size_t>(room / diskBlock)));
            const fs::path work = disk / "work";
            copyFolder(before_, work);
            committed_ = committedRows(work / projectName);
            waitpid(start(work, scenario_.command, said()), &status, 0);
            copyFolder(work, trial_);
        }
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
            finish(fullDisks);
            return;
        }
        ++fullDisks.kills;
        const std::string why = contentOf(said());
        if (!WIFEXITED(status) || (why.find("full") == std::string::npos && why.find("space") == std::string::npos)) {
            complain("on a full disk it ended with status " + std::to_string(status) + ":\n" + why, fullDisks.unusable);
        }
        look(fullDisks);
        if (const std::optional<Words> next = whatIsLeft()) {
            waitpid(start(trial_, *next, said()), &status, 0);
            if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
                complain("'" + next->front() + "' ended after a full disk with status " + std::to_string(status) + ":\n"
                        + contentOf(said()),
                    fullDisks.unusable);
                return;
            }
        }
        finish(fullDisks);
    }

    [[nodiscard]] const std::string& name() const { return scenario_.name; }
    Tally tally;
    Tally fullDisks;

private:
    void complain(const std::string& what, int& count) {
        ++count;
        std::cout << scenario_.name << ", trial " << tally.trials + fullDisks.trials << ": " << what << std::endl;
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
    void look(Tally& tally) {
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
        const Rows newest = rowsOf(project(), // but one that failed before it did anything
            "SELECT state FROM runs WHERE (state <> 'failed' OR progress > 0) AND kind = '"
                + std::string(records::name(*scenario_.job)) + "' ORDER BY id DESC LIMIT 1");
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

    void finish(Tally& tally) {
        try {
            if (const std::string what = difference(); !what.empty()) {
                complain("the result is another one: " + what, tally.unequal);
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

    /// From what an undisturbed run gives; empty for none.
    [[nodiscard]] std::string difference() const {
        const std::vector<Rows> found = rows();
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (const auto [here, there] = std::ranges::mismatch(found[i], rows_[i]);
                here != found[i].end() || there != rows_[i].end()) {
                return (here != found[i].end() ? *here : "nothing") + "instead of "
                    + (there != rows_[i].end() ? *there : "nothing");
            }
        }
        for (const auto& [name, content] : files(trial_)) {
            if (content != newFiles_.at(name)) {
                return name;
            }
        }
        return {};
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
    double room_ = 0; ///< bytes that an undisturbed run adds to what was before
    std::set<std::string> committed_; ///< just before the last kill, or the full disk
};

void print(const std::string& name, const Tally& tally) {
    std::printf("%-22s %7d %6d %5d %9d %8d %10d\n", name.c_str(), tally.trials, tally.kills, tally.lost, tally.unusable,
        tally.unequal, tally.leftovers);
}

Tally operator+(const Tally& a, const Tally& b) {
    return {.trials = a.trials + b.trials,
        .kills = a.kills + b.kills,
        .lost = a.lost + b.lost,
        .unusable = a.unusable + b.unusable,
        .unequal = a.unequal + b.unequal,
        .leftovers = a.leftovers + b.leftovers};
}

int run(int argc, char** argv) {
    if (argc == 2 && std::string(argv[1]) == pipelineCommand) {
        runPipeline(fs::current_path());
        return 0;
    }
    int kills = 300;
    int disks = 60;
    std::uint64_t seed = 1;
    std::string only;
    CLI::App options("kill -9 at random moments, and full disks", "bench.sh crash");
    options.add_option("--kills", kills, "how many, over all scenarios")->capture_default_str();
    options.add_option("--full-disks", disks, "how many, over all scenarios")->capture_default_str();
    options.add_option("--seed", seed, "of the moments")->capture_default_str();
    options.add_option("--only", only, "scenarios whose name begins so");
    CLI11_PARSE(options, argc, argv);

    if (disks > 0 && !allowMounting()) {
        std::cout << "no disk is filled: this system lets no user mount one" << std::endl;
        disks = 0;
    }
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
    for (int i = 0, made = 0; made < kills && !all.empty(); ++i) {
        Prepared& scenario = *all[static_cast<std::size_t>(i) % all.size()];
        made -= scenario.tally.kills;
        scenario.tryOnce(random);
        made += scenario.tally.kills;
    }
    for (int i = 0; i < disks && !all.empty(); ++i) {
        all[static_cast<std::size_t>(i) % all.size()]->tryOnFullDisk(random);
    }
    constexpr const char* head = "\n%-22s %7s %6s %5s %9s %8s %10s\n";
    std::printf(head, "killed in", "trials", "kills", "lost", "unusable", "unequal", "leftovers");
    Tally killed;
    Tally filled;
    for (const auto& prepared : all) {
        print(prepared->name(), prepared->tally);
        killed = killed + prepared->tally;
    }
    std::printf(head, "on a small disk", "trials", "full", "lost", "unusable", "unequal", "leftovers");
    for (const auto& prepared : all) {
        print(prepared->name(), prepared->fullDisks);
        filled = filled + prepared->fullDisks;
    }
    const Tally sum = killed + filled;
    std::fflush(stdout);
    const nlohmann::ordered_json line{{"kills", killed.kills}, {"full_disks", filled.kills}, {"trials", sum.trials},
        {"lost", sum.lost}, {"resumed_equal", 1 - sum.unequal / std::max(1.0, static_cast<double>(sum.trials))},
        {"unusable", sum.unusable}, {"leftovers", sum.leftovers}};
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
