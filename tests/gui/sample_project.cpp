// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/sample_project.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "core/options/jobs.h"
#include "core/predictor/error_report.h"
#include "core/predictor/stored_predictor.h"
#include "core/space/architecture.h"
#include "core/space/genotype.h"
#include "core/vta/tuner.h"
#include "core/vta/tuning_plan.h"

namespace paretoscope::widgets::test {

namespace {

using Json = nlohmann::ordered_json;

const std::string setting = "cpu/eager/t2/b1/f32";
const std::string secondSetting = "cpu/script/t1/b1/f32";
constexpr int measured = 150;

const space::Shape shape = options::NetworkConfig{}.shape;

double costOf(space::Operation operation) {
    switch (operation) {
    case space::Operation::SepConv5x5:
        return 0.62;
    case space::Operation::SepConv3x3:
        return 0.48;
    case space::Operation::DilConv5x5:
    case space::Operation::DilConv3x3:
        return 0.27;
    case space::Operation::SkipConnect:
        return 0.03;
    default:
        return 0.11;
    }
}

/// A latency that follows from the operations, so that the made-up numbers hang together.
double latencyOf(const space::Genotype& genotype) {
    double latency = 1.6;
    for (const auto& cell : genotype.cells) {
        for (const space::Choice& choice : cell.choices) {
            latency += costOf(choice.operation);
        }
    }
    return latency;
}

/// The same cell on other devices: one is launched operator by operator, the other likes dense work.
struct OtherSetting {
    const char* name;
    double perOperation;
    double share; ///< of the first setting's latency
    double pooling;
};
constexpr std::array otherSettings{
    OtherSetting{"cpu/script/t1/b16/f32", 0.02, 1.7, 0}, OtherSetting{"gpu0/graph/b64/bf16", 0.11, 0.06, 0.21}};

double latencyOn(const OtherSetting& other, const space::Genotype& genotype) {
    double latency = other.share * latencyOf(genotype);
    for (const auto& cell : genotype.cells) {
        for (const space::Choice& choice : cell.choices) {
            const bool pools =
                choice.operation == space::Operation::MaxPool3x3 || choice.operation == space::Operation::AvgPool3x3;
            latency += choice.operation == space::Operation::SkipConnect ? 0
                : pools                                                  ? other.pooling
                                                                         : other.perOperation;
        }
    }
    return latency;
}

/// A predictor that says just this; convolutions `factor` times as dear.
std::vector<base::NamedArray> predictorArrays(double factor) {
    const predictor::EdgeGroups groups(space::SpaceId::Darts);
    const space::SearchSpace& space = groups.space();
    predictor::StoredPredictor stored;
    stored.additive.constantMs = 1.6;
    stored.additive.costMs.resize(static_cast<std::size_t>(groups.columns()));
    stored.relativeDeviation = 0.029;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                if (const int column = groups.column(kind, edge, operation); column >= 0) {
                    const double cost = costOf(space.operations[static_cast<std::size_t>(operation)]);
                    stored.additive.costMs[static_cast<std::size_t>(column)] = cost > 0.2 ? factor * cost : cost;
                }
            }
        }
    }
    return predictor::toArrays(stored);
}

records::AccuracyProtocol protocolOf(records::AccuracyProvenance provenance, const std::string& title) {
    records::AccuracyProtocol protocol;
    protocol.dataSet = "synthetic:test[0:2000)@16";
    protocol.shape = shape;
    protocol.provenance = provenance;
    protocol.recipe = title;
    protocol.title = title;
    return records::withId(protocol);
}

