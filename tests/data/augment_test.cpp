// SPDX-License-Identifier: Apache-2.0
#include "core/data/augment.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

#include <gtest/gtest.h>

#include "core/torch_headers.h"
#include <torch/nn/functional.h>

namespace paretoscope::data {

namespace {

Dataset randomImages(std::int64_t count, int size) {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(3);
    Dataset dataset;
    dataset.images = torch::randint(0, 256, {count, 3, size, size}, generator).to(torch::kUInt8);
    dataset.labels = torch::arange(count) % 3;
    dataset.classNames = {"a", "b", "c"};
    dataset.name = "random:train";
    return dataset;
}

/// The slow obvious version: pad, crop, flip, normalise, cut, one image at a time with LibTorch's operators.
torch::Tensor slowly(
    const Dataset& dataset, std::int64_t index, const Augmentation& augmentation, const Placement& at) {
    const int size = dataset.imageSize();
    const int pad = augmentation.padding;
    torch::Tensor image = dataset.images[index].to(torch::kFloat64).div(255);
    image = torch::constant_pad_nd(image, {pad, pad, pad, pad});
    image = image.slice(1, pad + at.shiftY, pad + at.shiftY + size).slice(2, pad + at.shiftX, pad + at.shiftX + size);
    image = at.flip ? image.flip(2) : image.clone();
    for (int channel = 0; channel < 3; ++channel) {
        const auto c = static_cast<std::size_t>(channel);
        image[channel].sub_(augmentation.normalisation.mean[c]).div_(augmentation.normalisation.deviation[c]);
    }
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const int half = augmentation.cutout / 2;
            const bool cut = x >= at.cutoutX - half && x < at.cutoutX - half + augmentation.cutout
                && y >= at.cutoutY - half && y < at.cutoutY - half + augmentation.cutout;
            if (cut) {
                image.index_put_({torch::indexing::Slice(), y, x}, 0);
            }
        }
    }
    return image;
}

}

TEST(Augment, equalsPaddingCroppingFlippingNormalisingAndCuttingOneByOne) {
    const Dataset dataset = randomImages(24, 10);
    const Augmentation augmentation{
        .padding = 3, .flip = true, .cutout = 5, .normalisation = {{.4F, .5F, .6F}, {.2F, .25F, .3F}}};
    std::vector<std::int64_t> indices(24);
    std::iota(indices.rbegin(), indices.rend(), 0);
    torch::Tensor batch;
    augmentInto(batch, dataset, indices, augmentation, 77);
    for (std::int64_t i = 0; i < 24; ++i) {
        const Placement placement = placementFor(augmentation, 10, mixKey(77, static_cast<std::uint64_t>(i)));
        const torch::Tensor expected = slowly(dataset, indices[static_cast<std::size_t>(i)], augmentation, placement);
        EXPECT_TRUE(torch::allclose(batch[i].to(torch::kFloat64), expected, 1e-5, 1e-5)) << "image " << i;
    }
}

