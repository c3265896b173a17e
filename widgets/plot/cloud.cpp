// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/cloud.h"

#include <algorithm>
#include <cmath>

namespace paretoscope::widgets {

int HitGrid::cellOf(double x, double y) const {
    const int column = std::clamp(static_cast<int>((x - transform_.area.left()) / cellSize), 0, columns_ - 1);
    const int row = std::clamp(static_cast<int>((y - transform_.area.top()) / cellSize), 0, rows_ - 1);
    return row * columns_ + column;
}

void HitGrid::rebuild(const Cloud& cloud, const PlotTransform& transform) {
    transform_ = transform;
    columns_ = std::max(1, static_cast<int>(std::ceil(transform.area.width() / cellSize)) + 1);
    rows_ = std::max(1, static_cast<int>(std::ceil(transform.area.height() / cellSize)) + 1);
    std::vector<Entry> visible;
    visible.reserve(cloud.points.size());
    for (std::size_t i = 0; i < cloud.points.size(); ++i) {
        const QPointF pixel = transform.toPixel(cloud.points[i].x, cloud.points[i].y);
        if (transform.area.contains(pixel)) {
            visible.push_back(
                {static_cast<float>(pixel.x()), static_cast<float>(pixel.y()), static_cast<std::int32_t>(i)});
        }
    }
    // Counting sort by cell.
    starts_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1, 0);
    for (const Entry& entry : visible) {
        ++starts_[static_cast<std::size_t>(cellOf(entry.x, entry.y)) + 1];
    }
    for (std::size_t i = 1; i < starts_.size(); ++i) {
        starts_[i] += starts_[i - 1];
    }
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    entries_.resize(visible.size());
    for (const Entry& entry : visible) {
        entries_[next[static_cast<std::size_t>(cellOf(entry.x, entry.y))]++] = entry;
    }
}

int HitGrid::nearest(QPointF pixel, double radius) const {
    if (entries_.empty()) {
        return -1;
    }
    const auto column = [this](
                            double x) { return static_cast<int>(std::floor((x - transform_.area.left()) / cellSize)); };
    const auto row = [this](double y) { return static_cast<int>(std::floor((y - transform_.area.top()) / cellSize)); };
    int best = -1;
    double bestDistance = radius * radius;
    for (int r = std::max(0, row(pixel.y() - radius)); r <= std::min(rows_ - 1, row(pixel.y() + radius)); ++r) {
        for (int c = std::max(0, column(pixel.x() - radius)); c <= std::min(columns_ - 1, column(pixel.x() + radius));
             ++c) {
            const auto cell = static_cast<std::size_t>(r * columns_ + c);
            for (std::uint32_t i = starts_[cell]; i < starts_[cell + 1]; ++i) {
                const Entry& entry = entries_[i];
                const double dx = entry.x - pixel.x();
                const double dy = entry.y - pixel.y();
                const double distance = dx * dx + dy * dy;
                if (distance < bestDistance || (distance == bestDistance && entry.index > best)) {
                    best = entry.index;
                    bestDistance = distance;
                }
            }
        }
    }
    return best;
}

}