records::Candidate candidateOf(const space::Genotype& genotype, records::Origin origin, records::CostProvenance cost,
    const records::AccuracyProtocol& protocol, double noise) {
    records::Candidate candidate;
    candidate.genotype = space::sorted(genotype);
    candidate.shape = shape;
    candidate.origin = origin;
    candidate.parameters = 61'000 + static_cast<std::int64_t>(latencyOf(genotype) * 9000);
    candidate.macs = candidate.parameters * 90;
    const double latency = latencyOf(genotype);
    records::Cost price;
    price.deviceSetting = records::parseDeviceSetting(setting);
    price.provenance = cost;
    price.value = latency * (1 + noise * 0.3);
    candidate.costs.push_back(price);
    for (const OtherSetting& other : otherSettings) {
        price.deviceSetting = records::parseDeviceSetting(other.name);
        price.provenance = records::CostProvenance::Predicted;
        price.value = latencyOn(other, genotype) * (1 + noise * 0.2);
        price.standardDeviation = 0.02 * price.value;
        candidate.costs.push_back(price);
    }
    records::Accuracy accuracy;
    accuracy.protocol = protocol.id;
    accuracy.provenance = protocol.provenance;
    accuracy.accuracy = 0.92 - 1.1 / latency + noise;
    accuracy.crossEntropy = 3.1 * (1 - accuracy.accuracy);
    accuracy.steps = protocol.provenance == records::AccuracyProvenance::Trained ? 300 : 0;
    accuracy.images = 2000;
    candidate.accuracies.push_back(accuracy);
    return candidate;
}

/// Weights that lean more and more to a genotype's operations.
Json alphaAt(const space::Genotype& genotype, double decided) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    Json kinds = Json::array();
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        Json edges = Json::array();
        for (const space::Operation chosen : space::operationsByEdge(genotype, kind)) {
            Json weights = Json::array();
            for (const space::Operation operation : space.operations) {
                weights.push_back((1 - 0.6 * decided) / 8 + (operation == chosen ? 0.6 * decided : 0));
            }
            edges.push_back(weights);
        }
        kinds.push_back(edges);
    }
    return kinds;
}

std::int64_t addRun(store::Project& project, const options::JobConfig& config, const std::string& results) {
    records::Run run;
    run.kind = options::kindOf(config);
    run.title = options::title(config);
    run.configuration = options::toJson(config);
    run.seed = 1;
    run.createdAt = "2026-03-05T09:30:00Z"; // pictures of it stay the same
    const std::int64_t id = project.addRun(run);
    project.updateRun(id, {.state = records::RunState::Finished, .progress = 1.0, .results = results, .error = {}});
    return id;
}

/// On the other settings, each twice.
void addElsewhere(records::Measurement measurement, const space::Genotype& genotype, double noise,
    std::vector<records::Measurement>& measurements) {
    for (const OtherSetting& other : otherSettings) {
        measurement.deviceSetting = records::parseDeviceSetting(other.name);
        for (const double relative : {noise, -0.6 * noise}) {
            measurement.value = latencyOn(other, genotype) * (1 + relative);
            measurement.rawValue = measurement.value;
            measurements.push_back(measurement);
        }
    }
}

void addMeasurements(store::Project& project, std::mt19937_64& random) {
    std::normal_distribution<double> noise(0, 0.02);
    std::vector<records::Measurement> measurements;
    std::vector<records::Measurement> repeats;
    predictor::FitReport report{.architectures = measured, .referenceMs = 5.4};
    for (int i = 0; i < measured; ++i) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::Darts, random);
        records::Measurement measurement;
        measurement.deviceSetting = records::parseDeviceSetting(setting);
        measurement.genotype = space::sorted(genotype);
        measurement.shape = shape;
        measurement.canonicalHash = space::canonicalHash({genotype, shape});
        measurement.value = latencyOf(genotype) * (1 + noise(random));
        measurement.rawValue = measurement.value;
        measurement.repeats = 30;
        measurements.push_back(measurement);
        if (i % 8 == 0) {
            measurement.value = measurement.rawValue = latencyOf(genotype) * (1 + noise(random));
            repeats.push_back(measurement);
        }
        addElsewhere(measurement, genotype, noise(random), repeats);
        report.points.push_back({.genotype = space::identityText(genotype),
            .measuredMs = measurement.value,
            .predictedMs = latencyOf(genotype) * (1 + noise(random)),
            .additiveMs = std::nan(""),
            .baselineMs = std::nan("")});
    }
    const auto ids = project.addMeasurements(measurements);
    project.addMeasurements(repeats);
    store::PredictorRecord predictor;
    predictor.name = "lpm";
    predictor.deviceSetting = records::parseDeviceSetting(setting);
    predictor.shape = shape;
    predictor.configuration = "{}";
    predictor.measurementIds = ids;
    predictor.arrays = predictorArrays(1);
    report.model = {.heldOut = measured,
        .meanError = 0.023,
        .medianError = 0.019,
        .within5 = 0.91,
        .within10 = 1,
        .tau = 0.902,
        .tauLow = 0.88,
        .tauHigh = 0.92,
        .rho = 0.983,
        .noiseFloor = 0.016,
        .ceilingTau = 0.931};
    report.baseline = report.additive = report.model;
    report.baseline->meanError = 0.061;
    report.baseline->tau = 0.81;
    report.additive.meanError = 0.034;
    predictor.report = predictor::toJson(report);
    project.savePredictor(predictor);
}

}

