// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <limits>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/machine.h"
#include "core/base/text.h"
#include "tests/test_folder.h"

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

TEST(Machine, GpusAreNamedAsTheirDriverNamesThem) {
    const TestFolder folder;
    EXPECT_THAT(gpuNames(folder.path() / "driver"), testing::Optional(testing::IsEmpty()));
    for (const char* bus : {"0000:01:00.0", "0000:02:00.0"}) {
        std::filesystem::create_directories(folder.path() / "gpus" / bus);
        std::ofstream(folder.path() / "gpus" / bus / "information") << "Model: \t\t NVIDIA H200\nIRQ:   \t\t 12\n";
    }
    EXPECT_THAT(gpuNames(folder.path()), testing::Optional(testing::ElementsAre("NVIDIA H200", "NVIDIA H200")));
}

TEST(NumberText, DurationsAndMemoryAreSaidAbout) {
    EXPECT_EQ(durationText(40.4), "40 s");
    EXPECT_EQ(durationText(12 * 60), "12 min");
    EXPECT_EQ(durationText(3.52 * 3600), "3.5 hours");
    EXPECT_EQ(durationText(30 * 3600), "30 hours");
    EXPECT_EQ(durationText(9 * 86400), "9 days");
    EXPECT_EQ(durationText(400.0 * 86400), "400 days");
    EXPECT_EQ(durationText(std::numeric_limits<double>::quiet_NaN()), "–");
    EXPECT_EQ(memoryText(350LL << 20), "350 MiB");
    EXPECT_EQ(memoryText(3LL << 29), "1.5 GiB");
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

// Examples of FIPS 180 and of NIST's test vectors.
TEST(Sha256, AgreesWithThePublishedExamples) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheBytesArrive) {
    const std::string text(333, 'x');
    const std::string whole = sha256(text);
    for (std::size_t first = 0; first <= text.size(); first += 7) {
        Sha256 sum;
        sum.add(std::string_view(text).substr(0, first));
        sum.add(std::string_view(text).substr(first));
        EXPECT_EQ(sum.hexadecimal(), whole) << first;
    }
}

}

}
