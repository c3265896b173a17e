// SPDX-License-Identifier: Apache-2.0
// The power fails: what a call had returned from is there, and the file can be opened.
#include "tests/store/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

#include "core/store/schema.h"
#include "tests/store/lossy_disk.h"

namespace paretoscope::store {
namespace {

class PowerLoss : public ProjectTest {
protected:
    /// At the end and at random moments before, with and without luck.
    void atMoments(const LossyDisk& disk,
        const std::function<void(const std::filesystem::path& file, std::size_t after)>& look) const {
        constexpr int moments = 30;
        std::mt19937_64 random(1);
        const std::size_t last = LossyDisk::operations();
        for (int i = 0; i < moments; ++i) {
            const std::size_t after = i == 0 ? last : random() % last;
            for (const double luck : {0.0, 0.6}) {
                const std::filesystem::path left = folder_ / "left";
                std::filesystem::remove_all(left);
                std::filesystem::create_directory(left);
                disk.lose(after, luck, random, left);
                SCOPED_TRACE("after " + std::to_string(after) + " operations, luck " + std::to_string(luck));
                look(left / "test.paretoscope", after);
            }
        }
    }
};

/// What the calls that had returned by a moment had stored.
struct Stored {
    std::size_t operations = 0;
    std::size_t measurements = 0;
    std::int64_t step = 0;
};

TEST_F(PowerLoss, WhatACallHadStoredIsThere) {
    Project::create(path_);
    const std::filesystem::path folder = folder_ / "disk";
    std::filesystem::create_directory(folder);
    std::filesystem::rename(path_, folder / "test.paretoscope");
    const LossyDisk disk(folder);
    std::vector<Stored> stored{{}};
    {
        Project project = Project::open(folder / "test.paretoscope", Mode::ReadWrite);
        const std::int64_t run = project.addRun(searchRun());
        const std::vector<float> weights(3000, 0.5F);
        for (int i = 1; i <= 12; ++i) {
            project.transaction([&] { // as an epoch of a search: together or not at all
                project.addMeasurements(std::vector{measurement("a" + std::to_string(i), 1), measurement("b", 2)});
                project.saveCheckpoint({.run = run,
                    .step = i,
                    .state = std::to_string(i),
                    .arrays = {base::makeArray("weights", {3000}, std::span(weights))}});
            });
            stored.push_back({LossyDisk::operations(), 2 * static_cast<std::size_t>(i), i});
        }
    } // closing folds the log
    const std::size_t closed = LossyDisk::operations();
    ASSERT_GT(closed, 50U);
    atMoments(disk, [&](const std::filesystem::path& file, std::size_t after) {
        const auto known = std::find_if(
            stored.rbegin(), stored.rend(), [after](const Stored& each) { return each.operations <= after; });
        const Project project = Project::open(file, Mode::ReadWrite);
        const std::size_t measurements = project.measurements({}).size();
        EXPECT_GE(measurements, known->measurements);
        EXPECT_LE(measurements, known->measurements + 2) << "the one that was under way, whole";
        EXPECT_EQ(measurements % 2, 0U);
        const auto checkpoint = project.runs().empty() ? std::nullopt : project.loadCheckpoint(1);
        EXPECT_EQ(checkpoint ? checkpoint->step : 0, static_cast<std::int64_t>(measurements / 2));
    });
}

TEST_F(PowerLoss, AnUpgradeIsMadeOrNot) {
    const std::filesystem::path folder = folder_ / "disk";
    std::filesystem::create_directory(folder);
    const std::filesystem::path old = folder / "test.paretoscope";
    {
        SQLite::Database database(old, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        database.exec(migrationSteps()[0]);
        database.exec("PRAGMA user_version = 1; INSERT INTO settings VALUES ('key', 'kept')");
    }
    const LossyDisk disk(folder);
    Project::open(old, Mode::ReadWrite);
    const std::size_t closed = LossyDisk::operations();
    ASSERT_GT(closed, 10U);
    atMoments(disk, [&](const std::filesystem::path& file, std::size_t after) {
        if (after == closed) {
            EXPECT_EQ(SQLite::Database(file, SQLite::OPEN_READWRITE).execAndGet("PRAGMA user_version").getInt(),
                schemaVersion());
        }
        EXPECT_EQ(Project::open(file, Mode::ReadWrite).setting("key"), "kept");
    });
}

}
}
