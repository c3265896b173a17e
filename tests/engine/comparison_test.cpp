// SPDX-License-Identifier: Apache-2.0
#include "core/queries/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "core/engine/import_table.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::engine {
namespace {

class CompareSettings : public store::ProjectTest {
protected:
    /// Cells of the whole space in steps, with latencies that a formula gives.
    void importCells(int cells) {
        space::Random random(1);
        std::string csv = "arch,latency_ms_a,latency_ms_b,latency_ms_c,acc\n";
        for (int i = 0; i < cells; ++i) {
            const space::Genotype genotype = space::sampleUniform(space::SpaceId::NasBench201, random);
            double convolutions = 0;
            double pools = 0;
            for (const space::Choice& choice : genotype.cells[0].choices) {
                convolutions += choice.operation == space::Operation::NorConv3x3 ? 1 : 0;
                pools += choice.operation == space::Operation::AvgPool3x3 ? 1 : 0;
            }
            const double a = 1 + convolutions + 0.001 * i;
            csv += space::toText(genotype) + "," + std::to_string(a) + "," + std::to_string(a + 2 * pools) + ","
                + std::to_string(2 * a) + "," + std::to_string(50 + 5 * convolutions - 0.01 * i) + "\n";
        }
        import(csv);
    }

    void import(const std::string& text) {
        const interchange::CsvTable csv = interchange::csvFromText(text);
        const interchange::TableMapping mapping = interchange::mappingFor(csv.header, {.tableName = "t"});
        report_ = storeTable(project_, mapping, interchange::readBenchmarkTable(csv, mapping),
            {.network = options_.network, .source = "t.csv"});
    }

