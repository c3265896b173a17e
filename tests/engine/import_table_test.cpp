// SPDX-License-Identifier: Apache-2.0
#include "core/engine/import_table.h"

#include <gtest/gtest.h>

#include "core/queries/front_table.h"
#include "core/queries/stored.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::engine {
namespace {

class ImportTable : public store::ProjectTest {
protected:
    ImportReport import(const std::string& text, const std::string& source = "t.csv", bool replace = false) {
        origin_.source = source;
        origin_.replace = replace;
        const interchange::CsvTable csv = interchange::csvFromText(text);
        const interchange::TableMapping mapping = interchange::mappingFor(csv.header, {.tableName = "t"});
        return storeTable(project_, mapping, interchange::readBenchmarkTable(csv, mapping), origin_);
    }

    const std::string slow_ = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|none~0|none~1|nor_conv_3x3~2|";
    const std::string fast_ = "|skip_connect~0|+|none~0|avg_pool_3x3~1|+|skip_connect~0|none~1|none~2|";
    const std::string poor_ = "|nor_conv_3x3~0|+|none~0|avg_pool_3x3~1|+|skip_connect~0|none~1|none~2|";
    TableOrigin origin_{
        .network = options::publishedNetwork(space::SpaceId::NasBench201), .source = "t.csv", .recipe = "200 epochs"};
    store::Project project_ = store::Project::create(path_);
};

TEST_F(ImportTable, MakesMeasurementsThatAreMarkedImported) {
    const ImportReport report =
        import("arch,latency_us_a,latency_us_b\n" + slow_ + ",3000,nan\n" + fast_ + ",1000,500\n");
    ASSERT_EQ(report.settings.size(), 2U);
    EXPECT_EQ(report.settings[0].stored, 2);
    EXPECT_EQ(report.settings[1].stored, 1);
    const auto stored = queries::measurementsOf(project_, records::parseDeviceSetting("table/a"), origin_.network);
    ASSERT_EQ(stored.size(), 2U);
    EXPECT_EQ(stored[0].genotype, space::fromText(slow_));
    EXPECT_DOUBLE_EQ(stored[0].value, 3.0);
    EXPECT_EQ(stored[0].provenance, records::CostProvenance::Imported);
    EXPECT_EQ(stored[0].canonicalHash, space::canonicalHash({space::fromText(slow_), origin_.network.shape}));
    EXPECT_NE(stored[0].conditions.find("latency_us_a"), std::string::npos);
    EXPECT_EQ(queries::networksOf(project_.deviceSettings(), records::parseDeviceSetting("table/a")),
        std::vector{origin_.network});
}

TEST_F(ImportTable, AddsNothingTheSecondTimeAndWhatIsNewTheThird) {
    const std::string first = "arch,latency_ms_a\n" + slow_ + ",3\n";
    import(first);
    EXPECT_EQ(import(first).settings[0].known, 1);
    const ImportReport third = import(first + slow_ + ",3.5\n" + fast_ + ",1\n");
    EXPECT_EQ(third.settings[0].stored, 2);
    EXPECT_EQ(project_.measurements({.deviceSetting = records::parseDeviceSetting("table/a")}).size(), 3U);
}

TEST_F(ImportTable, JoinsAccuraciesAndLatenciesInEitherOrderToAFront) {
    const std::string latencies = "arch,latency_ms_a\n" + slow_ + ",3\n" + fast_ + ",1\n" + poor_ + ",2\n";
    const std::string accuracies = "arch,test_acc\n" + slow_ + ",94\n" + fast_ + ",80\n" + poor_ + ",79\n";
    import(latencies);
    const ImportReport report = import(accuracies);
    EXPECT_EQ(report.candidates, 3);
    ASSERT_EQ(report.protocols.size(), 1U);
    EXPECT_NE(project_.protocol(report.protocols[0]).title.find("200 epochs"), std::string::npos);
    import("arch,latency_ms_b\n" + slow_ + ",1\n" + fast_ + ",2\n" + poor_ + ",3\n"); // after the accuracies
    const queries::FrontTable onA =
        queries::frontTable(project_, report.protocols[0], records::parseDeviceSetting("table/a"), std::nullopt, true);
    ASSERT_EQ(onA.rows.size(), 2U);
    EXPECT_EQ(onA.rows[0].candidate->genotype, space::fromText(fast_));
    EXPECT_EQ(onA.rows[0].point.costProvenance, records::CostProvenance::Imported);
    EXPECT_DOUBLE_EQ(onA.rows[1].point.accuracy, 0.94);
    EXPECT_GT(onA.rows[1].candidate->parameters, onA.rows[0].candidate->parameters);
    const queries::FrontTable onB =
        queries::frontTable(project_, report.protocols[0], records::parseDeviceSetting("table/b"), std::nullopt, true);
    ASSERT_EQ(onB.rows.size(), 1U);
    EXPECT_EQ(onB.rows[0].candidate->genotype, space::fromText(slow_));
}

TEST_F(ImportTable, TakesTheMeanOfAccuraciesThatWereTrainedAgain) {
    const ImportReport report = import("arch,latency_ms_a,acc\n" + slow_ + ",3,90\n" + slow_ + ",4,92\n");
    const auto points = project_.frontPoints(report.protocols[0], records::parseDeviceSetting("table/a"));
    ASSERT_EQ(points.size(), 1U);
    EXPECT_DOUBLE_EQ(points[0].accuracy, 0.91);
    EXPECT_DOUBLE_EQ(points[0].cost, 3.5);
}

TEST_F(ImportTable, RefusesAnotherNumberForTheSameArchitecture) {
    const std::string wrong = "arch,latency_ms_a,acc\n" + slow_ + ",3186,90\n" + fast_ + ",1000,80\n";
    const std::string right = "arch,latency_ms_a,acc\n" + slow_ + ",3.186,90\n";
    import(wrong);
    for (const char* source : {"t.csv", "right.csv"}) { // a corrected file of the same name, and of another
        const std::string text = errorText(ErrorCode::InvalidData, [&] { import(right, source); });
        for (const char* part : {"3186", "3.186", "t.csv", source, "--replace", "--as"}) {
            EXPECT_NE(text.find(part), std::string::npos) << part << " is not in: " << text;
        }
    }
    EXPECT_EQ(project_.measurements({}).size(), 2U) << "nothing was changed";
    const ImportReport report = import(right, "t.csv", true);
    EXPECT_EQ(report.replaced.measurements, 2);
    EXPECT_EQ(report.replaced.accuracies, 2);
    EXPECT_EQ(report.lost, 2) << "the fast cell's latency and accuracy: the new table has neither";
    ASSERT_EQ(project_.measurements({}).size(), 1U);
    const auto points = project_.frontPoints(report.protocols[0], records::parseDeviceSetting("table/a"));
    ASSERT_EQ(points.size(), 1U);
    EXPECT_DOUBLE_EQ(points[0].cost, 3.186);
    EXPECT_EQ(import(right, "t.csv", true).settings[0].stored, 1) << "replaced by itself";
    EXPECT_EQ(project_.measurements({}).size(), 1U);
}

TEST_F(ImportTable, RefusesAnotherAccuracyOfTheSameTable) {
    import("arch,acc\n" + slow_ + ",90\n");
    const std::string text = errorText(ErrorCode::InvalidData, [&] { import("arch,acc\n" + slow_ + ",91\n"); });
    EXPECT_NE(text.find("0.91"), std::string::npos) << text;
    import("arch,acc\n" + slow_ + ",91\n", "other.csv"); // another table is another protocol
    EXPECT_EQ(project_.protocols().size(), 2U);
}

TEST_F(ImportTable, KeepsNoProtocolOfAColumnWithoutNumbers) {
    import("arch,latency_ms_a,accuracy\n" + slow_ + ",3,npu\n");
    EXPECT_TRUE(project_.protocols().empty());
}

TEST_F(ImportTable, CanBeListedAndRemoved) {
    import("arch,latency_ms_a,acc\n" + slow_ + ",3,90\n" + fast_ + ",1,80\n", "one.csv");
    import("arch,latency_ms_a\n" + poor_ + ",2\n", "two.csv");
    const auto tables = project_.importedTables();
    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].source, "one.csv");
    EXPECT_EQ(tables[0].measurements, 2);
    EXPECT_EQ(tables[0].accuracies, 2);
    EXPECT_EQ(tables[1].measurements, 1);
    project_.savePredictor({.name = "fitted",
        .deviceSetting = records::parseDeviceSetting("table/a"),
        .space = space::SpaceId::NasBench201,
        .shape = origin_.network.shape,
        .configuration = "{}",
        .report = "{}",
        .measurementIds = {project_.measurements({}).front().id},
        .measurementCount = 1});

    EXPECT_NE(errorText(ErrorCode::NotFound, [&] { removeImport(project_, "three.csv"); }).find("one.csv"),
        std::string::npos);
    const store::ImportRemoval removed = removeImport(project_, "one.csv");
    EXPECT_EQ(removed.measurements, 2);
    EXPECT_EQ(removed.accuracies, 2);
    EXPECT_EQ(removed.predictors, 1) << "it had seen what was wrong";
    EXPECT_TRUE(project_.candidates().empty());
    EXPECT_TRUE(project_.protocols().empty());
    ASSERT_EQ(project_.measurements({}).size(), 1U) << "what another table gave stays";
    EXPECT_EQ(removeImport(project_, "table/a").measurements, 1);
    EXPECT_TRUE(project_.importedTables().empty());
}

