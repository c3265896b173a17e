// SPDX-License-Identifier: Apache-2.0
// Written for SVG Tiny 1.2, which is what Qt draws: no markers (arrow heads are paths), no dominant-baseline, no style
// sheets.
#include "core/interchange/cell_svg.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "core/space/search_space.h"

namespace paretoscope::interchange {

namespace {

using analysis::Box;
using analysis::CellDrawing;
using analysis::EdgeRoute;
using analysis::Point;
using space::Operation;

constexpr double titleHeight = 34;
constexpr double headingHeight = 26;
constexpr double legendItemWidth = 172;
constexpr double legendItemHeight = 26;
constexpr std::string_view lineColour = "#4a5560";
constexpr std::string_view joinColour = "#a9b4c0";
constexpr std::string_view noneColour = "#b8b8b8";

std::string number(double value) {
    char buffer[32];
    const auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer), std::round(value * 100) / 100);
    return {buffer, end};
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string attribute(std::string_view name, double value) {
    return attribute(name, number(value));
}

class SvgText {
public:
    void box(const Box& box, double radius, std::string_view fill, std::string_view stroke, bool dashed = false) {
        body_ += "<rect" + attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.width)
            + attribute("height", box.height) + attribute("rx", radius) + attribute("fill", fill)
            + attribute("stroke", stroke) + (dashed ? attribute("stroke-dasharray", "4,3") : "") + "/>\n";
    }

    /// `at` is the middle of the line, or its left end.
    void text(Point at, std::string_view words, double size, std::string_view fill, bool centred, bool bold = false) {
        body_ += "<text" + attribute("x", at.x) + attribute("y", at.y + size * 0.35) + attribute("font-size", size)
            + attribute("fill", fill) + (centred ? attribute("text-anchor", "middle") : "")
            + (bold ? attribute("font-weight", "bold") : "") + ">" + escaped(words) + "</text>\n";
    }

    /// A white rim under the line shows which of two crossing lines goes on.
    void route(const EdgeRoute& route, std::string_view stroke, bool dashed = false) {
        std::string path = "M" + number(route.points.front().x) + "," + number(route.points.front().y);
        for (std::size_t i = 1; i < route.points.size(); ++i) {
            path += (i % 3 == 1 ? " C" : " ") + number(route.points[i].x) + "," + number(route.points[i].y);
        }
        line(path, "#ffffff", 5, false);
        line(path, stroke, 1.6, dashed);
        arrowHead(route.points.back(), stroke);
    }

    void openGroup(double x, double y) {
        body_ += "<g transform=\"translate(" + number(x) + "," + number(y) + ")\">\n";
    }
    void closeGroup() { body_ += "</g>\n"; }
    [[nodiscard]] const std::string& body() const { return body_; }

private:
    void line(const std::string& path, std::string_view stroke, double width, bool dashed) {
        body_ += "<path fill=\"none\"" + attribute("d", path) + attribute("stroke", stroke)
            + attribute("stroke-width", width) + (dashed ? attribute("stroke-dasharray", "4,3") : "") + "/>\n";
    }

    /// Routes end level, from the left.
    void arrowHead(Point tip, std::string_view fill) {
        body_ += "<path" + attribute("fill", fill)
            + attribute("d", "M" + number(tip.x) + "," + number(tip.y) + " l-8,-3.5 l0,7 z") + "/>\n";
    }

    std::string body_;
};

void drawState(SvgText& svg, const Box& box, const std::string& label, bool isNode) {
    svg.box(box, 7, isNode ? "#ffffff" : "#e3e9f0", "#4a5560");
    svg.text(box.centre(), label, 13, "#000000", true, isNode);
}

void drawCell(SvgText& svg, const space::Genotype& genotype, int kind, const CellDrawing& layout) {
    const auto& choices = genotype.cells[static_cast<std::size_t>(kind)].choices;
    for (const EdgeRoute& join : layout.joins) {
        svg.route(join, joinColour);
    }
    for (std::size_t edge = 0; edge < choices.size(); ++edge) {
        const bool isNone = choices[edge].operation == Operation::None;
        svg.route(layout.edges[edge], isNone ? noneColour : lineColour, isNone);
    }
    for (std::size_t edge = 0; edge < choices.size(); ++edge) {
        const Operation operation = choices[edge].operation;
        const Box& label = layout.edges[edge].label;
        const bool isNone = operation == Operation::None;
        svg.box(
            label, label.height / 2, space::operationSpec(operation).fill, isNone ? noneColour : lineColour, isNone);
        svg.text(label.centre(), space::operationSpec(operation).label, 13, space::operationSpec(operation).text, true);
    }
    const int inputs = space::searchSpace(genotype.space).inputs;
    for (std::size_t state = 0; state < layout.states.size(); ++state) {
        const int number = static_cast<int>(state);
        drawState(svg, layout.states[state], std::string(stateLabel(genotype.space, number)), number >= inputs);
    }
    if (layout.output) {
        drawState(svg, *layout.output, "c(k)", false);
    }
}

std::map<Operation, int> countOperations(const space::Genotype& genotype) {
    std::map<Operation, int> counts;
    for (const space::CellGenotype& cell : genotype.cells) {
        for (const space::Choice& choice : cell.choices) {
            ++counts[choice.operation];
        }
    }
    return counts;
}

/// Returns the height that the legend takes.
double drawLegend(SvgText& svg, const space::Genotype& genotype, double y, double width) {
    const int columns = std::max(1, static_cast<int>((width - 24) / legendItemWidth));
    int item = 0;
    for (const auto& [operation, count] : countOperations(genotype)) {
        const double x = 12 + item % columns * legendItemWidth;
        const double top = y + item / columns * legendItemHeight;
        svg.box({x, top + 5, 22, 15}, 7, space::operationSpec(operation).fill, lineColour);
        svg.text({x + 30, top + 12.5},
            std::to_string(count) + " × " + std::string(space::operationSpec(operation).label), 13, "#000000", false);
        ++item;
    }
    return (item + columns - 1) / columns * legendItemHeight + 10;
}

}

std::string cellSvg(const space::Genotype& genotype, const CellSvgOptions& options) {
    space::validate(genotype);
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    SvgText svg;
    double y = 6;
    double width = 0;
    if (!options.title.empty()) {
        svg.text({12, y + titleHeight / 2}, options.title, 16, "#000000", false, true);
        y += titleHeight;
    }
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const CellDrawing layout = analysis::layoutCell(cellGraph(genotype, kind));
        const std::string heading(space.cellKinds[static_cast<std::size_t>(kind)]);
        svg.text(
            {12, y + headingHeight / 2}, heading == "cell" ? heading : heading + " cell", 14, "#4a5560", false, true);
        y += headingHeight;
        svg.openGroup(-layout.bounds.x, y - layout.bounds.y);
        drawCell(svg, genotype, kind, layout);
        svg.closeGroup();
        y += layout.bounds.height;
        width = std::max(width, layout.bounds.width);
    }
    if (options.legend) {
        y += drawLegend(svg, genotype, y + 4, width);
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", width) + attribute("height", y)
        + attribute("viewBox", "0 0 " + number(width) + " " + number(y))
        + " font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\">\n<title>"
        + escaped(options.title.empty() ? "Cell" : options.title) + "</title>\n<desc>"
        + escaped(space::toText(genotype)) + "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + svg.body() + "</svg>\n";
}

}
