// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>

#include "core/base/error.h"
#include "core/interchange/benchmark_table.h"
#include "tests/expect_error.h"

namespace paretoscope::interchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string textOf(const std::function<void()>& call) {
    return errorText(ErrorCode::InvalidData, call);
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
    EXPECT_THAT(mapping.accuracies, ElementsAre(AccuracyColumn{"Top-1 (%)", 0.01, true}));
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

// Each of these became latencies or energies a hundred or a thousand times off.
TEST(TableMapping, TakesNothingOfSeveralRuns) {
    for (const char* column : {"latency_ms_per_1000_runs", "latency (s per 1000 images)", "energy (J/1000 inferences)",
             "total_time_s_100_runs", "latency (ms*10^-3)", "latency (ms x 1000)", "latency_ms_x1000", "1000*latency_s",
             "1e3*latency_s", "latency (ms, thousands)", "latency 1e-3 s", "latency [ms \u00D7 32]",
             "latency_ms_per_10k_images", "latency (10\u00B3 us)"}) {
        const TableMapping mapping = mappingFor({"arch", "acc", column}, {.tableName = "board"});
        EXPECT_TRUE(mapping.costs.empty()) << column;
        EXPECT_THAT(mapping.notes, ElementsAre(HasSubstr(column))) << column;
    }
    for (const char* column : {"latency_ms_x86", "latency (ms, 224x224)", "latency 224 x 224 (ms)",
             "latency (ms, mean of 100 runs)", "latency_ms_batch_of_32", "latency (ms per image)"}) {
        EXPECT_EQ(mappingFor({"arch", column}, {.tableName = "board"}).costs.size(), 1U) << column;
    }
    EXPECT_THAT(textOf([] {
        mappingFor({"arch", "latency_ms_x1000"}, {});
    }),
        HasSubstr("numbers are of several runs"))
        << "also where there is nothing else";
    const TableMapping asked = mappingFor({"arch", "latency_ms_x1000"}, {.costs = {"latency_ms_x1000:us=board"}});
    EXPECT_EQ(asked.costs.front().factor, 1e-3) << "who names the unit has divided";
}

// Each of these became seconds or joules.
TEST(TableMapping, TakesNoUnitWhosePrefixStandsApartOrIsDamaged) {
    for (const char* column : {"Latency (?s)", "Latency (\uFFFDs)", "Latency ($\\mu$s)", "latency (\\textmu s)",
             "latency (&micro;s)", "Latency (\u03BC s)", "latency (micro-seconds)", "latency_micro_s",
             "latency (milli seconds)", "latency [m s]", "energy (milli-joule)", "Energy (W s)", "latency_galaxy_s",
             "latency_iphone_s_run1", "latency_kilo_cycles_s", "time_per_batch_ms", "latency_ms_64images",
             "latency_ms_sum_of_10", "latency_in_hundredths_of_ms", "latency_sigma_ms", "latency_ms_ci95_low",
             "latency_ms_upper", "lg_latency_ms", "predicted_latency_ms"}) {
        const TableMapping mapping = mappingFor({"arch", "acc", column}, {.tableName = "board"});
        EXPECT_TRUE(mapping.costs.empty()) << column;
        EXPECT_THAT(mapping.notes, ElementsAre(HasSubstr(column))) << column;
    }
    for (const char* column : {"latency_s", "Latency (s)", "latency [s]", "time_mean_s", "latency_s_pixel3", "energy_j",
             "Energy (J)", "inference time in s", "latency_pixel3_seconds", "Latency (\u00B5s)", "latency\u00A0(ms)",
             "Latency \u2013 ms", "latency\uFF08s\uFF09", "time per image (s)"}) {
        EXPECT_EQ(mappingFor({"arch", column}, {.tableName = "board"}).costs.size(), 1U) << column;
    }
}

TEST(TableMapping, TakesNoFigureAboutACostForACost) {
    for (const char* column : {"log10_latency_us", "log_latency_ms", "1/latency (1/s)", "latency_1/s",
             "latency_ms_normalized", "latency_ms_stderr", "latency_ms_mad", "latency_ms_cv", "latency_ms_n",
             "latency_ms_speedup", "latency_ms_increase", "latency_overhead_ms", "relative latency (ms)",
             "ln(latency/ms)", "latency_ratio_ms", "inverse_latency_s", "latency_error_ms", "latency_delta_ms"}) {
        const TableMapping mapping = mappingFor({"arch", "acc", column}, {});
        EXPECT_TRUE(mapping.costs.empty()) << column;
        EXPECT_THAT(mapping.notes, ElementsAre(HasSubstr(column))) << column;
    }
    EXPECT_EQ(mappingFor({"arch", "end_to_end_latency_ms"}, {}).costs.size(), 1U);
}

TEST(TableMapping, TakesNoErrorRateForAnAccuracy) {
    for (const char* column :
        {"1-accuracy", "100 - acc", "1 \u2212 top1", "1.0 - test_acc", "(1 minus acc)", "acc_drop"}) {
        const TableMapping mapping = mappingFor({"arch", "latency_ms", column}, {});
        EXPECT_TRUE(mapping.accuracies.empty()) << column;
        EXPECT_THAT(mapping.notes, ElementsAre(HasSubstr("an error or a change"))) << column;
    }
    EXPECT_EQ(mappingFor({"arch", "Top-1 accuracy"}, {}).accuracies.size(), 1U);
}

TEST(TableMapping, MakesNoColumnACostAndAnAccuracy) {
    const TableMapping mapping = mappingFor({"arch", "latency_ms", "acc_time_ms"}, {});
    EXPECT_EQ(mapping.costs.size(), 1U);
    EXPECT_TRUE(mapping.accuracies.empty());
    EXPECT_THAT(mapping.notes, ElementsAre(HasSubstr("may be a cost or an accuracy")));
    EXPECT_THAT(textOf([] {
        mappingFor({"arch", "a"}, {.costs = {"a:ms"}, .accuracies = {"a"}});
    }),
        HasSubstr("'a' is asked for twice"));
}

TEST(TableMapping, TellsATitleAboveTheHeader) {
    EXPECT_THAT(textOf([] { mappingFor({"Board measurements", ""}, {}); }), HasSubstr("if it is a title, remove"));
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
    EXPECT_THAT(textOf([] {
        mappingFor({"|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|", "72.7"}, {});
    }),
        HasSubstr("no header"));
    EXPECT_THAT(textOf([] { mappingFor({"41.2"}, {}); }), HasSubstr("no header"));
}

}
}
