// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/machine.h"

namespace paretoscope::base {
namespace {

TEST(ErrorCodes, HaveDistinctNamesAndDocumentedExitCodes) {
    std::set<std::string_view> names;
    const std::set<int> documented{1, 2, 3, 4, 5, 130};
    for (const ErrorCode code : allErrorCodes()) {
        EXPECT_TRUE(names.insert(errorName(code)).second) << errorName(code);
        EXPECT_TRUE(documented.contains(exitCode(code))) << errorName(code);
    }
    // The last of the enumeration: a code added without a row would be missed here.
    EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::NotTrusted) + 1);
    EXPECT_EQ(exitCode(ErrorCode::ProjectLocked), 4);
    EXPECT_EQ(exitCode(ErrorCode::Interrupted), 130);
}

TEST(Clock, GivesUtcThatSortsAsText) {
    const std::string now = utcNow();
    EXPECT_TRUE(std::regex_match(now, std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"))) << now;
    EXPECT_LE(now, utcNow());
}

TEST(Hash, IsTheOneOfThePublishedTestVectors) {
    // Fowler, Noll, Vo: FNV-1a 64-bit test suite.
    EXPECT_EQ(fnv1a(std::string_view{}), 0xcbf29ce484222325ULL);
    EXPECT_EQ(fnv1a("a"), 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(fnv1a("foobar"), 0x85944171f73967e8ULL);
}

}
}
