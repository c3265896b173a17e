// SPDX-License-Identifier: GPL-3.0-or-later
// A long day, accelerated: thousands of small jobs of all kinds through one worker, with the window attached and used
// meanwhile. Looks for what grows: memory, open files and threads of both processes, the project file; and for stalls
// of the window.
//
// Jobs come in rounds. After each, when nothing runs and the window shows what was stored, both processes are looked
// at; all but the newest runs go into the bin, which is emptied, so that the project stays the size of a day's work.
// What is left grows with the jobs by their measurements and predictors, which belong to no run.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>
#include <vector>

#include <CLI/CLI.hpp>
#include <QFile>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/analysis/statistics.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"
#include "tests/bench/offscreen_window.h"
#include "tests/bench/process_figures.h"
#include "tests/bench/soak_jobs.h"
#include "tests/bench/stall_watchdog.h"
#include "tests/test_folder.h"
#include "widgets/common/number_text.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/views.h"

namespace paretoscope::bench {

namespace {

using namespace widgets;

constexpr qint64 patienceMs = 600'000; ///< for one round
constexpr int mostTold = 10; ///< failures that are told in words
constexpr std::size_t shares = 5; ///< growth is between the first and the last of so many shares of the samples

struct Settings {
    int jobs = 10'000;
    double minutes = 0; ///< 0: no limit
    double warmUp = 0.1;
    int keep = 200;
    std::string samplesFile;
};

/// Both processes and the project between two rounds.
struct Sample {
    int jobs = 0;
    double minutes = 0;
    ProcessFigures window;
    ProcessFigures worker;
    double allocatedMb = 0; ///< by the window
    double databaseMb = 0;
};

/// The window, its worker, and somebody who uses them.
class Day {
public:
    explicit Day(const std::filesystem::path& folder)
        : path_(folder / "day.paretoscope")
        , jobs_(folder)
        , transport_(new ProcessTransport)
        , window_(shownWindow(std::unique_ptr<WorkerTransport>(transport_))) {
        const WorkerClient& client = window_->jobs().client();
        QObject::connect(&client, &WorkerClient::jobQueued, &context_, [this](std::int64_t run) { newest_ = run; });
        QObject::connect(&client, &WorkerClient::jobFinished, &context_, [this](const protocol::JobFinished& finished) {
            ++ended_;
            if (finished.state != records::RunState::Finished) {
                tellFailure("run " + std::to_string(finished.run) + ": " + finished.errorText);
            }
        });
        QObject::connect(
            &client, &WorkerClient::refused, &context_, [this](const QString& /*code*/, const QString& text) {
                ++ended_;
                tellFailure("refused: " + text.toStdString());
            });
        QObject::connect(&client, &WorkerClient::died, &context_, [this](const QString& why) { dead_ = why; });
        window_->createProject(toQString(path_.string()), false);
    }

    void prepare() {
        run(jobs_.preparation());
        search_ = newest_;
        worker_ = transport_->processId();
        if (failed_ > 0) {
            throw Error(ErrorCode::EngineFailure, "What all rounds need could not be made.");
        }
        ended_ = 0;
        clock_.start();
        watchdog_.start();
    }

