// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/device_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/space/architecture.h"

namespace paretoscope::interchange {
namespace {

using testing::HasSubstr;

records::Measurement measurement(space::SpaceId space, space::Random& random, int index) {
    const space::Genotype genotype = space::sampleUniform(space, random);
    const space::Shape shape{.inputSize = 16, .channels = 8, .cells = 3};
    return {.deviceSetting = records::parseDeviceSetting("gpu0/graph/b64/bf16"),
        .genotype = space::sorted(genotype),
        .shape = shape,
        .canonicalHash = space::canonicalHash({genotype, shape}),
        .kind = index % 5 == 0 ? records::CostKind::EnergyMj : records::CostKind::LatencyMs,
        .value = 1.0 / 3 + index,
        .spread = 0.1 * index,
        .rawValue = 2.0 / 3 + index,
        .rounds = std::vector<double>(static_cast<std::size_t>(index % 4), 1.5),
        .repeats = 30 + index,
        .session = "session " + std::to_string(index / 10),
        .sessionIndex = index,
        .sentinel = index % 7 == 0,
        .unstable = index % 3 == 0,
        .takenAt = "2026-11-21T09:30:00." + std::to_string(100 + index) + "Z",
        .conditions = R"({"clock_mhz":)" + std::to_string(index / 10) + "}"};
}

DeviceProfile sampleProfile(int measurements = 40) {
    space::Random random(3);
    DeviceProfile profile{"a GPU", "2026-11-21T10:00:00.000Z", "paretoscope 0.1.0", {}};
    for (const auto space : {space::SpaceId::Darts, space::SpaceId::NasBench201}) {
        ProfilePart part{records::parseDeviceSetting("gpu0/graph/b64/bf16"), space,
            {.inputSize = 16, .channels = 8, .cells = 3}, {}, {}, {}};
        for (int i = 0; i < measurements; ++i) {
            part.measurements.push_back(measurement(space, random, i));
        }
        profile.parts.push_back(std::move(part));
    }
    const std::vector<float> weights{1, 2, 3, 4, 5, 6};
    profile.parts[0].predictor = {"lpm", "{}", R"({"model":1})", measurements, "2026-11-21T10:00:00.000Z",
        {base::makeArray("costs", {2, 3}, std::span<const float>(weights))}};
    profile.parts[0].energyPredictor = profile.parts[0].predictor;
    profile.parts[0].energyPredictor->name = "lpm-energy";
    return profile;
}

std::string refusal(std::string_view bytes) {
    try {
        profileFromBytes(bytes);
    } catch (const Error& error) {
        EXPECT_EQ(errorName(error.code()), errorName(ErrorCode::InvalidData)) << error.what();
        return error.what();
    }
    return "accepted";
}

TEST(DeviceProfile, GivesBackWhatWasPutIn) {
    const DeviceProfile profile = sampleProfile();
    const DeviceProfile back = profileFromBytes(profileBytes(profile));
    EXPECT_EQ(back.title, profile.title);
    ASSERT_EQ(back.parts.size(), 2U);
    for (std::size_t p = 0; p < 2; ++p) {
        EXPECT_EQ(back.parts[p].deviceSetting, profile.parts[p].deviceSetting);
        ASSERT_EQ(back.parts[p].measurements.size(), profile.parts[p].measurements.size());
        for (std::size_t i = 0; i < back.parts[p].measurements.size(); ++i) {
            const records::Measurement& a = profile.parts[p].measurements[i];
            const records::Measurement& b = back.parts[p].measurements[i];
            EXPECT_EQ(b.genotype, a.genotype);
            EXPECT_EQ(b.canonicalHash, a.canonicalHash);
            EXPECT_EQ(b.shape, a.shape);
            EXPECT_EQ(b.kind, a.kind);
            EXPECT_EQ(b.provenance, a.provenance);
            EXPECT_EQ(b.value, a.value);
            EXPECT_EQ(b.spread, a.spread);
            EXPECT_EQ(b.rawValue, a.rawValue);
            EXPECT_EQ(b.rounds, a.rounds);
            EXPECT_EQ(b.repeats, a.repeats);
            EXPECT_EQ(b.session, a.session);
            EXPECT_EQ(b.sessionIndex, a.sessionIndex);
            EXPECT_EQ(b.sentinel, a.sentinel);
            EXPECT_EQ(b.unstable, a.unstable);
            EXPECT_EQ(b.takenAt, a.takenAt);
            EXPECT_EQ(b.conditions, a.conditions);
        }
    }
    ASSERT_TRUE(back.parts[0].predictor);
    EXPECT_EQ(back.parts[0].predictor->arrays, profile.parts[0].predictor->arrays);
    EXPECT_EQ(back.parts[0].predictor->report, profile.parts[0].predictor->report);
    ASSERT_TRUE(back.parts[0].energyPredictor);
    EXPECT_EQ(back.parts[0].energyPredictor->name, "lpm-energy");
    EXPECT_EQ(back.parts[0].energyPredictor->arrays, profile.parts[0].energyPredictor->arrays);
    EXPECT_FALSE(back.parts[1].predictor);
}

TEST(DeviceProfile, IsSmall) {
    // Two settings of 2,240 measurements, real randomness where it would be real: well below half of 1 MB.
    DeviceProfile profile = sampleProfile(2240);
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(1, 2);
    for (ProfilePart& part : profile.parts) {
        for (records::Measurement& measurement : part.measurements) {
            measurement.value = uniform(random);
            measurement.rawValue = uniform(random);
            measurement.spread = uniform(random);
            measurement.rounds.assign(7, 0);
            for (double& round : measurement.rounds) {
                round = uniform(random);
            }
        }
    }
    EXPECT_LT(profileBytes(profile).size(), 500'000U);
}

TEST(DeviceProfile, SaysWhatItIsNot) {
    const std::string good = profileBytes(sampleProfile(3));
    EXPECT_THAT(refusal(""), HasSubstr("no Paretoscope profile"));
    EXPECT_THAT(refusal("PK\x03\x04 some zip file"), HasSubstr("no Paretoscope profile"));
    EXPECT_THAT(refusal(good + "x"), HasSubstr("appended"));
    std::string newer = good;
    newer[std::string_view("PARETOSCOPE-PROFILE ").size()] = '3';
    EXPECT_THAT(refusal(newer), HasSubstr("version 3 where this program knows 2"));
    std::string damaged = good;
    damaged.back() = static_cast<char>(damaged.back() ^ 1);
    EXPECT_THAT(refusal(damaged), HasSubstr("checksum"));
}

TEST(DeviceProfile, RefusesEveryTruncation) {
    const std::string good = profileBytes(sampleProfile(5));
    for (std::size_t length = 0; length < good.size(); ++length) {
        ASSERT_NE(refusal(std::string_view(good).substr(0, length)), "accepted") << length << " bytes";
    }
}

TEST(DeviceProfile, RefusesEveryFlippedBit) {
    const std::string good = profileBytes(sampleProfile(3));
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        std::string damaged = good;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        ASSERT_NE(refusal(damaged), "accepted") << "bit " << bit;
    }
}

/// A file with these contents and a right first line: what somebody who means harm would send.
std::string sealed(const std::string& header, const std::string& body) {
    const std::string content = header + body;
    return "PARETOSCOPE-PROFILE 2 " + std::to_string(header.size()) + " " + std::to_string(body.size()) + " "
        + base::sha256(content) + "\n" + content;
}

struct Pieces {
    std::string header;
    std::string body;
};

Pieces pieces(const std::string& bytes) {
    const std::string content = bytes.substr(bytes.find('\n') + 1);
    const std::size_t size = std::stoul(bytes.substr(std::string_view("PARETOSCOPE-PROFILE 2 ").size()));
    return {content.substr(0, size), content.substr(size)};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t position = text.find(what);
    EXPECT_NE(position, std::string::npos) << what;
    return position == std::string::npos ? text : text.replace(position, what.size(), by);
}

TEST(DeviceProfile, SurvivesHostileHeadersWithRightChecksums) {
    const Pieces good = pieces(profileBytes(sampleProfile(4)));
    ASSERT_EQ(refusal(sealed(good.header, good.body)), "accepted");
    const std::vector<std::string> headers{"", "null", "[]", "{}", "\"x\"", std::string(100'000, '['),
        replaced(good.header, "gpu0/graph/b64/bf16", "gpu0\\u0000\\n"),
        replaced(good.header, "\"darts\"", "\"../../etc\""), replaced(good.header, "\"darts\"", "17"),
        replaced(good.header, "c8-l3-16x16x3-k10-cifar", "c99999999999-l3-16x16x3-k10-cifar"),
        replaced(good.header, "\"f64\"", "\"f63\""), replaced(good.header, "\"f64\"", "\"f32\""),
        replaced(good.header, "\"genotypes\"", "\"weights\""),
        replaced(good.header, "\"body_bytes\": ", "\"body_bytes\": 9"),
        replaced(good.header, "\"body_bytes\": ", "\"body_bytes\": 99999999"),
        replaced(good.header, "\"body_bytes\": ", "\"body_bytes\": -"), replaced(good.header, "    28\n", "    -28\n"),
        replaced(good.header, "    28\n", "    4611686018427387904,\n 4611686018427387904,\n 28\n"),
        replaced(good.header, "    28\n", "    27\n"),
        // JSON's own conversions make whole numbers that fit of these, or leave the range of what they can convert.
        replaced(good.header, "    28\n", "    28.5\n"), replaced(good.header, "    28\n", "    1e31\n"),
        replaced(good.header, "\"body_bytes\": ", "\"body_bytes\": 1e300, \"bytes\": "),
        replaced(good.header, "\"body_bytes\": ", "\"body_bytes\": 0.5, \"bytes\": ")};
    for (const std::string& header : headers) {
        EXPECT_NE(refusal(sealed(header, good.body)), "accepted") << header.substr(0, 300);
    }
    EXPECT_NE(refusal(sealed(good.header, "")), "accepted");
    EXPECT_NE(refusal(sealed(good.header, std::string(5000, '\xff'))), "accepted");
}

/// Version 1 had predictors' reports in the header.
TEST(DeviceProfile, ReadsTheOlderVersion) {
    Pieces old = pieces(profileBytes(sampleProfile(4)));
    old.header = replaced(old.header, R"("configuration": "{}")", R"("configuration": "{}", "report": "old")");
    std::string bytes = sealed(old.header, old.body);
    bytes[std::string_view("PARETOSCOPE-PROFILE ").size()] = '1';
    const DeviceProfile profile = profileFromBytes(bytes);
    EXPECT_EQ(profile.parts.front().predictor->report, "old");
}

// Any one byte of the header changed, the checksum put right again: refused or read, never a crash. Run under the
// sanitizers this is where a careless reader shows.
TEST(DeviceProfile, ReadsOrRefusesAnyChangedByteWithARightChecksum) {
    const Pieces good = pieces(profileBytes(sampleProfile(2)));
    std::mt19937_64 random(5);
    std::uniform_int_distribution<int> byte(0, 255);
    for (std::size_t i = 0; i < good.header.size(); ++i) {
        std::string header = good.header;
        header[i] = static_cast<char>(byte(random));
        refusal(sealed(header, good.body));
    }
    for (std::size_t i = 0; i < good.body.size(); ++i) {
        std::string body = good.body;
        body[i] = static_cast<char>(byte(random));
        refusal(sealed(good.header, body));
    }
}

TEST(DeviceProfile, RefusesMeasurementsThatCannotBe) {
    for (const double value : {0.0, -1.0, std::numeric_limits<double>::infinity(), std::nan("")}) {
        DeviceProfile profile = sampleProfile(3);
        profile.parts[0].measurements[1].value = value;
        EXPECT_THAT(refusal(profileBytes(profile)), HasSubstr("holds the cost")) << value;
    }
    DeviceProfile mixed = sampleProfile(3);
    mixed.parts[0].measurements[1].deviceSetting = records::parseDeviceSetting("cpu/eager/t1/b1/f32");
    EXPECT_THROW(profileBytes(mixed), Error);
}

/// Costs between which arithmetic overflows, and counts that are none.
TEST(DeviceProfile, RefusesNumbersThatNothingRealHas) {
    for (const double value : {1e308, 5e-324, 1e13, 1e-10}) {
        DeviceProfile profile = sampleProfile(3);
        profile.parts[0].measurements[1].value = value;
        EXPECT_THAT(refusal(profileBytes(profile)), HasSubstr("holds the cost")) << value;
    }
    DeviceProfile negative = sampleProfile(3);
    negative.parts[0].predictor->measurementCount = -5;
    EXPECT_THAT(refusal(profileBytes(negative)), HasSubstr("measurements"));
}

/// Projects of earlier versions hold how a runner is started with what it measured.
TEST(DeviceProfile, CarriesNoCommandElsewhere) {
    DeviceProfile profile = sampleProfile(3);
    profile.parts[0].measurements[0].conditions = R"({"hardware":"a board","command":"/opt/secret/ssh"})";
    profile.parts[0].measurements[1].conditions = R"("no object, but with the word command")";
    const DeviceProfile read = profileFromBytes(profileBytes(profile));
    EXPECT_EQ(read.parts[0].measurements[0].conditions, R"({"hardware":"a board"})");
    EXPECT_EQ(read.parts[0].measurements[1].conditions, profile.parts[0].measurements[1].conditions);
}

/// A small file that would become a large project: each measurement stores its texts again.
TEST(DeviceProfile, RefusesTextsThatEveryMeasurementWouldRepeat) {
    DeviceProfile profile = sampleProfile(3);
    for (records::Measurement& measurement : profile.parts[0].measurements) {
        measurement.conditions = std::string(1'000'000, 'x');
    }
    EXPECT_THAT(refusal(profileBytes(profile)), HasSubstr("longer than"));
    DeviceProfile configured = sampleProfile(3);
    configured.parts[0].predictor->configuration = std::string(100'000, 'x');
    EXPECT_THAT(refusal(profileBytes(configured)), HasSubstr("configuration"));
}

/// A few kilobytes of zeros that unpack to more than a computer has.
TEST(DeviceProfile, SaysTooLargeBeforeItUnpacks) {
    const Pieces good = pieces(profileBytes(sampleProfile(3)));
    const std::size_t from = good.header.find("\"body_bytes\": ") + std::string_view("\"body_bytes\": ").size();
    std::string header = good.header;
    header.replace(from, header.find_first_not_of("0123456789", from) - from, "2147483648");
    EXPECT_THAT(refusal(sealed(header, good.body)), HasSubstr("which it cannot"));
    EXPECT_THAT(refusal(sealed(header, std::string(3'000'000, '\0'))), HasSubstr("which it cannot"));
}

TEST(DeviceProfile, NamesTheFileThatIsWrong) {
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "paretoscope-none.psprofile";
    EXPECT_THROW(readProfile(path), Error);
}

}
}
