// SPDX-License-Identifier: Apache-2.0
#include "core/space/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/expect_error.h"

namespace paretoscope::space {

TEST(Encoding, EveryRowIsOneHotAndDecodesToTheGenotype) {
    Random random(31);
    for (const SpaceId id : {SpaceId::Darts, SpaceId::NasBench201}) {
        const auto operations = static_cast<std::size_t>(searchSpace(id).operationCount());
        for (int i = 0; i < 100; ++i) {
            const Genotype genotype = sampleUniform(id, random);
            const std::vector<float> encoding = encode(genotype);
            ASSERT_EQ(encoding.size(), static_cast<std::size_t>(searchSpace(id).encodingLength()));
            for (std::size_t row = 0; row < encoding.size(); row += operations) {
                const auto first = encoding.begin() + static_cast<std::ptrdiff_t>(row);
                EXPECT_EQ(std::count(first, first + static_cast<std::ptrdiff_t>(operations), 1.0F), 1);
                EXPECT_EQ(std::count(first, first + static_cast<std::ptrdiff_t>(operations), 0.0F), operations - 1);
            }
            EXPECT_EQ(decode(id, encoding), genotype);
            EXPECT_EQ(unpack(id, pack(genotype)), genotype);
        }
    }
}

TEST(Encoding, PositionIsKindThenEdgeThenOperation) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    EXPECT_EQ(encodingIndex(space, 1, 2, 3), 14 * 8 + 2 * 8 + 3);
    const std::vector<float> encoding = encode(published("DARTS_V2"));
    EXPECT_EQ(encoding[4], 1.0F); // normal, edge 0 → 2, sep_conv_3x3
    EXPECT_EQ(encoding[(14 + 1) * 8 + 1], 1.0F); // reduce, edge 1 → 2, max_pool_3x3
    EXPECT_EQ(encoding[13 * 8], 1.0F); // normal, edge 4 → 5, none
}

TEST(Encoding, SoftEntriesDecodeAsDartsDerivesACell) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    std::vector<float> encoding(224, 0.1F);
    const auto at = [&](int source, int target, Operation operation) -> float& {
        return encoding[static_cast<std::size_t>(
            encodingIndex(space, 0, space.edgeIndex(source, target), space.operationIndex(operation)))];
    };
    at(0, 5, Operation::None) = 0.9F; // the heaviest entry of all, and yet it keeps no edge
    at(4, 5, Operation::DilConv5x5) = 0.5F;
    at(3, 5, Operation::SkipConnect) = 0.4F;
    at(3, 5, Operation::MaxPool3x3) = 0.3F;
    at(1, 5, Operation::SepConv3x3) = 0.2F;
    const Genotype genotype = decode(SpaceId::Darts, encoding);
    const std::vector<Choice>& choices = genotype.cells[0].choices;
    EXPECT_EQ(choices[6], (Choice{Operation::DilConv5x5, 4, 5}));
    EXPECT_EQ(choices[7], (Choice{Operation::SkipConnect, 3, 5}));
    EXPECT_EQ(choices[0], (Choice{Operation::MaxPool3x3, 0, 2}))
        << "ties go to the lower source and the earlier operation";
}

TEST(Encoding, WhatDescribesNoGenotypeIsRefused) {
    std::vector<float> encoding = encode(published("DARTS_V1"));
    encoding[4] = 0.0F;
    encoding[0] = 1.0F; // node 2 keeps one edge only
    errorText(ErrorCode::InvalidGenotype, [&] { decode(SpaceId::Darts, encoding); });
    encoding[4] = std::numeric_limits<float>::quiet_NaN();
    errorText(ErrorCode::InvalidGenotype, [&] { decode(SpaceId::Darts, encoding); });
    encoding.pop_back();
    const std::string text = errorText(ErrorCode::InvalidGenotype, [&] { decode(SpaceId::Darts, encoding); });
    EXPECT_THAT(text, testing::HasSubstr("223"));
    errorText(ErrorCode::InvalidGenotype, [] {
        unpack(SpaceId::NasBench201, std::vector<std::uint8_t>{0, 0, 0, 0, 0, 5});
    });
    errorText(ErrorCode::InvalidGenotype, [] { unpack(SpaceId::Darts, std::vector<std::uint8_t>(28, 4)); });
    errorText(ErrorCode::InvalidGenotype, [] { unpack(SpaceId::Darts, std::vector<std::uint8_t>(5, 0)); });
}

}
