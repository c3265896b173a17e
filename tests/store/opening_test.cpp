// SPDX-License-Identifier: Apache-2.0
#include "tests/store/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "core/store/project_copy.h"
#include "core/store/schema.h"

namespace paretoscope::store {
namespace {

using testing::HasSubstr;
using OpeningTest = ProjectTest;

std::vector<std::string> filesIn(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

void overwrite(const std::filesystem::path& path, std::streamoff position, const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(position);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void fill(const std::filesystem::path& path) {
    Project project = Project::create(path);
    project.saveProtocol(oneShotProtocol());
    std::vector<records::Candidate> candidates;
    for (int index = 0; index < 500; ++index) {
        candidates.push_back(candidate("g" + std::to_string(index), 1, 0.5));
    }
    project.upsertCandidates(0, candidates);
}

TEST_F(OpeningTest, LeavesASingleFileWhenTheLastOneCloses) {
    {
        Project project = Project::create(path_);
        project.setSetting("a", "1");
        EXPECT_THAT(filesIn(folder_), testing::Contains("test.paretoscope.lock"));
        EXPECT_THAT(filesIn(folder_), testing::Contains("test.paretoscope-wal"));
    }
    EXPECT_THAT(filesIn(folder_), testing::ElementsAre("test.paretoscope"));
    {
        auto writer = std::make_unique<Project>(Project::open(path_, Mode::ReadWrite));
        const Project reader = Project::open(path_, Mode::ReadOnly);
        writer->setSetting("a", "2");
        EXPECT_EQ(reader.setting("a"), "2");
        writer.reset();
        EXPECT_EQ(reader.setting("a"), "2");
    }
    EXPECT_THAT(filesIn(folder_), testing::ElementsAre("test.paretoscope")) << "a reader that closes last folds too";
    EXPECT_EQ(Project::open(path_, Mode::ReadOnly).setting("a"), "2");
}

TEST_F(OpeningTest, ReadersSeeThatSomethingChangedAndWhat) {
    Project writer = Project::create(path_);
    const Project reader = Project::open(path_, Mode::ReadOnly);
    const std::int64_t before = reader.changeCounter();
    EXPECT_EQ(reader.changeCounter(), before);
    const std::int64_t own = writer.changeCounter();
    writer.setSetting("key", "value");
    EXPECT_NE(reader.changeCounter(), before);
    EXPECT_NE(writer.changeCounter(), own);
    EXPECT_EQ(reader.setting("key"), "value");
    const std::int64_t after = reader.changeCounter();
    EXPECT_EQ(reader.changeCounter(), after);
}

TEST_F(OpeningTest, AReaderUndoesWhatAKilledWriterLeftInItsJournal) {
    Project::create(path_).setSetting("key", "before");
    const std::filesystem::path killed = folder_ / "killed.paretoscope";
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec(
            "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; UPDATE settings SET value = 'after'");
        for (int i = 0; i < 200; ++i) { // more than the cache holds: it goes to the file before it is committed
            database.exec("INSERT INTO settings(key, value) VALUES ('" + std::to_string(i) + "', '"
                + std::string(1000, 'x') + "')");
        }
        std::filesystem::copy_file(path_, killed);
        std::filesystem::copy_file(path_.string() + "-journal", killed.string() + "-journal");
        database.exec("ROLLBACK");
    }
    const Project project = Project::open(killed, Mode::ReadOnly);
    EXPECT_EQ(project.setting("key"), "before");
    EXPECT_EQ(project.setting("7"), std::nullopt);
}

TEST_F(OpeningTest, AReaderCannotWrite) {
    Project::create(path_);
    Project reader = Project::open(path_, Mode::ReadOnly);
    EXPECT_EQ(reader.mode(), Mode::ReadOnly);
    EXPECT_THAT(errorText(ErrorCode::ProjectReadOnly, [&] { reader.setSetting("a", "b"); }), HasSubstr("read-only"));
    EXPECT_THAT(filesIn(folder_), testing::Not(testing::Contains("test.paretoscope.lock")));
}

TEST_F(OpeningTest, ATransactionIsUndoneAsAWholeAndMayBeNested) {
    Project project = Project::create(path_);
    EXPECT_THROW(project.transaction([&] {
        project.setSetting("a", "1");
        project.transaction([&] { project.setSetting("b", "1"); });
        throw Error(ErrorCode::Interrupted, "stop");
    }),
        Error);
    EXPECT_FALSE(project.setting("a"));
    EXPECT_FALSE(project.setting("b"));
    project.transaction([&] {
        project.setSetting("a", "2");
        errorText(ErrorCode::NotFound, [&] { project.appendHistory({99, 0, 0, "{}"}); });
    });
    EXPECT_EQ(project.setting("a"), "2");
}

TEST_F(OpeningTest, MissingExistingAndUnwritableFilesAreSaid) {
    errorText(ErrorCode::FileNotFound, [&] { Project::open(path_, Mode::ReadOnly); });
    errorText(ErrorCode::FileNotFound, [&] { Project::open(path_, Mode::ReadWrite); });
    EXPECT_TRUE(filesIn(folder_).empty());
    errorText(ErrorCode::FileUnreadable, [&] { Project::open(folder_, Mode::ReadOnly); });
    EXPECT_THAT(errorText(ErrorCode::FileNotFound, [&] { Project::create(folder_ / "none" / "a.paretoscope"); }),
        HasSubstr("There is no folder " + (folder_ / "none").string()));
    errorText(ErrorCode::FileUnwritable, [] { Project::create("/proc/a.paretoscope"); });
    Project::openOrCreate(path_);
    EXPECT_THAT(errorText(ErrorCode::FileUnwritable, [&] { Project::create(path_); }), HasSubstr("exists already"));
    Project::openOrCreate(path_);
}

TEST_F(OpeningTest, AProtectedFolderIsReadButNotWritten) {
    if (geteuid() == 0) {
        GTEST_SKIP() << "root may write everywhere";
    }
    fill(path_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    EXPECT_EQ(Project::open(path_, Mode::ReadOnly).candidateCount(), 500);
    errorText(ErrorCode::FileUnwritable, [&] { Project::open(path_, Mode::ReadWrite); });
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

TEST_F(OpeningTest, ANewerFormatIsRefusedForReadingAndWriting) {
    Project::create(path_);
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec("PRAGMA user_version = 99");
    }
    for (const Mode mode : {Mode::ReadOnly, Mode::ReadWrite}) {
        EXPECT_THAT(errorText(ErrorCode::ProjectTooNew, [&] { Project::open(path_, mode); }), HasSubstr("format 99"));
    }
}

TEST_F(OpeningTest, WhatIsNoProjectIsRefused) {
    std::ofstream(path_) << std::string(5000, 'x');
    EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { Project::open(path_, Mode::ReadWrite); }),
        HasSubstr(path_.string()));
    std::filesystem::remove(path_);
    std::ofstream(path_).flush();
    EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { Project::open(path_, Mode::ReadOnly); }),
        HasSubstr("an empty file"));
    std::filesystem::remove(path_);
    {
        SQLite::Database foreign(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        foreign.exec("CREATE TABLE runs(id)");
    }
    for (const Mode mode : {Mode::ReadOnly, Mode::ReadWrite}) {
        EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { Project::open(path_, mode); }),
            testing::AllOf(HasSubstr("of another program"), testing::Not(HasSubstr("recover"))));
    }
}

