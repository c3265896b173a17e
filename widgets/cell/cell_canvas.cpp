// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_canvas.h"

#include <QAccessible>
#include <QApplication>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <map>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

constexpr double rowGap = 10;
constexpr double columnGap = 28;
constexpr double headingHeight = 24;
constexpr int headingPixels = 15;
constexpr double largestFit = 1.25; ///< a small cell is not blown up to the window's size
constexpr double keyZoom = 1.25;

QString kindText(std::string_view kind) {
    if (kind == "normal") {
        return CellCanvas::tr("Normal cell");
    }
    return kind == "reduce" ? CellCanvas::tr("Reduction cell") : CellCanvas::tr("Cell");
}

const options::AlphaTable* alphaOf(const CellPicture& picture) {
    const auto kind = static_cast<std::size_t>(picture.kind);
    return kind < picture.alpha.size() ? &picture.alpha[kind] : nullptr;
}

}

std::vector<CellPicture> cellPictures(
    const space::Genotype& genotype, const std::vector<options::AlphaTable>& alpha, int column) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    std::vector<CellPicture> pictures;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        pictures.push_back({.genotype = genotype,
            .kind = kind,
            .heading = kindText(space.cellKinds.at(static_cast<std::size_t>(kind))),
            .row = kind,
            .column = column,
            .alpha = alpha});
    }
    return pictures;
}

CellCanvas::CellCanvas(QWidget* parent) : QGraphicsView(parent) {
    setScene(new QGraphicsScene(this));
    setRenderHint(QPainter::Antialiasing);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setFrameShape(QFrame::StyledPanel);
    setAcceptDrops(false); // files are the window's
    viewport()->setAcceptDrops(false);
    setFocusPolicy(Qt::StrongFocus);
    setFitted(true);
    viewport()->setMouseTracking(true);
}

void CellCanvas::setPictures(const std::vector<CellPicture>& pictures) {
    pictures_ = pictures;
    items_.clear();
    scene()->clear();
    std::map<int, double> above; // by row: from its top to the line of its nodes
    std::map<int, double> below;
    double width = 0;
    for (const CellPicture& picture : pictures_) {
        auto* item = new CellItem(picture.genotype, picture.kind, alphaOf(picture));
        item->setEdgeTexts(picture.edgeTexts);
        item->setEdgeMarks(picture.marks);
        scene()->addItem(item);
        items_.push_back(item);
        const QRectF bounds = item->boundingRect();
        above[picture.row] = std::max(above[picture.row], headingHeight - bounds.top());
        below[picture.row] = std::max(below[picture.row], bounds.bottom());
        width = std::max(width, bounds.width());
    }
    std::map<int, double> line;
    double y = 0;
    for (const auto& [row, height] : above) {
        line[row] = y + height;
        y += height + below[row] + rowGap;
    }
    QStringList description;
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        const CellPicture& picture = pictures_[i];
        const QRectF bounds = items_[i]->boundingRect();
        items_[i]->setPos(picture.column * (width + columnGap) - bounds.left(), line[picture.row]);
        auto* heading = scene()->addSimpleText(picture.heading);
        QFont font = heading->font();
        font.setPixelSize(headingPixels);
        heading->setFont(font);
        heading->setBrush(colour(Colour::Text, palette()));
        heading->setPos(items_[i]->x() + bounds.left() + 4, line[picture.row] - above[picture.row]);
        description.append(picture.heading + QStringLiteral(": ") + items_[i]->description());
    }
    description_ = description.join(QStringLiteral(". "));
    scene()->setSceneRect(scene()->itemsBoundingRect());
    const bool kept = current_.picture >= 0 && current_.picture < static_cast<int>(items_.size())
        && current_.edge < items_[static_cast<std::size_t>(current_.picture)]->edgeCount();
    setCurrent(kept ? current_ : Place{});
    if (fitted_) {
        fit();
    }
}

void CellCanvas::setEditable(bool editable, const QString& invitation) {
    editable_ = editable;
    invitation_ = invitation;
    describe();
}

QRect CellCanvas::edgeRectangle(int picture, int edge) const {
    const CellItem& item = *items_.at(static_cast<std::size_t>(picture));
    return mapFromScene(item.mapRectToScene(item.edgeBox(edge))).boundingRect();
}

void CellCanvas::setFitted(bool fitted) {
    fitted_ = fitted;
    const Qt::ScrollBarPolicy policy = fitted ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded;
    if (horizontalScrollBarPolicy() != policy) {
        setHorizontalScrollBarPolicy(policy);
        setVerticalScrollBarPolicy(policy);
    }
}

void CellCanvas::fit() {
    setFitted(true);
    const QRectF whole = sceneRect();
    if (whole.isEmpty()) {
        return;
    }
    const QSizeF room = viewport()->size();
    const double scale = std::min({room.width() / whole.width(), room.height() / whole.height(), largestFit});
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(whole.center());
}

