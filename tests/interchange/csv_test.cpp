// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::interchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Csv, ARowIsNamedByItsLineInTheFile) {
    const CsvTable table = csvFromText("# made by hand\nname,ms\na,1\n\n\"b\nc\",2\nd,x\n");
    EXPECT_EQ(table.lines, (std::vector{3, 5, 7}));
    EXPECT_NE(errorText(ErrorCode::InvalidData, [&] { static_cast<void>(table.number(2, 1)); }).find("Line 7"),
        std::string::npos);
}

// The examples of RFC 4180, section 2.
TEST(Csv, ReadsTheExamplesOfTheStandard) {
    const CsvTable table =
        csvFromText("a,b,c\r\n\"aaa\",\"b\r\nbb\",\"ccc\"\r\n\"aaa\",\"b\"\"bb\",\"ccc\"\r\nzzz,yyy,xxx");
    EXPECT_THAT(table.header, ElementsAre("a", "b", "c"));
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_THAT(table.rows[0], ElementsAre("aaa", "b\r\nbb", "ccc"));
    EXPECT_THAT(table.rows[1], ElementsAre("aaa", "b\"bb", "ccc"));
    EXPECT_THAT(table.rows[2], ElementsAre("zzz", "yyy", "xxx"));
}

TEST(Csv, ReadsLineFeedsAMarkAndEmptyFields) {
    const CsvTable table = csvFromText("\xEF\xBB\xBFname,b\n,\n\"\",x\n");
    EXPECT_THAT(table.header, ElementsAre("name", "b"));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_THAT(table.rows[0], ElementsAre("", ""));
    EXPECT_THAT(table.rows[1], ElementsAre("", "x"));
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
    const CsvTable table{{"genotype", "ms"}, {{"Genotype(normal=[('a', 1)])", "1.5"}, {"say \"x\"", " 2"}}};
    EXPECT_EQ(csvText(table), "genotype,ms\r\n\"Genotype(normal=[('a', 1)])\",1.5\r\n\"say \"\"x\"\"\",\" 2\"\r\n");
}

TEST(Csv, ReadsBackWhateverItWrites) {
    std::mt19937_64 random(1);
    const std::string alphabet = ",\"\r\n a;\t#([{";
    std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1);
    std::uniform_int_distribution<int> length(0, 5);
    const auto randomRow = [&](int columns) {
        std::vector<std::string> row(static_cast<std::size_t>(columns));
        for (std::string& field : row) {
            for (int i = length(random); i > 0; --i) {
                field += alphabet[letter(random)];
            }
        }
        return row;
    };
    for (int trial = 0; trial < 500; ++trial) {
        const int columns = 1 + trial % 4;
        CsvTable table{randomRow(columns), {}};
        for (int row = 0; row < trial % 5; ++row) {
            table.rows.push_back(randomRow(columns));
        }
        const CsvTable back = csvFromText(csvText(table));
        EXPECT_EQ(back.header, table.header);
        EXPECT_EQ(back.rows, table.rows);
    }
}

std::string csvError(const std::string& text) {
    return errorText(ErrorCode::InvalidData, [&] { csvFromText(text); });
}

TEST(Csv, NamesTheLineThatIsWrong) {
    EXPECT_THAT(csvError("a,b\r\n1,2\r\n3\r\n"), HasSubstr("line 3 has 1 fields where the header, 'a,b', has 2"));
    EXPECT_THAT(csvError("a\n\"1\n2\"\n\"open\n"), HasSubstr("line 4 opens a quote"));
    EXPECT_THAT(csvError("a\n\"1\"2\n"), HasSubstr("line 2 has text after a closing quote"));
    EXPECT_THAT(csvError("a\n1\"\n"), HasSubstr("line 2 has a quote inside"));
    EXPECT_THAT(csvError(""), HasSubstr("header"));
}

TEST(Csv, NamesTheLineOfTheHeaderBelowATitle) {
    EXPECT_THAT(csvError("Board measurements 2026\r\n\r\na,b\r\nx,2\r\n"),
        HasSubstr("the header seems to be in line 3, so remove the lines above it"));
    EXPECT_THAT(csvError("Measurements\na,b,c\nx,1,2\n"), HasSubstr("in line 2"));
    EXPECT_THAT(csvError("a,b\nx,1\ny,1,2\nz,1,2\n"), testing::Not(HasSubstr("seems"))) << "rows are no header";
}

