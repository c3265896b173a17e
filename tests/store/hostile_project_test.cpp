// SPDX-License-Identifier: Apache-2.0
// A project that somebody sent, and what may lie beside it: data, whatever it holds.
#include "tests/store/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "core/store/schema.h"
#include "core/store/writer_lock.h"

namespace paretoscope::store {
namespace {

using testing::HasSubstr;

class HostileProject : public ProjectTest {
protected:
    [[nodiscard]] std::string refusedBothWays() const {
        const std::string text = errorText(ErrorCode::ProjectDamaged, [&] { Project::open(path_, Mode::ReadWrite); });
        EXPECT_EQ(text, errorText(ErrorCode::ProjectDamaged, [&] { Project::open(path_, Mode::ReadOnly); }));
        return text;
    }
    static std::string contentOf(const std::filesystem::path& path) {
        std::ifstream stream(path);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
            names.push_back(entry.path().filename().string());
        }
        return names;
    }
};

TEST_F(HostileProject, BringsNoCodeAlong) {
    for (const char* extra : {
             "CREATE TRIGGER t AFTER INSERT ON runs BEGIN UPDATE measurements SET value = 0; END",
             "CREATE TEMP TRIGGER unused AFTER INSERT ON runs BEGIN SELECT 1; END; CREATE VIEW v AS SELECT 1",
             "DROP TABLE device_settings; CREATE VIEW device_settings AS WITH RECURSIVE n(id, name) AS (SELECT 1, 'a' "
             "UNION ALL SELECT id + 1, name FROM n) SELECT * FROM n",
             "CREATE TABLE another(id)",
             "ALTER TABLE settings ADD COLUMN more TEXT AS (zeroblob(1000000000))",
             "CREATE INDEX i ON runs(kind)",
             "DROP INDEX candidates_by_run",
             "DROP TABLE settings; CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK "
             "(length(value) "
             "> 0)) WITHOUT ROWID",
             "CREATE VIRTUAL TABLE words USING fts5(text)",
         }) {
        std::filesystem::remove(path_);
        Project::create(path_);
        {
            SQLite::Database database(path_, SQLite::OPEN_READWRITE);
            try {
                database.exec(extra);
            } catch (const SQLite::Exception&) {
                continue; // this SQLite was built without it
            }
        }
        EXPECT_THAT(refusedBothWays(), testing::AnyOf(HasSubstr("no code along"), HasSubstr("missing"))) << extra;
    }
}

TEST_F(HostileProject, OfAnOlderFormatIsLookedAtBeforeItIsUpgraded) {
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        database.exec(migrationSteps()[0]);
        database.exec("CREATE TRIGGER t AFTER UPDATE ON candidates BEGIN DELETE FROM measurements; END");
        database.exec("PRAGMA user_version = 1");
    }
    EXPECT_THAT(refusedBothWays(), HasSubstr("trigger"));
}

TEST_F(HostileProject, ThatSqlitesOwnShellHasAnalysedIsStillOne) {
    Project::create(path_);
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec("ANALYZE");
    }
    EXPECT_NO_THROW(Project::open(path_, Mode::ReadWrite));
}

TEST_F(HostileProject, ItsLockIsNeverWrittenThroughToAnotherFile) {
    Project::create(path_);
    const std::filesystem::path victim = folder_ / "victim";
    const auto expectRefused = [&] {
        errorText(ErrorCode::FileUnwritable, [&] { Project::open(path_, Mode::ReadWrite); });
        EXPECT_NO_THROW(Project::open(path_, Mode::ReadOnly));
        EXPECT_FALSE(WriterLock::tryAcquire(path_));
        EXPECT_FALSE(WriterLock::isHeld(path_));
        EXPECT_EQ(contentOf(victim), "precious");
    };
    std::ofstream(victim) << "precious";
    std::filesystem::create_symlink(victim, beside(".lock"));
    expectRefused();
    std::filesystem::remove(beside(".lock"));
    std::filesystem::create_hard_link(victim, beside(".lock"));
    expectRefused();
    std::filesystem::remove(beside(".lock"));
    std::filesystem::rename(victim, beside(".lock"));
    std::filesystem::create_symlink(beside(".lock"), victim); // a file of somebody's that happens to have that name
    expectRefused();
    std::filesystem::remove(beside(".lock"));
    ASSERT_EQ(::mkfifo(beside(".lock").c_str(), 0600), 0);
    errorText(ErrorCode::FileUnwritable, [&] { Project::open(path_, Mode::ReadWrite); });
    std::filesystem::remove(beside(".lock"));
    std::ofstream(beside(".lock")) << "process 1 on a computer that was switched off\n";
    EXPECT_NO_THROW(Project::open(path_, Mode::ReadWrite)) << "a lock does not outlive its holder";
}

