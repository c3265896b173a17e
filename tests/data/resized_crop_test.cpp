// SPDX-License-Identifier: Apache-2.0
#include "core/data/resized_crop.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace paretoscope::data {
namespace {

constexpr int side = 12;
constexpr std::size_t values = 3 * side * side;

std::vector<std::uint8_t> randomBytes() {
    CounterRandom random(4);
    std::vector<std::uint8_t> bytes(values);
    std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::uint8_t>(random.below(256)); });
    return bytes;
}

/// The weight of pixel `from` of `length` in pixel `to` of `side`: a triangle of one pixel's half-width around the
/// place, normalised over the pixels there are, as antialiasing filters enlarge.
double triangle(int from, int to, int length) {
    const double place = (to + 0.5) * length / side - 0.5;
    double sum = 0;
    for (int i = 0; i < length; ++i) {
        sum += std::max(0.0, 1 - std::abs(i - place));
    }
    return std::max(0.0, 1 - std::abs(from - place)) / sum;
}

/// The slow obvious version: every pixel of the part, with its weight.
double slowly(const std::vector<std::uint8_t>& image, const CropBox& box, int channel, int y, int x) {
    double sum = 0;
    for (int row = 0; row < box.height; ++row) {
        for (int column = 0; column < box.width; ++column) {
            const int at = (channel * side + box.top + row) * side + box.left + column;
            sum += triangle(row, y, box.height) * triangle(column, x, box.width) * image[static_cast<std::size_t>(at)];
        }
    }
    return sum / 255;
}

TEST(CropResampler, isTheWeightedSumOfThePartsPixels) {
    const std::vector<std::uint8_t> image = randomBytes();
    std::vector<float> target(values);
    CropResampler resampler(side);
    for (const CropBox& box : {CropBox{0, 0, side, side}, CropBox{3, 2, 7, 5}, CropBox{11, 0, 1, 12},
             CropBox{0, 11, 12, 1}, CropBox{5, 6, 1, 1}, CropBox{2, 1, 10, 11}}) {
        for (const bool flip : {false, true}) {
            resampler.apply(image.data(), box, flip, target.data());
            for (int i = 0; i < static_cast<int>(values); ++i) {
                const int x = i % side;
                const double expected = slowly(image, box, i / (side * side), i / side % side, flip ? side - 1 - x : x);
                ASSERT_NEAR(target[static_cast<std::size_t>(i)], expected, 1e-5) << "value " << i;
            }
        }
    }
}

/// What torchvision's RandomResizedCrop does, with another generator and the library's exp().
std::vector<std::pair<double, double>> cropsOfTorchvision(int count, int size) {
    std::mt19937_64 generator(1); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    std::uniform_real_distribution<double> share(0.08, 1);
    std::uniform_real_distribution<double> logRatio(std::log(3.0 / 4), std::log(4.0 / 3));
    std::vector<std::pair<double, double>> crops;
    for (int i = 0; i < count; ++i) {
        double width = size;
        double height = size;
        for (int attempt = 0; attempt < 10; ++attempt) {
            const double area = share(generator) * size * size;
            const double ratio = std::exp(logRatio(generator));
            const double w = std::round(std::sqrt(area * ratio));
            const double h = std::round(std::sqrt(area / ratio));
            if (w > 0 && h > 0 && w <= size && h <= size) {
                width = w;
                height = h;
                break;
            }
        }
        crops.emplace_back(width * height / (size * size), std::log(width / height));
    }
    return crops;
}

TEST(RandomCrop, hasSharesAndRatiosAsTorchvisionDrawsThem) {
    constexpr int count = 20'000;
    constexpr int size = 224;
    std::vector<double> shares;
    std::vector<double> ratios;
    double places = 0;
    for (std::uint64_t key = 0; key < count; ++key) {
        CounterRandom random(mixKey(3, key));
        const CropBox box = randomCrop(random, size);
        ASSERT_GE(box.left, 0);
        ASSERT_GE(box.top, 0);
        ASSERT_LE(box.left + box.width, size);
        ASSERT_LE(box.top + box.height, size);
        shares.push_back(static_cast<double>(box.width) * box.height / (size * size));
        ratios.push_back(std::log(static_cast<double>(box.width) / box.height));
        places += box.width < size ? static_cast<double>(box.left) / (size - box.width) : 0.5;
    }
    EXPECT_NEAR(places / count, 0.5, 0.01);
    std::vector<double> theirShares;
    std::vector<double> theirRatios;
    for (const auto& [share, ratio] : cropsOfTorchvision(count, size)) {
        theirShares.push_back(share);
        theirRatios.push_back(ratio);
    }
    for (std::vector<double>* each : {&shares, &ratios, &theirShares, &theirRatios}) {
        std::sort(each->begin(), each->end());
    }
    // Deciles of 20,000 draws deviate by .003 of the range.
    for (std::size_t i = 0; i < count; i += count / 10) {
        EXPECT_NEAR(shares[i], theirShares[i], 0.02) << i;
        EXPECT_NEAR(ratios[i], theirRatios[i], 0.02) << i;
    }
    EXPECT_NEAR(shares.front(), 0.08, 0.002);
    EXPECT_NEAR(ratios.back(), std::log(4.0 / 3), 0.02) << "but for the rounding to pixels";
}

/// Whole numbers: a stored training goes on with them on any machine.
TEST(RandomCrop, isTheSameEverywhere) {
    const auto drawn = [](std::uint64_t key, int size) {
        CounterRandom random(key);
        return randomCrop(random, size);
    };
    EXPECT_EQ(drawn(1, 224), (CropBox{17, 61, 186, 162}));
    EXPECT_EQ(drawn(2, 224), (CropBox{26, 35, 190, 165}));
    EXPECT_EQ(drawn(77, 224), (CropBox{15, 42, 147, 148}));
    EXPECT_EQ(drawn(1, 16), (CropBox{1, 4, 13, 12}));
    EXPECT_EQ(drawn(12'345'678'901'234'567, 331), (CropBox{48, 21, 279, 295}));
    for (std::uint64_t key = 0; key < 50; ++key) {
        EXPECT_EQ(drawn(key, 1), (CropBox{0, 0, 1, 1}));
    }
}

}
}
