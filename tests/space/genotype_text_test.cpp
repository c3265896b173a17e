// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/space/genotype.h"
#include "tests/expect_error.h"

namespace paretoscope::space {

namespace {

constexpr std::string_view dartsV2 = "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), "
                                     "('sep_conv_3x3', 1), ('sep_conv_3x3', 1), "
                                     "('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], "
                                     "normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), "
                                     "('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', "
                                     "0), ('skip_connect', 2), ('skip_connect', 2), "
                                     "('max_pool_3x3', 1)], reduce_concat=range(2, 6))";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

}

TEST(GenotypeText, DartsTextSurvivesByteForByte) {
    EXPECT_EQ(toText(fromText(dartsV2)), dartsV2);
    EXPECT_EQ(fromText(dartsV2), published("DARTS_V2"));
}

TEST(GenotypeText, TheWrittenOrderOfANodesEdgesIsKept) {
    const Genotype genotype = published("DARTS_V1"); // writes state 1 before state 0
    EXPECT_EQ(genotype.cells[0].choices[0], (Choice{Operation::SepConv3x3, 1, 2}));
    EXPECT_EQ(genotype.cells[0].choices[1], (Choice{Operation::SepConv3x3, 0, 2}));
    EXPECT_THAT(toText(genotype), testing::StartsWith("Genotype(normal=[('sep_conv_3x3', 1), ('sep_conv_3x3', 0), "));
    EXPECT_THAT(
        identityText(genotype), testing::StartsWith("Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "));
}

TEST(GenotypeText, ListsSpacingDoubleQuotesAndPastedLinesAreRead) {
    const Genotype expected = published("DARTS_V2");
    const std::string text(dartsV2);
    EXPECT_EQ(fromText(replaced(text, "range(2, 6)", "[2, 3, 4, 5]")), expected);
    EXPECT_EQ(fromText(replaced(text, " ", "")), expected);
    EXPECT_EQ(fromText("\n " + replaced(replaced(text, ",", " ,\n\t"), "(", "( ") + "\n"), expected);
    EXPECT_EQ(fromText(replaced(text, "'", "\"")), expected);
    EXPECT_EQ(fromText("DARTS_V2 = " + text), expected);
    EXPECT_EQ(fromTextOrName(text), expected);
    EXPECT_EQ(fromTextOrName(" DARTS_V2\n"), expected);
}

TEST(GenotypeText, NasBench201StringSurvives) {
    const std::string text = "|avg_pool_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|none~2|";
    const Genotype genotype = fromText(text);
    EXPECT_EQ(genotype.space, SpaceId::NasBench201);
    EXPECT_EQ(toText(genotype), text);
    EXPECT_EQ(fromText("  | avg_pool_3x3~0 | + | none~0 |skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|none~2|\n"),
        genotype);
}

TEST(GenotypeText, EverySampleReadsBack) {
    Random random(1);
    for (int i = 0; i < 200; ++i) {
        for (const SpaceId space : {SpaceId::Darts, SpaceId::NasBench201}) {
            const Genotype genotype = sampleUniform(space, random);
            EXPECT_EQ(fromText(toText(genotype)), genotype);
        }
    }
}

TEST(GenotypeText, ErrorsSayWhereAndWhatIsAllowedThere) {
    const std::string unknown =
        errorText(ErrorCode::InvalidGenotype, [] { fromText("Genotype(normal=[('sep_conv_7x7', 0)"); });
    EXPECT_THAT(unknown, testing::AllOf(testing::HasSubstr("character 20"), testing::HasSubstr("dil_conv_5x5")));
    EXPECT_THAT(unknown, testing::Not(testing::HasSubstr("none")));

    const std::string future =
        errorText(ErrorCode::InvalidGenotype, [] { fromText("Genotype(normal=[('sep_conv_3x3', 2)"); });
    EXPECT_THAT(future, testing::AllOf(testing::HasSubstr("character 35"), testing::HasSubstr("from 0 to 1")));

    const std::string twice =
        errorText(ErrorCode::InvalidGenotype, [] { fromText("|none~0|+|none~1|none~1|+|none~0|none~1|none~2|"); });
    EXPECT_THAT(twice, testing::HasSubstr("character 23"));

    const std::string concat = errorText(
        ErrorCode::InvalidGenotype, [] { fromText(replaced(std::string(dartsV2), "range(2, 6)", "range(3, 6)")); });
    EXPECT_THAT(concat, testing::HasSubstr("expected 2"));

    errorText(ErrorCode::InvalidGenotype, [] { fromText(""); });
    errorText(ErrorCode::InvalidGenotype, [] { fromText(std::string(dartsV2) + ")"); });
    const std::string name = errorText(ErrorCode::UnknownName, [] { fromTextOrName("DARTS_V3"); });
    EXPECT_THAT(name, testing::HasSubstr("PC_DARTS_image"));
}

TEST(GenotypeText, DamagedTextIsReadOrRefusedButNeverCrashes) {
    const std::string text(dartsV2);
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_THROW(fromText(text.substr(0, length)), Error);
    }
    Random random(2);
    for (int i = 0; i < 5000; ++i) {
        std::string damaged = i % 2 == 0 ? text : "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        try {
            const Genotype genotype = fromText(damaged);
            EXPECT_EQ(fromText(toText(genotype)), genotype);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::InvalidGenotype);
        }
    }
}

}