/// Stored trainings go on with these numbers, and accuracies are compared that were trained with them.
TEST(Augment, ofSmallImagesStaysAsItWas) {
    const Augmentation augmentation{.padding = 3, .flip = true, .normalisation = {{.4F, .5F, .6F}, {.2F, .25F, .3F}}};
    struct Drawn {
        int shiftX, shiftY;
        bool flip;
        int cutoutX, cutoutY;
    };
    const std::vector<Drawn> expected{
        {2, 0, false, 9, 7}, {3, -1, false, 4, 5}, {2, 3, false, 9, 5}, {-2, 0, true, 4, 3}};
    const Dataset dataset = randomImages(4, 10);
    const std::vector<std::int64_t> indices{0, 1, 2, 3};
    torch::Tensor batch;
    augmentInto(batch, dataset, indices, augmentation, 77);
    const auto pixels = dataset.images.accessor<std::uint8_t, 4>();
    const auto values = batch.accessor<float, 4>();
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Placement placement = placementFor(augmentation, 10, mixKey(77, i));
        EXPECT_EQ(placement.shiftX, expected[i].shiftX);
        EXPECT_EQ(placement.shiftY, expected[i].shiftY);
        EXPECT_EQ(placement.flip, expected[i].flip);
        EXPECT_EQ(placement.cutoutX, expected[i].cutoutX);
        EXPECT_EQ(placement.cutoutY, expected[i].cutoutY);
        const auto image = static_cast<std::int64_t>(i);
        for (std::int64_t channel = 0; channel < 3; ++channel) {
            const auto c = static_cast<std::size_t>(channel);
            const float scale = 1.F / (255.F * augmentation.normalisation.deviation[c]);
            const float black = -augmentation.normalisation.mean[c] / augmentation.normalisation.deviation[c];
            for (int y = 0; y < 10; ++y) {
                for (int x = 0; x < 10; ++x) {
                    const int row = y + expected[i].shiftY;
                    const int column = (expected[i].flip ? 9 - x : x) + expected[i].shiftX;
                    const bool inside = row >= 0 && row < 10 && column >= 0 && column < 10;
                    const float value =
                        inside ? static_cast<float>(pixels[image][channel][row][column]) * scale + black : black;
                    ASSERT_EQ(values[image][channel][y][x], value) << "image " << i;
                }
            }
        }
    }
}

TEST(Augment, ofImageNetCropsFlipsRecoloursNormalisesAndCuts) {
    constexpr int size = 24;
    const Dataset dataset = randomImages(16, size);
    Augmentation augmentation = imageNetAugmentation(dataset);
    augmentation.cutout = 5;
    std::vector<std::int64_t> indices(16);
    std::iota(indices.rbegin(), indices.rend(), 0);
    torch::Tensor batch;
    augmentInto(batch, dataset, indices, augmentation, 5);
    for (std::int64_t i = 0; i < 16; ++i) {
        const Placement placement = placementFor(augmentation, size, mixKey(5, static_cast<std::uint64_t>(i)));
        const torch::Tensor part = dataset.images[indices[static_cast<std::size_t>(i)]]
                                       .slice(1, placement.crop.top, placement.crop.top + placement.crop.height)
                                       .slice(2, placement.crop.left, placement.crop.left + placement.crop.width);
        // As torchvision scales tensors where it is asked for antialiasing.
        torch::Tensor image = at::_upsample_bilinear2d_aa(
            part.unsqueeze(0).to(torch::kFloat32).div(255), {size, size}, /*align_corners=*/false)[0];
        image = (placement.flip ? image.flip(2) : image).contiguous();
        changeColours(image.mutable_data_ptr<float>(), std::ptrdiff_t{size} * size, placement.colours);
        // The slow version of the rest: no padding, no shift.
        for (int channel = 0; channel < 3; ++channel) {
            const auto c = static_cast<std::size_t>(channel);
            image[channel].sub_(augmentation.normalisation.mean[c]).div_(augmentation.normalisation.deviation[c]);
        }
        image.slice(1, std::max(0, placement.cutoutY - 2), placement.cutoutY + 3)
            .slice(2, std::max(0, placement.cutoutX - 2), placement.cutoutX + 3)
            .fill_(0);
        EXPECT_TRUE(torch::allclose(batch[i], image, 1e-4, 1e-4)) << "image " << i;
    }
}

/// Neither what stands beside an image in its batch nor another option changes what is drawn for it.
TEST(Augment, drawsForAnImageFromItsKeyAlone) {
    const Dataset dataset = randomImages(8, 16);
    const Augmentation augmentation = imageNetAugmentation(dataset);
    const std::vector<std::int64_t> indices{4, 1, 7, 2};
    torch::Tensor batch;
    torch::Tensor again;
    torch::Tensor second;
    augmentInto(batch, dataset, indices, augmentation, 3);
    augmentInto(again, dataset, indices, augmentation, 3);
    augmentInto(second, dataset, std::span(indices).last(2), augmentation, 3, 2);
    EXPECT_TRUE(torch::equal(batch, again));
    EXPECT_TRUE(torch::equal(batch.slice(0, 2), second));
    Augmentation other = augmentation;
    other.colours = {};
    other.padding = 3;
    const Placement one = placementFor(augmentation, 16, 9);
    EXPECT_EQ(placementFor(other, 16, 9).crop, one.crop);
    EXPECT_EQ(placementFor(other, 16, 9).flip, one.flip);
    other = {.colours = augmentation.colours};
    EXPECT_EQ(placementFor(other, 16, 9).colours.order, one.colours.order);
    EXPECT_EQ(placementFor(other, 16, 9).colours.hue, one.colours.hue);
}

