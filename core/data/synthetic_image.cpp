// SPDX-License-Identifier: Apache-2.0
#include "core/data/synthetic_image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/data/counter_random.h"

namespace paretoscope::data {

namespace {

constexpr int side = syntheticSide;
using Colour = std::array<float, 3>;

struct Point {
    float x;
    float y;
};

enum class Form : std::uint8_t { Disc, Square, Triangle, Cross, Ring };

Colour randomColour(CounterRandom& random) {
    return {random.uniform(), random.uniform(), random.uniform()};
}

float distance(const Colour& a, const Colour& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// A colour that can be told from `other`.
Colour colourApart(CounterRandom& random, const Colour& other, float apart) {
    Colour colour = randomColour(random);
    for (int i = 0; i < 32 && distance(colour, other) < apart; ++i) {
        colour = randomColour(random);
    }
    return colour;
}

Colour mix(const Colour& a, const Colour& b, float share) {
    return {a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share};
}

float boxDistance(Point p, float halfWidth, float halfHeight) {
    return std::max(std::abs(p.x) - halfWidth, std::abs(p.y) - halfHeight);
}

/// Signed distance in units of the form's radius, negative inside; areas are alike, so that size tells nothing.
float formDistance(Form form, Point p) {
    const float radius = std::hypot(p.x, p.y);
    switch (form) {
    case Form::Disc:
        return radius - 0.86F;
    case Form::Square:
        return boxDistance(p, 0.77F, 0.77F);
    case Form::Triangle: {
        const float slope = 0.5F * p.y + 0.866F * std::abs(p.x);
        return std::max(slope - 0.58F, -p.y - 0.62F);
    }
    case Form::Cross:
        return std::min(boxDistance(p, 1.0F, 0.32F), boxDistance(p, 0.32F, 1.0F));
    case Form::Ring:
        return std::abs(radius - 0.72F) - 0.25F;
    }
    return 1;
}

/// Waves of light and dark across the plane.
struct Stripes {
    float x;
    float y;
    float phase;
    float amplitude;

    Stripes(CounterRandom& random, float shortest, float longest, float amplitude) : amplitude(amplitude) {
        const float angle = random.between(0, std::numbers::pi_v<float>);
        const float frequency = 2 * std::numbers::pi_v<float> / random.between(shortest, longest);
        x = frequency * std::cos(angle);
        y = frequency * std::sin(angle);
        phase = random.between(0, 2 * std::numbers::pi_v<float>);
    }
    [[nodiscard]] float at(Point p) const { return amplitude * std::sin(x * p.x + y * p.y + phase); }
};

/// Where the form lies.
struct Pose {
    Point centre;
    float radius;
    float cosine;
    float sine;

    explicit Pose(CounterRandom& random) : radius(random.between(8.0F, 12.5F)) {
        const float play = side / 2.F - radius * 0.85F;
        centre = {side / 2.F + random.between(-play, play), side / 2.F + random.between(-play, play)};
        const float angle = random.between(-0.45F, 0.45F);
        cosine = std::cos(angle);
        sine = std::sin(angle);
    }
    /// Into the form's own coordinates, in units of its radius.
    [[nodiscard]] Point inside(Point p) const {
        const float x = (p.x - centre.x) / radius;
        const float y = (p.y - centre.y) / radius;
        return {cosine * x + sine * y, cosine * y - sine * x};
    }
};

using Canvas = std::array<Colour, static_cast<std::size_t>(side) * side>;

void blend(Colour& pixel, const Colour& colour, float share) {
    pixel = mix(pixel, colour, std::clamp(share, 0.F, 1.F));
}

/// A gradient between two colours, often waved itself: stripes alone do not give the class away.
void drawBackground(Canvas& canvas, CounterRandom& random, const Colour& colour) {
    const Colour other = mix(colour, randomColour(random), 0.35F);
    const float angle = random.between(0, 2 * std::numbers::pi_v<float>);
    const Stripes waves(random, 7, 16, random.uniform() < 0.5F ? random.between(0.03F, 0.09F) : 0.F);
    for (int i = 0; i < side * side; ++i) {
        const Point p{static_cast<float>(i % side), static_cast<float>(i / side)};
        const float along = 0.5F + ((p.x - 15.5F) * std::cos(angle) + (p.y - 15.5F) * std::sin(angle)) / side;
        Colour& pixel = canvas[static_cast<std::size_t>(i)];
        pixel = mix(colour, other, std::clamp(along, 0.F, 1.F));
        for (float& channel : pixel) {
            channel += waves.at(p);
        }
    }
}

/// Bars and blobs, too small to be the object.
void drawClutter(Canvas& canvas, CounterRandom& random) {
    const int pieces = 2 + random.below(4);
    for (int piece = 0; piece < pieces; ++piece) {
        const Point centre{random.between(0, side), random.between(0, side)};
        const float angle = random.between(0, std::numbers::pi_v<float>);
        const float halfLength = random.between(1.2F, 5.F);
        const float halfWidth = random.between(0.8F, 1.6F);
        const Colour colour = randomColour(random);
        const float cosine = std::cos(angle);
        const float sine = std::sin(angle);
        for (int i = 0; i < side * side; ++i) {
            const float x = static_cast<float>(i % side) - centre.x;
            const float y = static_cast<float>(i / side) - centre.y;
            const Point p{cosine * x + sine * y, cosine * y - sine * x};
            blend(canvas[static_cast<std::size_t>(i)], colour, 0.5F - boxDistance(p, halfLength, halfWidth));
        }
    }
}

void drawForm(Canvas& canvas, CounterRandom& random, Form form, bool striped, const Colour& background) {
    const Pose pose(random);
    const Colour first = colourApart(random, background, 0.45F);
    const Colour second = colourApart(random, first, 0.55F);
    const Stripes stripes(random, 4.5F, 6.5F, 1.6F);
    for (int i = 0; i < side * side; ++i) {
        const Point p{static_cast<float>(i % side), static_cast<float>(i / side)};
        const float coverage = 0.5F - formDistance(form, pose.inside(p)) * pose.radius;
        if (coverage > 0) {
            const float share = striped ? std::clamp(0.5F + stripes.at(p), 0.F, 1.F) : 0.F;
            blend(canvas[static_cast<std::size_t>(i)], mix(first, second, share), coverage);
        }
    }
}

/// With brightness, contrast and noise of the "camera".
void writePlanes(const Canvas& canvas, CounterRandom& random, std::uint8_t* planes) {
    const float contrast = random.between(0.7F, 1.0F);
    const float brightness = random.between(-0.1F, 0.1F) + 0.5F * (1 - contrast);
    const float noise = random.between(0.01F, 0.05F);
    for (std::size_t i = 0; i < canvas.size(); ++i) {
        // Six 10-bit numbers from one draw; the sum of two is triangular, near enough to a sensor's noise.
        std::uint64_t bits = random.bits();
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const float grain = static_cast<float>((bits & 1023) + ((bits >> 10) & 1023)) / 1023.F - 1;
            bits >>= 20;
            const float value = canvas[i][channel] * contrast + brightness + 2 * noise * grain;
            planes[channel * canvas.size() + i] =
                static_cast<std::uint8_t>(std::clamp(value * 255.F + 0.5F, 0.F, 255.F));
        }
    }
}

}

void drawSynthetic(int label, std::uint64_t key, std::uint8_t* planes) {
    CounterRandom random(key);
    Canvas canvas;
    const Colour background = randomColour(random);
    drawBackground(canvas, random, background);
    drawClutter(canvas, random);
    drawForm(canvas, random, static_cast<Form>(label / 2), label % 2 == 1, background);
    writePlanes(canvas, random, planes);
}

const char* syntheticClassName(int label) {
    static constexpr std::array<const char*, syntheticClasses> names{"plain disc", "striped disc", "plain square",
        "striped square", "plain triangle", "striped triangle", "plain cross", "striped cross", "plain ring",
        "striped ring"};
    return names[static_cast<std::size_t>(label)];
}

}
