// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/cloud_item.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <utility>

namespace paretoscope::widgets {

CloudItem::CloudItem(QGraphicsItem* parent) : QGraphicsItem(parent) {
    setAcceptedMouseButtons(Qt::NoButton);
}

void CloudItem::setCloud(CloudPointer cloud) {
    cloud_ = std::move(cloud);
    stale_ = true;
    update();
}

void CloudItem::setTransformation(const PlotTransform& transform) {
    if (transform_ != transform) {
        if (transform_.area != transform.area) {
            prepareGeometryChange();
        }
        transform_ = transform;
        stale_ = true;
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

std::vector<std::uint32_t> CloudItem::visiblePoints() const {
    // Last drawn wins: walk from the top and keep the first point of each pixel and style.
    const int width = std::max(1, static_cast<int>(transform_.area.width()) + 1);
    const int height = std::max(1, static_cast<int>(transform_.area.height()) + 1);
    std::vector<std::uint8_t> taken(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    std::vector<std::uint32_t> visible;
    for (std::size_t i = cloud_->points.size(); i-- > 0;) {
        const CloudPoint& point = cloud_->points[i];
        const QPointF pixel = transform_.toPixel(point.x, point.y);
        if (!transform_.area.contains(pixel)) {
            continue;
        }
        const auto column = static_cast<std::size_t>(pixel.x() - transform_.area.left());
        const auto row = static_cast<std::size_t>(pixel.y() - transform_.area.top());
        std::uint8_t& cell = taken[row * static_cast<std::size_t>(width) + column];
        const auto bit = static_cast<std::uint8_t>(1U << (point.style % 8U));
        if ((cell & bit) == 0) {
            cell = static_cast<std::uint8_t>(cell | bit);
            visible.push_back(static_cast<std::uint32_t>(i));
        }
    }
    std::reverse(visible.begin(), visible.end());
    return visible;
}

void CloudItem::render(double devicePixelRatio) {
    picture_ = QPixmap((transform_.area.size() * devicePixelRatio).toSize());
    picture_.setDevicePixelRatio(devicePixelRatio);
    picture_.fill(Qt::transparent);
    std::vector<QPixmap> markers;
    for (const MarkerStyle& style : cloud_->styles) {
        markers.push_back(markerPixmap(style, background_, devicePixelRatio));
    }
    std::vector<std::vector<QPainter::PixmapFragment>> fragments(markers.size());
    const std::vector<std::uint32_t> visible = visiblePoints();
    for (const std::uint32_t index : visible) {
        const CloudPoint& point = cloud_->points[index];
        const QPointF pixel = transform_.toPixel(point.x, point.y) - transform_.area.topLeft();
        const QPixmap& marker = markers.at(point.style);
        fragments[point.style].push_back(QPainter::PixmapFragment::create(
            pixel, QRectF(QPointF(), QSizeF(marker.size())), 1 / devicePixelRatio, 1 / devicePixelRatio));
    }
    QPainter painter(&picture_);
    for (std::size_t style = 0; style < markers.size(); ++style) {
        painter.drawPixmapFragments(fragments[style].data(), static_cast<int>(fragments[style].size()), markers[style]);
    }
    stale_ = false;
    ++renderings_;
    markersDrawn_ = static_cast<int>(visible.size());
}

void CloudItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    if (!cloud_ || cloud_->points.empty() || transform_.area.isEmpty()) {
        return;
    }
    const auto engine = painter->paintEngine()->type();
    if (engine == QPaintEngine::SVG || engine == QPaintEngine::Pdf || engine == QPaintEngine::Picture) {
        painter->save();
        painter->setClipRect(transform_.area);
        for (const std::uint32_t index : visiblePoints()) {
            const CloudPoint& point = cloud_->points[index];
            drawMarker(*painter, transform_.toPixel(point.x, point.y), cloud_->styles.at(point.style), background_);
        }
        painter->restore();
        return;
    }
    const double ratio = painter->device()->devicePixelRatioF();
    if (stale_ || picture_.devicePixelRatio() != ratio) {
        render(ratio);
    }
    painter->drawPixmap(transform_.area.topLeft(), picture_);
}

}