    Sample round(int keep) {
        run(jobs_.round(rounds_, search_));
        watchdog_.stop(); // a view that is opened takes its time whatever runs, and here one is each few seconds
        QElapsedTimer clock;
        clock.start();
        use();
        QCoreApplication::processEvents();
        uses_.add(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        watchdog_.resume();
        if (keep > 0) {
            forgetAllBut(keep);
        }
        ++rounds_;
        if (transport_->processId() != worker_) {
            throw Error(ErrorCode::EngineFailure, "The worker was replaced by another one.");
        }
        return {.jobs = ended_,
            .minutes = static_cast<double>(clock_.elapsed()) / 60'000,
            .window = processFigures(::getpid()),
            .worker = processFigures(worker_),
            .allocatedMb = allocatedMb(),
            .databaseMb = databaseMb()};
    }

    [[nodiscard]] int failed() const { return failed_; }
    [[nodiscard]] const StallWatchdog& watchdog() const { return watchdog_; }
    /// What opening another view, moving λ and choosing a candidate took together.
    [[nodiscard]] const TimeCounts& uses() const { return uses_; }

private:
    void tellFailure(const std::string& text) {
        if (++failed_ <= mostTold) {
            std::cout << text << std::endl;
        }
    }

    template <typename Condition>
    void require(Condition holds, const char* what) {
        if (!waitAsleep([&] { return holds() || !dead_.isEmpty(); }, patienceMs) || !dead_.isEmpty()) {
            throw Error(ErrorCode::EngineFailure,
                dead_.isEmpty() ? std::string("It took too long until ") + what + "."
                                : "The worker has ended: " + dead_.toStdString() + ".");
        }
    }

    /// Until all have ended and the window shows that.
    void run(const std::vector<options::JobConfig>& jobs) {
        const int expected = ended_ + static_cast<int>(jobs.size());
        for (const options::JobConfig& job : jobs) {
            window_->jobs().startJob(job);
        }
        require([&] { return ended_ >= expected; }, "the jobs of a round had ended");
        require(
            [&] {
                const SnapshotPointer& shown = window_->reader().snapshot();
                const records::Run* last = shown ? shown->run(newest_) : nullptr;
                return last != nullptr && last->state != records::RunState::Queued
                    && last->state != records::RunState::Running;
            },
            "the window showed the last job");
    }

    /// Another view, another price, another candidate.
    void use() {
        const std::span<const ViewType> views = viewTypes();
        window_->page().showView(views[static_cast<std::size_t>(rounds_) % views.size()].id);
        auto& front = window_->page().find<FrontView>();
        if (front.choice().breakpoints().size() > 1) {
            front.moveLambda(0.01 * (rounds_ % 97));
        }
        const auto points = window_->reader().snapshot()->part<FrontSnapshot>();
        if (points && !points->points.empty()) {
            window_->selection().setCandidate(
                points->points[static_cast<std::size_t>(rounds_) % points->points.size()].candidateId);
        }
    }

    void forgetAllBut(int keep) {
        std::vector<std::int64_t> old;
        const auto& runs = window_->reader().snapshot()->runs; // newest first
        for (std::size_t i = static_cast<std::size_t>(keep); i < runs.size(); ++i) {
            if (runs[i].id > search_) {
                old.push_back(runs[i].id);
            }
        }
        if (old.empty()) {
            return;
        }
        for (const std::int64_t run : old) {
            window_->jobs().annotate(
                protocol::AnnotateRun{.run = run, .tags = std::nullopt, .note = std::nullopt, .deleted = true});
        }
        window_->jobs().purgeDeletedRuns();
        require(
            [&] {
                const SnapshotPointer& shown = window_->reader().snapshot();
                return shown->deletedRuns.empty() && shown->run(old.front()) == nullptr;
            },
            "the window showed that the bin was emptied");
    }

    [[nodiscard]] double databaseMb() const {
        double bytes = 0;
        for (const char* end : {"", "-wal"}) {
            std::error_code missing;
            const auto size = std::filesystem::file_size(path_.string() + end, missing);
            bytes += missing ? 0 : static_cast<double>(size);
        }
        return bytes / (1U << 20U);
    }

    std::filesystem::path path_;
    SoakJobs jobs_;
    ProcessTransport* transport_; ///< the window's
    std::unique_ptr<MainWindow> window_;
    QObject context_;
    StallWatchdog watchdog_; ///< while jobs run and the window follows them
    TimeCounts uses_;
    QElapsedTimer clock_;
    qint64 worker_ = 0;
    std::int64_t newest_ = 0; ///< run
    std::int64_t search_ = 0; ///< run that scores take their weights from
    int rounds_ = 0;
    int ended_ = 0;
    int failed_ = 0;
    QString dead_; ///< why the worker has ended
};

using Figure = double (*)(const Sample&);

struct Row {
    const char* name;
    Figure figure;
};

constexpr std::array rows{
    Row{"window: memory of its own, MB", [](const Sample& sample) { return sample.window.ownMb; }},
    Row{"window: resident, MB", [](const Sample& sample) { return sample.window.residentMb; }},
    Row{"window: open files", [](const Sample& sample) { return sample.window.handles; }},
    Row{"window: threads", [](const Sample& sample) { return sample.window.threads; }},
    Row{"worker: memory of its own, MB", [](const Sample& sample) { return sample.worker.ownMb; }},
    Row{"worker: resident, MB", [](const Sample& sample) { return sample.worker.residentMb; }},
    Row{"worker: open files", [](const Sample& sample) { return sample.worker.handles; }},
    Row{"worker: threads", [](const Sample& sample) { return sample.worker.threads; }},
    Row{"window: allocated, MB", [](const Sample& sample) { return sample.allocatedMb; }},
    Row{"project file and its log, MB", [](const Sample& sample) { return sample.databaseMb; }},
};

std::vector<double> valuesOf(std::span<const Sample> samples, Figure figure) {
    std::vector<double> values;
    std::ranges::transform(samples, std::back_inserter(values), figure);
    return values;
}

/// Of what comes after the warm-up: the medians of its first and of its last fifth.
std::pair<double, double> ends(std::span<const Sample> samples, Figure figure) {
    const std::vector<double> values = valuesOf(samples, figure);
    const std::size_t share = values.size() / shares;
    return {analysis::median(std::span(values).first(share)), analysis::median(std::span(values).last(share))};
}

double growth(std::span<const Sample> samples, Figure figure) {
    const auto [first, last] = ends(samples, figure);
    return last - first;
}

void printTable(std::span<const Sample> samples, std::span<const Sample> warm) {
    std::printf("\n%-32s %10s %10s %10s %10s\n", "", "at first", "warm", "at last", "growth");
    for (const Row& row : rows) {
        const auto [first, last] = ends(warm, row.figure);
        std::printf(
            "%-32s %10.1f %10.1f %10.1f %10.2f\n", row.name, row.figure(samples.front()), first, last, last - first);
    }
}

void writeSamples(const std::string& path, std::span<const Sample> samples) {
    std::ofstream file(path);
    file << "jobs,minutes";
    for (const Row& row : rows) {
        std::string name = row.name;
        std::erase(name, ',');
        file << ',' << name;
    }
    file << '\n';
    for (const Sample& sample : samples) {
        file << sample.jobs << ',' << sample.minutes;
        for (const Row& row : rows) {
            file << ',' << row.figure(sample);
        }
        file << '\n';
    }
    if (!file.flush()) {
        throw Error(ErrorCode::FileUnwritable, "The samples cannot be written to " + path + ".");
    }
}

nlohmann::ordered_json lineOf(const Day& day, std::span<const Sample> samples, std::span<const Sample> warm) {
    const auto most = [warm](Figure window, Figure worker) {
        return rounded(std::max(growth(warm, window), growth(warm, worker)));
    };
    const Sample& last = samples.back();
    const int jobs = last.jobs - warm.front().jobs;
    return {{"jobs", last.jobs}, {"minutes", rounded(last.minutes)},
        {"jobs_per_minute", rounded(last.jobs / last.minutes)},
        {"memory_growth_mb", most(rows[0].figure, rows[4].figure)},
        {"window_memory_growth_mb", rounded(growth(warm, rows[0].figure))},
        {"worker_memory_growth_mb", rounded(growth(warm, rows[4].figure))},
        {"window_allocated_growth_mb", rounded(growth(warm, rows[8].figure))},
        {"handles_growth", most(rows[2].figure, rows[6].figure)},
        {"threads_growth", most(rows[3].figure, rows[7].figure)},
        {"stall_p999_ms", rounded(day.watchdog().stallMs(0.999))},
        {"stall_own_work_p999_ms", rounded(day.watchdog().busyMs(0.999))},
        {"stall_longest_ms", rounded(day.watchdog().longestMs())}, {"use_median_ms", rounded(day.uses().quantile(0.5))},
        {"database_mb", rounded(last.databaseMb)},
        {"database_bytes_per_job",
            std::round((last.databaseMb - warm.front().databaseMb) * (1U << 20U) / std::max(1, jobs))},
        {"failed_jobs", day.failed()}};
}

int soak(const Settings& settings) {
    if (!QFile::exists(ProcessTransport::findProgram())) {
        return skipBenchmark("the worker's program is not there: build paretoscope-cli");
    }
    const TestFolder folder;
    setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    Day day(folder.path());
    day.prepare();
    std::vector<Sample> samples;
    const auto done = [&] {
        return !samples.empty()
            && (samples.back().jobs >= settings.jobs
                || (settings.minutes > 0 && samples.back().minutes >= settings.minutes));
    };
    int told = 0;
    while (!done()) {
        samples.push_back(day.round(settings.keep));
        const Sample& now = samples.back();
        if (now.minutes >= told + 1) {
            told = static_cast<int>(now.minutes);
            std::printf("%3d min %6d jobs, window %.1f MB, worker %.1f MB\n", told, now.jobs, now.window.ownMb,
                now.worker.ownMb);
            std::fflush(stdout);
        }
    }
    const auto firstWarm = std::ranges::find_if(
        samples, [&](const Sample& sample) { return sample.jobs >= settings.warmUp * samples.back().jobs; });
    const std::span warm(firstWarm, samples.end());
    if (warm.size() < shares) {
        throw Error(ErrorCode::NotEnoughData, "So few jobs say nothing of growth. Ask for more: --jobs 500.");
    }
    if (!settings.samplesFile.empty()) {
        writeSamples(settings.samplesFile, samples);
    }
    printTable(samples, warm);
    std::fflush(stdout);
    const nlohmann::ordered_json line = lineOf(day, samples, warm);
    printMisses(line,
        {{"memory_growth_mb", 5, false}, {"handles_growth", 0, false}, {"threads_growth", 0, false},
            {"stall_p999_ms", 50, false}, {"failed_jobs", 0, false}});
    std::cout << line.dump() << std::endl;
    return 0;
}

int run(int argc, char** argv) {
    Settings settings;
    CLI::App program("An accelerated long day of the window and its worker", "bench.sh soak");
    program.add_option("--jobs", settings.jobs, "how many at least")->capture_default_str();
    program.add_option("--minutes", settings.minutes, "end after so long, however many it were; 0: no limit")
        ->capture_default_str();
    program.add_option("--warm-up", settings.warmUp, "share of the jobs before growth counts")
        ->check(CLI::Range(0.0, 0.9))
        ->capture_default_str();
    program.add_option("--keep", settings.keep, "runs that the project keeps, 0: all")->capture_default_str();
    program.add_option("--samples", settings.samplesFile, "CSV file for what was seen after each round");
    CLI11_PARSE(program, argc, argv);
    stayOffscreen();
    QApplication application(argc, argv);
    setUpApplication();
    return soak(settings);
}

}

}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, &paretoscope::bench::run);
}
