// SPDX-License-Identifier: Apache-2.0
#include "core/space/architecture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/expect_error.h"

namespace paretoscope::space {

TEST(Shape, TextReadsBack) {
    EXPECT_EQ(toText(Shape{}), "c16-l8-32x32x3-k10-cifar");
    const Shape imageNet{3, 224, 48, 14, 1000, Stem::ImageNet};
    EXPECT_EQ(toText(imageNet), "c48-l14-224x224x3-k1000-imagenet");
    EXPECT_EQ(shapeFromText(toText(imageNet)), imageNet);
    EXPECT_EQ(shapeFromText(toText(Shape{})), Shape{});
}

TEST(Shape, OtherTextIsRefusedWithAnExample) {
    for (const char* text : {"", "c16", "c16-l8-32x31x3-k10-cifar", "c16-l8-32x32x3-k10-cifar ",
             "c-l8-32x32x3-k10-cifar", "c99999999999-l8-32x32x3-k10-cifar", "c16-l8-32x32x3-k10"}) {
        const std::string message = errorText(ErrorCode::InvalidShape, [&] { shapeFromText(text); });
        EXPECT_THAT(message, testing::HasSubstr("c16-l8-32x32x3-k10-cifar"));
    }
}

TEST(Shape, ValuesOutsideTheirRangeAreNamed) {
    const auto message = [](const Shape& shape) {
        return errorText(ErrorCode::InvalidShape, [&] { validate(shape); });
    };
    EXPECT_THAT(message({3, 32, 0, 8, 10, Stem::Cifar}), testing::HasSubstr("'channels' is 0; allowed: 1 to 1024"));
    EXPECT_THAT(
        message({3, 30, 16, 8, 10, Stem::Cifar}), testing::HasSubstr("'input_size' is 30; allowed: multiples of 4"));
    EXPECT_THAT(message({3, 100, 16, 8, 10, Stem::ImageNet}), testing::HasSubstr("multiples of 32"));
    EXPECT_THAT(message({3, 224, 15, 8, 10, Stem::ImageNet}), testing::HasSubstr("even"));
    EXPECT_THAT(message({3, 32, 16, 8, 1, Stem::Cifar}), testing::HasSubstr("'classes' is 1"));
    EXPECT_THAT(message({0, 32, 16, 8, 10, Stem::Cifar}), testing::HasSubstr("'input_channels' is 0"));
    EXPECT_THAT(message({3, 32, 16, 0, 10, Stem::Cifar}), testing::HasSubstr("'cells' is 0"));
}

TEST(Architecture, AsksOfTheShapeWhatItsSpaceNeeds) {
    const Genotype darts = published("DARTS_V1");
    const Genotype bench = fromText("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");
    EXPECT_NO_THROW(validate(Architecture{darts, {3, 32, 16, 3, 10, Stem::Cifar}}));
    EXPECT_NO_THROW(validate(Architecture{bench, {3, 32, 16, 1, 10, Stem::Cifar}}));
    errorText(ErrorCode::InvalidShape, [&] { validate(Architecture{darts, {3, 32, 16, 2, 10, Stem::Cifar}}); });
    errorText(ErrorCode::InvalidShape, [&] { validate(Architecture{bench, {3, 224, 16, 5, 10, Stem::ImageNet}}); });
}

}