void addCandidates(store::Project& project, int count, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> noise(0, 0.02);
    const records::AccuracyProtocol protocol =
        protocolOf(records::AccuracyProvenance::OneShot, "one-shot, supernet of run 3");
    project.saveProtocol(protocol);
    std::vector<records::Candidate> candidates;
    for (int i = 0; i < count; ++i) {
        candidates.push_back(candidateOf(space::sampleUniform(space::SpaceId::Darts, random), records::Origin::Search,
            records::CostProvenance::Predicted, protocol, noise(random) - 0.35));
        candidates.back().epoch = i % 10;
        candidates.back().lambda = 0.2;
    }
    project.upsertCandidates(3, candidates);
}

void addSecondSetting(store::Project& project) {
    store::PredictorRecord predictor;
    predictor.name = "lpm";
    predictor.deviceSetting = records::parseDeviceSetting(secondSetting);
    predictor.shape = shape;
    predictor.configuration = "{}";
    predictor.report = "{}";
    predictor.arrays = predictorArrays(0.4);
    project.savePredictor(predictor);
    const options::SearchConfig search{.deviceSetting = secondSetting, .lambdas = {0, 0.4}};
    Json searches = Json::array();
    space::Random random(12);
    for (const double lambda : search.lambdas) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::Darts, random);
        searches.push_back({{"lambda", lambda}, {"genotype", space::toText(genotype)}, {"predicted_ms", 4.0}});
    }
    addRun(project, search, Json{{"device_setting", secondSetting}, {"searches", searches}}.dump());
}

namespace {

records::AccuracyProtocol trainedProtocol() {
    return protocolOf(records::AccuracyProvenance::Trained, "trained 300 steps, synthetic 16×16");
}

}

void addExploration(store::Project& project, int estimated) {
    constexpr int trainings = 60;
    std::mt19937_64 random(21);
    std::normal_distribution<double> luck(0, 0.012);
    std::normal_distribution<double> error(0, 0.005);
    const records::AccuracyProtocol trained = trainedProtocol();
    const records::AccuracyProtocol estimates = records::estimatesOf(trained);
    project.saveProtocol(trained);
    project.saveProtocol(estimates);
    options::ExploreResult result{.cells = trainings, .estimated = trainings + estimated};
    result.reports = {{.steps = 300, .trainings = trainings, .tau = 0.61, .within90 = 0.92, .protocol = trained.id}};
    result.settings = {{.deviceSetting = setting,
        .referenceMs = 5.4,
        .effects = {{"normal: convolution depth", 0.021, 0.004, 1.7}, {"normal: skips", -0.034, 0.009, 1.1},
            {"normal: edges from the inputs", 0.006, 0.006, 1.2}, {"normal: pooling", -0.012, 0.008, 1.3},
            {"reduce: convolution depth", 0.004, 0.005, 1.6}, {"reduce: skips", -0.002, 0.008, 1}}}};
    std::vector<records::Candidate> candidates;
    for (int i = 0; i < trainings + estimated; ++i) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::Darts, random);
        candidates.push_back(candidateOf(
            genotype, records::Origin::Explored, records::CostProvenance::Predicted, estimates, error(random)));
        records::Accuracy& accuracy = candidates.back().accuracies.front();
        accuracy.images = 0;
        accuracy.deviation = 0.008 + 0.001 * (i % 5);
        accuracy.trainings = trainings;
        if (i < trainings) {
            candidates.back().accuracies.push_back(candidateOf(
                genotype, records::Origin::Explored, records::CostProvenance::Predicted, trained, luck(random))
                                                       .accuracies.front());
            const records::Accuracy& label = candidates.back().accuracies.back();
            result.trainings.push_back({.genotype = space::identityText(candidates.back().genotype),
                .steps = 300,
                .seed = 1,
                .round = i / 5,
                .reason = "best",
                .crossEntropy = label.crossEntropy,
                .accuracy = label.accuracy});
        }
    }
    options::ExploreConfig config;
    config.devices = {setting};
    project.upsertCandidates(
        addRun(project, config, options::toJson(options::JobResult(std::move(result)))), candidates);
}

