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
    EXPECT_THAT(table.firstProblems.front(), HasSubstr("Line 3 holds -3 in column 'energy_mj_x'"));
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
    EXPECT_THAT(text, HasSubstr("line 2 0.7274"));
    EXPECT_THAT(text, HasSubstr("line 3 82.13"));
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
    EXPECT_THAT(textOf([&] { first("arch,latency_ms_x\n" + a + ",\"7,811\"\n"); }), HasSubstr("line 2"));
    EXPECT_THAT(textOf([&] { first("arch,latency_ms_x\n" + a + ",\"1,5\"\n" + b + ",\"1,000.5\"\n"); }),
        HasSubstr("commas for decimals (line 2) and between thousands (line 3)"));
}

// Each of these was read as another number without a word: 12.5 as 125, 1.234 (thousands) as 1.234, 1.2,3 as 12.3.
TEST(BenchmarkTable, RefusesMarksThatTheColumnOrTheTableContradicts) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto refusal = [](const std::string& text) { return textOf([&] { read(text); }); };
    EXPECT_THAT(refusal("arch;latency_ms_x\n" + a + ";3,84\n" + b + ";12.5\n"),
        HasSubstr("commas for decimals (line 2) and points for them (line 3)"));
    EXPECT_THAT(refusal("arch;latency_us_x;acc\n" + a + ";1.234;91,5\n" + b + ";2.345;90,25\n"),
        HasSubstr("'1.234' (line 2), whose point may stand for decimals or between thousands"));
    EXPECT_THAT(refusal("arch;latency_ms_x\n" + a + ";3,842\n" + b + ";12.5\n"), HasSubstr("whose comma"));
    const BenchmarkTable odd = read("arch,latency_ms_x\n" + a + ",\"1.2,3\"\n" + b + ",\"1,5\"\n");
    EXPECT_EQ(odd.columns[0].unreadable, 1);
    EXPECT_THAT(odd.costs[0], ElementsAre(1.5));
    EXPECT_EQ(read("arch,latency_ms_x\n" + a + ",\"1,23.5\"\n" + b + ",\"1,005.5\"\n").columns[0].unreadable, 1);
}

// Tabs and semicolons between fields prove nothing about the commas in them; the rest of the table may.
TEST(BenchmarkTable, AsksTheWholeTableWhatCommasMean) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto refusal = [](const std::string& text) { return textOf([&] { read(text); }); };
    EXPECT_THAT(refusal("arch\tlatency_us\n" + a + "\t3,843\n" + b + "\t7,811\n"), HasSubstr("whose comma"));
    EXPECT_THAT(refusal("arch\tlatency_us\tacc\n" + a + "\t3,843\t72.74\n"), HasSubstr("'3,843' (line 2)"));
    EXPECT_THAT(refusal("arch;latency_us;acc\n" + a + ";3,843;72.74\n"), HasSubstr("whose comma"));
    EXPECT_THAT(read("arch;latency_ms;acc\n" + a + ";3,843;72,74\n").costs[0], ElementsAre(3.843));
    EXPECT_THAT(read("arch;latency_ms;macs\n" + a + ";3,843;72,74\n").costs[0], ElementsAre(3.843)) << "not read";
    EXPECT_THAT(refusal("arch;latency_us;macs\n" + a + ";3.843;72,74\n"), HasSubstr("whose point"));
    EXPECT_THAT(read("arch,latency_ms,channels\n" + a + ",3.843,\"16,32 and 64\"\n").costs[0], ElementsAre(3.843))
        << "a list is no number";
    EXPECT_THAT(refusal("arch;latency_us\n" + a + ";3.843\n" + b + ";12.207\n"), HasSubstr("fields by commas"))
        << "semicolons stand where commas are for decimals";
    EXPECT_THAT(read("arch;latency_ms\n" + a + ";3.843\n" + b + ";12.2\n").costs[0], ElementsAre(3.843, 12.2));
}

