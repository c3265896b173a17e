// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/benchmark_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/interchange/nasbench201_index.h"
#include "tests/expect_error.h"

namespace paretoscope::interchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* cellA = "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|";
constexpr const char* cellB = "|skip_connect~0|+|none~0|avg_pool_3x3~1|+|skip_connect~0|none~1|none~2|";
constexpr const char* cutOff = "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|";

std::string textOf(const std::function<void()>& call) {
    return errorText(ErrorCode::InvalidData, call);
}

BenchmarkTable read(const std::string& text, const MappingRequest& request = {}) {
    const CsvTable csv = csvFromText(text);
    return readBenchmarkTable(csv, mappingFor(csv.header, request));
}

TEST(TableMapping, GuessesColumnsUnitsAndNamesFromTheHeader) {
    const TableMapping mapping = mappingFor({"arch_idx", "arch_str", "latency_ms_pixel3", "latency_us_1080ti_1",
                                                "energy_mj_pi5", "latency_note", "cifar10_test_acc_200ep"},
        {});
    EXPECT_EQ(mapping.architecture, "arch_str");
    EXPECT_THAT(mapping.costs,
        ElementsAre(CostColumn{"latency_ms_pixel3", "pixel3", records::CostKind::LatencyMs, 1},
            CostColumn{"latency_us_1080ti_1", "1080ti_1", records::CostKind::LatencyMs, 1e-3},
            CostColumn{"energy_mj_pi5", "pi5", records::CostKind::EnergyMj, 1}));
    EXPECT_THAT(mapping.accuracies, ElementsAre(AccuracyColumn{"cifar10_test_acc_200ep", 0}));
}

TEST(TableMapping, FollowsWhatIsAskedFor) {
    MappingRequest request{.architecture = "cell name", .costs = {"time of *:s", "joule per run:J=board"}};
    const TableMapping mapping =
        mappingFor({"cell name", "time of a phone", "time of b", "joule per run", "accuracy"}, request);
    EXPECT_THAT(mapping.costs,
        ElementsAre(CostColumn{"time of a phone", "a-phone", records::CostKind::LatencyMs, 1e3},
            CostColumn{"time of b", "b", records::CostKind::LatencyMs, 1e3},
            CostColumn{"joule per run", "board", records::CostKind::EnergyMj, 1e3}));
    EXPECT_TRUE(mapping.accuracies.empty()); // not asked for
}

TEST(TableMapping, NamesTheTableWhereAColumnHasNoDeviceInIt) {
    const TableMapping mapping = mappingFor({"genotype", "latency_ms"}, {.tableName = "my board"});
    ASSERT_EQ(mapping.costs.size(), 1U);
    EXPECT_EQ(mapping.costs.front().name, "my-board");
}

TEST(TableMapping, SaysWhatIsThereWhenSomethingIsNot) {
    EXPECT_THAT(textOf([] { mappingFor({"a", "b"}, {}); }), HasSubstr("columns: a, b"));
    EXPECT_THAT(textOf([] { mappingFor({"arch", "b"}, {.costs = {"c"}}); }), HasSubstr("no column 'c'"));
    EXPECT_THAT(textOf([] { mappingFor({"arch", "b"}, {.costs = {"b"}}); }), HasSubstr("write --cost 'b:ms'"));
    EXPECT_THAT(textOf([] { mappingFor({"arch", "b"}, {.costs = {"b:parsec"}}); }), HasSubstr("'parsec'"));
    EXPECT_THAT(textOf([] { mappingFor({"arch", "b"}, {}); }), HasSubstr("No column of latencies"));
    EXPECT_THAT(textOf([] { mappingFor({"arch", "latency_ms_x", "latency_us_x"}, {}); }), HasSubstr("table/x"));
}