void addYardstick(store::Project& project, int count) {
    std::mt19937_64 random(22);
    std::normal_distribution<double> noise(0, 0.01);
    double wanted = 0;
    for (const records::Candidate& candidate : project.candidates({.protocol = trainedProtocol().id})) {
        if (candidate.origin == records::Origin::Derived) {
            wanted = std::max(wanted, latencyOf(candidate.genotype));
        }
    }
    std::vector<records::Candidate> candidates;
    while (candidates.size() < static_cast<std::size_t>(count)) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::Darts, random);
        if (std::abs(latencyOf(genotype) / wanted - 1) > 0.02) {
            continue;
        }
        candidates.push_back(candidateOf(genotype, records::Origin::Random, records::CostProvenance::Measured,
            trainedProtocol(), noise(random) - 0.02));
        records::Candidate& candidate = candidates.back();
        candidate.costs.front().value = latencyOf(genotype);
        candidate.accuracies.push_back(candidate.accuracies.front());
        candidate.accuracies.back().seed = 1;
        candidate.accuracies.back().accuracy += noise(random) / 2;
    }
    project.upsertCandidates(0, candidates);
}

store::Project makeSampleProject(const std::filesystem::path& path) {
    store::Project project = store::Project::create(path);
    std::mt19937_64 random(5);
    std::normal_distribution<double> noise(0, 0.012);
    addRun(
        project, options::MeasureConfig{.deviceSetting = setting}, R"({"architectures": 150, "noise_floor": 0.016})");
    addRun(project, options::FitConfig{.deviceSetting = setting}, R"({"error": 0.023, "tau": 0.902})");
    addMeasurements(project, random);

    options::SearchConfig search{.deviceSetting = setting, .lambdas = {0, 0.2, 0.8}};
    Json searches = Json::array();
    std::vector<space::Genotype> derived;
    for (const double lambda : search.lambdas) {
        space::Genotype best = space::sampleUniform(space::SpaceId::Darts, random);
        for (int i = 0; i < 400; ++i) {
            const space::Genotype other = space::sampleUniform(space::SpaceId::Darts, random);
            const auto value = [lambda](const space::Genotype& g) {
                return -1.1 / latencyOf(g) - lambda * latencyOf(g) / 16;
            };
            best = value(other) > value(best) ? other : best;
        }
        derived.push_back(best);
        searches.push_back({{"lambda", lambda}, {"genotype", space::identityText(best)},
            {"predicted_ms", latencyOf(best)}, {"saving", 1 - latencyOf(best) / latencyOf(derived.front())}});
    }
    const std::int64_t run = addRun(project, search, Json{{"searches", searches}, {"reference_ms", 5.4}}.dump());
    for (int epoch = 0; epoch < 12; ++epoch) {
        const double done = (epoch + 1) / 12.0;
        project.appendHistory({.run = run,
            .epoch = epoch,
            .step = 50 * (epoch + 1),
            .values = Json{{"train_loss", 2.3 - 0.9 * done + noise(random)},
                {"validation_loss", 2.32 - 0.75 * done + 2 * noise(random)}, {"lambda", 0.2},
                {"alpha_entropy", 1 - 0.04 * done}, {"latency_ms", 6.4 - done}, {"step_ms", 210},
                {"genotype", space::identityText(epoch < 6 ? derived[0] : derived[1])},
                {"alpha", alphaAt(epoch < 6 ? derived[0] : derived[1], done)}}
                          .dump()});
    }
    addCandidates(project, 240, 8);

    const records::AccuracyProtocol trained = trainedProtocol();
    project.saveProtocol(trained);
    std::vector<records::Candidate> candidates;
    Json cells = Json::array();
    for (const space::Genotype& genotype : derived) {
        candidates.push_back(
            candidateOf(genotype, records::Origin::Derived, records::CostProvenance::Measured, trained, noise(random)));
        candidates.back().lambda = search.lambdas[candidates.size() - 1];
        cells.push_back({{"genotype", space::identityText(candidates.back().genotype)}});
    }
    for (int i = 0; i < 9; ++i) {
        candidates.push_back(candidateOf(space::sampleUniform(space::SpaceId::Darts, random), records::Origin::Random,
            i % 3 == 0 ? records::CostProvenance::Predicted : records::CostProvenance::Measured, trained,
            noise(random) - 0.02));
        cells.push_back({{"genotype", space::identityText(candidates.back().genotype)}});
    }
    options::TrainConfig train;
    train.genotypes = {space::identityText(candidates[0].genotype)};
    const std::int64_t trainRun =
        addRun(project, train, Json{{"cells", cells}, {"protocol", trained.id}, {"steps", 300}}.dump());
    project.upsertCandidates(trainRun, candidates);
    Json trainedCells = Json::array();
    for (const auto& cell : cells) {
        trainedCells.push_back(cell["genotype"]);
    }
    project.saveCheckpoint({.run = trainRun,
        .state = Json{{"genotypes", trainedCells},
            {"input", {{"mean", Json::array()}, {"deviation", Json::array()}, {"classes", Json::array()}}}}
                     .dump(),
        .arrays = {}});
    return project;
}