TEST(BenchmarkTable, RefusesColumnsThatMixDecimalCommasAndPoints) {
    const std::string a(cellA);
    const std::string b(cellB);
    const auto refusal = [](const std::string& text) { return textOf([&] { read(text); }); };
    EXPECT_THAT(
        refusal("arch;latency_ms\n" + a + ";3.843\n" + b + ";7,811\n"), HasSubstr("'3.843' (line 2), whose point"));
    EXPECT_THAT(refusal("arch;latency_ms\n" + a + ";3.843\n" + b + ";7,81\n"), HasSubstr("whose point"));
    EXPECT_THAT(read("arch;latency_ms\n" + a + ";1.003,25\n" + b + ";2.345\n").costs[0], ElementsAre(1003.25, 2345))
        << "1.003,25 tells";
}

TEST(BenchmarkTable, AsksWherePercentInANameAndFractionsInTheColumnDisagree) {
    const std::string a(cellA);
    const std::string b(cellB);
    for (const char* column : {"Top-1 (%)", "acc_pct"}) {
        const std::string fractions = std::string("arch,") + column + "\n" + a + ",0.7274\n" + b + ",0.8213\n";
        EXPECT_THAT(textOf([&] { read(fractions); }),
            testing::AllOf(HasSubstr("line 2 0.7274"), HasSubstr(std::string(column) + ":percent' or ':fraction'")));
        EXPECT_DOUBLE_EQ(read(fractions, {.accuracies = {std::string(column) + ":fraction"}}).accuracies[0][0], 0.7274);
        EXPECT_DOUBLE_EQ(
            read(fractions, {.accuracies = {std::string(column) + ":percent"}}).accuracies[0][0], 0.007274);
    }
    const BenchmarkTable mixed = read("arch,acc (%)\n" + a + ",0.83\n" + b + ",82.13\n");
    EXPECT_DOUBLE_EQ(mixed.accuracies[0][0], 0.0083);
    EXPECT_THAT(mixed.suspicions, ElementsAre(HasSubstr("line 2 0.83")));
}

/// One row for each of ten cells and each of the values of `column`, which scale the latency.
std::string longTable(const std::string& column, const std::map<std::string, double>& values) {
    std::string text = "arch," + column + ",latency_ms_x\n";
    for (int index = 0; index < 10; ++index) {
        for (const auto& [value, factor] : values) {
            text += std::to_string(9 + 7 * index) + "," + value + "," + csvNumber((2 + index) * factor) + "\n";
        }
    }
    return text;
}

TEST(BenchmarkTable, RefusesRowsOfSeveralDevicesOrSettings) {
    for (const char* column :
        {"device", "batch_size", "num_threads", "Hardware", "epoch", "dataset", "resolution", "firmware", "power"}) {
        const std::string text = textOf([&] { read(longTable(column, {{"1", 1}, {"32", 20}, {"64", 41}})); });
        EXPECT_THAT(text, HasSubstr(std::string("the column '") + column + "' tells them apart (1, 32, 64)"));
        EXPECT_THAT(text, HasSubstr(std::string("Make a file for each '") + column));
    }
    const std::string one = std::string("arch,device,latency_ms_x\n") + cellA + ",gpu,1\n" + cellA + ",pi,12\n";
    EXPECT_THAT(textOf([&] { read(one); }), HasSubstr("'device'")) << "also of a single architecture";
    const std::string apart = "arch,part,latency_ms_x,acc\n9,speed,2,\n16,speed,3,\n9,train,,91\n16,train,,92\n";
    EXPECT_EQ(read(apart).genotypes.size(), 4U) << "no column has two numbers";
}

TEST(BenchmarkTable, RefusesRowsOfSeveralDevicesThoughNoCellRepeats) {
    const auto halves = [](const std::string& column, const std::string& one, const std::string& other) {
        std::string text = "arch," + column + ",latency_ms\n";
        for (int row = 0; row < 12; ++row) {
            text += std::to_string(9 + 7 * row) + "," + (row < 6 ? one : other) + "," + csvNumber(3 + row) + "\n";
        }
        return text;
    };
    for (const char* column : {"device", "batch", "batch_size", "threads", "Hardware"}) {
        EXPECT_THAT(textOf([&] { read(halves(column, "1", "32")); }),
            testing::AllOf(HasSubstr(std::string("'") + column + "' has several values (1, 32)"), HasSubstr("--as")));
    }
    EXPECT_THAT(textOf([&] { read(halves("unit", "ms", "us")); }), HasSubstr("says us in line 8"));
    EXPECT_EQ(read(halves("unit", "ms", "ms")).genotypes.size(), 12U);
    for (const char* column : {"seed", "channels", "depth", "resolution", "note"}) {
        EXPECT_EQ(read(halves(column, "1", "32")).genotypes.size(), 12U) << "may be the architecture's: " << column;
    }
}

