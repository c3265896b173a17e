// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <limits>
#include <new>
#include <string>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/base/text_encoding.h"

namespace paretoscope::base {
namespace {

using testing::HasSubstr;

std::string refusal(const std::string& text, JsonSource source = {.what = "the letter"}) {
    try {
        parseJson(text, source);
    } catch (const Error& error) {
        EXPECT_EQ(errorName(error.code()), errorName(source.error));
        EXPECT_THAT(error.what(), HasSubstr(source.what));
        return error.what();
    }
    return "accepted";
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

TEST(ForeignText, KnowsUtf8) {
    for (const char* good : {"", "café", "λ", "…", "\xF0\x9F\x98\x80", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(isUtf8(good)) << good;
        EXPECT_EQ(withoutControls(good), good);
    }
    for (const char* bad : {"caf\xE9", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xCE",
             "a\x80z", "\xF0\x9F\x98"}) {
        EXPECT_FALSE(isUtf8(bad));
        EXPECT_TRUE(isUtf8(withoutControls(bad)));
    }
    EXPECT_EQ(withoutControls("caf\xE9!"), "caf\uFFFD!");
}

TEST(ForeignText, ObeysNothingThatATerminalWould) {
    EXPECT_EQ(withoutControls("a\033[31mb\r\x07\x7F\n\tλ"), "a\uFFFD[31mb\uFFFD\uFFFD\uFFFD\n\tλ");
    EXPECT_EQ(withoutControls("\u009B31m"), "\uFFFD31m") << "a C1 control, one character that begins a sequence";
    EXPECT_EQ(withoutControls("\u202Egnp.exe"), "\uFFFDgnp.exe") << "turns the writing direction round";
    EXPECT_EQ(withoutControls("a\u200F\u061C\u2069b"), "a\uFFFD\uFFFD\uFFFDb") << "all that have a say in it";
    EXPECT_EQ(withoutControls(std::string("a\0b", 3)), "a\uFFFDb");
    EXPECT_EQ(shortLine("two\nlines", 100), "two lines");
    EXPECT_EQ(shortLine("aλλ", 2), "a…") << "not half a character";
    EXPECT_LT(shortLine(std::string(1 << 20, 'x')).size(), 300U);
}

TEST(ForeignText, IsBoundedBeforeAnythingIsMadeOfIt) {
    EXPECT_EQ(refusal(repeated("[", mostJsonLevels) + repeated("]", mostJsonLevels)), "accepted");
    EXPECT_THAT(refusal(repeated("[", mostJsonLevels + 1) + repeated("]", mostJsonLevels + 1)), HasSubstr("deeper"));
    EXPECT_THAT(refusal(repeated(R"({"a":)", 200'000)), HasSubstr("deeper"));
    EXPECT_THAT(refusal(repeated("[", 200'000)), HasSubstr("deeper"));
    EXPECT_THAT(refusal("[" + repeated("1,", 999) + "1]", {.what = "it", .mostValues = 500}), HasSubstr("values"));
    EXPECT_THAT(refusal("[1234567890]", {.what = "it", .mostBytes = 10}), HasSubstr("larger than 10 bytes"));
    std::string names = "{";
    for (int i = 0; i < 5000; ++i) {
        names += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":1";
    }
    EXPECT_THAT(refusal(names + "}"), HasSubstr("names"));
    EXPECT_EQ(parseSortedJson(names + "}", {.what = "it"}).size(), 5000U);
    EXPECT_EQ(refusal(R"(["[[[[{{{{::::,,,,\"]]"])", {.what = "it", .mostValues = 2}), "accepted")
        << "brackets within a text are text";
}

TEST(ForeignText, AShellReadsAWordBack) {
    EXPECT_EQ(shellWord("/data/a-b_c.paretoscope"), "/data/a-b_c.paretoscope");
    for (const std::string word : {"", "two words", "it's", "$HOME", "a;rm -r b", "*", "~", "#", "A=b"}) {
        FILE* const shell = popen(("printf %s " + shellWord(word)).c_str(), "r");
        std::string read(100, '\0');
        read.resize(std::fread(read.data(), 1, read.size(), shell));
        EXPECT_EQ(pclose(shell), 0) << word;
        EXPECT_EQ(read, word);
    }
}

TEST(ForeignText, WhatIsNoJsonIsAnErrorWhateverTheLibraryThrows) {
    for (const char* bad : {"", "{", "nul", "[1,]", "{\"a\" 1}", "[1e999]", "[-1e999]", "[NaN]", "\"\xE9\"", "\"\x01\"",
             "]]]]", "\"\\", "[\"\\u12\"]", "// a comment\n1"}) {
        EXPECT_NE(refusal(bad), "accepted") << bad;
        EXPECT_FALSE(jsonIn(bad)) << bad;
    }
    EXPECT_LT(refusal("\"" + std::string(1 << 20, 'x')).size(), 500U) << "the message does not repeat the text";
    EXPECT_TRUE(isUtf8(refusal("\"caf\xE9\"")));
}

TEST(ForeignText, CommentsAreReadWhereTheyAreAllowedAndHideNothing) {
    const JsonSource source{.what = "it", .comments = true};
    EXPECT_EQ(parseSortedJson("{ // a \" quote\n \"a\": /* [[ */ 1 }", source).at("a"), 1);
    for (const char* hiding : {"// \"\n", "// \"\r", "/* \" */", "/**/"}) {
        EXPECT_THAT(refusal(hiding + repeated("[", 1000), source), HasSubstr("deeper")) << hiding;
    }
}

TEST(ForeignText, IsWrittenWhateverItIs) {
    EXPECT_EQ(textOf(nlohmann::json{{"a", "caf\xE9"}}), "{\"a\":\"caf\uFFFD\"}");
    EXPECT_EQ(textOf(nlohmann::ordered_json{{"\xFF", 1}}), "{\"\uFFFD\":1}");
}

TEST(ForeignText, WholeNumbersAreNotBentToFit) {
    const nlohmann::json json = {{"a", 7}, {"b", -1}, {"c", 1e300}, {"d", 18446744073709551615ULL}, {"e", "7"}};
    EXPECT_EQ(integerAt(json, "a", 0, 10), 7);
    for (const char* name : {"b", "c", "d", "e", "f"}) {
        EXPECT_THROW(integerAt(json, name, 0, 10), Error) << name;
    }
    EXPECT_THROW(integerAt(nlohmann::json::array(), "a", 0, 10), Error);
}

TEST(ForeignText, EveryExceptionIsAnErrorAtTheBoundary) {
    const auto codeOf = [](const auto& raise) {
        try {
            raise();
        } catch (...) {
            return currentError().code();
        }
        return ErrorCode::Interrupted;
    };
    EXPECT_EQ(codeOf([] { throw Error(ErrorCode::NotFound, "x"); }), ErrorCode::NotFound);
    EXPECT_EQ(codeOf([] { throw std::bad_alloc(); }), ErrorCode::NotEnoughMemory);
    EXPECT_EQ(
        codeOf([] { std::string().resize(std::numeric_limits<std::size_t>::max()); }), ErrorCode::NotEnoughMemory);
    EXPECT_EQ(codeOf([] { (void)nlohmann::json(1).at("a"); }), ErrorCode::EngineFailure);
    EXPECT_EQ(codeOf([] { throw 3; }), ErrorCode::EngineFailure);
    EXPECT_EQ(codeOf([] { (void)std::filesystem::file_size("/no/such/file"); }), ErrorCode::FileUnreadable);
}

TEST(ForeignText, UtfSixteenAndOneByteCodesBecomeUtf8) {
    const std::string text = "a\u00E4\U0001F600\n";
    const std::string units[] = {{"a\0", 2}, {"\xE4\0", 2}, {"\x3D\xD8", 2}, {"\x00\xDE", 2}, {"\n\0", 2}};
    std::string little;
    std::string big;
    for (const std::string& unit : units) {
        little += unit;
        big += {unit[1], unit[0]};
    }
    EXPECT_EQ(utf8Text(text), text);
    EXPECT_EQ(utf8Text("\xEF\xBB\xBF" + text), text);
    EXPECT_EQ(utf8Text("\xFF\xFE" + little), text);
    EXPECT_EQ(utf8Text("\xFE\xFF" + big), text);
    EXPECT_EQ(utf8Text("K\xFC"
                       "che"),
        "K\u00FCche");
    EXPECT_EQ(utf8Text(""), "");
    EXPECT_TRUE(isUtf8(utf8Text(std::string("\xFF\xFE\x00\xD8z", 5)))) << "half a pair, and half a unit";
}

}
}
