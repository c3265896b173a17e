// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/cloud_item.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace paretoscope::widgets {

namespace {
/// From here on marks lie so close that one in four pixels shows no less.
constexpr std::size_t manyPoints = 200'000;
/// A vector picture of more marks is tens of megabytes: they become one image in it.
constexpr std::size_t mostVectorMarks = 5000;
constexpr double pictureRatio = 2;
}

CloudItem::CloudItem(QGraphicsItem* parent) : QGraphicsItem(parent) {
    setAcceptedMouseButtons(Qt::NoButton);
}

void CloudItem::setCloud(CloudPointer cloud) {
    cloud_ = std::move(cloud);
    axisX_.clear();
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

void CloudItem::placeOnAxis() const {
    const bool logarithmic = transform_.x.logarithmic;
    if (axisX_.size() == cloud_->points.size() && axisLogarithmic_ == logarithmic) {
        return;
    }
    axisX_.resize(cloud_->points.size());
    for (std::size_t i = 0; i < axisX_.size(); ++i) {
        axisX_[i] = logarithmic ? std::log(cloud_->points[i].x) : cloud_->points[i].x;
    }
    axisLogarithmic_ = logarithmic;
}

std::vector<std::uint32_t> CloudItem::visiblePoints() const {
    // Last drawn wins: walk from the top and keep the first point of each pixel (of a large cloud: of four) and style.
    placeOnAxis();
    const int cell = cloud_->points.size() > manyPoints ? 2 : 1;
    const QRectF& area = transform_.area;
    const int width = std::max(1, static_cast<int>(area.width()) / cell + 1);
    const int height = std::max(1, static_cast<int>(area.height()) / cell + 1);
    const auto onAxis = [this](double x) { return transform_.x.logarithmic ? std::log(x) : x; };
    const double x0 = onAxis(transform_.x.minimum);
    const double scaleX = area.width() / (onAxis(transform_.x.maximum) - x0);
    const double scaleY = area.height() / (transform_.y.maximum - transform_.y.minimum);
    std::vector<std::uint8_t> taken(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    std::vector<std::uint32_t> visible;
    for (std::size_t i = cloud_->points.size(); i-- > 0;) {
        const CloudPoint& point = cloud_->points[i];
        const double x = (axisX_[i] - x0) * scaleX;
        const double y = (transform_.y.maximum - point.y) * scaleY;
        if (!(x >= 0 && x <= area.width() && y >= 0 && y <= area.height())) {
            continue; // also where a number is none
        }
        const auto column = static_cast<std::size_t>(static_cast<int>(x) / cell);
        const auto row = static_cast<std::size_t>(static_cast<int>(y) / cell);
        std::uint8_t& mark = taken[row * static_cast<std::size_t>(width) + column];
        const auto bit = static_cast<std::uint8_t>(1U << (point.style % 8U));
        if ((mark & bit) == 0) {
            mark = static_cast<std::uint8_t>(mark | bit);
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
        const std::vector<std::uint32_t> visible = visiblePoints();
        if (visible.size() > mostVectorMarks) {
            render(pictureRatio);
            painter->drawPixmap(transform_.area.topLeft(), picture_);
            return;
        }
        painter->save();
        painter->setClipRect(transform_.area);
        for (const std::uint32_t index : visible) {
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
