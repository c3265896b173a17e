// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "widgets/plot/marker.h"

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

}
