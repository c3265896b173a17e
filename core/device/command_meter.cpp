// SPDX-License-Identifier: Apache-2.0
#include "core/device/command_meter.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <set>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/child_process.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/json_text.h"
#include "core/base/machine.h"
#include "core/device/block_record.h"
#include "core/device/runner_process.h"
#include "core/interchange/onnx.h"
#include "core/space/lowering.h"

namespace paretoscope::device {

namespace {

/// Runs of the first request of an architecture.
constexpr int probeRepeats = 3;
constexpr int mostRepeats = 1000;
/// Processors that a system's own chores may take beside a measurement.
constexpr double tolerableBusy = 0.25;
/// Between a request's quartiles: more is two ways of running, not noise about one.
constexpr double tolerableSpread = 2;
/// A request that took this long, more than so many times the network's first, of which the runs claim less than that
/// share: its time grows with runs that are said to take next to none.
constexpr double tellingMs = 50;
constexpr double tellingGrowth = 3;
constexpr double leastShare = 0.02;
constexpr int tellingRequests = 3;

/// An architecture that is to be timed.
struct Subject {
    RunnerNetwork network;
    int repeats = probeRepeats;
    std::vector<double> energiesMj;
    std::vector<double> othersBusy;
    std::optional<double> compileMs; ///< where the runner prepares networks
    double firstElapsedMs = 0; ///< of the first request
    int visits = 0;
    int scattered = 0; ///< visits whose runs were too far apart
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

    [[nodiscard]] std::string conditions() const override { return base::textOf(whatRuns()); }

    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override {
        warn_ = options.warn;
        std::vector<Subject> subjects;
        for (const space::Architecture& architecture : block) {
            subjects.push_back(subjectFor(architecture, options.seed));
        }
        subjects.push_back(subjectFor(options.sentinel, options.seed));
        BlockRecord record(block.size(), options);
        std::mt19937_64 random(options.seed);
        probe(subjects.back(), options, stop); // starts the runner, which says how many it can keep prepared
        for (std::size_t first = 0; first < block.size();) {
            const std::size_t last = first + std::min(block.size() - first, mostAtATime());
            part(first, last, subjects, record, options, random, stop);
            first = last;
        }
        keepPrepared(subjects, block.size(), block.size(), stop);
        warnWhereDisturbed(subjects, options);
        return toMeasurements(block, options, subjects, record.result());
    }

private:
    static Subject subjectFor(const space::Architecture& architecture, std::uint64_t seed) {
        const space::LoweredNetwork network = space::lower(architecture);
        Subject subject;
        subject.network.bytes = interchange::onnxBytes(network, interchange::randomWeights(network, seed), {});
        subject.network.sha256 = base::sha256(subject.network.bytes);
        subject.network.channels = architecture.shape.inputChannels;
        subject.network.size = architecture.shape.inputSize;
        return subject;
    }

    /// Beside the sentinel.
    [[nodiscard]] std::size_t mostAtATime() const {
        return hello_.version == 1 ? std::numeric_limits<std::size_t>::max()
                                   : static_cast<std::size_t>(hello_.mostPrepared - 1);
    }

    /// All rounds of these subjects: what the runner prepares for them it need not prepare again.
    void part(std::size_t first, std::size_t last, std::vector<Subject>& subjects, BlockRecord& record,
        const MeterOptions& options, std::mt19937_64& random, const std::stop_token& stop) {
        keepPrepared(subjects, first, last, stop);
        std::vector<std::size_t> all(last - first);
        std::iota(all.begin(), all.end(), first);
        for (const std::size_t index : all) {
            probe(subjects[index], options, stop);
        }
        for (int i = 0; i < options.rounds; ++i) {
            round(all, subjects, record, options, random, stop);
        }
        for (int i = 0; i < options.extraRounds; ++i) {
            std::vector<std::size_t> disagreeing = record.unstableSubjects();
            std::erase_if(disagreeing, [&](std::size_t index) { return index < first || index >= last; });
            if (disagreeing.empty()) {
                break;
            }
            round(disagreeing, subjects, record, options, random, stop);
        }
    }

    /// Those from first to last, and the sentinel, which the next block wants again.
    void keepPrepared(
        const std::vector<Subject>& subjects, std::size_t first, std::size_t last, const std::stop_token& stop) {
        std::set<std::string> kept{subjects.back().network.sha256};
        for (std::size_t i = first; i < last; ++i) {
            kept.insert(subjects[i].network.sha256);
        }
        try {
            if (runner_) {
                runner_->keepOnly(kept, stop);
            }
        } catch (const Error& error) {
            runner_.reset(); // and with it all that it held
            if (error.code() != ErrorCode::DeviceFailure) {
                throw;
            }
        }
    }

    /// Told by the runner, which knows what runs on its machine.
    void warnWhereDisturbed(const std::vector<Subject>& subjects, const MeterOptions& options) const {
        std::vector<double> busy;
        for (const Subject& subject : subjects) {
            busy.insert(busy.end(), subject.othersBusy.begin(), subject.othersBusy.end());
        }
        const double others = analysis::median(busy);
        if (options.warn && hello_.processors > 0
            && others + std::max(1, hello_.threads) > hello_.processors + tolerableBusy) {
            std::ostringstream text;
            text.precision(2);
            text << "While " << toText(setting_) << " was measured, other programs kept " << others << " of "
                 << hello_.processors << " processors of " << hello_.hardware
                 << " busy; its latencies are noisier for it. Measure one setting at a time.";
            options.warn(text.str());
        }
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
                if (silent && !greeted_) {
                    break; // nothing was ever heard of it: the same again would take as long
                }
                if (silent && warn_ && attempt < device_.retries) {
                    warn_("The runner of " + toText(setting_) + " is started again: " + subject.failure);
                }
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
            runner_ = std::make_unique<RunnerProcess>(device_, stop);
            greeted_ = true;
            requireTheSame(runner_->hello());
            hello_ = runner_->hello();
        }
        return runner_->time(subject.network, setting_.batch, subject.repeats, stop);
    }

