// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/cloud_item.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace paretoscope::widgets {

namespace {
/// From here on marks lie so close that one in four pixels shows no less.
constexpr std::size_t manyPoints = 200'000;
/// A vector picture of more marks is tens of megabytes: they become one image in it.
constexpr std::size_t mostVectorMarks = 5000;
constexpr double pictureRatio = 2;

double onAxis(const AxisRange& range, double value) {
    return range.logarithmic ? std::log(value) : value;
}

/// From the axes to pixels of the plot area, its upper left corner being 0; x already measured as the axis does.
struct Placement {
    explicit Placement(const PlotTransform& transform)
        : left(onAxis(transform.x, transform.x.minimum))
        , top(transform.y.maximum)
        , scaleX(transform.area.width() / (onAxis(transform.x, transform.x.maximum) - left))
        , scaleY(transform.area.height() / (top - transform.y.minimum)) { }
    [[nodiscard]] double x(double onAxisX) const { return (onAxisX - left) * scaleX; }
    [[nodiscard]] double y(double value) const { return (top - value) * scaleY; }
    /// What a part of the plot area shows, and a pixel beside it for what rounding moves.
    [[nodiscard]] QRectF shownBy(const QRectF& part) const {
        return {QPointF(left + (part.left() - 1) / scaleX, top - (part.bottom() + 1) / scaleY),
            QPointF(left + (part.right() + 1) / scaleX, top - (part.top() - 1) / scaleY)};
    }

    double left;
    double top;
    double scaleX;
    double scaleY;
};

/// Pixels by which an axis of this length moves its contents towards its upper end; nothing where its scale changes.
std::optional<double> shiftAlong(const AxisRange& from, const AxisRange& to, double length) {
    if (from.logarithmic != to.logarithmic) {
        return std::nullopt;
    }
    const double before = onAxis(from, from.maximum) - onAxis(from, from.minimum);
    const double after = onAxis(to, to.maximum) - onAxis(to, to.minimum);
    constexpr double sameScale = 1e-9;
    if (!(std::abs(after - before) <= sameScale * before)) {
        return std::nullopt;
    }
    return (onAxis(from, from.minimum) - onAxis(to, to.minimum)) / after * length;
}

/// How far the contents move between two transforms; nothing where they do more than move.
std::optional<QPointF> shiftBetween(const PlotTransform& from, const PlotTransform& to) {
    if (from.area != to.area) {
        return std::nullopt;
    }
    const auto x = shiftAlong(from.x, to.x, to.area.width());
    const auto y = shiftAlong(from.y, to.y, to.area.height());
    return x && y ? std::optional(QPointF(*x, -*y)) : std::nullopt;
}
}

CloudItem::CloudItem(QGraphicsItem* parent) : QGraphicsItem(parent) {
    setAcceptedMouseButtons(Qt::NoButton);
}

void CloudItem::setCloud(CloudPointer cloud) {
    cloud_ = std::move(cloud);
    index_.reset();
    stale_ = true;
    update();
}

void CloudItem::setTransformation(const PlotTransform& transform) {
    if (transform_ != transform) {
        if (transform_.area != transform.area) {
            prepareGeometryChange();
        }
        transform_ = transform;
        update();
    }
}

void CloudItem::setBackground(const QColor& background) {
    background_ = background;
    stale_ = true;
    update();
}

QRectF CloudItem::boundingRect() const {
    return transform_.area;
}

const CloudIndex& CloudItem::index() const {
    if (!index_ || index_->logarithmicX() != transform_.x.logarithmic) {
        index_.emplace(*cloud_, transform_.x.logarithmic);
    }
    return *index_;
}

int CloudItem::nearest(QPointF pixel, double radius) const {
    if (!cloud_ || cloud_->points.empty() || transform_.area.isEmpty()) {
        return -1;
    }
    const Placement place(transform_);
    const QRectF area(QPointF(), transform_.area.size());
    const QPointF at = pixel - transform_.area.topLeft();
    const std::vector<double>& axisX = index().x();
    int nearest = -1;
    double nearestSquare = radius * radius;
    const QPointF corner(radius, radius);
    index().visitFromTop(place.shownBy({at - corner, at + corner}), [&](std::size_t i) {
        const QPointF point(place.x(axisX[i]), place.y(cloud_->points[i].y));
        const QPointF away = point - at;
        const double square = QPointF::dotProduct(away, away);
        if (square < nearestSquare && area.contains(point)) {
            nearest = static_cast<int>(i);
            nearestSquare = square;
        }
    });
    return nearest;
}

