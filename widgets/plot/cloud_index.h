// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "widgets/plot/cloud.h"

namespace paretoscope::widgets {

/// The points of a cloud by place, so that a small part of the plot is drawn or asked without a look at all of them.
/// In the coordinates of the axes (x as its logarithm on a logarithmic one): panning and zooming keep it.
class CloudIndex {
public:
    /// O(points). Points with a number that is not finite on its axis are in no place.
    CloudIndex(const Cloud& cloud, bool logarithmicX);

    [[nodiscard]] bool logarithmicX() const { return logarithmicX_; }
    /// x of the points as the axis measures it.
    [[nodiscard]] const std::vector<double>& x() const { return x_; }

    /// Calls `visit` with the index of every point that lies in `range`, and of some that do not, the last point first.
    template <typename Visit>
    void visitFromTop(const QRectF& range, Visit visit) const {
        const Cells cells = cellsOf(range);
        std::vector<std::uint32_t> near;
        if (!collect(cells, near)) {
            for (std::size_t i = x_.size(); i-- > 0;) {
                visit(i);
            }
            return;
        }
        std::sort(near.begin(), near.end(), std::greater<>());
        for (const std::uint32_t i : near) {
            visit(static_cast<std::size_t>(i));
        }
    }

private:
    static constexpr int side = 128; ///< cells along each axis

    struct Axis {
        double low = 0;
        double scale = 0; ///< cells a unit
        [[nodiscard]] int cell(double value) const {
            return static_cast<int>(std::clamp((value - low) * scale, 0.0, side - 1.0));
        }
    };
    struct Cells {
        int left;
        int right;
        int top;
        int bottom;
    };

    [[nodiscard]] Cells cellsOf(const QRectF& range) const;
    /// The points of some cells; false, and nothing to go by, where they are so many that all can be looked at.
    [[nodiscard]] bool collect(const Cells& cells, std::vector<std::uint32_t>& points) const;

    bool logarithmicX_;
    std::vector<double> x_;
    Axis axisX_;
    Axis axisY_;
    std::vector<std::uint32_t> starts_; ///< the first place in order_ of each cell, one more than cells
    std::vector<std::uint32_t> order_; ///< point indices by cell
};

}