/// A batch that several threads make is the one that is made image by image.
TEST(Augment, sharesALargeBatchBetweenThreads) {
    const Dataset dataset = randomImages(24, 96);
    std::vector<std::int64_t> indices(24);
    std::iota(indices.rbegin(), indices.rend(), 0);
    for (const Augmentation& augmentation : {imageNetAugmentation(dataset), smallImageAugmentation(dataset)}) {
        torch::Tensor batch;
        augmentInto(batch, dataset, indices, augmentation, 8);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            torch::Tensor alone;
            augmentInto(alone, dataset, std::span(indices).subspan(i, 1), augmentation, 8, static_cast<int>(i));
            EXPECT_TRUE(torch::equal(batch[static_cast<int>(i)], alone[0])) << i;
        }
    }
}

TEST(Augment, drawsEveryShiftAndBothDirections) {
    const Augmentation augmentation{.padding = 2, .flip = true};
    std::set<std::pair<int, int>> shifts;
    int flips = 0;
    for (std::uint64_t key = 0; key < 2000; ++key) {
        const Placement placement = placementFor(augmentation, 16, mixKey(5, key));
        shifts.emplace(placement.shiftX, placement.shiftY);
        flips += placement.flip ? 1 : 0;
    }
    EXPECT_EQ(shifts.size(), 25U);
    EXPECT_NEAR(flips, 1000, 120);
}

TEST(Augment, normalisationGivesMeanZeroAndDeviationOne) {
    const Dataset dataset = randomImages(50, 8);
    std::vector<std::int64_t> indices(50);
    std::iota(indices.begin(), indices.end(), 0);
    torch::Tensor batch;
    augmentInto(batch, dataset, indices, noAugmentation(dataset), 0);
    EXPECT_LT(batch.mean({0, 2, 3}).abs().max().item<double>(), 1e-4);
    EXPECT_LT((batch.std({0, 2, 3}, false) - 1).abs().max().item<double>(), 1e-4);
}

TEST(Augment, aConstantChannelDoesNotDivideByZero) {
    Dataset dataset = randomImages(4, 8);
    dataset.images.fill_(7);
    EXPECT_EQ(normalisationOf(dataset).deviation[1], 1.F);
}

TEST(Resize, aHalfIsTheRoundedMeanOfTwoByTwoPixels) {
    const Dataset dataset = randomImages(6, 16);
    const torch::Tensor expected =
        torch::avg_pool2d(dataset.images.to(torch::kFloat64), 2).add(0.5).floor().to(torch::kUInt8);
    const Dataset small = resized(dataset, 8);
    EXPECT_TRUE(torch::equal(small.images, expected));
    EXPECT_EQ(small.id(), "random:train[0:6)@8");
}

TEST(Resize, agreesWithLinearInterpolationWhenEnlarging) {
    const Dataset dataset = randomImages(3, 8);
    namespace F = torch::nn::functional;
    const torch::Tensor expected = F::interpolate(dataset.images.to(torch::kFloat64),
        F::InterpolateFuncOptions()
            .size(std::vector<std::int64_t>{20, 20})
            .mode(torch::kBilinear)
            .align_corners(false));
    EXPECT_LE((resized(dataset, 20).images.to(torch::kFloat64) - expected).abs().max().item<double>(), 0.51);
}

TEST(Resize, keepsTheMeanWhereTheSizesDoNotDivide) {
    const Dataset dataset = randomImages(3, 15);
    const double before = dataset.images.to(torch::kFloat64).mean().item<double>();
    EXPECT_NEAR(resized(dataset, 7).images.to(torch::kFloat64).mean().item<double>(), before, 0.6);
}

}
