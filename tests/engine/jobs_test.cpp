// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

using Json = nlohmann::json;
using records::RunState;

class Jobs : public ::testing::Test {
protected:
    Json finish(const options::JobConfig& config) {
        const Finished finished = runJob(project, config, sink);
        EXPECT_EQ(finished.outcome.state, RunState::Finished)
            << (finished.outcome.error ? finished.outcome.error->what() : "no error");
        lastRun = finished.run;
        return finished.outcome.state == RunState::Finished ? Json::parse(options::toJson(*finished.outcome.result))
                                                            : Json::object();
    }
    ErrorCode failure(const options::JobConfig& config) {
        const Finished finished = runJob(project, config, sink);
        EXPECT_EQ(project.run(finished.run).error.empty(), false);
        return finished.outcome.error ? finished.outcome.error->code() : ErrorCode::EngineFailure;
    }

    TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    std::int64_t lastRun = 0;
};

TEST_F(Jobs, MeasuringStoresEachArchitectureOnceAndReportsNoise) {
    const Json results = finish(smallMeasure());
    EXPECT_EQ(results.at("architectures"), 36);
    EXPECT_GE(results.at("repeated"), 2);
    EXPECT_TRUE(results.at("noise_floor").is_null()) << "a handful of pairs says nothing";
    ASSERT_EQ(project.deviceSettings().size(), 1U);
    EXPECT_EQ(project.deviceSettings().front().architectures, 36);
}

TEST_F(Jobs, AnInterruptedMeasuringGoesOnAndRepeatsNothing) {
    std::stop_source stop;
    sink.onProgress = [&] {
        if (sink.fractions.back() > 0) { // a first block is stored
            stop.request_stop();
        }
    };
    const Finished stopped = runJob(project, smallMeasure(), sink, stop.get_token());
    ASSERT_EQ(stopped.outcome.state, RunState::Interrupted);
    const std::size_t before = project.measurements({.includeSentinels = false}).size();
    ASSERT_GT(before, 0U);
    ASSERT_LT(before, 36U);
    sink.onProgress = nullptr;
    ASSERT_EQ(runAgain(project, stopped.run, sink).state, RunState::Finished);
    std::map<std::string, int> times;
    for (const records::Measurement& measurement : project.measurements({.includeSentinels = false})) {
        ++times[measurement.canonicalHash];
    }
    EXPECT_EQ(times.size(), 36U);
    const long repeated = std::count_if(times.begin(), times.end(), [](const auto& entry) { return entry.second > 1; });
    EXPECT_LE(repeated, 36 * 0.12 + 1);
}

TEST_F(Jobs, MeasuringEndsWhenAPredictorIsGoodEnough) {
    options::MeasureConfig config = smallMeasure(400);
    config.deviceSetting = "vta/pynq/cpu"; // simulated: quick and free of noise
    config.repeatShare = 0;
    config.untilError = 0.5;
    const Json easy = finish(config);
    EXPECT_EQ(easy.at("ended_by"), "error");
    EXPECT_EQ(easy.at("architectures"), 60); // the first stage
    EXPECT_LE(easy.at("held_out_error"), 0.5);
    config.untilError = 1e-9;
    config.architectures = 100;
    const Json hard = finish(config);
    EXPECT_EQ(hard.at("ended_by"), "architectures");
    EXPECT_EQ(hard.at("architectures"), 100);
    EXPECT_GT(hard.at("held_out_error"), 1e-9);
}

/// A project that was carried to another computer: its CPU is not this one.
TEST_F(Jobs, MeasurementsOfAnotherProcessorDoNotMixWithThisOnes) {
    options::MeasureConfig config = smallMeasure();
    space::Random random(3);
    const space::Architecture cell{space::sampleUniform(space::SpaceId::Darts, random), config.network.shape};
    const std::vector<records::Measurement> elsewhere{{.deviceSetting = options::settingOr(config.deviceSetting),
        .genotype = space::sorted(cell.genotype),
        .shape = cell.shape,
        .canonicalHash = space::canonicalHash(cell),
        .value = 3,
        .rawValue = 3,
        .session = "elsewhere",
        .takenAt = "2026-11-20T10:00:00.000Z",
        .conditions = R"({"processor":"a processor of long ago"})"}};
    project.addMeasurements(elsewhere);
    EXPECT_EQ(failure(config), ErrorCode::InvalidValue);
    EXPECT_EQ(project.measurements({}).size(), 1U);
}