TEST(TableMapping, TakesWholeWordsOnly) {
    const TableMapping mapping = mappingFor({"Architecture", "Latency (ms)", "Top-1 (%)", "maccs", "accelerator",
                                                "vaccine", "test_acc_std", "latency_ms_std", "phone_latency_ms"},
        {.tableName = "board"});
    EXPECT_EQ(mapping.architecture, "Architecture");
    EXPECT_THAT(mapping.costs,
        ElementsAre(CostColumn{"Latency (ms)", "board", records::CostKind::LatencyMs, 1},
            CostColumn{"phone_latency_ms", "phone", records::CostKind::LatencyMs, 1}));
    EXPECT_THAT(mapping.accuracies, ElementsAre(AccuracyColumn{"Top-1 (%)", 0.01}));
}

TEST(TableMapping, KnowsUnitsAsPeopleWriteThem) {
    for (const auto& [column, factor] : std::map<std::string, double>{{"Latency (\u00B5s)", 1e-3},
             {"Latency [\u03BCs]", 1e-3}, {"latency_msec", 1}, {"Inference time (milliseconds)", 1},
             {"latency_seconds", 1e3}, {"lat_us", 1e-3}, {"Latency/ms", 1}, {"energy (\u00B5J)", 1e-3}}) {
        const TableMapping mapping = mappingFor({"arch", column}, {.tableName = "board"});
        ASSERT_EQ(mapping.costs.size(), 1U) << column;
        EXPECT_EQ(mapping.costs[0].factor, factor) << column;
        EXPECT_EQ(mapping.costs[0].name, "board") << column;
    }
}

TEST(TableMapping, TakesNoRateNoOppositeAndNoTwoUnits) {
    const TableMapping mapping = mappingFor({"arch", "acc", "top1_error", "acc_gain", "inference/s",
                                                "inferences per second", "latency_fps", "latency second run ms"},
        {});
    EXPECT_TRUE(mapping.costs.empty());
    EXPECT_THAT(mapping.accuracies, ElementsAre(AccuracyColumn{"acc", 0}));
    EXPECT_THAT(mapping.notes,
        testing::IsSupersetOf({HasSubstr("'top1_error'"), HasSubstr("'acc_gain'"), HasSubstr("'inference/s'"),
            HasSubstr("'latency second run ms'")}));
}

TEST(TableMapping, TakesNoTimeOfTrainingAndNoMultipleOfAUnit) {
    const TableMapping mapping = mappingFor({"arch", "acc", "train_time_s", "compile time (ms)", "latency (x10^-3 s)",
                                                "latency [100 us]", "latency (Pixel 3, ms)", "energy_mWh"},
        {.tableName = "board"});
    EXPECT_THAT(
        mapping.costs, ElementsAre(CostColumn{"latency (Pixel 3, ms)", "board", records::CostKind::LatencyMs, 1}));
    EXPECT_THAT(mapping.notes,
        testing::IsSupersetOf({HasSubstr("'train_time_s' was not taken: by its name it is what making a network takes"),
            HasSubstr("'compile time (ms)'"), HasSubstr("--cost 'latency (x10^-3 s):ms'"),
            HasSubstr("'latency [100 us]'"), HasSubstr("--cost 'energy_mWh:mJ'")}));
}

TEST(TableMapping, TakesATimePerImageForATime) {
    const TableMapping mapping =
        mappingFor({"arch", "latency per image (ms)", "images per s", "energy per second (J)"}, {.tableName = "board"});
    EXPECT_THAT(
        mapping.costs, ElementsAre(CostColumn{"latency per image (ms)", "board", records::CostKind::LatencyMs, 1}));
    EXPECT_EQ(mappingFor({"arch", "latency_ms_per_image"}, {.tableName = "board"}).costs.front().name, "board");
}

TEST(TableMapping, TakesANameThatIsAColumnsForThatColumn) {
    const std::vector<std::string> header{"arch", "latency:ms", "time=2"};
    EXPECT_EQ(mappingFor(header, {.costs = {"latency:ms"}}).costs.front().column, "latency:ms");
    EXPECT_EQ(mappingFor(header, {.costs = {"time=2:us"}}).costs.front().column, "time=2");
}