TEST(Csv, ReadsWhatSpreadsheetsAndScriptsWrite) {
    const std::vector<std::string> texts{"a,b\n1,2\n", "a, b\n1 ,\t2\n", "a;b\r\n1;2\r\n", "a\tb\n1\t2\n", "a,b\r1,2\r",
        "\n# a comment, with commas\n  \na,b\n\n# more\n1,2\n\n", "a,b\n1,2,,\n", "sep=;\na;b\n1;2\n",
        "\"sep=;\"\r\na;b\r\n1;2\r\n", "SEP=;\na;b\n1;2\n", "\"a\" , \"b\"\n\"1\" , 2\n", "a|b\n1|2\n", "a b\n1 2\n",
        " a   b \n\n1     2  \n", "\"a\" \"b\"\n\"1\" 2\n"};
    for (const std::string& text : texts) {
        const CsvTable table = csvFromText(text);
        EXPECT_THAT(table.header, ElementsAre("a", "b")) << text;
        ASSERT_EQ(table.rows.size(), 1U) << text;
        EXPECT_THAT(table.rows[0], ElementsAre("1", "2")) << text;
    }
}

TEST(Csv, ReadsAHeaderThatIsMarkedAsAComment) {
    for (const char* text : {"# a,b\n1,2\n3,4\n", "#a,b\n1,2\n3,4\n", "# made by hand\n# a,b\n1,2\n3,4\n",
             "# a,b\n\n1,2\n3,4\n", "## a b\n1 2\n3 4\n"}) {
        const CsvTable table = csvFromText(text);
        EXPECT_THAT(table.header, ElementsAre("a", "b")) << text;
        ASSERT_EQ(table.rows.size(), 2U) << text;
        EXPECT_THAT(table.rows[0], ElementsAre("1", "2")) << text;
        EXPECT_EQ(table.lineOf(1), table.lineOf(0) + 1) << text;
    }
    EXPECT_THAT(csvFromText("#,a\n1,2\n").header, ElementsAre("", "a")) << "a column of numbers of rows";
    EXPECT_THAT(csvFromText("# a,b\nc,d\n1,2\n").header, ElementsAre("c", "d"));
    EXPECT_THAT(csvFromText("# 1,2\n3,4\n").header, ElementsAre("3", "4")) << "names nothing";
    EXPECT_THAT(csvFromText("###\n3,4\n").header, ElementsAre("3", "4"));
}

TEST(Csv, ReadsTheNamesThatRPutsBeforeRows) {
    for (const std::string& text :
        {std::string("\"a\" \"b\"\n\"1\" \"x\" 2\n\"2\" \"y\" 3\n"), std::string("a\tb\n1\tx\t2\n2\ty\t3\n")}) {
        const CsvTable table = csvFromText(text);
        EXPECT_THAT(table.header, ElementsAre("", "a", "b"));
        EXPECT_THAT(table.rows.at(1), ElementsAre("2", "y", "3"));
    }
    EXPECT_THAT(csvError("a,b\nx,3,84\n"), HasSubstr("has 3 fields")) << "a decimal comma is no name of a row";
}

TEST(Csv, ReadsOneByteCodesOfOlderSpreadsheets) {
    EXPECT_THAT(csvFromText("K\xFC"
                            "che,b\n1,2\n")
                    .header,
        ElementsAre("K\u00FCche", "b"));
}

TEST(Csv, QuotesWhatBarsOrBlanksOfASingleColumnWouldSeparate) {
    EXPECT_EQ(csvText({{"a b"}, {{"c|d"}, {"e"}}}), "\"a b\"\r\n\"c|d\"\r\ne\r\n");
}

