// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crash_scenarios.h"

#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/space/architecture.h"
#include "core/store/schema.h"
#include "tests/bench/finished_run.h"

namespace paretoscope::bench {

namespace {

constexpr const char* table = "table.csv";

Words operator+(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

const Words network{"--size", "8", "--channels", "4", "--cells", "3"};
const Words device{"--device", "cpu/eager/t1/b1/f32"};
const Words images{"--batch", "8", "--train-images", "64", "--validation-images", "32"};

Words measured(const std::string& count) {
    return Words{"measure", "--architectures", count, "--repeat-share", "0", "--no-energy"} + device + network;
}

const Words fit = Words{"fit"} + device;
const Words search =
    Words{"search", "--lambda", "0", "--lambda", "0.3", "--warm-up-steps", "6", "--steps", "24", "--epoch-steps", "4"}
    + device + images + network;

const std::string newestArrays = "SELECT name, type, shape, checksum FROM arrays WHERE ";
const std::string newestCheckpoint =
    newestArrays + "checkpoint = (SELECT id FROM checkpoints ORDER BY run DESC, step DESC LIMIT 1) ORDER BY position";
const std::string newestPredictor = newestArrays + "predictor = (SELECT max(id) FROM predictors) ORDER BY position";
const std::string accuracies =
    "SELECT c.genotype, c.origin, c.epoch, c.lambda, a.protocol, a.seed, a.accuracy, a.cross_entropy, a.deviation FROM "
    "candidates c LEFT JOIN accuracies a ON a.candidate = c.id ORDER BY 1, 2, 3, 4, 5, 6";
/// How many cells are estimated while others are trained depends on the time.
const std::string trainings =
    "SELECT c.genotype, a.protocol, a.seed, a.accuracy, a.cross_entropy FROM candidates c JOIN accuracies a ON "
    "a.candidate = c.id WHERE a.provenance = 'trained' ORDER BY 1, 2, 3";
const std::string history = "SELECT epoch, step FROM history ORDER BY 1, 2";

constexpr const char* pipelineOutput = "output";

CrashScenario ofJob(records::JobKind job, Words command, std::vector<std::string> rows, bool resumes = true) {
    const std::string name(records::name(job));
    return {.name = name,
        .before = {},
        .command = std::move(command),
        .rows = std::move(rows),
        .files = {},
        .job = job,
        .resume = resumes ? Words{name, "--resume"} : Words{}};
}

CrashScenario after(std::vector<Words> before, CrashScenario scenario) {
    scenario.before = std::move(before);
    return scenario;
}

CrashScenario exportOf(const std::string& name, const std::string& file, const Words& more) {
    CrashScenario scenario = ofJob(records::JobKind::Export,
        Words{"export", "DARTS_V2", "--weights", "random", "-o", file} + more + network, {}, false);
    scenario.name = name;
    scenario.before = {scenario.command + Words{"--seed", "7"}}; // what is replaced
    scenario.files = {file};
    return scenario;
}

}

std::vector<CrashScenario> crashScenarios() {
    const std::vector<Words> known{measured("36"), fit};
    const Words addDevice{"devices", "add", "board", "--", "true"};
    std::vector<CrashScenario> scenarios;
    scenarios.push_back({.name = "creation",
        .before = {},
        .command = addDevice,
        .rows = {"SELECT key, value FROM settings"},
        .files = {},
        .job = {},
        .resume = {}});
    scenarios.push_back({.name = "upgrade",
        .before = {},
        .command = addDevice,
        .rows = {"PRAGMA user_version", "SELECT count(*), sum(value), sum(session_index) FROM measurements",
            "SELECT key, value FROM settings"},
        .files = {},
        .job = {},
        .resume = {},
        .oldFormat = true});
    scenarios.push_back({.name = "import of a table",
        .before = {},
        .command = {"import", table, "--replace"},
        .rows = {"SELECT genotype, value FROM measurements ORDER BY 1, 2", accuracies},
        .files = {},
        .job = {},
        .resume = {}});
    scenarios.push_back({.name = "import of a profile",
        .before = {known[0], known[1], Words{"profile", "export", "made.psprofile"} + device},
        .command = {"profile", "import", "made.psprofile"},
        .rows = {"SELECT device_setting, genotype, session, value FROM measurements ORDER BY 1, 2, 3, 4",
            newestPredictor},
        .files = {},
        .job = {},
        .resume = {}});
    scenarios.push_back(exportOf("export of ONNX", "cell.onnx", {}));
    scenarios.push_back(exportOf("export of PyTorch", "cell.py", {"--format", "pytorch"}));
    // What they take differs from run to run: the same cells, each once.
    scenarios.push_back(ofJob(records::JobKind::Measure, measured("24"),
        {"SELECT canonical_hash, count(*) FROM measurements WHERE NOT sentinel GROUP BY 1 ORDER BY 1"}));
    scenarios.push_back(after({known[0]}, ofJob(records::JobKind::Fit, fit, {newestPredictor}, false)));
    scenarios.push_back(after(known, ofJob(records::JobKind::Search, search, {newestCheckpoint, accuracies, history})));
    scenarios.push_back(ofJob(records::JobKind::Train,
        Words{"train", "DARTS_V1", "DARTS_V2", "PC_DARTS_cifar", "--steps", "6", "40", "--test-images", "64"} + images
            + network,
        {newestCheckpoint, accuracies}));
    const Words explore =
        Words{"explore", "--trainings", "8", "--steps", "4", "8", "--pool", "200"} + device + images + network;
    scenarios.push_back(after(known, ofJob(records::JobKind::Explore, explore, {trainings})));
    scenarios.push_back(after({known[0], known[1], explore},
        ofJob(records::JobKind::Finish, Words{"finish", "--cells", "3", "--repeats", "2"} + device, {trainings})));
    CrashScenario pipeline = ofJob(records::JobKind::Pipeline, {pipelineCommand},
        {trainings, "SELECT DISTINCT genotype, value FROM measurements ORDER BY 1, 2"}, false);
    for (const char* file : {"cell.onnx", "cell.svg"}) { // front.csv numbers candidates, estimated ones among them
        pipeline.files.push_back((std::filesystem::path(pipelineOutput) / file).string());
    }
    scenarios.push_back(std::move(pipeline));
    scenarios.push_back(after({known[0], known[1], search},
        ofJob(records::JobKind::Score, {"score", "DARTS_V1"},
            {"SELECT results FROM runs WHERE kind = 'score' AND state = 'finished' ORDER BY id DESC LIMIT 1"}, false)));
    scenarios.push_back(ofJob(records::JobKind::Tune,
        {"tune", "--layer", "conv/1x64x56x56/64x3x3/s1/p1/g1", "--trials", "160", "--patience", "0"},
        {"SELECT task, tuner, seed, position, configuration, valid, cycles FROM trials ORDER BY 1, 2, 3, 4"}));
    return scenarios;
}

void writeCrashInputs(const std::filesystem::path& folder) {
    std::ofstream csv(folder / table);
    csv << "architecture,latency_ms,accuracy\n";
    space::Random random(1);
    for (int i = 0; i < 3000; ++i) {
        csv << '"' << space::toText(space::sampleUniform(space::SpaceId::Darts, random)) << "\"," << 1 + i % 97 << ",0."
            << 100 + i % 800 << '\n';
    }
}

void runPipeline(const std::filesystem::path& folder) {
    options::PipelineConfig config;
    config.measure.architectures = 40;
    config.measure.repeatShare = 0;
    config.measure.countEnergy = false;
    config.measure.network.shape.inputSize = 8;
    config.measure.network.shape.channels = 4;
    config.measure.network.shape.cells = 3;
    config.search.network = config.explore.network = config.train.network = config.measure.network;
    config.explore.data.trainImages = 64;
    config.explore.data.validationImages = 32;
    config.explore.batchSize = 8;
    config.explore.steps = {4};
    config.explore.trainings = 14;
    config.explore.poolSize = 120;
    config.train.data = config.explore.data;
    config.train.data.testImages = 64;
    config.train.batchSize = 8;
    config.train.rungs = {20};
    config.wantedSaving = 0.1;
    config.highestLambda = 1000; // the faster cell is chosen in any case
    config.randomCells = 2;
    config.randomTolerance = 0.3;
    config.output = pipelineOutput;
    config.setDeviceSetting("vta/pynq/cpu");
    store::Project project = store::Project::openOrCreate(folder / projectName);
    finishedRun(project, config);
}

void makeOldProject(const std::filesystem::path& path) {
    SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA application_id = " + std::to_string(store::applicationId));
    SQLite::Transaction transaction(database);
    database.exec(store::migrationSteps().front());
    database.exec("PRAGMA user_version = 1; INSERT INTO device_settings VALUES (1, 'cpu/eager/t1/b1/f32')");
    const space::Architecture architecture{space::published("DARTS_V2"), {}};
    SQLite::Statement shape(database, "INSERT INTO shapes VALUES (1, ?)");
    shape.bind(1, space::toText(architecture.shape));
    shape.exec();
    SQLite::Statement row(database,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO "
        "measurements(device_setting, shape, genotype, canonical_hash, kind, provenance, value, spread, raw_value, "
        "rounds, repeats, session, session_index, sentinel, unstable, taken_at, conditions) SELECT 1, 1, ?, i, "
        "'latency', 'measured', i, 0, i, x'', 1, 'run 1', i, 0, 0, '2026-01-01T00:00:00Z', '{}' FROM n");
    row.bind(1, space::identityText(architecture.genotype));
    row.exec();
    transaction.commit();
}

}
