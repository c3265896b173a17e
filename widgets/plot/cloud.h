// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <cstdint>
#include <memory>
#include <vector>

#include "widgets/plot/marker.h"
#include "widgets/plot/plot_transform.h"

namespace paretoscope::widgets {

/// One point of a cloud; `style` is an index into Cloud::styles. Later points are drawn over earlier ones.
struct CloudPoint {
    double x = 0;
    double y = 0;
    std::uint32_t style = 0;
};

/// The points of a plot: immutable once handed over, so that a reader thread may build it and a view only keeps it.
struct Cloud {
    std::vector<CloudPoint> points;
    std::vector<MarkerStyle> styles;
};
using CloudPointer = std::shared_ptr<const Cloud>;

/// Nearest-point search in pixels for one transform: a grid of cells, built in O(points), asked in O(points near the
/// pixel).
class HitGrid {
public:
    void rebuild(const Cloud& cloud, const PlotTransform& transform);
    /// Index of the nearest point within `radius` pixels, the topmost of equally near ones; -1 for none.
    [[nodiscard]] int nearest(QPointF pixel, double radius) const;

private:
    struct Entry {
        float x;
        float y;
        std::int32_t index;
    };
    static constexpr double cellSize = 16;

    [[nodiscard]] int cellOf(double x, double y) const;

    PlotTransform transform_;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::uint32_t> starts_; ///< first entry of each cell, one more than cells
    std::vector<Entry> entries_;
};

}