TEST(TableMapping, TellsOfTwoColumnsOfArchitectures) {
    const TableMapping mapping = mappingFor({"architecture", "genotype", "latency_ms_x"}, {});
    EXPECT_EQ(mapping.architecture, "genotype");
    EXPECT_THAT(mapping.notes, ElementsAre(HasSubstr("not from 'architecture'")));
    EXPECT_TRUE(mappingFor({"architecture", "genotype", "latency_ms_x"}, {.architecture = "genotype"}).notes.empty());
}

TEST(TableMapping, TellsTheKindThatWasNotAskedFor) {
    const std::vector<std::string> header{"arch", "latency_ms", "acc"};
    EXPECT_THAT(
        mappingFor(header, {.accuracies = {"acc:fraction"}}).notes, ElementsAre(HasSubstr("add --cost 'latency_ms'")));
    EXPECT_THAT(mappingFor(header, {.costs = {"latency_ms"}}).notes, ElementsAre(HasSubstr("add --accuracy 'acc'")));
}

TEST(TableMapping, RefusesTwoColumnsOfOneName) {
    EXPECT_THAT(textOf([] {
        mappingFor({"arch", "latency_ms_a", "latency_ms_a"}, {});
    }),
        HasSubstr("Several columns are named 'latency_ms_a'"));
    EXPECT_NO_THROW(mappingFor({"arch", "latency_ms_a", "note", "note"}, {}));
}

TEST(TableMapping, TellsACostThatItDoesNotTake) {
    const TableMapping mapping = mappingFor({"arch", "edgegpu_latency", "edgegpu_energy", "acc", "note"}, {});
    EXPECT_TRUE(mapping.costs.empty());
    ASSERT_EQ(mapping.notes.size(), 2U);
    EXPECT_THAT(mapping.notes[0], HasSubstr("--cost 'edgegpu_latency:ms'"));
    EXPECT_THAT(textOf([] { mappingFor({"arch", "latency_board"}, {}); }), HasSubstr("--cost 'latency_board:ms'"));
}

TEST(TableMapping, ANameOfItsOwnReplacesThatOfTheColumns) {
    EXPECT_EQ(mappingFor({"arch", "latency_ms_pixel3"}, {.deviceName = "mine"}).costs.front().name, "mine");
    const TableMapping two = mappingFor({"arch", "latency_ms_a", "latency_ms_b"}, {.deviceName = "mine"});
    EXPECT_EQ(two.costs[0].name, "mine-latency_ms_a");
    EXPECT_EQ(two.costs[1].name, "mine-latency_ms_b");
}

TEST(TableMapping, RefusesATableWithoutHeader) {
    EXPECT_THAT(textOf([] { mappingFor({cellA, "72.7"}, {}); }), HasSubstr("no header"));
    EXPECT_THAT(textOf([] { mappingFor({"41.2"}, {}); }), HasSubstr("no header"));
}

TEST(BenchmarkTable, CountsWhatItLeavesOutAndKeepsTheRest) {
    const std::string a(cellA);
    const std::string b(cellB);
    const BenchmarkTable table = read("arch,latency_ms_x,energy_mj_x,acc\n" // columns
        + a + ",1.5,20,91.5\n" // good
        + b + ",nan,-3,\n" // missing, not positive, missing
        + a + ",1.5,20,91.5\n" // the same again
        + a + ",1.75,20,91.5\n" // measured again
        + b + ",soon,0,101\n" // text, not positive, no accuracy
        + "resnet50,1,1,1\n" // no architecture
        + "DARTS_V2,1,1,1\n" // of another space
        + cutOff + ",0.001,1,10\n" // disconnected
        + b + ",inf,5,12.5\n");
    EXPECT_EQ(table.rows, 9);
    EXPECT_EQ(table.genotypes.size(), 3U);
    EXPECT_EQ(table.duplicates, 1);
    EXPECT_EQ(table.repeats, 1);
    EXPECT_EQ(table.unreadableArchitectures, 2);
    EXPECT_EQ(table.disconnected, 1);
    ASSERT_EQ(table.columns.size(), 3U);
    EXPECT_EQ(table.columns[0].used, 2);
    EXPECT_EQ(table.columns[0].missing, 1);
    EXPECT_EQ(table.columns[0].unreadable, 1);
    EXPECT_EQ(table.columns[0].notPositive, 1);
    EXPECT_EQ(table.columns[1].used, 3);
    EXPECT_EQ(table.columns[1].notPositive, 2);
    EXPECT_EQ(table.columns[2].missing, 1);
    EXPECT_EQ(table.columns[2].notPositive, 1);
    EXPECT_THAT(table.costs[0], ElementsAre(1.5, 1.75, testing::IsNan()));
    EXPECT_THAT(
        table.accuracies[0], ElementsAre(testing::DoubleEq(0.915), testing::DoubleEq(0.915), testing::DoubleEq(0.125)));
    EXPECT_EQ(table.firstProblems.size(), 5U);
    EXPECT_THAT(table.firstProblems.front(), HasSubstr("Row 2 holds -3 in column 'energy_mj_x'"));
}

