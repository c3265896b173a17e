// SPDX-License-Identifier: Apache-2.0
#include "core/base/closest_word.h"

#include <array>

#include <gtest/gtest.h>

namespace paretoscope::base {
namespace {

const std::array<std::string, 5> words{"measure", "search", "--protocol", "--project", "DARTS_V2"};

TEST(ClosestWord, FindsWhatWasMeant) {
    EXPECT_EQ(closestWord("mesure", words), "measure");
    EXPECT_EQ(closestWord("serahc", words), "search") << "a swap is one mistake";
    EXPECT_EQ(closestWord("--prot", words), "--protocol");
    EXPECT_EQ(closestWord("--step", std::array<std::string, 2>{"--stem", "--steps"}), "--steps");
    EXPECT_EQ(closestWord("--prtcol", words), "--protocol");
    EXPECT_EQ(closestWord("darts_v3", words), "DARTS_V2");
}

TEST(ClosestWord, FindsNothingFarAway) {
    EXPECT_FALSE(closestWord("export", words));
    EXPECT_FALSE(closestWord("", words));
    EXPECT_FALSE(closestWord(std::string(5000, 'x'), words));
    EXPECT_FALSE(closestWord("measure", {}));
}

}
}
