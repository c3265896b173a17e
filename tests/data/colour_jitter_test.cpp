// SPDX-License-Identifier: Apache-2.0
#include "core/data/colour_jitter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace paretoscope::data {
namespace {

struct Colour {
    double red;
    double green;
    double blue;

    [[nodiscard]] double grey() const { return 0.299 * red + 0.587 * green + 0.114 * blue; }
};
using Picture = std::vector<Colour>;

double inRange(double value) {
    return std::clamp(value, 0.0, 1.0);
}

Colour blended(const Colour& colour, double factor, double other) {
    const auto one = [&](double value) { return inRange(factor * value + (1 - factor) * other); };
    return {one(colour.red), one(colour.green), one(colour.blue)};
}

/// The hexcone of Smith 1978 as colorsys and torchvision have it.
Colour turned(const Colour& c, double turn) {
    const double value = std::max({c.red, c.green, c.blue});
    const double range = value - std::min({c.red, c.green, c.blue});
    if (range == 0) {
        return c;
    }
    double hue = c.red == value ? (c.green - c.blue) / range
        : c.green == value      ? 2 + (c.blue - c.red) / range
                                : 4 + (c.red - c.green) / range;
    hue = hue / 6 + turn;
    hue -= std::floor(hue);
    const double saturation = range / value;
    const int sector = static_cast<int>(hue * 6) % 6;
    const double f = hue * 6 - std::floor(hue * 6);
    const double p = value * (1 - saturation);
    const double q = value * (1 - saturation * f);
    const double t = value * (1 - saturation * (1 - f));
    const std::array<Colour, 6> sectors{
        {{value, t, p}, {q, value, p}, {p, value, t}, {p, q, value}, {t, p, value}, {value, p, q}}};
    return sectors[static_cast<std::size_t>(sector)];
}

/// The slow obvious version: step by step, pixel by pixel, with double precision.
Picture slowly(Picture picture, const ColourChange& change) {
    for (const ColourStep step : change.order) {
        double mean = 0;
        for (const Colour& colour : picture) {
            mean += colour.grey() / static_cast<double>(picture.size());
        }
        for (Colour& colour : picture) {
            switch (step) {
            case ColourStep::Brightness:
                colour = blended(colour, change.brightness, 0);
                break;
            case ColourStep::Contrast:
                colour = blended(colour, change.contrast, mean);
                break;
            case ColourStep::Saturation:
                colour = blended(colour, change.saturation, colour.grey());
                break;
            case ColourStep::Hue:
                colour = turned(colour, change.hue);
                break;
            }
        }
    }
    return picture;
}

/// Random colours behind those on the edges between the sectors of hue.
Picture picture() {
    Picture colours{{0, 0, 0}, {1, 1, 1}, {.5, .5, .5}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {0, 1, 1},
        {1, 0, 1}, {1, .5, 0}, {.25, .25, .75}, {.75, .25, .25}};
    CounterRandom random(8);
    while (colours.size() < 205) { // no multiple of what is computed at once
        const float red = random.uniform();
        const float green = random.uniform();
        colours.push_back({red, green, random.uniform()});
    }
    return colours;
}

std::vector<float> planesOf(const Picture& picture) {
    std::vector<float> planes;
    for (double Colour::*channel : {&Colour::red, &Colour::green, &Colour::blue}) {
        for (const Colour& colour : picture) {
            planes.push_back(static_cast<float>(colour.*channel));
        }
    }
    return planes;
}

void expectAsSlowly(const ColourChange& change) {
    std::vector<float> planes = planesOf(picture());
    changeColours(planes.data(), static_cast<std::ptrdiff_t>(planes.size() / 3), change);
    const std::vector<float> expected = planesOf(slowly(picture(), change));
    for (std::size_t i = 0; i < planes.size(); ++i) {
        ASSERT_NEAR(planes[i], expected[i], 1e-5) << "value " << i;
    }
}

TEST(ColourJitter, eachStepIsTorchvisionsDefinition) {
    for (const float factor : {0.F, 0.6F, 1.F, 1.4F, 3.F}) {
        expectAsSlowly({.brightness = factor});
        expectAsSlowly({.contrast = factor});
        expectAsSlowly({.saturation = factor});
    }
    for (const float turn : {-0.5F, -0.2F, -0.05F, 0.F, 0.1F, 1.F / 3, 0.5F}) {
        SCOPED_TRACE(turn);
        expectAsSlowly({.hue = turn});
    }
}

TEST(ColourJitter, allStepsInAnyOrderAreTheOnesAfterEachOther) {
    for (std::uint64_t key = 0; key < 60; ++key) {
        SCOPED_TRACE(key);
        CounterRandom random(key);
        expectAsSlowly(randomColours({.brightness = .4F, .contrast = .4F, .saturation = .4F, .hue = .2F}, random));
    }
}

TEST(ColourJitter, aThirdOfTheCircleTurnsRedIntoGreen) {
    std::vector<float> red{.8F, .1F, .1F};
    changeColours(red.data(), 1, {.hue = 1.F / 3});
    EXPECT_NEAR(red[0], .1, 1e-6);
    EXPECT_NEAR(red[1], .8, 1e-6);
    EXPECT_NEAR(red[2], .1, 1e-6);
}

TEST(ColourJitter, nothingToChangeChangesNothing) {
    CounterRandom random(1);
    std::vector<float> planes = planesOf(picture());
    changeColours(planes.data(), static_cast<std::ptrdiff_t>(planes.size() / 3), randomColours({}, random));
    EXPECT_EQ(planes, planesOf(picture()));
}

TEST(ColourJitter, drawsFactorsOverTheirRangeAndEveryOrder) {
    constexpr int count = 5000;
    std::set<std::array<ColourStep, 4>> orders;
    std::array<double, 4> sums{};
    std::array<float, 4> least{2, 2, 2, 2};
    std::array<float, 4> most{-1, -1, -1, -1};
    for (std::uint64_t key = 0; key < count; ++key) {
        CounterRandom random(mixKey(2, key));
        const ColourChange change =
            randomColours({.brightness = .4F, .contrast = .2F, .saturation = 2, .hue = .1F}, random);
        orders.insert(change.order);
        const std::array<float, 4> drawn{change.brightness, change.contrast, change.saturation, change.hue};
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            sums[i] += drawn[i] / count;
            least[i] = std::min(least[i], drawn[i]);
            most[i] = std::max(most[i], drawn[i]);
        }
    }
    EXPECT_EQ(orders.size(), 24U);
    const std::array<double, 4> low{.6, .8, 0, -.1}; // no factor is below 0
    const std::array<double, 4> high{1.4, 1.2, 3, .1};
    for (std::size_t i = 0; i < low.size(); ++i) {
        const double range = high[i] - low[i];
        EXPECT_NEAR(least[i], low[i], 0.005 * range);
        EXPECT_NEAR(most[i], high[i], 0.005 * range);
        EXPECT_NEAR(sums[i], (low[i] + high[i]) / 2, 0.02 * range);
    }
}

}
}