void addTuning(store::Project& project) {
    options::TuneConfig config{.genotype = "DARTS_V2", .methods = {"random", "autotvm", "ours-filtered"}, .seeds = 3};
    config.network.shape.channels = 16;
    const vta::TuningPlan plan =
        vta::planTuning({.network = space::Architecture{space::published("DARTS_V2"), config.network.shape}});
    const std::int64_t run = addRun(project, config, {});
    std::vector<store::TuningTrial> rows;
    std::vector<double> best(plan.tasks.size(), std::numeric_limits<double>::infinity());
    for (const std::string& method : config.methods) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
                const vta::TuningResult result =
                    vta::tune(plan.tasks[i], {.method = vta::methodFromName(method), .maxTrials = 128, .seed = seed});
                best[i] = std::min(best[i], plan.tasks[i].milliseconds(result.bestCycles));
                for (std::size_t k = 0; k < result.trials.size(); ++k) {
                    const vta::Trial& trial = result.trials[k];
                    const bool valid = trial.outcome.reason == vta::Reason::Valid;
                    rows.push_back({.run = run,
                        .task = plan.tasks[i].key(),
                        .tuner = method,
                        .seed = seed,
                        .index = static_cast<int>(k),
                        .configuration = std::to_string(trial.index),
                        .valid = valid,
                        .reason = valid ? std::string() : std::string(vta::reasonName(trial.outcome.reason)),
                        .cycles = static_cast<double>(trial.outcome.cycles)});
                }
            }
        }
    }
    project.addTrials(rows);
    const auto latency =
        vta::networkLatency(*plan.network, plan.accelerator, plan.options, [&](const vta::Workload& workload) {
            for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
                if (plan.tasks[i].workload() == workload) {
                    return best[i];
                }
            }
            return 0.0;
        });
    project.updateRun(run,
        {.results = Json{{"network_ms", latency.totalMs}, {"vta_ms", latency.vtaMs}, {"cpu_ms", latency.cpuMs},
             {"layout_ms", latency.layoutMs}}
                        .dump()});
}

}