TEST_F(OpeningTest, ATruncatedFileIsRefusedWithWhatToDo) {
    fill(path_);
    const auto size = std::filesystem::file_size(path_);
    for (const auto length : {size / 2, size - 100, std::uintmax_t{100}}) {
        std::filesystem::resize_file(path_, length);
        EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { Project::open(path_, Mode::ReadWrite); }),
            HasSubstr(".recover"));
    }
}

TEST_F(OpeningTest, FlippedBytesAreFoundOrHarmless) {
    fill(path_);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path_));
    const std::filesystem::path damaged = folder_ / "damaged.paretoscope";
    int found = 0;
    // A prime stride meets headers, indices, cells and free space alike.
    for (std::streamoff position = 0; position < size; position += 3001) {
        std::filesystem::copy_file(path_, damaged, std::filesystem::copy_options::overwrite_existing);
        overwrite(damaged, position, "\xff\xff\xff\xff");
        try {
            const Project project = Project::open(damaged, Mode::ReadOnly);
            (void)project.candidates();
            (void)project.frontPoints(oneShotProtocol().id, cpuSetting);
        } catch (const Error& error) {
            EXPECT_EQ(errorName(error.code()), errorName(ErrorCode::ProjectDamaged)) << error.what();
            ++found;
        }
    }
    EXPECT_GT(found, 0);
}

