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
constexpr int textPixels = 12;
constexpr double reach = 6; ///< pixels beside a line that still count as on it
/// Closer than a printed picture: the cell shares the window with the front and should still be read. A box has room
/// for two lines, the operation and a number.
constexpr analysis::LayoutMetrics compact{
    .nodeWidth = 46, .nodeHeight = 26, .labelWidth = 66, .labelHeight = 34, .bend = 15, .laneSpacing = 40, .margin = 6};

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

double weightOf(const options::AlphaTable& alpha, const space::SearchSpace& space, const space::Choice& choice) {
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

CellItem::CellItem(const space::Genotype& genotype, int kind, const options::AlphaTable* alpha)
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
        paintLine(*painter, edge, palette);
    }
    for (std::size_t edge = 0; edge < layout_.edges.size(); ++edge) {
        paintBox(*painter, edge, palette);
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

const space::Choice& CellItem::choice(std::size_t edge) const {
    return genotype_.cells.at(static_cast<std::size_t>(kind_)).choices.at(edge);
}

EdgeMark CellItem::mark(std::size_t edge) const {
    return edge < marks_.size() ? marks_[edge] : EdgeMark::None;
}

void CellItem::paintLine(QPainter& painter, std::size_t edge, const QPalette& palette) const {
    const EdgeMark kind = mark(edge);
    const bool differs = kind == EdgeMark::Changed || kind == EdgeMark::OnlyHere;
    const QColor line = colour(differs ? Colour::Selected
            : kind == EdgeMark::Same   ? Colour::Grid
                                       : Colour::MutedText,
        palette);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(line, widths_.at(edge) + (differs ? 0.8 : 0),
        kind == EdgeMark::OnlyHere ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(route(layout_.edges[edge]));
}

void CellItem::paintBox(QPainter& painter, std::size_t edge, const QPalette& palette) const {
    const space::Operation operation = choice(edge).operation;
    const EdgeMark kind = mark(edge);
    const bool differs = kind == EdgeMark::Changed || kind == EdgeMark::OnlyHere;
    const QRectF box = edgeBox(static_cast<int>(edge));
    const QColor fill(toQString(space::operationSpec(operation).fill));
    painter.setOpacity(kind == EdgeMark::Same ? 0.6 : 1);
    painter.setPen(differs
            ? QPen(colour(Colour::Text, palette), 3, kind == EdgeMark::OnlyHere ? Qt::DashLine : Qt::SolidLine)
            : QPen(fill.darker(130), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, cornerRadius, cornerRadius);
    painter.setPen(QColor(toQString(space::operationSpec(operation).text)));
    const QString text = edge < texts_.size() ? texts_[edge] : QString();
    QFont font = painter.font();
    font.setPixelSize(labelPixels);
    painter.setFont(font);
    const QRectF half(0, 0, box.width(), box.height() / 2);
    painter.drawText(text.isEmpty() ? box : half.translated(box.topLeft() + QPointF(0, 1)), Qt::AlignCenter,
        toQString(space::operationSpec(operation).shortLabel));
    if (!text.isEmpty()) {
        font.setPixelSize(textPixels);
        painter.setFont(font);
        painter.drawText(half.translated(box.left(), box.center().y() - 1), Qt::AlignCenter, text);
    }
    painter.setOpacity(1);
    if (static_cast<int>(edge) == current_) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette.color(QPalette::Highlight), 2.5));
        painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), cornerRadius + 3, cornerRadius + 3);
    }
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

QRectF CellItem::edgeBox(int edge) const {
    return rectangle(layout_.edges.at(static_cast<std::size_t>(edge)).label);
}

int CellItem::edgeAt(QPointF position) const {
    for (int edge = 0; edge < edgeCount(); ++edge) {
        if (edgeBox(edge).contains(position)) {
            return edge;
        }
    }
    QPainterPathStroker pen;
    pen.setWidth(2 * reach);
    for (std::size_t edge = 0; edge < layout_.edges.size(); ++edge) {
        if (pen.createStroke(route(layout_.edges[edge])).contains(position)) {
            return static_cast<int>(edge);
        }
    }
    return -1;
}

void CellItem::setEdgeTexts(std::vector<QString> texts) {
    texts_ = std::move(texts);
    update();
}

void CellItem::setEdgeMarks(std::vector<EdgeMark> marks) {
    marks_ = std::move(marks);
    update();
}

void CellItem::setCurrentEdge(int edge) {
    current_ = edge;
    update();
}

QString CellItem::edgeDescription(int edge) const {
    const space::Choice& on = choice(static_cast<std::size_t>(edge));
    //: %1 an operation, %2 and %3 the nodes that it connects.
    return QCoreApplication::translate("CellItem", "%1 from %2 to %3")
        .arg(toQString(space::operationSpec(on.operation).label),
            toQString(interchange::stateLabel(genotype_.space, on.source)),
            toQString(interchange::stateLabel(genotype_.space, on.target)));
}

QString CellItem::description() const {
    QStringList parts;
    for (int edge = 0; edge < edgeCount(); ++edge) {
        parts.append(edgeDescription(edge));
    }
    return parts.join(QStringLiteral("; "));
}

}
