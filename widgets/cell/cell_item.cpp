// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_item.h"

#include <QCoreApplication>
#include <QPainter>
#include <QWidget>

#include "core/interchange/cell_svg.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

constexpr double plainWidth = 1.6;
constexpr double alphaWidth = 9; ///< pixels for a weight of 1
constexpr double cornerRadius = 5;
constexpr int labelPixels = 13;
constexpr int statePixels = 13;
/// Closer than a printed picture: the cell shares the window with the front and should still be read.
constexpr analysis::LayoutMetrics compact{.nodeWidth = 50,
    .nodeHeight = 26,
    .labelWidth = 100,
    .labelHeight = 24,
    .bend = 22,
    .laneSpacing = 34,
    .margin = 6};

QRectF rectangle(const analysis::Box& box) {
    return {box.x, box.y, box.width, box.height};
}

QPainterPath route(const analysis::EdgeRoute& edge) {
    QPainterPath path;
    const auto& points = edge.points;
    if (points.empty()) {
        return path;
    }
    path.moveTo(points[0].x, points[0].y);
    for (std::size_t i = 1; i + 2 < points.size(); i += 3) {
        path.cubicTo(points[i].x, points[i].y, points[i + 1].x, points[i + 1].y, points[i + 2].x, points[i + 2].y);
    }
    return path;
}

double weightOf(const protocol::AlphaTable& alpha, const space::SearchSpace& space, const space::Choice& choice) {
    const int edge = space.edgeIndex(choice.source, choice.target);
    const auto name = space::operationName(choice.operation);
    for (std::size_t column = 0; column < alpha.operations.size(); ++column) {
        if (alpha.operations[column] == name && edge >= 0 && edge < static_cast<int>(alpha.weights.size())) {
            const auto& row = alpha.weights[static_cast<std::size_t>(edge)];
            return column < row.size() ? row[column] : 0;
        }
    }
    return 0;
}

}

CellItem::CellItem(const space::Genotype& genotype, int kind, const protocol::AlphaTable* alpha)
    : genotype_(genotype)
    , kind_(kind)
    , layout_(analysis::layoutCell(interchange::cellGraph(genotype, kind), compact)) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    for (const space::Choice& choice : genotype.cells.at(static_cast<std::size_t>(kind)).choices) {
        widths_.push_back(alpha == nullptr ? plainWidth : 1 + alphaWidth * weightOf(*alpha, space, choice));
    }
}

QRectF CellItem::boundingRect() const {
    return rectangle(layout_.bounds);
}

void CellItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) {
    const QPalette palette = widget != nullptr ? widget->palette() : QPalette();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor line = colour(Colour::MutedText, palette);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(colour(Colour::Grid, palette).darker(isDark(palette) ? 80 : 120), 1.4));
    for (const analysis::EdgeRoute& join : layout_.joins) {
        painter->drawPath(route(join));
    }
    for (std::size_t edge = 0; edge < layout_.edges.size(); ++edge) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(line, widths_.at(edge), Qt::SolidLine, Qt::RoundCap));
        painter->drawPath(route(layout_.edges[edge]));
    }
    for (std::size_t edge = 0; edge < layout_.edges.size(); ++edge) {
        paintEdge(*painter, edge);
    }
    QFont font = painter->font();
    font.setPixelSize(statePixels);
    painter->setFont(font);
    const int inputs = space::searchSpace(genotype_.space).inputs;
    for (std::size_t state = 0; state < layout_.states.size(); ++state) {
        const int number = static_cast<int>(state);
        painter->setPen(QPen(line, 1.2));
        painter->setBrush(number < inputs ? palette.color(QPalette::AlternateBase) : palette.color(QPalette::Base));
        paintState(*painter, layout_.states[state], toQString(interchange::stateLabel(genotype_.space, number)),
            number < inputs);
    }
    if (layout_.output) {
        painter->setBrush(palette.color(QPalette::AlternateBase));
        //: The output of a cell; at most five letters fit.
        paintState(*painter, *layout_.output, QCoreApplication::translate("CellItem", "out"), true);
    }
}

void CellItem::paintEdge(QPainter& painter, std::size_t edge) const {
    const space::Operation operation = genotype_.cells.at(static_cast<std::size_t>(kind_)).choices.at(edge).operation;
    const QRectF box = rectangle(layout_.edges[edge].label);
    const QColor fill(toQString(interchange::operationColour(operation)));
    painter.setPen(QPen(fill.darker(130), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, cornerRadius, cornerRadius);
    painter.setPen(QColor(toQString(interchange::operationTextColour(operation))));
    QFont font = painter.font();
    font.setPixelSize(labelPixels);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, toQString(interchange::operationLabel(operation)));
}

void CellItem::paintState(QPainter& painter, const analysis::Box& box, const QString& text, bool input) const {
    const double radius = input ? cornerRadius : box.height / 2;
    painter.drawRoundedRect(rectangle(box), radius, radius);
    painter.save();
    QPen pen = painter.pen();
    pen.setColor(
        colour(Colour::Text, painter.brush().color().lightness() < 128 ? QPalette(Qt::black) : QPalette(Qt::white)));
    painter.setPen(pen);
    painter.drawText(rectangle(box), Qt::AlignCenter, text);
    painter.restore();
}

QString CellItem::description() const {
    QStringList parts;
    for (const space::Choice& choice : genotype_.cells.at(static_cast<std::size_t>(kind_)).choices) {
        //: %1 an operation, %2 and %3 the nodes that it connects.
        parts.append(QCoreApplication::translate("CellItem", "%1 from %2 to %3")
                         .arg(toQString(interchange::operationLabel(choice.operation)),
                             toQString(interchange::stateLabel(genotype_.space, choice.source)),
                             toQString(interchange::stateLabel(genotype_.space, choice.target))));
    }
    return parts.join(QStringLiteral("; "));
}

}