TEST_F(OpeningTest, ANameThatMeansNothingIsDamageNotACrash) {
    fill(path_);
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec("UPDATE costs SET provenance = 'guessed'");
    }
    const Project project = Project::open(path_, Mode::ReadOnly);
    EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { (void)project.candidates(); }), HasSubstr("guessed"));
}

// A text was read as 0 ms, and 500 % were shown.
TEST_F(OpeningTest, ANumberThatCannotBeIsDamage) {
    for (const auto& [change, column] :
        std::vector<std::pair<std::string, std::string>>{{"costs SET value = 'fast'", "value"},
            {"costs SET value = '5 fast'", "value"}, {"costs SET value = -5", "value"},
            {"costs SET value = 9e999", "value"}, {"costs SET value = x'00'", "value"},
            {"accuracies SET accuracy = 5", "accuracy"}, {"accuracies SET accuracy = -0.1", "accuracy"},
            {"accuracies SET accuracy = 'good'", "accuracy"}, {"measurements SET value = 'slow'", "value"},
            {"measurements SET value = -1", "value"}, {"measurements SET spread = 'wide'", "spread"}}) {
        std::filesystem::remove(path_);
        fill(path_);
        const std::vector<records::Measurement> measured{measurement("g0", 3)};
        Project::open(path_, Mode::ReadWrite).addMeasurements(measured);
        {
            SQLite::Database database(path_, SQLite::OPEN_READWRITE);
            ASSERT_GT(database.exec("UPDATE " + change), 0) << change;
        }
        const Project project = Project::open(path_, Mode::ReadOnly);
        const std::string text = errorText(ErrorCode::ProjectDamaged, [&] {
            (void)project.measurements({.deviceSetting = cpuSetting});
            (void)project.candidates();
        });
        EXPECT_THAT(text, HasSubstr("its column '" + column + "' holds")) << change;
        if (!change.starts_with("measurements")) {
            EXPECT_THROW((void)project.frontPoints(oneShotProtocol().id, cpuSetting), Error) << change;
        }
    }
}

TEST_F(OpeningTest, TheSqliteProgramOpensIt) {
    if (std::system("sqlite3 -version > /dev/null 2>&1") != 0) { // NOLINT: a fixed command of the test
        GTEST_SKIP() << "there is no sqlite3 program";
    }
    fill(path_);
    const std::string answer = (folder_ / "answer").string();
    const std::string command = "sqlite3 '" + path_.string()
        + "' 'PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM candidates;' > '" + answer + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream stream(answer);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), "ok\n500\n");
}

const space::Genotype benchCell =
    space::fromText("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|");