TEST_F(Jobs, ABudgetOfTimeEndsMeasuringBetweenBlocksAndTheRunIsGood) {
    options::MeasureConfig config = smallMeasure();
    config.deviceSetting = "vta/pynq/cpu";
    config.budgetSeconds = 1e-9;
    const Json results = finish(config);
    EXPECT_EQ(results.at("ended_by"), "budget");
    const std::size_t first = project.measurements({.includeSentinels = false}).size();
    EXPECT_GT(first, 0U);
    EXPECT_LT(first, 36U);
    finish(config); // another one goes on where the first stopped
    EXPECT_GT(project.measurements({.includeSentinels = false}).size(), first);
}

/// As a runner that reports energies would have measured them: convolutions draw more than they last.
void storeEnergies(store::Project& project, int architectures) {
    space::Random random(3);
    for (int i = 0; i < architectures; ++i) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::Darts, random);
        records::Measurement measurement{.deviceSetting = records::parseDeviceSetting("cmd/board/b1"),
            .genotype = space::sorted(genotype),
            .shape = smallNetwork().shape,
            .canonicalHash = space::canonicalHash({genotype, smallNetwork().shape})};
        double convolutions = 0;
        for (const space::CellGenotype& cell : genotype.cells) {
            for (const space::Choice& choice : cell.choices) {
                convolutions += choice.operation >= space::Operation::SepConv3x3 ? 1 : 0;
            }
        }
        measurement.value = 5 + convolutions;
        project.addMeasurements(std::span(&measurement, 1));
        measurement.kind = records::CostKind::EnergyMj;
        measurement.value = 20 + 10 * convolutions;
        project.addMeasurements(std::span(&measurement, 1));
    }
}

TEST_F(Jobs, EnergiesAreLearnedBesideLatenciesAndPricedWhereAsked) {
    storeEnergies(project, 60);
    options::FitConfig fit = smallFit();
    fit.deviceSetting = "cmd/board/b1";
    const Json fitted = finish(fit);
    EXPECT_EQ(fitted.at("energy").at("architectures"), 60);
    EXPECT_LT(fitted.at("energy").at("error"), 0.05);
    ASSERT_EQ(project.predictors(records::CostKind::EnergyMj).size(), 1U);
    EXPECT_EQ(project.predictors().size(), 1U); // latencies' readers see no energies

    options::SearchConfig search = smallSearch();
    search.deviceSetting = "cmd/board/b1";
    for (const std::string cost : {"energy", "product"}) {
        search.cost = cost;
        search.lambdas = {0.2};
        finish(search);
        const std::vector<records::Candidate> found = project.candidates({.run = lastRun});
        ASSERT_FALSE(found.empty());
        const auto energy =
            found.front().cost(records::parseDeviceSetting("cmd/board/b1"), records::CostKind::EnergyMj);
        ASSERT_TRUE(energy);
        EXPECT_EQ(energy->provenance, records::CostProvenance::Predicted);
        EXPECT_GT(energy->value, 15);
        EXPECT_TRUE(found.front().cost(records::parseDeviceSetting("cmd/board/b1")));
    }
}

TEST_F(Jobs, ASearchThatPricesEnergyNeedsEnergies) {
    finish(smallMeasure(40));
    finish(smallFit());
    options::SearchConfig search = smallSearch();
    search.cost = "energy";
    EXPECT_EQ(failure(search), ErrorCode::NotFound);
}

