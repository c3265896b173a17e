// SPDX-License-Identifier: Apache-2.0
// The bytes are edits of a good project: which value of which row becomes what. Bytes of a whole file, which SQLite
// refuses before anything of ours sees them, would test SQLite.
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fuzzer/FuzzedDataProvider.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/options/jobs.h"
#include "core/predictor/error_report.h"
#include "core/predictor/mean_predictor.h"
#include "core/queries/comparison.h"
#include "core/queries/front_table.h"
#include "core/queries/learnt.h"
#include "core/store/project.h"
#include "tests/test_folder.h"

namespace {

using namespace paretoscope;

const records::DeviceSetting cpu = records::parseDeviceSetting("cpu/eager/t1/b1/f32");
const records::DeviceSetting board = records::parseDeviceSetting("cmd/board/b1");
constexpr space::Shape shape{.inputSize = 8, .channels = 4, .cells = 3};

records::Candidate candidate(const space::Genotype& genotype, const std::string& protocol, double value) {
    records::Candidate made;
    made.genotype = genotype;
    made.shape = shape;
    made.origin = records::Origin::Random;
    made.costs = {{.deviceSetting = cpu, .provenance = records::CostProvenance::Measured, .value = value}};
    made.accuracies = {{.protocol = protocol,
        .provenance = records::AccuracyProvenance::Trained,
        .accuracy = 0.01 * value,
        .crossEntropy = 2 / value,
        .steps = 4,
        .seed = 1,
        .images = 8}};
    return made;
}

/// A row and more of everything.
void makeProject(const std::filesystem::path& path) {
    store::Project project = store::Project::create(path);
    options::NetworkConfig network;
    network.shape = shape;
    options::ExploreConfig explore;
    explore.network = network;
    std::vector<std::int64_t> runs;
    for (const options::JobConfig& config : {options::JobConfig(options::MeasureConfig()),
             options::JobConfig(options::SearchConfig()), options::JobConfig(explore)}) {
        runs.push_back(project.addRun({.kind = options::kindOf(config),
            .state = records::RunState::Finished,
            .title = "a run",
            .configuration = options::toJson(config),
            .results = "{}"}));
    }
    records::AccuracyProtocol protocol = records::withId({.dataSet = "images",
        .shape = shape,
        .provenance = records::AccuracyProvenance::Trained,
        .recipe = "{}",
        .title = "trained"});
    project.saveProtocol(protocol);
    space::Random random(1);
    std::vector<records::Candidate> candidates;
    std::vector<records::Measurement> measurements;
    for (int i = 0; i < 6; ++i) {
        const space::Genotype genotype = space::sorted(space::sampleUniform(space::SpaceId::Darts, random));
        candidates.push_back(candidate(genotype, protocol.id, i + 1));
        for (const records::DeviceSetting& setting : {cpu, board}) {
            measurements.push_back({.deviceSetting = setting,
                .genotype = genotype,
                .shape = shape,
                .canonicalHash = space::canonicalHash({genotype, shape}),
                .value = 1.0 + (setting == cpu ? i : i * i % 5),
                .spread = 0.1,
                .rawValue = 1,
                .rounds = {1, 2},
                .repeats = 3,
                .session = "run 1",
                .sessionIndex = i,
                .takenAt = "2026-01-01T00:00:00.000Z",
                .conditions = "{}"});
        }
    }
    project.upsertCandidates(runs[1], candidates);
    project.addMeasurements(measurements);
    project.appendHistory({.run = runs[1], .epoch = 1, .step = 2, .values = "{}"});
    const std::array<float, 4> numbers{1, 2, 3, 4};
    project.saveCheckpoint(
        {.run = runs[2], .step = 1, .state = "{}", .arrays = {base::makeArray("a", {2, 2}, std::span(numbers))}});
    project.savePredictor({.name = "lpm",
        .deviceSetting = cpu,
        .shape = shape,
        .configuration = "{}",
        .report = "{}",
        .arrays = {base::makeArray("a", {4}, std::span(numbers))}});
    const store::TuningTrial trial{
        .run = runs[0], .task = "task", .tuner = "ours", .configuration = "1", .valid = true};
    project.addTrials({&trial, 1});
    project.setSetting("key", "value");
}

void edit(SQLite::Database& database, FuzzedDataProvider& data) {
    static constexpr std::array tables{"runs", "device_settings", "shapes", "measurements", "predictors", "protocols",
        "candidates", "costs", "accuracies", "history", "checkpoints", "arrays", "settings", "trials"};
    const std::string table = data.PickValueInArray(tables);
    SQLite::Statement columns(database, "SELECT name FROM pragma_table_info(?)");
    columns.bind(1, table);
    std::vector<std::string> names;
    while (columns.executeStep()) {
        names.push_back(columns.getColumn(0).getString());
    }
    const std::string& column = names[data.ConsumeIntegralInRange<std::size_t>(0, names.size() - 1)];
    // Tables without a rowid are edited as a whole, which their keys seldom survive.
    const bool hasRows = table != "costs" && table != "accuracies" && table != "history" && table != "settings";
    SQLite::Statement update(database,
        "UPDATE OR IGNORE " + table + " SET " + column + " = ?1"
            + (hasRows ? " WHERE rowid % 6 = " + std::to_string(data.ConsumeIntegralInRange(0, 5)) : std::string()));
    switch (data.ConsumeIntegralInRange(0, 4)) {
    case 0:
        update.bind(1, data.ConsumeIntegral<std::int64_t>());
        break;
    case 1:
        update.bind(1, data.ConsumeFloatingPoint<double>());
        break;
    case 2: {
        const std::string bytes = data.ConsumeRandomLengthString(64);
        update.bind(1, bytes.data(), static_cast<int>(bytes.size()));
        break;
    }
    default:
        update.bind(1, data.ConsumeRandomLengthString(600));
    }
    update.exec();
    // As whoever damages a checkpoint on purpose would.
    if (table == "checkpoints") {
        SQLite::Statement states(database, "SELECT id, state FROM checkpoints");
        while (states.executeStep()) {
            SQLite::Statement sum(database, "UPDATE checkpoints SET checksum = ? WHERE id = ?");
            sum.bind(1, static_cast<std::int64_t>(base::fnv1a(states.getColumn(1).getString())));
            sum.bind(2, states.getColumn(0).getInt64());
            sum.exec();
        }
    }
}

template <typename Read>
void tryTo(Read read) {
    try {
        read();
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign values may be
    }
}

void readAll(const store::Project& project) {
    tryTo([&] {
        for (const records::Run& run : project.runs()) {
            tryTo([&] { options::validate(options::jobConfigFromJson(run.configuration)); });
            tryTo([&] { (void)options::resultOf(run); });
            tryTo([&] { (void)project.loadCheckpoint(run.id); });
            tryTo([&] { (void)project.history(run.id); });
            tryTo([&] { (void)project.trials(run.id); });
            tryTo([&] { (void)project.lastCandidates(run.id); });
        }
    });
    tryTo([&] {
        for (const store::PredictorRecord& record : project.predictors()) {
            tryTo([&] { (void)predictor::fitReportFromJson(record.report); });
            tryTo([&] { (void)predictor::MeanPredictor(project.predictor(record.id).arrays); });
        }
    });
    tryTo([&] { (void)project.measurements({}); });
    tryTo([&] { (void)project.candidates(); });
    tryTo([&] { (void)project.deviceSettings(); });
    tryTo([&] { (void)project.importedTables(); });
    tryTo([&] {
        for (const records::AccuracyProtocol& protocol : project.protocols()) {
            tryTo([&] {
                const queries::FrontTable table = queries::frontTable(project, protocol.id, cpu, {}, false);
                (void)queries::toJson(table);
                (void)queries::toRows(table);
            });
        }
    });
    options::NetworkConfig network;
    network.shape = shape;
    tryTo([&] { (void)queries::toJson(queries::compareSettings(project, {.network = network, .intervals = false})); });
    tryTo([&] { (void)queries::learntOn(project, project.runs(), cpu, network, {}); });
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const TestFolder scratch;
    static const std::filesystem::path good = [] {
        makeProject(scratch.path() / "good.paretoscope");
        return scratch.path() / "good.paretoscope";
    }();
    const std::filesystem::path file = scratch.path() / "edited.paretoscope";
    std::filesystem::copy_file(good, file, std::filesystem::copy_options::overwrite_existing);
    {
        SQLite::Database database(file, SQLite::OPEN_READWRITE);
        database.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF");
        FuzzedDataProvider data(bytes, size);
        for (int edits = 0; edits < 8 && data.remaining_bytes() > 0; ++edits) {
            try {
                edit(database, data);
            } catch (const SQLite::Exception&) { // NOLINT(bugprone-empty-catch): what SQLite itself does not let in
            }
        }
    }
    tryTo([&] { readAll(store::Project::open(file, store::Mode::ReadOnly)); });
    return 0;
}
