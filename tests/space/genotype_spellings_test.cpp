// SPDX-License-Identifier: Apache-2.0
// How people hand cells over: pasted from logs, papers and other programs.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/space/genotype.h"
#include "tests/expect_error.h"

namespace paretoscope::space {

namespace {

using testing::HasSubstr;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// Every edge of a cell, as `edge` writes it, in groups of two within `open` and `close`.
std::string edges(const CellGenotype& cell, const std::string& open, const std::string& close,
    const std::function<std::string(const Choice&)>& edge) {
    std::string text;
    for (std::size_t i = 0; i < cell.choices.size(); ++i) {
        text += (i > 0 ? ", " : "") + std::string(i % 2 == 0 ? open : "") + edge(cell.choices[i])
            + (i % 2 == 1 ? close : "");
    }
    return text;
}

std::string quoted(const Choice& choice) {
    return "'" + std::string(operationName(choice.operation)) + "'";
}

std::string pairOf(const Choice& choice) {
    return "(" + quoted(choice) + ", " + std::to_string(choice.source) + ")";
}

std::string refusal(const std::string& text) {
    return errorText(ErrorCode::InvalidGenotype, [&text] { fromText(text); });
}

const std::string cell201 = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_1x1~1|none~2|";

}

TEST(GenotypeSpellings, AreTheCellThatTheyMean) {
    Random random(4);
    for (int i = 0; i < 20; ++i) {
        const Genotype genotype = sampleUniform(SpaceId::Darts, random);
        const std::string text = toText(genotype);
        const CellGenotype& normal = genotype.cells[0];
        const CellGenotype& reduce = genotype.cells[1];
        const auto weighted = [](const Choice& choice) {
            return "(" + quoted(choice) + ", " + std::to_string(choice.source) + ", 0.13)";
        };
        const auto withNode = [](const Choice& choice) {
            return "(" + quoted(choice) + ", " + std::to_string(choice.target) + ", " + std::to_string(choice.source)
                + ")";
        };
        const auto cells = [&](const std::string& open, const std::string& close, const auto& edge,
                               const std::string& concat) {
            return "Genotype(normal=[" + edges(normal, open, close, edge) + "], normal_concat=" + concat + ", reduce=["
                + edges(reduce, open, close, edge) + "], reduce_concat=" + concat + ")";
        };
        const std::string all = "[2, 3, 4, 5]";
        for (const std::string& spelling : {
                 "2026-03-11 09:41:07,512 genotype = " + text + "\r\n",
                 "\xEF\xBB\xBF" + text,
                 replaced(text, "'", "\u2019"),
                 replaced(text, "range(2, 6)", "(2, 3, 4, 5)"),
                 replaced(text, "range(2, 6)", "list(range(2, 6))"),
                 replaced(text, "range(2, 6)", "[5, 4, 3, 2]"),
                 replaced(text, "Genotype(", "DARTSGenotype("),
                 replaced(text, "], normal_concat", "], # the normal cell\n normal_concat"),
                 cells("", "", weighted, all),
                 cells("", "", withNode, all),
                 cells("[", "]", pairOf, "range(2, 6)"),
                 cells("(", ")", pairOf, all),
                 replaced(cells("(", ")", pairOf, all), "reduce_concat=[2, 3, 4, 5])",
                     "reduce_concat=[2, 3, 4, 5], connectN=None, connects=None,)"),
                 "Genotype(normal=[" + edges(normal, "", "", pairOf) + "], reduce=[" + edges(reduce, "", "", pairOf)
                     + "], normal_concat=range(2, 6), reduce_concat=range(2, 6))",
                 "{'normal': [" + edges(normal, "", "", pairOf) + "], 'normal_concat': [2, 3, 4, 5], 'reduce': ["
                     + edges(reduce, "", "", pairOf) + "], 'reduce_concat': [2, 3, 4, 5]}",
                 replaced("{'reduce': [" + edges(reduce, "", "", pairOf) + "], 'normal': ["
                         + edges(normal, "", "", pairOf) + "]}",
                     "'", "\""),
             }) {
            EXPECT_EQ(fromTextOrName(spelling), genotype) << spelling;
        }
    }
}

TEST(GenotypeSpellings, OfNasBench201AreTheCellThatTheyMean) {
    const Genotype genotype = fromText(cell201);
    for (const std::string& spelling : {"'" + cell201 + "'", "\u201C" + cell201 + "\u201D",
             "Structure(4 nodes with " + cell201 + ")", "arch: " + cell201 + " acc",
             std::string("nor_conv_3x3~0+nor_conv_3x3~0|avg_pool_3x3~1+skip_connect~0|nor_conv_1x1~1|none~2"),
             std::string("Structure(4 nodes with ((('nor_conv_3x3', 0),), (('nor_conv_3x3', 0), ('avg_pool_3x3', 1)), "
                         "(('skip_connect', 0), ('nor_conv_1x1', 1), ('none', 2))))")}) {
        EXPECT_EQ(fromTextOrName(spelling), genotype) << spelling;
    }
    // NASLib numbers its operations (skip, none, 3×3, 1×1, pool) and edges (0→1, 0→2, 0→3, 1→2, 1→3, 2→3) otherwise.
    EXPECT_EQ(toText(fromTextOrName("(4, 0, 3, 1, 4, 3)")),
        "|avg_pool_3x3~0|+|skip_connect~0|none~1|+|nor_conv_1x1~0|avg_pool_3x3~1|nor_conv_1x1~2|");
    EXPECT_EQ(fromTextOrName("[2, 2, 0, 4, 3, 1]"), genotype);
}

TEST(GenotypeSpellings, ANumberIsToldWhereItIsRead) {
    EXPECT_THAT(errorText(ErrorCode::UnknownName, [] { fromTextOrName("123"); }),
        HasSubstr("NAS-Bench-201's numbers are read in tables only"));
}

TEST(GenotypeSpellings, NumbersAndNamesMayBeWrapped) {
    const std::string text = toText(published("PDARTS"));
    const auto wrapped = [&](const std::string& open, const std::string& close) {
        std::string result = text;
        for (int source = 0; source < 5; ++source) {
            const std::string number = std::to_string(source);
            result = replaced(result, ", " + number + ")", ", " + open + number + close + ")");
        }
        return result;
    };
    const std::string list = replaced(replaced(text, "(", "["), ")", "]");
    const std::string normal = list.substr(list.find("[["), list.find(", normal_concat") - list.find("[["));
    const std::string reduce = list.substr(list.rfind("[["), list.find(", reduce_concat") - list.rfind("[["));
    for (const std::string& spelling : {wrapped("np.int64(", ")"), wrapped("tensor(", ", device='cuda:0')"),
             wrapped("", ".0"), replaced(text, "range(2, 6)", "np.array([2, 3, 4, 5])"),
             replaced(text, "sep_conv_3x3", "Sep-Conv-3x3"), replaced(text, "skip_connect", "identity"),
             replaced(text, "avg_pool_3x3", "avg_pool"), replaced(text, "'", "\\'"), replaced(text, "'", "&#39;"),
             "{\"genotype\": \"" + text + "\", \"accuracy\": 97.5}",
             replaced("{'arch': {'normal': " + normal + ", 'reduce': " + reduce + "}, 'seed': 3}", "'", "\""),
             "normal=" + normal + "\nreduce=" + reduce, replaced(text, "reduce", "reduction"),
             replaced("normal: " + normal + "\nreduce: " + reduce, "'", ""),
             "epoch 49 genotype = " + text + ", valid_acc 97.5", std::string("pdarts"), std::string("P-DARTS")}) {
        EXPECT_EQ(toText(fromTextOrName(spelling)), text) << spelling;
    }
}

TEST(GenotypeSpellings, ALogHoldsOneCellOrIsRefused) {
    const std::string one = "epoch 1 genotype = " + toText(published("DARTS_V1")) + "\n";
    const std::string other = "epoch 2 genotype = " + toText(published("DARTS_V2")) + "\n";
    EXPECT_EQ(fromText(one + one), published("DARTS_V1"));
    EXPECT_THAT(refusal(one + other), HasSubstr("2 cells that are not the same"));
    EXPECT_EQ(fromText(cell201 + "\n" + cell201), fromText(cell201));
    EXPECT_THAT(refusal(cell201 + "\n" + replaced(cell201, "none~2", "skip_connect~2")), HasSubstr("2 cells"));
}

TEST(GenotypeSpellings, AWeightOfOneIsNoState) {
    const std::string text = toText(published("DARTS_V2"));
    std::string weighted = text;
    for (int source = 0; source < 5; ++source) {
        weighted = replaced(weighted, ", " + std::to_string(source) + ")", ", " + std::to_string(source) + ", 1.0)");
    }
    EXPECT_EQ(toText(fromText(weighted)), text);
}

TEST(GenotypeSpellings, ALongNameIsCut) {
    const std::string text = errorText(ErrorCode::UnknownName, [] { published(std::string(5000, 'x')); });
    EXPECT_LT(text.size(), 400U);
    EXPECT_THAT(errorText(ErrorCode::UnknownName, [] { published(""); }), HasSubstr("names no cell"));
}

TEST(GenotypeSpellings, NniNamesEveryInputThatItKeeps) {
    const Genotype genotype = sorted(published("DARTS_V2"));
    std::string json = "{\n";
    for (int kind = 0; kind < 2; ++kind) {
        const std::string name = kind == 0 ? "normal" : "reduce";
        for (int node = 2; node < 6; ++node) {
            const std::string begin = name + "_n" + std::to_string(node);
            std::string kept;
            for (const Choice& choice : genotype.cells[static_cast<std::size_t>(kind)].choices) {
                if (choice.target == node) {
                    const std::string input = begin + "_p" + std::to_string(choice.source);
                    const std::string operation = replaced(std::string(operationName(choice.operation)), "_", "");
                    json += "\"" + input + "\": \"" + replaced(operation, "pool3x3", "pool") + "\",\n";
                    kept += (kept.empty() ? "\"" : ", \"") + input + "\"";
                }
            }
            json += "\"" + begin + "_p9\": [],\n\"" + begin + "_switch\": [" + kept + "],\n";
        }
    }
    EXPECT_EQ(fromTextOrName(json + "}"), genotype);
    EXPECT_THAT(refusal(replaced(json, "reduce_n5_switch", "x") + "}"), HasSubstr("'reduce_n5_switch'"));
}

TEST(GenotypeSpellings, WhatIsNoCellOfTheSpaceQuotesWhatWasFound) {
    const std::string text = toText(published("DARTS_V1"));
    EXPECT_THAT(refusal(replaced(text, "range(2, 6)", "[3, 4, 5]")), HasSubstr("concatenates the states '3, 4, 5'"));
    EXPECT_THAT(refusal(replaced(text, "avg_pool_3x3", "conv_3x1_1x3")),
        testing::AllOf(HasSubstr("'conv_3x1_1x3'"), HasSubstr("sep_conv_5x5")));
    EXPECT_THAT(refusal(text.substr(0, text.find(", reduce=")) + ")"), HasSubstr("no cell 'reduce'"));
    EXPECT_THAT(refusal("Genotype(recurrent=[('tanh', 0), ('relu', 1)], concat=range(1, 9))"),
        HasSubstr("'recurrent, concat'"));
    EXPECT_THAT(
        refusal(replaced(text, "], normal_concat", ", ('skip_connect', 0), ('skip_connect', 1)], normal_concat")),
        HasSubstr("has a node 6"));
    EXPECT_THAT(refusal("Genotype(normal=[('sep_conv_3x3', 2, 0), ('sep_conv_3x3', 2, 1)], reduce=[])"),
        HasSubstr("edges where 2 are needed"));
    EXPECT_THAT(refusal("|none~0|+|none~0|none~1|"), HasSubstr("'001'"));
    EXPECT_THAT(refusal("(4, 0, 3, 1, 5, 3)"), HasSubstr("NASLib"));
    EXPECT_THAT(refusal("Genotype(normal=[('sep_conv_3x3', 0), ('max"), HasSubstr("Found: "));
}

TEST(GenotypeSpellings, FieldsWithoutNamesAndSwappedPairsAreRead) {
    Random random(7);
    const Genotype genotype = sampleUniform(SpaceId::Darts, random);
    const auto swapped = [](const Choice& choice) {
        return "(" + std::to_string(choice.source) + ", " + quoted(choice) + ")";
    };
    const std::string normal = "[" + edges(genotype.cells[0], "", "", pairOf) + "]";
    const std::string reduce = "[" + edges(genotype.cells[1], "", "", swapped) + "]";
    for (const std::string& text : {"Genotype(" + normal + ", range(2, 6), " + reduce + ", [2, 3, 4, 5])",
             "Genotype(" + normal + ", " + reduce + ")",
             "Genotype(normal=" + normal + ", normal_concat=range(2, 6, 1), reduce=" + reduce + ")",
             "<code>Genotype(normal=" + normal + ", reduce=" + reduce + ")</code>"}) {
        EXPECT_EQ(fromText(text), genotype) << text;
    }
    EXPECT_THAT(refusal("Genotype(" + normal + ", range(3, 6), " + reduce + ", range(2, 6))"), HasSubstr("'3, 4, 5'"));
    const std::string huge = "9223372036854775807";
    EXPECT_THAT(refusal("Genotype(normal=" + normal + ", normal_concat=range(" + huge + ", 3), reduce=" + reduce + ")"),
        HasSubstr(huge));
}

TEST(GenotypeSpellings, ArraysAndShortNamesOfNasBench201AreRead) {
    const Genotype genotype = fromText("(4, 0, 3, 1, 4, 3)");
    for (const char* text : {"array([4, 0, 3, 1, 4, 3])", "[4 0 3 1 4 3]", "np.array([[4, 0, 3, 1, 4, 3]])"}) {
        EXPECT_EQ(fromText(text), genotype) << text;
    }
    EXPECT_EQ(fromText("|conv_3x3~0|+|conv3x3~0|avg_pool~1|+|skip~0|conv_1x1~1|zeroize~2|"), fromText(cell201));
}

// "~21" was read as the state 2.
TEST(GenotypeSpellings, AStateIsTheWholeNumber) {
    EXPECT_THAT(refusal(replaced(cell201, "~2|", "~21|")), HasSubstr("'none~21'"));
    EXPECT_THAT(refusal(replaced(cell201, "~2|", "~|")), HasSubstr("'none~'"));
    Random random(8);
    const std::string text = toText(sampleUniform(SpaceId::Darts, random));
    const std::size_t last = text.find(")], normal_concat");
    EXPECT_THAT(refusal(text.substr(0, last) + "4294967296" + text.substr(last)), HasSubstr("4294967296'"));
}

TEST(GenotypeSpellings, WhatIsQuotedMovesNoCursorAndEndsNoSentence) {
    const std::string text = refusal(std::string("Genotype(normal=\0\x1b[2J)", 22));
    EXPECT_THAT(text, testing::AllOf(HasSubstr("[2J)'."), testing::Not(HasSubstr("\x1b"))));
}

}
