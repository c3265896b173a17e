// SPDX-License-Identifier: Apache-2.0
#include "core/data/augment.h"

#include <algorithm>
#include <cmath>

#include <torch/types.h>

#include "core/data/parallel.h"

namespace paretoscope::data {

namespace {

// Beyond any count of numbers that the generator of the same key gives.
constexpr std::uint64_t cropKey = std::uint64_t{1} << 32;
constexpr std::uint64_t colourKey = std::uint64_t{2} << 32;

/// value = pixel * scale + offset; black is `offset`.
struct Line {
    float scale;
    float offset;
};

Line lineOf(const Normalisation& normalisation, std::size_t channel) {
    const float deviation = normalisation.deviation[channel];
    return {1.F / (255.F * deviation), -normalisation.mean[channel] / deviation};
}

void placeRow(const std::uint8_t* source, float* target, int size, const Placement& placement, Line line) {
    const int begin = std::max(0, -placement.shiftX); // of the columns, before the flip, that lie inside the source
    const int end = std::min(size, size - placement.shiftX);
    const std::uint8_t* shifted = source + placement.shiftX;
    std::fill_n(target, size, line.offset);
    if (placement.flip) {
        float* mirrored = target + size - 1;
        for (int x = begin; x < end; ++x) {
            mirrored[-x] = static_cast<float>(shifted[x]) * line.scale + line.offset;
        }
    } else {
        for (int x = begin; x < end; ++x) {
            target[x] = static_cast<float>(shifted[x]) * line.scale + line.offset;
        }
    }
}

void cutSquare(float* image, int size, const Placement& placement, int side) {
    const int left = std::max(0, placement.cutoutX - side / 2);
    const int right = std::min(size, placement.cutoutX - side / 2 + side);
    const int top = std::max(0, placement.cutoutY - side / 2);
    const int bottom = std::min(size, placement.cutoutY - side / 2 + side);
    for (int channel = 0; channel < 3; ++channel) {
        for (int y = top; y < bottom; ++y) {
            std::fill(image + (channel * size + y) * size + left, image + (channel * size + y) * size + right, 0.F);
        }
    }
}

void placeImage(const std::uint8_t* source, float* target, int size, const Normalisation& normalisation,
    const Placement& placement) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const Line line = lineOf(normalisation, channel);
        for (int y = 0; y < size; ++y) {
            float* row = target + (static_cast<std::ptrdiff_t>(channel) * size + y) * size;
            const int from = y + placement.shiftY;
            if (from < 0 || from >= size) {
                std::fill_n(row, size, line.offset);
            } else {
                placeRow(
                    source + (static_cast<std::ptrdiff_t>(channel) * size + from) * size, row, size, placement, line);
            }
        }
    }
}

void normalise(float* planes, std::ptrdiff_t plane, const Normalisation& normalisation) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const Line line = lineOf(normalisation, channel);
        const float scale = line.scale * 255;
        float* values = planes + static_cast<std::ptrdiff_t>(channel) * plane;
        for (std::ptrdiff_t i = 0; i < plane; ++i) {
            values[i] = values[i] * scale + line.offset;
        }
    }
}

void augmentImage(const std::uint8_t* source, float* target, int size, const Augmentation& augmentation,
    const Placement& placement, CropResampler& resampler) {
    const bool recoloured = augmentation.colours.any();
    if (!augmentation.resizedCrop && !recoloured) {
        placeImage(source, target, size, augmentation.normalisation, placement);
    } else {
        const std::ptrdiff_t plane = std::ptrdiff_t{size} * size;
        if (augmentation.resizedCrop) {
            resampler.apply(source, placement.crop, placement.flip, target);
        } else {
            placeImage(source, target, size, Normalisation(), placement);
        }
        if (recoloured) {
            changeColours(target, plane, placement.colours);
        }
        normalise(target, plane, augmentation.normalisation);
    }
    if (augmentation.cutout > 0) {
        cutSquare(target, size, placement, augmentation.cutout);
    }
}

}