TEST(BenchmarkTable, KeepsCellsWithoutAPathOnlyWhereAsked) {
    const std::string text = std::string("arch,latency_ms_x\n") + cutOff + ",0.5\n" + cellA + ",2\n";
    EXPECT_EQ(read(text).genotypes.size(), 1U);
    const BenchmarkTable all = read(text, {.keepDisconnected = true});
    EXPECT_EQ(all.genotypes.size(), 2U);
    EXPECT_EQ(all.disconnected, 1);
}

TEST(BenchmarkTable, TakesFractionsAndPercentAlike) {
    EXPECT_DOUBLE_EQ(read(std::string("arch,acc\n") + cellA + ",0.91\n").accuracies[0][0], 0.91);
    EXPECT_DOUBLE_EQ(read(std::string("arch,acc\n") + cellA + ",91\n").accuracies[0][0], 0.91);
    const BenchmarkTable low = read(std::string("arch,acc\n") + cellA + ",0.5\n", {.accuracies = {"acc:percent"}});
    EXPECT_DOUBLE_EQ(low.accuracies[0][0], 0.005);
}

TEST(BenchmarkTable, RefusesAMixtureOfFractionsAndPercent) {
    const std::string rows = std::string(cellA) + ",0.7274\n" + cellB + ",82.13\n";
    const std::string text = textOf([&] { read("arch,acc\n" + rows); });
    EXPECT_THAT(text, HasSubstr("row 1 0.7274"));
    EXPECT_THAT(text, HasSubstr("row 2 82.13"));
    EXPECT_THAT(text, HasSubstr("acc:percent"));
    const BenchmarkTable table = read("arch,acc\n" + rows, {.accuracies = {"acc:fraction"}});
    EXPECT_DOUBLE_EQ(table.accuracies[0][0], 0.7274);
    EXPECT_EQ(table.columns[0].notPositive, 1) << "8213 %";
}

TEST(BenchmarkTable, ReadsCommasWhereAColumnSaysWhatTheyMean) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto first = [](const std::string& text) { return read(text).costs[0]; };
    EXPECT_THAT(first("arch;latency_ms_x\n" + a + ";3,8429\n" + b + ";7,811\n"), ElementsAre(3.8429, 7.811));
    EXPECT_THAT(first("arch,latency_ms_x\n" + a + ",\"3,8429\"\n" + b + ",\"7,811\"\n"), ElementsAre(3.8429, 7.811));
    EXPECT_THAT(first("arch,latency_ms_x\n" + a + ",\"3,842.9\"\n" + b + ",\"7,811\"\n"), ElementsAre(3842.9, 7811));
    EXPECT_THAT(first("arch;latency_ms_x\n" + a + ";1.003,8\n" + b + ";1.007,8\n"), ElementsAre(1003.8, 1007.8));
    EXPECT_THAT(textOf([&] { first("arch,latency_ms_x\n" + a + ",\"7,811\"\n"); }), HasSubstr("row 1"));
    EXPECT_THAT(textOf([&] { first("arch,latency_ms_x\n" + a + ",\"1,5\"\n" + b + ",\"1,000.5\"\n"); }),
        HasSubstr("commas for decimals (row 1) and between thousands (row 2)"));
}

