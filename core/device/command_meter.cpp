// SPDX-License-Identifier: Apache-2.0
#include "core/device/command_meter.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/analysis/statistics.h"
#include "core/base/atomic_file.h"
#include "core/base/child_process.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/sha256.h"
#include "core/device/block_record.h"
#include "core/device/conditions.h"
#include "core/interchange/onnx.h"
#include "core/space/lowering.h"

namespace paretoscope::device {

namespace {

using Clock = std::chrono::steady_clock;

/// Runs of the first request of an architecture.
constexpr int probeRepeats = 3;
constexpr int mostRepeats = 1000;
constexpr int mostBannerLines = 100;

/// A running runner and what it said of itself.
class Runner {
public:
    Runner(const CommandDevice& device, const std::stop_token& stop)
        : timeout_(seconds(device.timeoutSeconds))
        , process_(device.command, device.log.empty() ? logFile(device.name) : device.log)
        , timeoutSeconds_(device.timeoutSeconds)
        , hello_(runnerHello(within(device.startSeconds, "--start-timeout",
              [&] { return readHello(Clock::now() + seconds(device.startSeconds), stop); }))) { }

    [[nodiscard]] const RunnerHello& hello() const { return hello_; }

    RunnerReply ask(const RunnerRequest& request, std::string_view model, const std::stop_token& stop) {
        if (process_.hasUnread()) {
            throw Error(ErrorCode::DeviceFailure, "The runner spoke without being asked.");
        }
        const auto start = Clock::now();
        const std::string line = within(timeoutSeconds_, "--timeout", [&] {
            process_.write(requestLine(request), start + timeout_, stop);
            if (!hello_.sharedFiles) {
                process_.write(model, start + timeout_, stop);
            }
            return process_.readLine(start + timeout_, stop);
        });
        return runnerReply(
            line, request, hello_, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }

private:
    /// Programs greet with a banner or an empty line before they let a runner speak.
    std::string readHello(Clock::time_point deadline, const std::stop_token& stop) {
        for (int line = 0;; ++line) {
            std::string text = process_.readLine(deadline, stop);
            if (line == mostBannerLines || text.find('{') != std::string::npos) {
                return text;
            }
        }
    }

    static Clock::duration seconds(double count) {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
    }

    /// Says which limit has passed, and what changes it.
    template <typename Call>
    static std::string within(double limit, const char* option, const Call& call) {
        try {
            return call();
        } catch (const Error& error) {
            if (std::string_view(error.what()).find(base::ChildProcess::inTime) == std::string_view::npos) {
                throw;
            }
            std::ostringstream text;
            text << error.what() << " The limit was " << limit << " s; " << option << " of 'devices add' changes it.";
            throw Error(error.code(), text.str(), error.arguments());
        }
    }

    Clock::duration timeout_;
    base::ChildProcess process_;
    double timeoutSeconds_;
    RunnerHello hello_;
};

/// A model on its way to a runner that shares the file system: it is there as long as this object.
class SharedModel {
public:
    explicit SharedModel(std::string_view bytes)
        : path_(temporaryFolder()
            / ("paretoscope-" + std::to_string(::getpid()) + "-" + base::sha256(bytes).substr(0, 16) + ".onnx")) {
        base::writeFileAtomically(path_, bytes, base::Access::Private);
    }
    SharedModel(const SharedModel&) = delete;
    SharedModel& operator=(const SharedModel&) = delete;
    ~SharedModel() {
        std::error_code ignored; // it may have been cleaned away by others
        std::filesystem::remove(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    static std::filesystem::path temporaryFolder() {
        std::error_code missing;
        std::filesystem::path folder = std::filesystem::temp_directory_path(missing);
        if (missing) {
            throw Error(ErrorCode::FileUnwritable,
                "The folder for temporary files, through which models reach the runner, cannot be used: "
                    + missing.message() + ". Set TMPDIR to a folder that can be written to.",
                {{"file", folder.string()}, {"reason", missing.message()}});
        }
        return folder;
    }

    std::filesystem::path path_;
};

/// An architecture as it is sent.
struct Subject {
    std::string model;
    std::string sha256;
    int repeats = probeRepeats;
    std::vector<double> energiesMj;
    std::string failure; ///< why it was given up, empty while it was not
};

class CommandMeter : public Meter {
public:
    CommandMeter(records::DeviceSetting setting, CommandDevice device)
        : setting_(std::move(setting))
        , device_(std::move(device)) { }

    [[nodiscard]] records::DeviceSetting setting() const override { return setting_; }

    [[nodiscard]] std::string describe() const override {
        std::string command;
        for (const std::string& argument : device_.command) {
            command += (command.empty() ? "" : " ") + argument;
        }
        return toText(setting_) + " through: " + command;
    }

    [[nodiscard]] std::string conditions() const override { // without the command, which is nobody else's business
        return base::textOf(nlohmann::ordered_json{{"hardware", hello_.hardware}, {"runtime", hello_.runtime}});
    }

    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override {
        std::vector<Subject> subjects;
        for (const space::Architecture& architecture : block) {
            subjects.push_back(subjectFor(architecture, options.seed));
        }
        subjects.push_back(subjectFor(options.sentinel, options.seed));
        BlockRecord record(block.size(), options);
        for (Subject& subject : subjects) {
            probe(subject, options, stop);
        }
        std::vector<std::size_t> all(block.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        std::mt19937_64 random(options.seed);
        for (int i = 0; i < options.rounds; ++i) {
            round(all, subjects, record, options, random, stop);
        }
        for (int i = 0; i < options.extraRounds; ++i) {
            const std::vector<std::size_t> disagreeing = record.unstableSubjects();
            if (disagreeing.empty()) {
                break;
            }
            round(disagreeing, subjects, record, options, random, stop);
        }
        return toMeasurements(block, options, subjects, record.result());
    }

private:
    static Subject subjectFor(const space::Architecture& architecture, std::uint64_t seed) {
        const space::LoweredNetwork network = space::lower(architecture);
        Subject subject;
        subject.model = interchange::onnxBytes(network, interchange::randomWeights(network, seed), {});
        subject.sha256 = base::sha256(subject.model);
        return subject;
    }

    /// The reply, or nothing where the subject was given up.
    std::optional<RunnerReply> ask(Subject& subject, const std::stop_token& stop) {
        bool silent = true;
        for (int attempt = 0; attempt <= device_.retries; ++attempt) {
            try {
                RunnerReply reply = askOnce(subject, stop);
                answered_ = true;
                lastSilent_ = false;
                subject.failure = reply.error;
                return reply.error.empty() ? std::optional(std::move(reply)) : std::nullopt;
            } catch (const Error& error) {
                runner_.reset(); // whatever state it is in, a fresh one knows nothing of it
                if (error.code() != ErrorCode::DeviceFailure) {
                    throw;
                }
                subject.failure = error.what();
                silent = silent && isSilence(error);
            }
        }
        noteGivenUp(subject, silent);
        return std::nullopt;
    }

    static bool isSilence(const Error& error) {
        const auto& arguments = error.arguments();
        return std::any_of(arguments.begin(), arguments.end(), [](const auto& argument) {
            return argument.first == "reason" && argument.second.ends_with(base::ChildProcess::inTime);
        });
    }

    /// A runner that says nothing to an architecture, with all its retries, and said nothing before or nothing to the
    /// one before either, will not answer the others: told now, not after as many time-outs.
    void noteGivenUp(const Subject& subject, bool silent) {
        const bool again = std::exchange(lastSilent_, silent);
        if (silent && (again || !answered_)) {
            throw Error(ErrorCode::DeviceFailure,
                "The runner of " + toText(setting_) + " answers nothing. " + subject.failure + " Its log is "
                    + (device_.log.empty() ? logFile(device_.name) : device_.log).string() + ".",
                {{"device", toText(setting_)}, {"reason", subject.failure}});
        }
    }

    RunnerReply askOnce(const Subject& subject, const std::stop_token& stop) {
        if (!runner_) {
            runner_ = std::make_unique<Runner>(device_, stop);
            hello_ = runner_->hello();
        }
        RunnerRequest request{.id = ++lastId_,
            .batch = setting_.batch,
            .repeats = subject.repeats,
            .size = subject.model.size(),
            .sha256 = subject.sha256};
        if (!hello_.sharedFiles) {
            return runner_->ask(request, subject.model, stop);
        }
        const SharedModel shared(subject.model);
        request.path = shared.path().string();
        return runner_->ask(request, {}, stop);
    }

    void probe(Subject& subject, const MeterOptions& options, const std::stop_token& stop) {
        if (const auto reply = ask(subject, stop)) {
            const double fill = std::ceil(options.windowMs / analysis::median(reply->samplesMs));
            subject.repeats = static_cast<int>(
                std::clamp(fill, static_cast<double>(options.minimumRepeats), static_cast<double>(mostRepeats)));
        }
    }

    void visit(std::size_t index, std::vector<Subject>& subjects, BlockRecord& record, const std::stop_token& stop) {
        Subject& subject = subjects[index];
        if (!subject.failure.empty()) {
            return;
        }
        if (const auto reply = ask(subject, stop)) {
            record.add(index, analysis::quantile(reply->samplesMs, 0.25), static_cast<int>(reply->samplesMs.size()));
            if (reply->energyMj) {
                subject.energiesMj.push_back(*reply->energyMj);
            }
        }
    }

    void round(std::vector<std::size_t> order, std::vector<Subject>& subjects, BlockRecord& record,
        const MeterOptions& options, std::mt19937_64& random, const std::stop_token& stop) {
        std::shuffle(order.begin(), order.end(), random);
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i % static_cast<std::size_t>(std::max(1, options.sentinelEvery)) == 0) {
                visit(record.sentinel(), subjects, record, stop);
            }
            visit(order[i], subjects, record, stop);
        }
        visit(record.sentinel(), subjects, record, stop);
    }

    [[nodiscard]] records::Measurement measurementOf(
        const space::Architecture& architecture, const MeterOptions& options, int position) const {
        return {.deviceSetting = setting_,
            .genotype = space::sorted(architecture.genotype),
            .shape = architecture.shape,
            .canonicalHash = space::canonicalHash(architecture),
            .session = options.session,
            .sessionIndex = options.sessionIndex + position,
            .takenAt = base::utcNow(),
            .conditions = conditions()};
    }

    std::vector<records::Measurement> toMeasurements(std::span<const space::Architecture> block,
        const MeterOptions& options, const std::vector<Subject>& subjects, const BlockTiming& timing) const {
        std::vector<records::Measurement> latencies;
        std::vector<records::Measurement> energies;
        for (std::size_t i = 0; i <= block.size(); ++i) {
            const bool sentinel = i == block.size();
            const space::Architecture& architecture = sentinel ? options.sentinel : block[i];
            if (!subjects[i].failure.empty()) {
                tell(architecture, subjects[i].failure, options);
                continue;
            }
            const SubjectTiming& subject = sentinel ? timing.sentinel : timing.subjects[i];
            records::Measurement measurement = measurementOf(architecture, options, static_cast<int>(i));
            measurement.sentinel = sentinel;
            measurement.repeats = subject.repeats;
            if (!subjects[i].energiesMj.empty()) {
                energies.push_back(measurement);
                energies.back().kind = records::CostKind::EnergyMj;
                energies.back().value = energies.back().rawValue = analysis::median(subjects[i].energiesMj);
                energies.back().spread = analysis::interquartileRange(subjects[i].energiesMj);
                energies.back().rounds = subjects[i].energiesMj;
            }
            measurement.value = subject.valueMs;
            measurement.spread = subject.spreadMs;
            measurement.rawValue = subject.rawMs;
            measurement.rounds = subject.rounds;
            measurement.unstable = subject.unstable;
            latencies.push_back(std::move(measurement));
        }
        refuseWhereNoneSucceeded(block, subjects);
        latencies.insert(latencies.end(), energies.begin(), energies.end());
        return latencies;
    }

    static void tell(const space::Architecture& architecture, const std::string& reason, const MeterOptions& options) {
        if (options.failed) {
            options.failed({architecture, reason});
        }
    }

    void refuseWhereNoneSucceeded(
        std::span<const space::Architecture> block, const std::vector<Subject>& subjects) const {
        const bool none = std::none_of(subjects.begin(), subjects.begin() + static_cast<std::ptrdiff_t>(block.size()),
            [](const Subject& subject) { return subject.failure.empty(); });
        if (none && !block.empty()) {
            throw Error(ErrorCode::DeviceFailure,
                "None of " + std::to_string(block.size()) + " architectures could be measured on " + toText(setting_)
                    + ". The last reason: " + subjects[block.size() - 1].failure + " Its log is "
                    + (device_.log.empty() ? logFile(device_.name) : device_.log).string() + ".",
                {{"device", toText(setting_)}, {"reason", subjects[block.size() - 1].failure}});
        }
    }

    records::DeviceSetting setting_;
    CommandDevice device_;
    RunnerHello hello_;
    std::unique_ptr<Runner> runner_;
    std::int64_t lastId_ = 0;
    bool answered_ = false; ///< anything at all, since this meter was made
    bool lastSilent_ = false; ///< the newest architecture was given up because the runner said nothing
};

}

std::unique_ptr<Meter> makeCommandMeter(const records::DeviceSetting& setting, const CommandDevice& device) {
    validate(device);
    return std::make_unique<CommandMeter>(setting, device);
}

RunnerHello greet(const CommandDevice& device, std::stop_token stop) {
    validate(device);
    return Runner(device, stop).hello();
}

}