    queries::ComparisonOptions options_{.network = options::publishedNetwork(space::SpaceId::NasBench201)};
    ImportReport report_;
    store::Project project_ = store::Project::create(path_);
};

TEST_F(CompareSettings, FindsAlikeDevicesAndTheOperationThatTellsOthersApart) {
    importCells(300);
    options_.protocol = report_.protocols.front();
    const queries::Comparison comparison = queries::compareSettings(project_, options_);
    ASSERT_EQ(comparison.settings.size(), 3U);
    EXPECT_EQ(comparison.settings[0].provenance, "imported");
    EXPECT_EQ(comparison.ranks.at(0, 2).tau, 1); // c is a doubled
    EXPECT_LT(comparison.ranks.at(0, 1).tau, 0.9);
    EXPECT_EQ(comparison.ranks.at(0, 1).n, comparison.genotypes.size());
    // b is alone at one end of the clustered order.
    EXPECT_NE(comparison.order[1], 1U);
    ASSERT_TRUE(comparison.shifts);
    EXPECT_EQ(comparison.shifts->b - comparison.shifts->a, 1U);
    const auto& effects = comparison.shifts->operations.explanation;
    EXPECT_EQ(comparison.shifts->operations.names[effects.effects.front().feature], "avg_pool_3x3");
    EXPECT_GT(std::abs(effects.effects.front().effect), 4 * effects.effects.front().deviation);
    ASSERT_EQ(comparison.transfers.size(), 6U);
    for (const queries::Transfer& transfer : comparison.transfers) {
        const bool alike = transfer.frontOf != 1 && transfer.on != 1;
        EXPECT_GE(transfer.loss.meanExtra, 1);
        EXPECT_LE(transfer.loss.hypervolumeKept, 1 + 1e-12);
        if (alike) {
            EXPECT_DOUBLE_EQ(transfer.loss.hypervolumeKept, 1);
            EXPECT_DOUBLE_EQ(transfer.loss.meanExtra, 1);
        }
    }
    const auto json = nlohmann::json::parse(toJson(comparison));
    EXPECT_EQ(json["pairs"].size(), 3U);
    EXPECT_EQ(json["settings"][0]["provenance"], "imported");
    EXPECT_EQ(matrixRows(comparison).size(), 4U);
    EXPECT_EQ(pairRows(comparison).size(), 4U);
}

TEST_F(CompareSettings, SaysWhatIsMissing) {
    EXPECT_THAT(errorText(ErrorCode::InvalidValue, [this] { queries::compareSettings(project_, options_); }),
        ::testing::HasSubstr("at least two"));
    importCells(20);
    options_.settings = {records::parseDeviceSetting("table/a"), records::parseDeviceSetting("table/z")};
    EXPECT_THAT(errorText(ErrorCode::NotFound, [this] { queries::compareSettings(project_, options_); }),
        ::testing::HasSubstr("table/z"));
    options_.settings = {records::parseDeviceSetting("table/a"), records::parseDeviceSetting("table/b")};
    options_.source = queries::ComparisonSource::Predicted;
    EXPECT_THAT(errorText(ErrorCode::NotFound, [this] { queries::compareSettings(project_, options_); }),
        ::testing::HasSubstr("no latency predictor"));
}

TEST_F(CompareSettings, EnergiesAreComparedWithEnergiesAlone) {
    importCells(20);
    const auto cell = [](std::uint64_t seed) {
        space::Random random(seed);
        return space::toText(space::sampleUniform(space::SpaceId::NasBench201, random));
    };
    import("arch,energy_mj_a,energy_mj_d\n" + cell(101) + ",3,4\n" + cell(102) + ",5,6\n" + cell(103) + ",7,9\n");
    options_.kind = records::CostKind::EnergyMj;
    const queries::Comparison comparison = queries::compareSettings(project_, options_);
    ASSERT_EQ(comparison.settings.size(), 2U) << "b and c have latencies alone";
    EXPECT_EQ(comparison.genotypes.size(), 3U);
    options_.source = queries::ComparisonSource::Predicted;
    EXPECT_THAT(errorText(ErrorCode::NotFound, [this] { queries::compareSettings(project_, options_); }),
        ::testing::HasSubstr("no energy predictor"))
        << "no latency in place of an energy";
}

TEST_F(CompareSettings, NeedsArchitecturesInCommon) {
    importCells(1);
    options_.settings = {records::parseDeviceSetting("table/a"), records::parseDeviceSetting("table/b")};
    errorText(ErrorCode::NotEnoughData, [this] { queries::compareSettings(project_, options_); });
}

// The table of measured devices is not part of this project (HELP, Lee et al. 2021). τ between these devices over 4,000
// connected cells was computed by another program.
TEST_F(CompareSettings, AgreesWithPublishedDevices) {
    const char* path = std::getenv("PARETOSCOPE_NB201_LATENCY");
    if (path == nullptr || !std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs the NAS-Bench-201 latency table; name it in PARETOSCOPE_NB201_LATENCY";
    }
    const interchange::CsvTable csv = interchange::readCsv(path);
    const interchange::TableMapping mapping = interchange::mappingFor(csv.header,
        {.costs = {"latency_ms_1080ti_1", "latency_ms_1080ti_256", "latency_ms_pixel3", "latency_ms_titan_rtx_1"}});
    storeTable(project_, mapping, interchange::readBenchmarkTable(csv, mapping), {.network = options_.network});
    for (const char* setting : {"table/1080ti_1", "table/1080ti_256", "table/pixel3", "table/titan_rtx_1"}) {
        options_.settings.push_back(records::parseDeviceSetting(setting));
    }
    const queries::Comparison comparison = queries::compareSettings(project_, options_);
    EXPECT_NEAR(comparison.ranks.at(0, 1).tau, 0.54, 0.015);
    EXPECT_NEAR(comparison.ranks.at(0, 2).tau, 0.40, 0.015);
    EXPECT_NEAR(comparison.ranks.at(0, 3).tau, 0.87, 0.015);
    EXPECT_NEAR(comparison.ranks.at(2, 3).tau, 0.37, 0.015);
}

}
}
