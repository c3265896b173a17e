// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/cloud_index.h"

#include <cmath>
#include <limits>

namespace paretoscope::widgets {

CloudIndex::CloudIndex(const Cloud& cloud, bool logarithmicX) : logarithmicX_(logarithmicX) {
    const double infinity = std::numeric_limits<double>::infinity();
    double lowX = infinity;
    double highX = -infinity;
    double lowY = infinity;
    double highY = -infinity;
    const auto isPlaced = [&](std::size_t i) { return std::isfinite(x_[i]) && std::isfinite(cloud.points[i].y); };
    x_.resize(cloud.points.size());
    for (std::size_t i = 0; i < x_.size(); ++i) {
        x_[i] = logarithmicX ? std::log(cloud.points[i].x) : cloud.points[i].x;
        if (isPlaced(i)) {
            lowX = std::min(lowX, x_[i]);
            highX = std::max(highX, x_[i]);
            lowY = std::min(lowY, cloud.points[i].y);
            highY = std::max(highY, cloud.points[i].y);
        }
    }
    const auto axis = [](double low, double high) {
        const double scale = side / (high - low); // of one value only, or of none, all lie in the first cell
        return Axis{std::isfinite(low) ? low : 0, std::isfinite(scale) ? scale : 0};
    };
    axisX_ = axis(lowX, highX);
    axisY_ = axis(lowY, highY);
    // Counting sort by cell.
    const auto cellOf = [&](std::size_t i) {
        return static_cast<std::size_t>(axisY_.cell(cloud.points[i].y) * side + axisX_.cell(x_[i]));
    };
    starts_.assign(static_cast<std::size_t>(side) * side + 1, 0);
    for (std::size_t i = 0; i < x_.size(); ++i) {
        if (isPlaced(i)) {
            ++starts_[cellOf(i) + 1];
        }
    }
    for (std::size_t cell = 1; cell < starts_.size(); ++cell) {
        starts_[cell] += starts_[cell - 1];
    }
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    order_.resize(starts_.back());
    for (std::size_t i = 0; i < x_.size(); ++i) {
        if (isPlaced(i)) {
            order_[next[cellOf(i)]++] = static_cast<std::uint32_t>(i);
        }
    }
}

CloudIndex::Cells CloudIndex::cellsOf(const QRectF& range) const {
    return {
        axisX_.cell(range.left()), axisX_.cell(range.right()), axisY_.cell(range.top()), axisY_.cell(range.bottom())};
}

bool CloudIndex::collect(const Cells& cells, std::vector<std::uint32_t>& points) const {
    constexpr std::size_t worthwhile = 8; // sorting one in so many takes no longer than looking at all
    const auto place = [this](int row, int column) {
        return starts_[static_cast<std::size_t>(row) * side + static_cast<std::size_t>(column)];
    };
    std::size_t count = 0;
    for (int row = cells.top; row <= cells.bottom; ++row) {
        count += place(row, cells.right + 1) - place(row, cells.left);
    }
    if (count > x_.size() / worthwhile) {
        return false;
    }
    points.reserve(count);
    for (int row = cells.top; row <= cells.bottom; ++row) {
        points.insert(
            points.end(), order_.begin() + place(row, cells.left), order_.begin() + place(row, cells.right + 1));
    }
    return true;
}

}
