// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/device/measure_plan.h"
#include "core/device/noise.h"
#include "core/engine/interim_fit.h"
#include "core/engine/job.h"
#include "core/engine/meters.h"
#include "core/interchange/csv.h"
#include "core/predictor/informative_choice.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"

namespace paretoscope::engine {

namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A project that was carried to another computer holds the same settings of other hardware, and a command may have
/// been changed under its device's name: to another board, other threads.
void requireSameDevice(const records::DeviceSetting& setting, const std::vector<records::Measurement>& stored,
    const std::string& conditions) {
    const std::string before = stored.empty() ? std::string() : queries::timedOn(stored.back().conditions);
    const std::string now = queries::timedOn(conditions);
    if (!isHardware(setting.family) || before.empty() || now.empty() || before == now) {
        return;
    }
    throw Error(ErrorCode::InvalidValue,
        "The project's measurements on " + toText(setting) + " were taken on '" + before + "', now it is '" + now
            + "'; together they would mean nothing. "
            + (setting.family == records::DeviceFamily::Command
                    ? "Give what runs now a name of its own: paretoscope-cli devices add NAME -- ..."
                    : "Measure in a new project; a profile carries the old ones there (profile export, import)."),
        {{"name", "device setting"}, {"value", toText(setting)}, {"allowed", before}});
}

/// What preparing a network took on a runtime that compiles it, NaN where nothing is said.
double compileMsIn(const std::string& conditions) {
    const auto json = base::jsonIn(conditions);
    const auto value =
        json && json->is_object() ? json->value("compile_ms", nlohmann::ordered_json()) : nlohmann::ordered_json();
    return value.is_number() ? value.get<double>() : analysis::undefined;
}

class MeasureJob {
public:
    MeasureJob(JobContext& context, const options::MeasureConfig& config)
        : context_(context)
        , config_(config)
        , setting_(options::settingOr(config.deviceSetting))
        , session_(records::sessionOfRun(context.run))
        , stored_(queries::measurementsOf(context.project, setting_, config.network)) { }

    options::MeasureResult run() {
        const std::unique_ptr<device::Meter> meter = meterFor(context_.project, setting_, context_.run);
        requireSameDevice(setting_, stored_, meter->conditions());
        context_.sink.log(protocol::LogLevel::Info, meter->describe());
        const std::vector<space::Genotype> chosen = queries::genotypesOf(config_.genotypes, config_.network);
        const std::stop_callback passOn(context_.stop, [this] { stop_.request_stop(); });
        try {
            if (!chosen.empty()) {
                measureChosen(*meter, chosen);
            } else if (config_.untilError > 0) {
                measureUntilPredictable(*meter);
            } else {
                measureRandom(*meter, config_.architectures);
            }
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Interrupted || context_.stop.stop_requested()) {
                throw;
            }
            ended_ = "budget";
            context_.sink.log(protocol::LogLevel::Info, "the budget of time is spent");
        }
        if (!chosen.empty()) {
            queries::attachMeasured(context_.project, setting_, config_.network, chosen);
            context_.sink.stored();
        }
        return results(chosen);
    }

private:
    [[nodiscard]] device::MeterOptions timing() const {
        device::MeterOptions options;
        options.session = session_;
        options.sentinel = device::sentinelFor(config_.network.space, config_.network.shape);
        options.seed = config_.seed;
        options.countEnergy = config_.countEnergy;
        if (setting_.family == records::DeviceFamily::Command) {
            // A visit costs a runner of the protocol's version 1 the loading of the model: fewer visits with longer
            // windows.
            options.rounds = 3;
            options.extraRounds = 2;
            options.windowMs = 100;
        }
        if (setting_.family == records::DeviceFamily::Gpu) {
            // Events on the GPU's own clock leave little noise to average out.
            options.rounds = 5;
            options.windowMs = 5;
            options.warmUpMs = 10;
        }
        const auto energies =
            queries::measurementsOf(context_.project, setting_, config_.network, records::CostKind::EnergyMj);
        const auto sentinel =
            std::find_if(energies.begin(), energies.end(), [](const auto& energy) { return energy.sentinel; });
        if (sentinel != energies.end()) {
            options.referenceMj = sentinel->value;
        }
        return options;
    }

    device::SampleCallbacks callbacks() {
        device::SampleCallbacks callbacks;
        callbacks.block = [this](std::span<const records::Measurement> block) {
            if (!block.empty()) { // a runner says only now what it is
                requireSameDevice(setting_, stored_, block.front().conditions);
            }
            noteCompileTimes(block);
            context_.project.addMeasurements(block);
            context_.sink.stored();
            context_.checkpointWait();
            // Between two blocks: nothing that was timed is thrown away.
            if (config_.budgetSeconds > 0 && secondsSince(start_) >= config_.budgetSeconds) {
                stop_.request_stop();
            }
        };
        callbacks.progress = [this](const device::SampleProgress& progress) {
            const double fraction = progress.wanted > 0 ? static_cast<double>(progress.done) / progress.wanted : 1;
            context_.project.updateRun(context_.run, {.progress = fraction});
            context_.sink.progress(fraction,
                "measured " + std::to_string(progress.done) + " of " + std::to_string(progress.wanted),
                progress.etaSeconds, {{"latency_ms", progress.lastMs}});
        };
        callbacks.failed = [this](const device::MeasureFailure& failure) {
            ++failed_;
            context_.sink.log(protocol::LogLevel::Warning,
                "not measured: " + space::toText(failure.architecture.genotype) + ": " + failure.reason);
        };
        callbacks.warning = [this](const std::string& text) { context_.sink.log(protocol::LogLevel::Warning, text); };
        return callbacks;
    }