std::vector<std::uint32_t> CloudItem::visiblePoints(const QRectF& part) const {
    // Last drawn wins: walk from the top and keep the first point of each pixel (of a large cloud: of four) and style.
    const Placement place(transform_);
    const std::vector<double>& axisX = index().x();
    const int cell = cloud_->points.size() > manyPoints ? 2 : 1;
    const int width = std::max(1, static_cast<int>(part.width()) / cell + 2);
    const int height = std::max(1, static_cast<int>(part.height()) / cell + 2);
    std::vector<std::uint16_t> taken(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    std::vector<std::uint32_t> visible;
    index().visitFromTop(place.shownBy(part), [&](std::size_t i) {
        const CloudPoint& point = cloud_->points[i];
        const double x = place.x(axisX[i]) - part.left();
        const double y = place.y(point.y) - part.top();
        if (!(x >= 0 && x <= part.width() && y >= 0 && y <= part.height())) {
            return; // also where a number is none
        }
        const auto column = static_cast<std::size_t>(static_cast<int>(x) / cell);
        const auto row = static_cast<std::size_t>(static_cast<int>(y) / cell);
        std::uint16_t& mark = taken[row * static_cast<std::size_t>(width) + column];
        const auto bit = static_cast<std::uint16_t>(1U << (point.style % 16U));
        if ((mark & bit) == 0) {
            mark = static_cast<std::uint16_t>(mark | bit);
            visible.push_back(static_cast<std::uint32_t>(i));
        }
    });
    std::reverse(visible.begin(), visible.end());
    return visible;
}

void CloudItem::drawMarkers(const QRectF& part) {
    const double ratio = picture_.devicePixelRatio();
    double reach = 0; // of a marker beyond its centre
    for (const QPixmap& marker : markers_) {
        reach = std::max(reach, std::ceil(marker.width() / ratio / 2));
    }
    std::vector<std::vector<QPainter::PixmapFragment>> fragments(markers_.size());
    const std::vector<std::uint32_t> visible = visiblePoints(part.adjusted(-reach, -reach, reach, reach));
    const Placement place(transform_);
    const std::vector<double>& axisX = index().x();
    for (const std::uint32_t i : visible) {
        const CloudPoint& point = cloud_->points[i];
        const QPointF pixel(place.x(axisX[i]), place.y(point.y));
        fragments.at(point.style)
            .push_back(QPainter::PixmapFragment::create(
                pixel, QRectF(QPointF(), QSizeF(markers_[point.style].size())), 1 / ratio, 1 / ratio));
    }
    QPainter painter(&picture_);
    painter.setClipRect(part);
    for (std::size_t style = 0; style < markers_.size(); ++style) {
        painter.drawPixmapFragments(
            fragments[style].data(), static_cast<int>(fragments[style].size()), markers_[style]);
    }
}

void CloudItem::render(double devicePixelRatio) {
    picture_ = QPixmap((transform_.area.size() * devicePixelRatio).toSize());
    picture_.setDevicePixelRatio(devicePixelRatio);
    picture_.fill(Qt::transparent);
    markers_.clear();
    for (const MarkerStyle& style : cloud_->styles) {
        markers_.push_back(markerPixmap(style, background_, devicePixelRatio));
    }
    drawMarkers(QRectF(QPointF(), transform_.area.size()));
    drawn_ = transform_;
    stale_ = false;
    ++renderings_;
}

bool CloudItem::move() {
    const std::optional<QPointF> shift = shiftBetween(drawn_, transform_);
    if (!shift) {
        return false;
    }
    const double ratio = picture_.devicePixelRatio();
    const QPointF pixels = *shift * ratio;
    const QPoint whole = pixels.toPoint();
    constexpr double slack = 1e-3; // of a pixel: what a drag of a thousand steps adds up to is still less than one
    if (std::abs(pixels.x() - whole.x()) > slack || std::abs(pixels.y() - whole.y()) > slack
        || std::abs(whole.x()) >= picture_.width() || std::abs(whole.y()) >= picture_.height()) {
        return false;
    }
    QRegion exposed;
    picture_.scroll(whole.x(), whole.y(), QRect(QPoint(), picture_.size()), &exposed);
    for (const QRect& strip : exposed) {
        const QRectF part(QPointF(strip.topLeft()) / ratio, QSizeF(strip.size()) / ratio);
        {
            QPainter painter(&picture_);
            painter.setCompositionMode(QPainter::CompositionMode_Source);
            painter.fillRect(part, Qt::transparent);
        }
        drawMarkers(part);
    }
    drawn_ = transform_;
    ++moves_;
    return true;
}

void CloudItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    if (!cloud_ || cloud_->points.empty() || transform_.area.isEmpty()) {
        return;
    }
    const auto engine = painter->paintEngine()->type();
    if (engine == QPaintEngine::SVG || engine == QPaintEngine::Pdf || engine == QPaintEngine::Picture) {
        const std::vector<std::uint32_t> visible = visiblePoints(QRectF(QPointF(), transform_.area.size()));
        if (visible.size() > mostVectorMarks) {
            render(pictureRatio);
            painter->drawPixmap(transform_.area.topLeft(), picture_);
            return;
        }
        painter->save();
        painter->setClipRect(transform_.area);
        for (const std::uint32_t i : visible) {
            const CloudPoint& point = cloud_->points[i];
            drawMarker(*painter, transform_.toPixel(point.x, point.y), cloud_->styles.at(point.style), background_);
        }
        painter->restore();
        return;
    }
    const double ratio = painter->device()->devicePixelRatioF();
    const bool isCurrent = !stale_ && picture_.devicePixelRatio() == ratio;
    if (!isCurrent || (drawn_ != transform_ && !move())) {
        render(ratio);
    }
    painter->drawPixmap(transform_.area.topLeft(), picture_);
}

}
