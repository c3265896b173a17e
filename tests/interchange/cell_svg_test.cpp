// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/cell_svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/space/search_space.h"

namespace paretoscope::interchange {
namespace {

using space::Operation;
using space::SpaceId;
using testing::HasSubstr;

using Colour = std::array<double, 3>;

std::vector<Operation> allOperations() {
    std::set<Operation> operations;
    for (const SpaceId id : {SpaceId::Darts, SpaceId::NasBench201}) {
        const auto& list = space::searchSpace(id).operations;
        operations.insert(list.begin(), list.end());
    }
    return {operations.begin(), operations.end()};
}

/// Linear light, 0 to 1.
Colour linear(std::string_view hex) {
    Colour colour{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double value = std::stoi(std::string(hex.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
        colour[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    return colour;
}

double luminance(const Colour& c) {
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

Colour lab(const Colour& c) {
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
    const double y = f(luminance(c));
    const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

using Matrix = std::array<Colour, 3>;

// Machado, Oliveira & Fernandes 2009, table 1, severity 1.
constexpr Matrix normal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};

Colour seenThrough(const Matrix& eye, const Colour& c) {
    Colour seen{};
    for (std::size_t i = 0; i < 3; ++i) {
        seen[i] = std::clamp(eye[i][0] * c[0] + eye[i][1] * c[1] + eye[i][2] * c[2], 0.0, 1.0);
    }
    return seen;
}

TEST(OperationColours, StayApartForColourBlindEyes) {
    for (const Matrix& eye : {normal, protanopia, deuteranopia}) {
        for (const Operation a : allOperations()) {
            for (const Operation b : allOperations()) {
                const Colour first = lab(seenThrough(eye, linear(space::operationSpec(a).fill)));
                const Colour second = lab(seenThrough(eye, linear(space::operationSpec(b).fill)));
                const double distance = std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
                EXPECT_TRUE(a == b || distance >= 10) << space::operationSpec(a).label << " and "
                                                      << space::operationSpec(b).label << " differ by " << distance;
            }
        }
    }
}

TEST(OperationColours, LetTheirTextBeRead) {
    for (const Operation operation : allOperations()) {
        const double fill = luminance(linear(space::operationSpec(operation).fill));
        const double text = luminance(linear(space::operationSpec(operation).text));
        const double contrast = (std::max(fill, text) + 0.05) / (std::min(fill, text) + 0.05);
        EXPECT_GE(contrast, 4.5) << space::operationSpec(operation).label; // WCAG 2.1, 1.4.3
    }
}

int countOf(const std::string& text, const std::string& part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

TEST(CellSvg, NamesEveryEdgesOperationInBothCells) {
    const space::Genotype genotype = space::published("DARTS_V2");
    const std::string svg = cellSvg(genotype, {.title = "λ < 1 & fast", .legend = false});
    for (const Operation operation : allOperations()) {
        int chosen = 0;
        for (const auto& cell : genotype.cells) {
            chosen += static_cast<int>(std::count_if(cell.choices.begin(), cell.choices.end(),
                [operation](const space::Choice& choice) { return choice.operation == operation; }));
        }
        EXPECT_EQ(countOf(svg, ">" + std::string(space::operationSpec(operation).label) + "<"), chosen);
    }
    EXPECT_THAT(svg, HasSubstr("λ &lt; 1 &amp; fast"));
    EXPECT_THAT(svg, HasSubstr("normal cell"));
    EXPECT_THAT(svg, HasSubstr("reduce cell"));
}

TEST(CellSvg, LegendCountsOperations) {
    const std::string svg = cellSvg(
        space::fromText("|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|"));
    EXPECT_THAT(svg, HasSubstr("3 × conv 3×3"));
    EXPECT_THAT(svg, HasSubstr("1 × skip"));
}

TEST(CellDot, HasAnEdgeForEachChoiceAndEachNodesWayOut) {
    EXPECT_EQ(countOf(cellDot(space::published("DARTS_V1")), " -> "), 2 * (8 + 4));
    space::Random random(1);
    EXPECT_EQ(countOf(cellDot(space::sampleUniform(SpaceId::NasBench201, random)), " -> "), 6);
}

}
}
