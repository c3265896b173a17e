// SPDX-License-Identifier: Apache-2.0
#include "core/data/colour_jitter.h"

#include <algorithm>
#include <utility>

namespace paretoscope::data {

namespace {

float greyOf(float red, float green, float blue) {
    return 0.299F * red + 0.587F * green + 0.114F * blue;
}

float asFraction(float value) {
    return std::min(1.F, std::max(0.F, value));
}

/// In lanes that are added at the end: one sum would wait for itself, and a fixed order makes it the same everywhere.
float meanGrey(const float* red, const float* green, const float* blue, std::ptrdiff_t pixels) {
    constexpr std::ptrdiff_t lanes = 8;
    std::array<double, lanes> sums{};
    std::ptrdiff_t i = 0;
    for (; i + lanes <= pixels; i += lanes) {
        for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) {
            sums[static_cast<std::size_t>(lane)] += greyOf(red[i + lane], green[i + lane], blue[i + lane]);
        }
    }
    for (; i < pixels; ++i) {
        sums[0] += greyOf(red[i], green[i], blue[i]);
    }
    double sum = 0;
    for (const double each : sums) {
        sum += each;
    }
    return static_cast<float>(sum / static_cast<double>(pixels));
}

/// factor · value + (1 - factor) · other
void blendWith(float other, float factor, float* values, std::ptrdiff_t count) {
    const float offset = (1 - factor) * other;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        values[i] = asFraction(factor * values[i] + offset);
    }
}

void saturate(float* red, float* green, float* blue, std::ptrdiff_t pixels, float factor) {
    for (std::ptrdiff_t i = 0; i < pixels; ++i) {
        const float offset = (1 - factor) * greyOf(red[i], green[i], blue[i]);
        red[i] = asFraction(factor * red[i] + offset);
        green[i] = asFraction(factor * green[i] + offset);
        blue[i] = asFraction(factor * blue[i] + offset);
    }
}

/// `hue` in sixths of the circle: 0 to 12 becomes 0 to 6.
float withinCircle(float hue) {
    return hue >= 6 ? hue - 6 : hue;
}

/// One channel of an HSV colour; `hue` in sixths of the circle from where the channel is at its lowest.
float channelAt(float hue, float largest, float range) {
    return largest - range * asFraction(std::min(hue, 4 - hue));
}

/// RGB → HSV → turned → RGB in one pass of which each choice is between numbers, so that the compiler vectorises it.
void turnHue(float* red, float* green, float* blue, std::ptrdiff_t pixels, float turn) {
    const float sixths = 6 * (turn < 0 ? turn + 1 : turn);
    for (std::ptrdiff_t i = 0; i < pixels; ++i) {
        const float r = red[i];
        const float g = green[i];
        const float b = blue[i];
        const float largest = std::max(r, std::max(g, b));
        const float range = largest - std::min(r, std::min(g, b));
        // From red, plus a circle, since the difference may be negative; of a grey pixel it is of no account.
        const float base = largest == r ? 6.F : largest == g ? 8.F : 10.F;
        const float difference = largest == r ? g - b : largest == g ? b - r : r - g;
        const float hue = withinCircle(withinCircle(base + difference / (range > 0 ? range : 1.F) + sixths));
        red[i] = channelAt(withinCircle(hue + 5), largest, range);
        green[i] = channelAt(withinCircle(hue + 3), largest, range);
        blue[i] = channelAt(withinCircle(hue + 1), largest, range);
    }
}

}

ColourChange randomColours(const ColourJitter& jitter, CounterRandom& random) {
    ColourChange change;
    for (std::size_t i = change.order.size(); i > 1; --i) { // Fisher & Yates
        std::swap(change.order[i - 1], change.order[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
    }
    const auto factor = [&random](float width) { return random.between(std::max(0.F, 1 - width), 1 + width); };
    change.brightness = factor(jitter.brightness);
    change.contrast = factor(jitter.contrast);
    change.saturation = factor(jitter.saturation);
    change.hue = random.between(-jitter.hue, jitter.hue);
    return change;
}

void changeColours(float* planes, std::ptrdiff_t pixels, const ColourChange& change) {
    float* red = planes;
    float* green = planes + pixels;
    float* blue = planes + 2 * pixels;
    for (const ColourStep step : change.order) {
        if (step == ColourStep::Brightness && change.brightness != 1) {
            blendWith(0, change.brightness, planes, 3 * pixels);
        } else if (step == ColourStep::Contrast && change.contrast != 1) {
            blendWith(meanGrey(red, green, blue, pixels), change.contrast, planes, 3 * pixels);
        } else if (step == ColourStep::Saturation && change.saturation != 1) {
            saturate(red, green, blue, pixels, change.saturation);
        } else if (step == ColourStep::Hue && change.hue != 0) {
            turnHue(red, green, blue, pixels, change.hue);
        }
    }
}

}