// Each of these was read as another number without a word: 12.5 as 125, 1.234 (thousands) as 1.234, 1.2,3 as 12.3.
TEST(BenchmarkTable, RefusesMarksThatTheColumnOrTheTableContradicts) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto refusal = [](const std::string& text) { return textOf([&] { read(text); }); };
    EXPECT_THAT(refusal("arch;latency_ms_x\n" + a + ";3,84\n" + b + ";12.5\n"),
        HasSubstr("commas for decimals (row 1) and points for them (row 2)"));
    EXPECT_THAT(refusal("arch;latency_us_x;acc\n" + a + ";1.234;91,5\n" + b + ";2.345;90,25\n"),
        HasSubstr("'1.234' (row 1), whose point may stand for decimals or between thousands"));
    EXPECT_THAT(refusal("arch;latency_ms_x\n" + a + ";3,842\n" + b + ";12.5\n"), HasSubstr("whose comma"));
    const BenchmarkTable odd = read("arch,latency_ms_x\n" + a + ",\"1.2,3\"\n" + b + ",\"1,5\"\n");
    EXPECT_EQ(odd.columns[0].unreadable, 1);
    EXPECT_THAT(odd.costs[0], ElementsAre(1.5));
    EXPECT_EQ(read("arch,latency_ms_x\n" + a + ",\"1,23.5\"\n" + b + ",\"1,005.5\"\n").columns[0].unreadable, 1);
}

TEST(BenchmarkTable, ReadsMarksThatSayThemselvesWhatTheyAre) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto first = [](const std::string& text) { return read(text).costs[0]; };
    EXPECT_THAT(first("arch,latency_ms_x\n" + a + ",\"0,842\"\n" + b + ",\"0,911\"\n"), ElementsAre(0.842, 0.911));
    EXPECT_THAT(first("arch;latency_us_x\n" + a + ";1.234.567\n" + b + ";2.345\n"),
        ElementsAre(testing::DoubleEq(1234.567), testing::DoubleEq(2.345)));
    EXPECT_THAT(first("arch,latency_us_x\n" + a + ",\"1,234,567\"\n" + b + ",\"1,23,456.5\"\n"),
        ElementsAre(testing::DoubleEq(1234.567), testing::DoubleEq(123.4565)));
    EXPECT_THAT(first("arch;latency_ms_x\n" + a + ";3,5\n" + b + ";.\n"), ElementsAre(3.5)) << "a point is no number";
    EXPECT_THAT(first("arch,latency_ms_x\n\u00A0" + a + ",3.5\u00A0\n" + b + "\u200B,4\n"), ElementsAre(3.5, 4));
}

TEST(BenchmarkTable, TakesTheSignOfPercentForWhatItSays) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto accuracies = [](const std::string& text) { return read(text).accuracies[0]; };
    using testing::DoubleEq;
    EXPECT_THAT(
        accuracies("arch,acc\n" + a + ",0.5%\n" + b + ",0.7 %\n"), ElementsAre(DoubleEq(0.005), DoubleEq(0.007)));
    EXPECT_THAT(accuracies("arch,acc\n" + a + ",91.5%\n" + b + ",0.9025\n"), ElementsAre(DoubleEq(0.915), 0.9025));
    EXPECT_THAT(accuracies("arch,acc\n" + a + ",91.5%\n" + b + ",90\n"), ElementsAre(DoubleEq(0.915), DoubleEq(0.9)));
    EXPECT_THAT(textOf([&] { read("arch,latency_ms_x\n" + a + ",5%\n"); }), HasSubstr("'5%'")) << "no time";
}