TEST_F(Jobs, TheWholeWayFromMeasuringToAnOnnxFile) {
    finish(smallMeasure(60));
    const Json fit = finish(smallFit());
    EXPECT_GT(fit.at("reference_ms"), 0);
    EXPECT_EQ(fit.at("held_out"), 60);

    const Json search = finish(smallSearch());
    ASSERT_EQ(search.at("searches").size(), 2U);
    EXPECT_FALSE(project.history(lastRun).empty());
    EXPECT_GT(project.candidateCount(lastRun), 0);
    EXPECT_FALSE(project.protocols().empty());
    const std::string found = search.at("searches").at(1).at("genotype");

    options::MeasureConfig simulate = smallMeasure(1);
    simulate.deviceSetting = "vta/pynq/cpu";
    simulate.genotypes = {found};
    finish(simulate);
    EXPECT_EQ(queries::referenceLatencyMs(project, options::settingOr(smallSearch().deviceSetting), smallNetwork()),
        search.at("reference_ms").get<double>())
        << "a window divides by what the search divided by";

    options::TrainConfig train = smallTrain();
    train.genotypes = {found, "DARTS_V2"};
    const Json trained = finish(train);
    const records::DeviceSetting vta = records::parseDeviceSetting(simulate.deviceSetting);
    const std::vector<records::Candidate> stored = project.candidates({.run = lastRun});
    ASSERT_EQ(stored.size(), 2U);
    EXPECT_EQ(stored[0].cost(vta).value().provenance, records::CostProvenance::Simulated) << "never measured";
    EXPECT_EQ(stored[0].origin, records::Origin::Derived) << "where a search met it";
    ASSERT_EQ(trained.at("cells").size(), 2U);
    EXPECT_EQ(trained.at("cells").at(0).at("accuracies").size(), 1U);

    options::ExportConfig onnx{.network = smallNetwork(), .genotype = found, .path = file.path("cell.onnx").string()};
    EXPECT_EQ(finish(onnx).at("weights"), "trained");
    const std::string bytes = base::readFile(onnx.path);
    EXPECT_GT(bytes.size(), 10'000U);
    for (const char* latency : {R"({"device_setting":"cpu/eager/t1/b1/f32","latency_ms":)",
             R"({"device_setting":"vta/pynq/cpu","latency_ms":)", R"("provenance":"simulated"})"}) {
        EXPECT_NE(bytes.find(latency), std::string::npos) << latency;
    }

    using enum options::ExportFormat;
    for (const auto format : {PyTorch, Genotype, Dot, Svg, Profile}) {
        options::ExportConfig config = onnx;
        config.format = format;
        config.path = file.path("cell" + std::string(options::suffixOf(format))).string();
        EXPECT_EQ(finish(config).at("format"), base::textOf(format));
        EXPECT_GT(std::filesystem::file_size(config.path), 100U) << base::textOf(format);
    }
    EXPECT_GT(std::filesystem::file_size(file.path("cell.safetensors")), 10'000U);
}

TEST_F(Jobs, ScoringTakesTheWeightsThatTheSearchLeftBehind) {
    options::SearchConfig config = smallSearch();
    config.lambdas = {0};
    const Json search = finish(config);
    const std::string derived = search.at("searches").at(0).at("genotype");
    const std::int64_t searched = lastRun;
    // The search itself scored its derived cell with its last weights.
    std::optional<double> known;
    for (const records::Candidate& candidate : project.candidates({.run = searched})) {
        if (candidate.genotype == space::sorted(space::fromText(derived))) {
            known = candidate.accuracies.at(0).accuracy;
        }
    }
    ASSERT_TRUE(known.has_value());
    const Json scored = finish(options::ScoreConfig{.search = searched, .genotypes = {derived, "DARTS_V2"}});
    ASSERT_EQ(scored.at("scores").size(), 2U);
    EXPECT_EQ(scored.at("scores").at(0).at("accuracy"), *known);
    EXPECT_EQ(project.candidateCount(lastRun), 2);
    EXPECT_EQ(project.protocols().size(), 1U) << "comparable with what the search scored";
}

TEST_F(Jobs, ScoringFilesUnderThePriceThatTheWeightsWereSearchedWith) {
    finish(smallMeasure());
    finish(smallFit());
    const Json search = finish(smallSearch()); // λ 0, then 1, whose weights stay
    const std::size_t protocols = project.protocols().size();
    finish(options::ScoreConfig{.search = lastRun, .genotypes = {"DARTS_V2"}});
    EXPECT_EQ(project.protocols().size(), protocols) << "comparable with what the search scored";
    const std::vector<records::Candidate> scored = project.candidates({.run = lastRun});
    ASSERT_EQ(scored.size(), 1U);
    EXPECT_THAT(project.protocol(scored[0].accuracies.at(0).protocol).title, ::testing::HasSubstr("λ 1"));
}

TEST_F(Jobs, APriceMeansWhatAnExplorationsFrontSays) {
    const std::string device = "vta/pynq/cpu"; // simulated: quick and free of noise
    options::MeasureConfig measure = smallMeasure();
    measure.deviceSetting = device;
    finish(measure);
    options::FitConfig fit = smallFit();
    fit.deviceSetting = device;
    const Json fitted = finish(fit);
    const double referenceMs = fitted.at("reference_ms");
    const double fastMs = 0.9 * referenceMs;
    const records::AccuracyProtocol protocol = records::withId({.space = smallNetwork().space,
        .dataSet = "tiny:validation",
        .shape = smallNetwork().shape,
        .provenance = records::AccuracyProvenance::Trained,
        .recipe = "{}",
        .title = "trained"});
    project.saveProtocol(protocol);
    options::ExploreResult explored;
    explored.reports = {{.steps = 300, .trainings = 2, .protocol = protocol.id}};
    explored.settings = {{.deviceSetting = device, .predictor = 1, .referenceMs = referenceMs}};
    const std::int64_t run = addRun(project, options::ExploreConfig{.network = smallNetwork()});
    project.updateRun(run,
        {.state = records::RunState::Finished,
            .progress = 1,
            .results = options::toJson(options::JobResult(explored)),
            .error = {}});
    // At λ = 1 the faster cell is worth its loss of .05 nats, at .1 it is not.
    std::vector<records::Candidate> candidates;
    const auto add = [&](const char* name, double latencyMs, double crossEntropy) {
        candidates.push_back(queries::candidateOf(
            queries::genotypesOf({name}, smallNetwork()).front(), smallNetwork(), records::Origin::Explored));
        candidates.back().costs = {{.deviceSetting = records::parseDeviceSetting(device), .value = latencyMs}};
        candidates.back().accuracies = {{.protocol = protocol.id,
            .provenance = records::AccuracyProvenance::Trained,
            .accuracy = 0.5,
            .crossEntropy = crossEntropy,
            .steps = 300}};
    };
    add("DARTS_V1", fastMs, 1.05);
    add("DARTS_V2", referenceMs, 1);
    project.upsertCandidates(run, candidates);
    options::SearchConfig config = smallSearch();
    config.deviceSetting = device;
    config.lambdas = {0, 0.1, 1};
    const Json calibrated = finish(config);
    EXPECT_NEAR(calibrated.at("searches").at(1).at("predicted_ms").get<double>(), referenceMs, 0.03 * referenceMs);
    EXPECT_NEAR(calibrated.at("searches").at(2).at("predicted_ms").get<double>(), fastMs, 0.03 * fastMs);
    EXPECT_EQ(calibrated.at("searches").at(2).at("lambda").get<double>(), 1);
    config.plainPrice = true;
    EXPECT_THAT(sink.logs, ::testing::Contains(::testing::HasSubstr("λ 1.0 buys a cell of")));
    sink.logs.clear();
    finish(config);
    EXPECT_THAT(sink.logs, ::testing::Not(::testing::Contains(::testing::HasSubstr("buys a cell of"))));
}

TEST_F(Jobs, ScoringNeedsASearchThatHasWeights) {
    finish(smallMeasure());
    EXPECT_EQ(failure(options::ScoreConfig{.search = lastRun, .genotypes = {"DARTS_V2"}}), ErrorCode::InvalidValue);
    EXPECT_EQ(failure(options::ScoreConfig{.search = 77, .genotypes = {"DARTS_V2"}}), ErrorCode::NotFound);
    const std::int64_t never = addRun(project, smallSearch());
    EXPECT_EQ(failure(options::ScoreConfig{.search = never, .genotypes = {"DARTS_V2"}}), ErrorCode::NotFound);
}

TEST_F(Jobs, TrainingDoesNotDependOnWhereItWasInterrupted) {
    options::TrainConfig config = smallTrain();
    config.rungs = {2, 4};
    config.keep = 0.7;
    const Json whole = finish(config);

    std::stop_source stop;
    sink.onProgress = [&stop] { stop.request_stop(); };
    const Finished stopped = runJob(project, config, sink, stop.get_token());
    ASSERT_EQ(stopped.outcome.state, RunState::Interrupted);
    sink.onProgress = nullptr;
    const RunOutcome resumed = runAgain(project, stopped.run, sink);
    ASSERT_EQ(resumed.state, RunState::Finished);
    EXPECT_EQ(Json::parse(options::toJson(*resumed.result)).at("cells"), whole.at("cells"));
}

TEST_F(Jobs, ATrainingIsNeverWithoutBothItsCheckpointAndItsEnd) {
    int weights = 0;
    sink.onStored = [&] { // the program may be killed here
        for (const records::Run& run : project.runs({})) {
            const std::optional<std::string> state = project.checkpointState(run.id);
            if (state && !Json::parse(*state).contains("trainings")) {
                ++weights;
                EXPECT_EQ(run.state, RunState::Finished);
                EXPECT_TRUE(options::resultOf(run));
            }
        }
    };
    finish(smallTrain());
    EXPECT_GT(weights, 0);
}

TEST_F(Jobs, ASearchDoesNotDependOnWhereItWasInterrupted) {
    finish(smallMeasure(40));
    finish(smallFit());
    const Json whole = finish(smallSearch());

    std::stop_source stop;
    int steps = 0;
    sink.onProgress = [&] {
        if (++steps == 5) {
            stop.request_stop();
        }
    };
    const Finished stopped = runJob(project, smallSearch(), sink, stop.get_token());
    ASSERT_EQ(stopped.outcome.state, RunState::Interrupted);
    sink.onProgress = nullptr;
    const RunOutcome resumed = runAgain(project, stopped.run, sink);
    ASSERT_EQ(resumed.state, RunState::Finished) << resumed.error->what();
    EXPECT_EQ(Json::parse(options::toJson(*resumed.result)).at("searches"), whole.at("searches"));
}

TEST_F(Jobs, APriceOfLatencyNeedsAPredictor) {
    EXPECT_EQ(failure(smallSearch()), ErrorCode::NotFound);
}

TEST_F(Jobs, TooFewMeasurementsCannotBeFitted) {
    EXPECT_EQ(failure(smallFit()), ErrorCode::NotEnoughData);
}

TEST_F(Jobs, TrainedWeightsNeedATraining) {
    EXPECT_EQ(failure(options::ExportConfig{
                  .network = smallNetwork(), .genotype = "DARTS_V2", .path = file.path("a.onnx").string()}),
        ErrorCode::NotFound);
}

TEST_F(Jobs, AProfileNeedsMeasurements) {
    EXPECT_EQ(failure(options::ExportConfig{.network = smallNetwork(),
                  .genotype = {},
                  .path = file.path("a.psprofile").string(),
                  .format = options::ExportFormat::Profile}),
        ErrorCode::NotFound);
}

TEST_F(Jobs, AFolderThatCannotBeWrittenIsNamed) {
    options::ExportConfig config{.network = smallNetwork(),
        .genotype = "DARTS_V2",
        .path = file.path("no/such/folder/a.onnx").string(),
        .weights = options::WeightsKind::Random};
    EXPECT_EQ(failure(config), ErrorCode::FileUnwritable);
}

TEST_F(Jobs, AJobTooLargeForTheMemoryIsRefusedBeforeItStarts) {
    options::SearchConfig config = smallSearch();
    config.lambdas = {0};
    config.batchSize = 4096;
    config.data.trainImages = 2 * config.batchSize;
    for (const int size : {512, 1024}) {
        config.network.shape.channels = size;
        config.network.shape.inputSize = size;
        EXPECT_EQ(failure(config), ErrorCode::NotEnoughMemory);
    }
}

TEST_F(Jobs, TheNetworkMustHaveTheDataSetsClasses) {
    options::TrainConfig config = smallTrain();
    config.network.shape.classes = 7;
    EXPECT_EQ(failure(config), ErrorCode::InvalidValue);
}

}
}