void CellCanvas::zoom(double factor) {
    setFitted(false);
    scale(factor, factor);
}

CellCanvas::Place CellCanvas::placeAt(QPoint position) const {
    const QPointF point = mapToScene(position);
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const QPointF inside = items_[i]->mapFromScene(point);
        if (!items_[i]->boundingRect().contains(inside)) {
            continue;
        }
        if (const int edge = items_[i]->edgeAt(inside); edge >= 0) {
            return {static_cast<int>(i), edge};
        }
    }
    return {};
}

QString CellCanvas::textOf(Place place) const {
    const auto i = static_cast<std::size_t>(place.picture);
    QString text = pictures_.at(i).heading + QStringLiteral(": ") + items_.at(i)->edgeDescription(place.edge);
    const std::vector<QString>& values = items_[i]->edgeTexts();
    if (static_cast<std::size_t>(place.edge) < values.size()) {
        text += QStringLiteral(", ") + values[static_cast<std::size_t>(place.edge)];
    }
    return editable_ && !invitation_.isEmpty() ? text + QStringLiteral(". ") + invitation_ : text;
}

void CellCanvas::setCurrent(Place place) {
    current_ = place;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        items_[i]->setCurrentEdge(static_cast<int>(i) == place.picture ? place.edge : -1);
    }
    describe();
}

void CellCanvas::describe() {
    setAccessibleDescription(current_.edge >= 0 ? textOf(current_) : description_);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void CellCanvas::walk(int step) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        for (int edge = 0; edge < items_[i]->edgeCount(); ++edge) {
            places.push_back({static_cast<int>(i), edge});
        }
    }
    if (places.empty()) {
        return;
    }
    const auto count = static_cast<int>(places.size());
    const auto found = std::find(places.begin(), places.end(), current_);
    const int next = found == places.end() ? (step > 0 ? 0 : count - 1)
                                           : (static_cast<int>(found - places.begin()) + step + count) % count;
    setCurrent(places[static_cast<std::size_t>(next)]);
    const QRect box = edgeRectangle(current_.picture, current_.edge);
    if (!viewport()->rect().contains(box)) {
        centerOn(mapToScene(box.center()));
    }
}

void CellCanvas::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        walk(1);
        break;
    case Qt::Key_Left:
    case Qt::Key_Up:
        walk(-1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (editable_ && current_.edge >= 0) {
            const QRect box = edgeRectangle(current_.picture, current_.edge);
            Q_EMIT edgeActivated(current_.picture, current_.edge, viewport()->mapToGlobal(box.bottomLeft()));
        }
        break;
    case Qt::Key_Plus:
        zoom(keyZoom);
        break;
    case Qt::Key_Minus:
        zoom(1 / keyZoom);
        break;
    case Qt::Key_Home:
        fit();
        break;
    case Qt::Key_Escape:
        setCurrent({});
        event->ignore(); // the window may have a use for it as well
        break;
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

void CellCanvas::wheelEvent(QWheelEvent* event) {
    zoom(std::pow(keyZoom, event->angleDelta().y() / 120.0));
    event->accept();
}

void CellCanvas::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->pos();
    QGraphicsView::mousePressEvent(event);
}

void CellCanvas::mouseMoveEvent(QMouseEvent* event) {
    QGraphicsView::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton) {
        const bool over = editable_ && placeAt(event->pos()).edge >= 0;
        viewport()->setCursor(over ? Qt::PointingHandCursor : Qt::OpenHandCursor);
    } else if ((event->pos() - pressed_).manhattanLength() >= QApplication::startDragDistance()) {
        setFitted(false);
    }
}

void CellCanvas::mouseReleaseEvent(QMouseEvent* event) {
    QGraphicsView::mouseReleaseEvent(event);
    const bool still = (event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance();
    if (event->button() != Qt::LeftButton || !still) {
        return;
    }
    const Place place = placeAt(event->pos());
    setCurrent(place);
    if (place.edge >= 0 && editable_) {
        Q_EMIT edgeActivated(place.picture, place.edge, event->globalPosition().toPoint());
    }
}

void CellCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (placeAt(event->pos()).edge < 0) {
        fit();
    }
}

void CellCanvas::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    if (fitted_) {
        fit();
    }
}

void CellCanvas::showEvent(QShowEvent* event) {
    QGraphicsView::showEvent(event);
    if (fitted_) {
        fit();
    }
}

void CellCanvas::changeEvent(QEvent* event) {
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !pictures_.empty()) {
        setPictures(std::vector(pictures_)); // headings keep their brush
    }
}

bool CellCanvas::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Place place = placeAt(help->pos());
        QToolTip::showText(help->globalPos(), place.edge >= 0 ? textOf(place) : QString(), viewport());
        return true;
    }
    return QGraphicsView::viewportEvent(event);
}

}