TEST(Csv, ReadsSixteenBitTextInBothOrders) {
    for (const bool bigEndian : {false, true}) {
        for (const bool marked : {false, true}) {
            std::string bytes = !marked ? "" : bigEndian ? "\xFE\xFF" : "\xFF\xFE";
            for (const int unit : std::vector<int>{'a', ',', 'b', '\n', '1', ',', 0xE4, 0x20AC, 0xD83D, 0xDE00, '\n'}) {
                const char high = static_cast<char>(unit >> 8);
                const char low = static_cast<char>(unit);
                bytes += bigEndian ? high : low;
                bytes += bigEndian ? low : high;
            }
            EXPECT_THAT(csvFromText(bytes).rows.at(0), ElementsAre("1", "\u00E4\u20AC\U0001F600"));
        }
    }
}

TEST(Csv, KeepsAGenotypeWithoutQuotesTogether) {
    const CsvTable table =
        csvFromText("genotype,ms\nGenotype(normal=[('a', 1), ('b', 0)], c=range(2, 6)),3.5\n(4, 0, 3),2\n");
    EXPECT_THAT(table.rows[0], ElementsAre("Genotype(normal=[('a', 1), ('b', 0)], c=range(2, 6))", "3.5"));
    EXPECT_THAT(table.rows[1], ElementsAre("(4, 0, 3)", "2"));
}

TEST(Csv, NamesAFileThatIsNoTable) {
    EXPECT_THAT(csvError("\x80\x04\x95 and more"), HasSubstr("pickle"));
    EXPECT_THAT(csvError("{\"id\": 1}"), HasSubstr("JSON"));
    EXPECT_THAT(csvError("[{\"id\": 1}]"), HasSubstr("read_json"));
    EXPECT_THAT(csvError("PK\x03\x04 and more"), HasSubstr("Excel"));
    EXPECT_THAT(csvError("PAR1"), HasSubstr("Parquet"));
    EXPECT_THAT(csvError("\xD0\xCF\x11\xE0\xA1"), HasSubstr("Excel"));
    EXPECT_THAT(csvError("\x93NUMPY"), HasSubstr("NumPy"));
    EXPECT_THAT(csvError(std::string("X\n\0\0", 4)), HasSubstr("of R"));
    EXPECT_THAT(csvError("BZh91AY"), HasSubstr("Unpack"));
    EXPECT_THAT(csvError("<html><table>"), HasSubstr("web page"));
    EXPECT_THAT(csvError("version https://git-lfs.github.com/spec/v1"), HasSubstr("git lfs pull"));
    EXPECT_THAT(csvError(std::string("\xFF\xFE\0\0a\0\0\0", 8)), HasSubstr("UTF-32"));
    EXPECT_THAT(csvError(std::string("a,b\n1,\0\n", 9)), HasSubstr("null characters"));
}

TEST(Csv, ATableOfTooManyFieldsIsRefusedBeforeItFillsTheMemory) {
    const std::string many(10'000'001, ',');
    EXPECT_THAT(csvError("a,b\n" + many), HasSubstr("too large"));
}

TEST(Csv, FindsColumnsAndNumbers) {
    const CsvTable table = csvFromText("name,ms\nx,1.25\ny,fast\n");
    EXPECT_EQ(table.number(0, table.column("ms")), 1.25);
    EXPECT_THROW(static_cast<void>(table.number(1, 1)), Error);
    EXPECT_THROW(static_cast<void>(table.column("accuracy")), Error);
}

TEST(Csv, NumbersReadBackExactly) {
    EXPECT_EQ(csvNumber(0.1), "0.1");
    EXPECT_EQ(csvNumber(std::numeric_limits<double>::quiet_NaN()), "");
    for (const double value : {1.0 / 3, 1e300, -2.5e-300, 123456789.0, -0.0}) {
        EXPECT_EQ(csvFromText("x\n" + csvNumber(value) + "\n").number(0, 0), value);
    }
}

TEST(Csv, RefusesWhatCannotBeWrittenOrFound) {
    EXPECT_THROW(csvText({{"a", "b"}, {{"1"}}}), Error);
    EXPECT_THROW(writeCsv("/nonexistent/folder/table.csv", {{"a"}, {}}), Error);
    EXPECT_THROW(readCsv("/nonexistent/table.csv"), Error);
}

}
}