/// What every version stored: a cell of each search space, measured and found, and predictors of both kinds.
void addOldRows(SQLite::Database& database) {
    database.exec("INSERT INTO device_settings(id, name) VALUES (1, 'cpu/eager/t2/b1/f32'), (2, 'of another grammar')");
    database.exec("INSERT INTO shapes(id, name) VALUES (1, '" + toText(space::Shape{}) + "')");
    for (const space::Genotype& genotype : {cell("old"), benchCell}) {
        std::string text = space::identityText(genotype);
        for (std::size_t quote = text.find('\''); quote != std::string::npos; quote = text.find('\'', quote + 2)) {
            text.insert(quote, "'");
        }
        database.exec(
            "INSERT INTO measurements(device_setting, shape, genotype, canonical_hash, kind, provenance, "
            "value, spread, raw_value, rounds, repeats, session, session_index, sentinel, unstable, taken_at, "
            "conditions) VALUES (1, 1, '"
            + text + "', 'hash', 'latency', 'measured', 5, 0, 5, x'', 1, 's', 0, 0, 0, '', '{}')");
        database.exec("INSERT INTO candidates(run, genotype, shape, origin, epoch, lambda, parameters, macs) "
                      "VALUES (1, '"
            + text + "', 1, 'search', 1, 0.5, 10, 20)");
    }
    database.exec("INSERT INTO costs(candidate, device_setting, kind, provenance, value, standard_deviation) "
                  "VALUES (1, 2, 'latency', 'imported', 3, 0)");
    database.exec("INSERT INTO protocols(id, space, data_set, shape, provenance, recipe, title) VALUES ('p', 'darts', "
                  "'d', '"
        + toText(space::Shape{}) + "', 'trained', '{}', 't')");
    database.exec(
        "INSERT INTO accuracies(candidate, protocol, seed, provenance, accuracy, cross_entropy, steps, images) "
        "VALUES (1, 'p', 3, 'trained', 0.5, 1.5, 300, 100)");
    for (const char* name : {"lpm", "lpm-energy"}) {
        database.exec("INSERT INTO predictors(name, device_setting, shape, space, configuration, report, "
                      "measurement_count, created_at) VALUES ('"
            + std::string(name) + "', 1, 1, 'darts', '{}', '{}', 1, '')");
    }
}

void expectOldRows(const Project& project) {
    EXPECT_EQ(project.run(1).parent, 0) << "no step of a pipeline";
    for (const space::Genotype& genotype : {cell("old"), benchCell}) {
        const auto measured = project.measurements({.space = genotype.space});
        ASSERT_EQ(measured.size(), 1U);
        EXPECT_EQ(measured[0].genotype, genotype);
        const auto found = project.candidates({.space = genotype.space});
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].genotype, genotype);
        EXPECT_EQ(project.candidatesOf({genotype, {}}).size(), 1U);
    }
    EXPECT_EQ(project.deviceSettings().size(), 2U) << "a line a search space";
    const records::Candidate first = project.candidate(1);
    ASSERT_EQ(first.costs.size(), 1U);
    EXPECT_EQ(toText(first.costs[0].deviceSetting), "of another grammar");
    ASSERT_EQ(first.accuracies.size(), 1U);
    EXPECT_EQ(first.accuracies[0].accuracy, 0.5);
    EXPECT_EQ(first.accuracies[0].steps, 300);
    EXPECT_TRUE(std::isnan(first.accuracies[0].deviation)) << "no estimate";
    EXPECT_EQ(first.accuracies[0].trainings, 0);
    EXPECT_EQ(project.frontPoints("p", first.costs[0].deviceSetting).size(), 1U);
    for (const records::CostKind kind : {records::CostKind::LatencyMs, records::CostKind::EnergyMj}) {
        const auto predictors = project.predictors(kind);
        ASSERT_EQ(predictors.size(), 1U);
        EXPECT_EQ(predictors[0].name, kind == records::CostKind::LatencyMs ? "lpm" : "lpm-energy");
    }
}