TEST_F(HostileProject, UnderASecondNameIsNotWritten) {
    Project::create(path_);
    std::filesystem::create_hard_link(path_, folder_ / "other.paretoscope");
    EXPECT_THAT(
        errorText(ErrorCode::FileUnwritable, [&] { Project::open(path_, Mode::ReadWrite); }), HasSubstr("2 names"));
    EXPECT_NO_THROW(Project::open(path_, Mode::ReadOnly));
    std::filesystem::remove(folder_ / "other.paretoscope");
    EXPECT_NO_THROW(Project::open(path_, Mode::ReadWrite));
}

TEST_F(HostileProject, ALookAtItMakesNoFile) {
    Project::create(path_);
    EXPECT_FALSE(WriterLock::isHeld(path_));
    EXPECT_THAT(names(), testing::ElementsAre("test.paretoscope"));
    const Project writer = Project::open(path_, Mode::ReadWrite);
    EXPECT_TRUE(WriterLock::isHeld(path_));
}

TEST_F(HostileProject, AFullDiskIsSaidAndLeavesNoLock) {
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit none{0, before.rlim_max};
    const auto handler = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &none);
    std::string said;
    try {
        Project::openOrCreate(path_);
    } catch (const Error& error) {
        said = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    EXPECT_THAT(said, HasSubstr("no space left"));
    EXPECT_TRUE(names().empty());
}

// Under a shape whose name is damaged nothing would be found, as if it had not been measured.
TEST_F(HostileProject, MeasurementsUnderADamagedShapeAreNotSimplyMissing) {
    const records::Measurement stored = measurement("a", 1);
    Project::create(path_).addMeasurements(std::vector{stored});
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec("UPDATE shapes SET name = 'c8-l3-999999999x16x3-k10-cifar'");
    }
    const Project project = Project::open(path_, Mode::ReadOnly);
    EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { (void)project.measurements({.shape = stored.shape}); }),
        HasSubstr("999999999"));
}

TEST_F(HostileProject, IsMadeWholeOrNotAtAllAndForItsUserAlone) {
    Project::create(path_);
    struct stat status { };
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << "it holds commands and addresses";
    std::filesystem::remove(path_);

    // The disk is full at each of these sizes; then there is room.
    for (const rlim_t room : {rlim_t{0}, rlim_t{4096}, rlim_t{20'000}, rlim_t{60'000}}) {
        const pid_t child = fork();
        if (child == 0) {
            signal(SIGXFSZ, SIG_IGN);
            const rlimit size{room, room};
            setrlimit(RLIMIT_FSIZE, &size);
            try {
                Project::create(path_);
            } catch (const Error&) {
                _exit(7);
            }
            _exit(0);
        }
        int ended = 0;
        ASSERT_EQ(::waitpid(child, &ended, 0), child);
        EXPECT_EQ(WEXITSTATUS(ended), 7);
        EXPECT_TRUE(names().empty()) << room << ": neither a project nor its lock";
    }
    EXPECT_NO_THROW(Project::openOrCreate(path_));
    EXPECT_THAT(names(), testing::ElementsAre("test.paretoscope"));
}

TEST_F(HostileProject, KilledInTheMakingLeavesNothingThatIsInTheWay) {
    for (int round = 0; round < 12; ++round) {
        std::filesystem::remove(path_);
        const pid_t child = fork();
        if (child == 0) {
            try {
                Project::openOrCreate(path_);
            } catch (const Error&) {
                _exit(1);
            }
            _exit(0);
        }
        ::usleep(static_cast<useconds_t>(round) * 1500);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        EXPECT_NO_THROW(Project::openOrCreate(path_)) << round;
    }
}

TEST_F(HostileProject, ANameWithoutRoomForItsCompanionsIsRefusedInWords) {
    EXPECT_THAT(errorText(ErrorCode::FileUnwritable, [&] { Project::create(folder_ / std::string(250, 'n')); }),
        HasSubstr("too long"));
    EXPECT_TRUE(names().empty());
    Project::create(folder_ / std::string(240, 'n'));
}

TEST_F(HostileProject, OfAnyNameIsAFile) {
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder_);
    Project::create(":memory:").setSetting("a", "kept");
    EXPECT_EQ(Project::open(":memory:", Mode::ReadOnly).setting("a"), "kept");
    std::filesystem::current_path(before);
    EXPECT_THAT(names(), testing::ElementsAre(":memory:"));
}

TEST_F(HostileProject, TheHintForAShellSurvivesQuotesInTheName) {
    const std::filesystem::path quoted = folder_ / "it's.paretoscope";
    std::ofstream(quoted) << std::string(5000, 'x');
    EXPECT_THAT(errorText(ErrorCode::ProjectDamaged, [&] { Project::open(quoted, Mode::ReadOnly); }),
        HasSubstr("it'\\''s.paretoscope' .recover"));
}

}
}
