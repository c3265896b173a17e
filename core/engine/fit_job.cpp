// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/device/noise.h"
#include "core/engine/job.h"
#include "core/predictor/fit.h"
#include "core/predictor/transfer.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"

namespace paretoscope::engine {

namespace {

std::optional<double> known(double value) {
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

options::FitResult summary(const predictor::FitReport& report, std::int64_t id) {
    const predictor::ErrorReport& model = report.model;
    options::FitResult result{.predictor = id,
        .architectures = report.architectures,
        .heldOut = model.heldOut,
        .error = model.meanError,
        .medianError = model.medianError,
        .within5 = model.within5,
        .within10 = model.within10,
        .tau = model.tau,
        .tauLow = model.tauLow,
        .tauHigh = model.tauHigh,
        .rho = model.rho,
        .noiseFloor = model.noiseFloor,
        .ceilingTau = model.ceilingTau,
        .additiveError = report.additive.meanError,
        .additiveTau = report.additive.tau,
        .referenceMs = report.referenceMs,
        .seconds = report.seconds};
    if (report.baseline) {
        result.baselineError = report.baseline->meanError;
        result.baselineTau = report.baseline->tau;
    }
    return result;
}

/// The newest predictor of each setting in the space, of whatever network.
std::vector<predictor::LatencyPredictor> sourcesOf(const store::Project& project, const options::FitConfig& config) {
    const std::vector<store::PredictorRecord> records = project.predictors();
    std::vector<predictor::LatencyPredictor> sources;
    const space::SpaceId space = config.network.space;
    for (const std::string& from : config.from) {
        const records::DeviceSetting setting = records::storedDeviceSetting(from);
        const auto newest = std::max_element(
            records.begin(), records.end(), [&](const store::PredictorRecord& a, const store::PredictorRecord& b) {
                const auto rank = [&](const store::PredictorRecord& each) {
                    return each.deviceSetting == setting && each.space == space ? each.id : -1;
                };
                return rank(a) < rank(b);
            });
        if (newest == records.end() || newest->deviceSetting != setting || newest->space != space) {
            throw Error(ErrorCode::NotFound,
                "The project holds no latency predictor for " + from + " in the space " + config.network.spaceName()
                    + ". Measure and fit there first: paretoscope-cli fit --device " + from,
                {{"device", from}});
        }
        sources.push_back(predictor::LatencyPredictor::fromArrays(project.predictor(newest->id).arrays));
    }
    return sources;
}

/// With the others as prior, or from the measurements alone where there are enough of them to do better.
predictor::FitResult fitFromOthers(JobContext& context, const options::FitConfig& config,
    const std::vector<records::Measurement>& measurements, const predictor::FitOptions& options) {
    if (measurements.empty()) {
        context.sink.log(protocol::LogLevel::Warning,
            "nothing was measured on this setting yet: the others' mean ranks, but its milliseconds are a guess");
        return predictor::predictFromOthers(sourcesOf(context.project, config), options);
    }
    predictor::FitResult carriedOver =
        predictor::fitWithPrior(measurements, sourcesOf(context.project, config), options, context.stop);
    if (carriedOver.report.architectures < options.minimumArchitectures) {
        return carriedOver;
    }
    predictor::FitResult alone = predictor::fit(measurements, options, context.stop);
    const bool better = alone.report.model.meanError < carriedOver.report.model.meanError;
    context.sink.log(protocol::LogLevel::Info,
        std::string(better ? "the measurements alone predict" : "the other settings' predictors help to predict")
            + " those held out better");
    return better ? std::move(alone) : std::move(carriedOver);
}

std::int64_t save(JobContext& context, const options::FitConfig& config, const records::DeviceSetting& setting,
    records::CostKind kind, const predictor::FitResult& fitted, const std::vector<records::Measurement>& measurements) {
    store::PredictorRecord record;
    record.name = kind == records::CostKind::LatencyMs ? "lpm" : "lpm-energy";
    record.kind = kind;
    record.deviceSetting = setting;
    record.space = config.network.space;
    record.shape = config.network.shape;
    record.configuration = options::toJson(config);
    record.report = predictor::toJson(fitted.report);
    record.arrays = fitted.predictor.toArrays();
    for (const records::Measurement& measurement : measurements) {
        if (!measurement.sentinel) {
            record.measurementIds.push_back(measurement.id);
        }
    }
    const std::int64_t id = context.project.savePredictor(record);
    context.sink.stored();
    return id;
}

/// A factor of a hundred between cells of one network is a unit that slipped, not a slow cell; a predictor learns it.
void warnOfOutliers(JobContext& context, const std::vector<records::Measurement>& measurements) {
    constexpr double far = 100;
    std::vector<double> values;
    for (const records::Measurement& measurement : measurements) {
        if (!measurement.sentinel && measurement.value > 0) {
            values.push_back(measurement.value);
        }
    }
    if (values.size() < 3) {
        return;
    }
    const double middle = analysis::median(values);
    const auto count = std::count_if(
        values.begin(), values.end(), [middle](double value) { return value > far * middle || value < middle / far; });
    if (count > 0) {
        context.sink.log(protocol::LogLevel::Warning,
            std::to_string(count) + " of " + std::to_string(values.size())
                + " measurements are more than a hundred times above or below the median of " + std::to_string(middle)
                + " ms: are they in another unit? The predictor has learned them too; correct and import them again.");
    }
}

predictor::FitOptions optionsFor(const device::NoiseReport& noise, std::uint64_t seed) {
    predictor::FitOptions options;
    options.seed = seed;
    options.noiseFloor = known(noise.floor);
    options.ceilingTau = known(noise.ceilingTau);
    return options;
}

/// The same model fits energies: they too add up over operations. Nothing where too few were measured.
std::optional<options::EnergyFit> fitEnergy(
    JobContext& context, const options::FitConfig& config, const records::DeviceSetting& setting) {
    const std::vector<records::Measurement> energies =
        queries::measurementsOf(context.project, setting, config.network, records::CostKind::EnergyMj);
    const device::NoiseReport noise = device::noiseReport(energies, config.seed);
    const predictor::FitOptions options = optionsFor(noise, config.seed);
    if (std::cmp_less(noise.architectures, options.minimumArchitectures)) {
        return std::nullopt;
    }
    const predictor::FitResult fitted = predictor::fit(energies, options, context.stop);
    save(context, config, setting, records::CostKind::EnergyMj, fitted, energies);
    const predictor::ErrorReport& model = fitted.report.model;
    return options::EnergyFit{fitted.report.architectures, model.meanError, model.tau, fitted.report.referenceMs};
}

}

template <>
options::FitResult runJob(JobContext& context, const options::FitConfig& config) {
    const records::DeviceSetting setting = options::settingOr(config.deviceSetting);
    const std::vector<records::Measurement> measurements =
        queries::measurementsOf(context.project, setting, config.network);
    const device::NoiseReport noise = device::noiseReport(measurements, config.seed);
    context.sink.progress(0, "fitting to " + std::to_string(noise.architectures) + " architectures",
        std::numeric_limits<double>::quiet_NaN(), {});
    const predictor::FitOptions options = optionsFor(noise, config.seed);
    const predictor::FitResult fitted = config.from.empty() ? predictor::fit(measurements, options, context.stop)
                                                            : fitFromOthers(context, config, measurements, options);
    const std::int64_t id = save(context, config, setting, records::CostKind::LatencyMs, fitted, measurements);
    options::FitResult result = summary(fitted.report, id);
    result.noise = device::noiseText(noise);
    warnOfOutliers(context, measurements);
    result.energy = fitEnergy(context, config, setting);
    queries::attachKnown(context.project, setting, config.network);
    context.sink.stored();
    context.sink.progress(1, "fitted", 0, {});
    return result;
}

}