TEST(BenchmarkTable, ReadsNumbersAsCountriesAndSpreadsheetsWriteThem) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto first = [](const std::string& text) { return read(text).costs[0]; };
    for (const char* mark : {"\u00A0", "\u202F", "\u2019", "'", " "}) {
        EXPECT_THAT(
            first("arch;latency_ms_x\n" + a + ";1" + mark + "003,5\n" + b + ";7,25\n"), ElementsAre(1003.5, 7.25));
    }
    EXPECT_THAT(first("arch,latency_us_x\n" + a + ",3.5 ms\n" + b + ",7250us\n"),
        ElementsAre(testing::DoubleEq(3.5), testing::DoubleEq(7.25)));
    EXPECT_THAT(textOf([&] { first("arch,latency_us_x\n" + a + ",\"3,842 ms\"\n"); }), HasSubstr("row 1"));
    EXPECT_THAT(textOf([&] { first("arch,latency_ms_x\n" + a + ",3 mJ\n"); }), HasSubstr("'3 mJ'"));
    const BenchmarkTable table =
        read("arch,latency_ms_x,acc\n" + a + ",<NA>,#N/A\n" + b + ",missing,91\n" + a + ",\u22123,90 %\n");
    EXPECT_EQ(table.columns[0].missing, 2);
    EXPECT_EQ(table.columns[0].notPositive, 1);
    EXPECT_EQ(table.columns[1].used, 2);
}

TEST(BenchmarkTable, TellsValuesThatAreAThousandTimesTheOthers) {
    std::string text = "arch,latency_ms_x\n";
    for (int index = 0; index < 9; ++index) {
        text += std::to_string(index) + "," + (index == 4 ? "5100" : "5." + std::to_string(index)) + "\n";
    }
    const BenchmarkTable table = read(text);
    ASSERT_EQ(table.suspicions.size(), 1U);
    EXPECT_THAT(table.suspicions[0], HasSubstr("5100"));
}

// The three that the authors' script itself asserts, and that every number stands for another cell.
TEST(BenchmarkTable, TakesTheNumbersOfNasBench201ForItsCells) {
    const auto textOfCell = [](int index) { return space::toText(nasBench201Cell(index)); };
    EXPECT_EQ(textOfCell(0),
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|");
    EXPECT_EQ(textOfCell(9), "|avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
    EXPECT_EQ(
        textOfCell(123), "|avg_pool_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|");
    std::set<space::Genotype> all;
    for (int index = 0; index < 15625; ++index) {
        all.insert(nasBench201Cell(index));
    }
    EXPECT_EQ(all.size(), 15625U);
    EXPECT_THROW(nasBench201Cell(15625), Error);
    const BenchmarkTable table = read("index,latency_ms_x\n9,2\n", {.architecture = "index"});
    EXPECT_EQ(space::toText(table.genotypes[0]), textOfCell(9));
}

TEST(BenchmarkTable, RefusesATableThatGivesNothing) {
    EXPECT_THAT(textOf([] { read("arch,latency_ms_x\nresnet50,3\n"); }), HasSubstr("Row 1 holds no architecture"));
    EXPECT_THAT(textOf([] { read("arch,latency_ms_x\n"); }), HasSubstr("no rows"));
    EXPECT_THAT(textOf([] { read(std::string("arch,latency_ms_x\n") + cellA + ",NaN\n"); }),
        HasSubstr("no architecture with a number"));
}

// The table of measured devices is not part of this project (HELP, Lee et al. 2021): PARETOSCOPE_NB201_LATENCY names
// it.
TEST(BenchmarkTable, AgreesWithThePublishedTableOnWhichCellsAreConnected) {
    const char* path = std::getenv("PARETOSCOPE_NB201_LATENCY");
    if (path == nullptr || !std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs the NAS-Bench-201 latency table; name it in PARETOSCOPE_NB201_LATENCY";
    }
    const CsvTable csv = readCsv(path);
    const BenchmarkTable table = readBenchmarkTable(csv, mappingFor(csv.header, {}));
    EXPECT_EQ(table.rows, 15625);
    EXPECT_EQ(table.genotypes.size(), 15284U);
    EXPECT_EQ(table.disconnected, 341);
    EXPECT_EQ(table.duplicates, 0);
    EXPECT_EQ(table.costs.size(), 21U);
    const std::size_t connected = csv.column("connected");
    const std::size_t text = csv.column("arch_str");
    for (const auto& row : csv.rows) {
        ASSERT_EQ(space::isConnected(space::fromText(row[text])), row[connected] == "1") << row[text];
    }
}

}
}