Normalisation normalisationOf(const Dataset& dataset) {
    const Dataset part = firstImages(dataset, 10000);
    const std::int64_t plane = std::int64_t{part.imageSize()} * part.imageSize();
    const std::uint8_t* pixels = part.images.const_data_ptr<std::uint8_t>();
    Normalisation result;
    for (std::int64_t channel = 0; channel < 3; ++channel) {
        // Whole numbers: exact, so the order of summation does not matter.
        std::uint64_t sum = 0;
        std::uint64_t squares = 0;
        for (std::int64_t image = 0; image < part.size(); ++image) {
            const std::uint8_t* values = pixels + (image * 3 + channel) * plane;
            for (std::int64_t i = 0; i < plane; ++i) {
                sum += values[i];
                squares += static_cast<std::uint64_t>(values[i]) * values[i];
            }
        }
        const auto count = static_cast<double>(std::max<std::int64_t>(1, part.size() * plane));
        const double mean = static_cast<double>(sum) / count;
        const double deviation = std::sqrt(std::max(0.0, static_cast<double>(squares) / count - mean * mean));
        result.mean[static_cast<std::size_t>(channel)] = static_cast<float>(mean / 255);
        result.deviation[static_cast<std::size_t>(channel)] = deviation > 0 ? static_cast<float>(deviation / 255) : 1.F;
    }
    return result;
}

Augmentation smallImageAugmentation(const Dataset& dataset) {
    return {.padding = dataset.imageSize() / 8, .flip = true, .normalisation = normalisationOf(dataset)};
}

Augmentation imageNetAugmentation(const Dataset& dataset) {
    return {.resizedCrop = true,
        .flip = true,
        .colours = {.brightness = 0.4F, .contrast = 0.4F, .saturation = 0.4F, .hue = 0.2F},
        .normalisation = normalisationOf(dataset)};
}

Augmentation noAugmentation(const Dataset& dataset) {
    return {.normalisation = normalisationOf(dataset)};
}

Placement placementFor(const Augmentation& augmentation, int imageSize, std::uint64_t key) {
    CounterRandom random(key);
    // Every number is drawn, used or not: switching one option leaves the others' choices as they were.
    Placement placement;
    placement.shiftX = random.below(2 * augmentation.padding + 1) - augmentation.padding;
    placement.shiftY = random.below(2 * augmentation.padding + 1) - augmentation.padding;
    placement.flip = random.below(2) == 1 && augmentation.flip;
    placement.cutoutX = random.below(imageSize);
    placement.cutoutY = random.below(imageSize);
    // A crop takes as many numbers as it needs tries: it and the colours have generators of their own.
    if (augmentation.resizedCrop) {
        CounterRandom cropRandom(mixKey(key, cropKey));
        placement.crop = randomCrop(cropRandom, imageSize);
    }
    if (augmentation.colours.any()) {
        CounterRandom colourRandom(mixKey(key, colourKey));
        placement.colours = randomColours(augmentation.colours, colourRandom);
    }
    return placement;
}

void augmentInto(torch::Tensor& out, const Dataset& dataset, std::span<const std::int64_t> indices,
    const Augmentation& augmentation, std::uint64_t key, std::int64_t first) {
    const int size = dataset.imageSize();
    const auto count = static_cast<std::int64_t>(indices.size());
    if (!out.defined() || out.sizes() != at::IntArrayRef{count, 3, size, size} || !out.is_contiguous()) {
        out = torch::empty({count, 3, size, size});
    }
    const std::int64_t values = std::int64_t{3} * size * size;
    const std::uint8_t* source = dataset.images.const_data_ptr<std::uint8_t>();
    float* target = out.mutable_data_ptr<float>();
    // Each image has numbers of its own, so whoever makes it makes the same. A thread must be worth its start, about
    // a millisecond's work; small images of a search or a short training are not, and others compute beside it there.
    const std::int64_t valuesATurn = augmentation.resizedCrop || augmentation.colours.any() ? 200'000 : 1'000'000;
    const auto work = [&](std::int64_t begin, std::int64_t end) {
        CropResampler resampler(size);
        for (std::int64_t i = begin; i < end; ++i) {
            const Placement placement =
                placementFor(augmentation, size, mixKey(key, static_cast<std::uint64_t>(first + i)));
            augmentImage(source + indices[static_cast<std::size_t>(i)] * values, target + i * values, size,
                augmentation, placement, resampler);
        }
    };
    inParallel(count, work, std::max<std::int64_t>(1, valuesATurn / values));
}

}