/// A file as the program of that version left it.
void createVersion(const std::filesystem::path& path, int version) {
    SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA application_id = " + std::to_string(applicationId));
    for (int step = 0; step < version; ++step) {
        database.exec(migrationSteps()[static_cast<std::size_t>(step)]);
    }
    database.exec("PRAGMA user_version = " + std::to_string(version));
    database.exec("INSERT INTO settings(key, value) VALUES ('from', 'old')");
    database.exec("INSERT INTO runs(kind, state, title, configuration, seed, versions, progress, results, error, "
                  "created_at, updated_at) VALUES ('search', 'finished', 'old', '{}', 1, '{}', 1, '', '', '', '')");
    addOldRows(database);
    if (version >= 4) { // what its upgrade derived from these rows, its program stored
        database.exec("UPDATE measurements SET space = 'nas-bench-201' WHERE genotype LIKE '|%'");
        database.exec("UPDATE candidates SET space = 'nas-bench-201' WHERE genotype LIKE '|%'");
        database.exec("UPDATE predictors SET kind = 'energy' WHERE name LIKE '%-energy'");
    }
}

std::string schemaOf(const std::filesystem::path& path) {
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    SQLite::Statement rows(database, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name");
    std::string text;
    while (rows.executeStep()) {
        text += rows.getColumn(0).getString() + " " + rows.getColumn(1).getString() + " "
            + rows.getColumn(2).getString() + "\n";
    }
    return text;
}

class MigrationTest : public ProjectTest, public testing::WithParamInterface<int> { };

TEST_P(MigrationTest, AWriterUpgradesAndKeepsACopy) {
    createVersion(path_, GetParam());
    {
        Project project = Project::open(path_, Mode::ReadWrite);
        EXPECT_EQ(project.setting("from"), "old");
        EXPECT_EQ(project.run(1).title, "old");
        expectOldRows(project);
        records::Candidate again; // still one by run, genotype and shape
        again.genotype = cell("old");
        EXPECT_EQ(project.upsertCandidates(1, std::vector{again}), std::vector<std::int64_t>{1});
        project.addTrials(std::vector{TuningTrial{0, 1, "task", "random", 1, 0, "c", true, "", 5}});
        EXPECT_EQ(project.trials(1).size(), 1U);
    }
    const std::filesystem::path fresh = folder_ / "fresh.paretoscope";
    Project::create(fresh);
    EXPECT_EQ(schemaOf(path_), schemaOf(fresh));
    const std::filesystem::path copy = beside(".v" + std::to_string(GetParam()) + ".bak");
    SQLite::Database old(copy, SQLite::OPEN_READONLY);
    EXPECT_EQ(old.execAndGet("PRAGMA user_version").getInt(), GetParam());
    EXPECT_EQ(old.execAndGet("PRAGMA application_id").getInt(), applicationId);
    EXPECT_EQ(old.execAndGet("SELECT title FROM runs").getString(), "old");
}

TEST_P(MigrationTest, AReaderUpgradesInMemoryOnly) {
    createVersion(path_, GetParam());
    {
        const Project project = Project::open(path_, Mode::ReadOnly);
        EXPECT_EQ(project.setting("from"), "old");
        EXPECT_TRUE(project.trials(1).empty());
        expectOldRows(project);
    }
    EXPECT_THAT(filesIn(folder_), testing::ElementsAre("test.paretoscope"));
    SQLite::Database old(path_, SQLite::OPEN_READONLY);
    EXPECT_EQ(old.execAndGet("PRAGMA user_version").getInt(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(EveryOlderVersion, MigrationTest, testing::Range(1, schemaVersion()));

TEST_F(OpeningTest, ACopyOfAProjectThatIsBeingWrittenHoldsAllThatIsStored) {
    fill(path_);
    Project writer = Project::open(path_, Mode::ReadWrite);
    const std::int64_t run = writer.addRun(searchRun());
    copyProject(path_, beside(".copy"));
    writer.updateRun(run, {.state = records::RunState::Running});
    const Project copy = Project::open(beside(".copy"), Mode::ReadOnly);
    EXPECT_EQ(copy.candidateCount(), 500);
    EXPECT_EQ(copy.run(run).state, records::RunState::Queued) << "as it was then";
    const std::string text = errorText(ErrorCode::FileUnwritable, [&] { copyProject(path_, beside(".copy")); });
    EXPECT_THAT(text, HasSubstr("cannot be copied to"));
}

}
}