/// A table of the same name for another network, and cells that something else found.
TEST_F(ImportTable, RemovesAndReplacesWhatItGaveOfItsNetworkAlone) {
    const auto setting = records::parseDeviceSetting("table/a");
    const options::NetworkConfig small = origin_.network;
    options::NetworkConfig large = small;
    large.shape.channels *= 2;
    import("arch,latency_ms_a,acc\n" + slow_ + ",3,90\n", "small.csv");
    origin_.network = large;
    import("arch,latency_ms_a,acc\n" + slow_ + ",9,92\n", "large.csv");
    records::Candidate found = queries::candidateOf(space::fromText(slow_), large, records::Origin::Search);
    const std::int64_t id = project_.upsertCandidates(0, std::vector{found}).front();
    import("arch,latency_ms_a\n" + slow_ + ",10\n", "large.csv", true);
    EXPECT_DOUBLE_EQ(project_.candidate(id).cost(setting)->value, 10);
    const auto costOf = [&](const options::NetworkConfig& network) {
        return project_.candidatesOf({space::fromText(slow_), network.shape}).front().cost(setting);
    };
    ASSERT_TRUE(costOf(small));
    EXPECT_DOUBLE_EQ(costOf(small)->value, 3);
    EXPECT_EQ(project_.importRemovals(), 1);
    removeImport(project_, "small.csv");
    EXPECT_EQ(project_.importRemovals(), 2);
    ASSERT_TRUE(costOf(large));
    EXPECT_DOUBLE_EQ(costOf(large)->value, 10);
    EXPECT_TRUE(project_.candidatesOf({space::fromText(slow_), small.shape}).empty());
}

TEST_F(ImportTable, LeavesTheProjectAloneWhereTheNetworkDoesNotFit) {
    origin_.network = {};
    errorText(ErrorCode::InvalidData, [this] { import("arch,latency_ms_a\n" + slow_ + ",3\n"); });
    EXPECT_TRUE(project_.deviceSettings().empty());
}

}
}