    /// What a runtime took to prepare each network, which is in no latency.
    void noteCompileTimes(std::span<const records::Measurement> block) {
        for (const records::Measurement& measurement : block) {
            const double compileMs = compileMsIn(measurement.conditions);
            if (measurement.kind == records::CostKind::LatencyMs && !measurement.sentinel && !std::isnan(compileMs)) {
                compileMs_.push_back(compileMs);
            }
        }
    }

    void measureRandom(device::Meter& meter, int architectures) {
        device::SampleOptions sample;
        sample.space = config_.network.space;
        sample.shape = config_.network.shape;
        sample.architectures = architectures;
        sample.repeatShare = config_.repeatShare;
        sample.seed = config_.seed;
        if (config_.untilError > 0) {
            sample.choose = choose_;
        }
        device::measureSample(meter, sample, stored_, timing(), callbacks(), stop_.get_token());
    }

    /// In stages, each half again as large as the one before, with a fit after each.
    void measureUntilPredictable(device::Meter& meter) {
        constexpr int firstStage = 60;
        constexpr double growth = 1.5;
        constexpr double betterBy = 0.03; // of the error; less is chance
        constexpr int stalledStages = 2;
        double best = std::numeric_limits<double>::infinity();
        int stalled = 0;
        for (int wanted = firstStage;; wanted = static_cast<int>(std::lround(wanted * growth))) {
            const int stage = std::min(wanted, config_.architectures);
            measureRandom(meter, stage);
            stored_ = queries::measurementsOf(context_.project, setting_, config_.network);
            InterimFit interim = interimFit(stored_, config_.seed, stop_.get_token());
            const double error = interim.error;
            choose_ = std::move(interim.choose);
            context_.sink.log(protocol::LogLevel::Info,
                std::to_string(stage) + " architectures: error " + interchange::csvNumber(std::round(1000 * error) / 10)
                    + " % on those held out");
            stalled = error > best * (1 - betterBy) ? stalled + 1 : 0;
            best = std::min(best, error);
            heldOutError_ = error;
            if (error <= config_.untilError || stalled == stalledStages || stage == config_.architectures) {
                ended_ = error <= config_.untilError ? "error"
                    : stalled == stalledStages       ? "no_improvement"
                                                     : "architectures";
                return;
            }
        }
    }

    /// A resumed run leaves out what it has measured itself; earlier runs' measurements are repeated, as was asked for.
    void measureChosen(device::Meter& meter, const std::vector<space::Genotype>& chosen) {
        std::vector<space::Architecture> missing;
        for (const space::Genotype& genotype : chosen) {
            const space::Genotype identity = space::sorted(genotype);
            const bool done = std::any_of(stored_.begin(), stored_.end(), [&](const records::Measurement& measurement) {
                return measurement.session == session_ && measurement.genotype == identity && !measurement.sentinel;
            });
            if (!done) {
                missing.push_back({genotype, config_.network.shape});
            }
        }
        device::measureThese(meter, missing, stored_, timing(), callbacks(), stop_.get_token());
    }

    [[nodiscard]] options::MeasureResult results(const std::vector<space::Genotype>& chosen) const {
        const auto all = queries::measurementsOf(context_.project, setting_, config_.network);
        const device::NoiseReport noise = device::noiseReport(all);
        return {.deviceSetting = toText(setting_),
            .architectures = static_cast<int>(noise.architectures),
            .repeated = static_cast<int>(noise.pairs),
            .noiseFloor = noise.floor,
            .repeatTau = noise.repeatTau,
            .ceilingTau = noise.ceilingTau,
            .sentinelDrift = noise.sentinelDrift,
            .unstable = static_cast<int>(noise.unstable),
            .failed = failed_,
            .endedBy = ended_,
            .heldOutError = heldOutError_,
            .compileMs = analysis::median(compileMs_),
            .latenciesMs = latencies(all, chosen)};
    }

    [[nodiscard]] std::vector<std::optional<double>> latencies(
        const std::vector<records::Measurement>& all, const std::vector<space::Genotype>& chosen) const {
        std::map<space::Genotype, std::vector<double>> values;
        for (const records::Measurement& measurement : all) {
            if (measurement.session == session_ && !measurement.sentinel) {
                values[measurement.genotype].push_back(measurement.value);
            }
        }
        std::vector<std::optional<double>> latencies;
        for (const space::Genotype& genotype : chosen) {
            const auto found = values.find(space::sorted(genotype));
            latencies.push_back(found == values.end() ? std::nullopt : std::optional(analysis::median(found->second)));
        }
        return latencies;
    }

    JobContext& context_;
    const options::MeasureConfig& config_;
    records::DeviceSetting setting_;
    std::string session_;
    std::vector<records::Measurement> stored_;
    device::ArchitectureChoice choose_ = predictor::mostInformative; ///< of what is measured until an error is met
    std::stop_source stop_; ///< the job's stop, or the end of its budget
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::string ended_ = "architectures"; ///< or "error", "no_improvement", "budget"
    double heldOutError_ = std::numeric_limits<double>::quiet_NaN(); ///< of the last fit, where one was made
    int failed_ = 0; ///< architectures that the device failed on in this run
    std::vector<double> compileMs_; ///< of the networks that were measured in this run
};

}

template <>
options::MeasureResult runJob(JobContext& context, const options::MeasureConfig& config) {
    return MeasureJob(context, config).run();
}

}