    /// A runner that was started again and is another one must not add to what the first has measured.
    void requireTheSame(const RunnerHello& hello) const {
        if (answered_ && hello != hello_) {
            throw Error(ErrorCode::DeviceFailure,
                "The runner of " + toText(setting_) + " was started again and says now that it is " + hello.runtime
                    + " on " + hello.hardware + "; before it was " + hello_.runtime + " on " + hello_.hardware + ".",
                {{"device", toText(setting_)}, {"reason", "another runner"}});
        }
    }

    void probe(Subject& subject, const MeterOptions& options, const std::stop_token& stop) {
        if (const auto reply = ask(subject, stop)) {
            const double fill = std::ceil(options.windowMs / analysis::median(reply->samplesMs));
            subject.repeats = static_cast<int>(
                std::clamp(fill, static_cast<double>(options.minimumRepeats), static_cast<double>(mostRepeats)));
            subject.compileMs = reply->compileMs;
            subject.firstElapsedMs = reply->elapsedMs;
        }
    }

    /// A runner that answers in seconds and says milliseconds is told by the time that really passes. What a request
    /// costs beside its runs (a connection, a tool that is started, a network that is loaded) does not grow with them
    /// and is in the first one too; one request alone may have been held up.
    void requireBelievable(const Subject& subject, const RunnerReply& reply) {
        const double claimedMs = std::accumulate(reply.samplesMs.begin(), reply.samplesMs.end(), 0.0);
        const bool doubtful = reply.elapsedMs > tellingMs && reply.elapsedMs > tellingGrowth * subject.firstElapsedMs
            && claimedMs < leastShare * reply.elapsedMs;
        doubtful_ = doubtful ? doubtful_ + 1 : 0;
        if (doubtful_ < tellingRequests) {
            return;
        }
        std::ostringstream text;
        text.precision(3);
        text << "claims " << claimedMs << " ms for " << reply.samplesMs.size() << " runs that took " << reply.elapsedMs
             << " ms, and so for " << tellingRequests << " requests in a row; check its latency_unit";
        throw Error(ErrorCode::DeviceFailure, "The runner of " + toText(setting_) + " " + text.str() + ".",
            {{"device", toText(setting_)}, {"reason", text.str()}});
    }

    void visit(std::size_t index, std::vector<Subject>& subjects, BlockRecord& record, const std::stop_token& stop) {
        Subject& subject = subjects[index];
        if (!subject.failure.empty()) {
            return;
        }
        if (const auto reply = ask(subject, stop)) {
            requireBelievable(subject, *reply);
            ++subject.visits;
            subject.scattered += analysis::quantile(reply->samplesMs, 0.75)
                    > tolerableSpread * analysis::quantile(reply->samplesMs, 0.25)
                ? 1
                : 0;
            record.add(index, analysis::quantile(reply->samplesMs, 0.25), static_cast<int>(reply->samplesMs.size()));
            if (reply->energyMj) {
                subject.energiesMj.push_back(*reply->energyMj);
            }
            if (reply->othersBusy) {
                subject.othersBusy.push_back(*reply->othersBusy);
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

    /// Without the command, which is nobody else's business.
    [[nodiscard]] nlohmann::ordered_json whatRuns() const {
        nlohmann::ordered_json json{{"hardware", hello_.hardware}, {"runtime", hello_.runtime}};
        for (const auto& [name, value] : {std::pair{"provider", &hello_.provider}, {"number_type", &hello_.numberType},
                 {"version", &hello_.runtimeVersion}}) {
            if (!value->empty()) {
                json[name] = *value;
            }
        }
        if (hello_.threads > 0) {
            json["threads"] = hello_.threads;
        }
        return json;
    }

    [[nodiscard]] std::string conditionsOf(const Subject& subject) const {
        nlohmann::ordered_json json = whatRuns();
        if (subject.compileMs) {
            json["compile_ms"] = *subject.compileMs;
        }
        if (!subject.othersBusy.empty()) {
            json["others_busy"] = analysis::median(subject.othersBusy);
        }
        return base::textOf(json);
    }

    [[nodiscard]] records::Measurement measurementOf(const space::Architecture& architecture, const Subject& subject,
        const MeterOptions& options, int position) const {
        return {.deviceSetting = setting_,
            .genotype = space::sorted(architecture.genotype),
            .shape = architecture.shape,
            .canonicalHash = space::canonicalHash(architecture),
            .session = options.session,
            .sessionIndex = options.sessionIndex + position,
            .takenAt = base::utcNow(),
            .conditions = conditionsOf(subject)};
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
            records::Measurement measurement = measurementOf(architecture, subjects[i], options, static_cast<int>(i));
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
            measurement.unstable = subject.unstable || 2 * subjects[i].scattered > subjects[i].visits;
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
    std::unique_ptr<RunnerProcess> runner_;
    int doubtful_ = 0; ///< requests in a row whose runs claim next to none of their time
    std::function<void(const std::string&)> warn_;
    bool greeted_ = false; ///< some runner of this meter has said what it is
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
    return RunnerProcess(device, stop).hello();
}

}