TEST(BenchmarkTable, TakesNoNumberOfARowForACellWhereCellsStandBesideIt) {
    const std::string table = std::string("arch,structure,latency_ms\n1,") + cellA + ",3.8\n2," + cellB + ",7.8\n";
    EXPECT_THAT(
        textOf([&] { read(table); }), testing::AllOf(HasSubstr("'structure' cells"), HasSubstr("--architecture")));
    const CsvTable csv = csvFromText(table);
    EXPECT_EQ(readBenchmarkTable(csv, mappingFor(csv.header, {.architecture = "structure"})).genotypes.size(), 2U);
    EXPECT_EQ(readBenchmarkTable(csv, mappingFor(csv.header, {.architecture = "arch"})).genotypes.size(), 2U);
}

TEST(BenchmarkTable, TellsOfRowsThatLookLikeComments) {
    const BenchmarkTable table =
        read(std::string("id,arch,latency_ms\n#1,") + cellA + ",3.8\n2," + cellB + ",7.8\n# made by hand\n");
    EXPECT_EQ(table.genotypes.size(), 1U);
    EXPECT_THAT(table.suspicions, ElementsAre(HasSubstr("1 lines that begin with #")));
}

TEST(BenchmarkTable, KeepsRepeatsAndTellsThoseThatAreFarApart) {
    for (const char* column : {"seed", "run", "trial", "date", "measurement index"}) {
        const BenchmarkTable table = read(longTable(column, {{"1", 1}, {"2", 1.01}, {"3", 0.99}}));
        EXPECT_EQ(table.repeats, 20) << column;
        EXPECT_TRUE(table.suspicions.empty()) << column;
    }
    std::string measured = "arch,temperature,latency_ms_x\n";
    for (int row = 0; row < 20; ++row) {
        measured += std::to_string(9 + 7 * (row % 10)) + "," + csvNumber(41 + 0.1 * row) + ","
            + csvNumber(3 + 0.01 * row) + "\n";
    }
    EXPECT_EQ(read(measured).repeats, 10) << "what was measured beside it is no setting";
    std::string few = "arch,loss,acc,latency_ms_x\n";
    for (int row = 0; row < 4; ++row) {
        few += std::to_string(9 + 7 * (row % 2)) + "," + csvNumber(1.5 + 0.1 * row) + "," + (row < 2 ? "71" : "72")
            + "," + csvNumber(3 + 0.01 * row) + "\n";
    }
    EXPECT_EQ(read(few, {.costs = {"latency_ms_x"}}).repeats, 2) << "nor of few cells, nor what was not asked for";
    const BenchmarkTable far = read(longTable("seed", {{"1", 1}, {"2", 12}}));
    EXPECT_THAT(far.suspicions,
        ElementsAre(testing::AllOf(HasSubstr("10 architectures"), HasSubstr("2 to 24 (first in line 2)"))));
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
    EXPECT_THAT(textOf([&] { first("arch,latency_us_x\n" + a + ",\"3,842 ms\"\n"); }), HasSubstr("line 2"));
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
    for (const char* nine : {"9", "9.0", "9."}) {
        const BenchmarkTable table =
            read(std::string("index,latency_ms_x\n") + nine + ",2\n", {.architecture = "index"});
        EXPECT_EQ(space::toText(table.genotypes[0]), textOfCell(9)) << nine;
    }
    EXPECT_THROW(read("index,latency_ms_x\n9.5,2\n", {.architecture = "index"}), Error);
}

TEST(BenchmarkTable, RefusesATableThatGivesNothing) {
    EXPECT_THAT(textOf([] { read("arch,latency_ms_x\nresnet50,3\n"); }), HasSubstr("Line 2 holds no architecture"));
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
