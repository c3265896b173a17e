// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/space/search_space.h"
#include "widgets/front/front_choice.h"

namespace paretoscope::widgets {

/// What a rising λ chooses, edge by edge: interval i lies between breakpoints[i - 1] and breakpoints[i] (0 and infinity
/// at the ends) and chooses the candidate points[i].
struct LambdaPath {
    /// An edge that carries an operation in at least one interval.
    struct Row {
        int kind = 0; ///< of the cell
        int source = 0;
        int target = 0;
        std::vector<space::Operation> operations; ///< by interval, None where the edge is not chosen
    };
    space::SpaceId space{};
    std::vector<double> breakpoints;
    std::vector<int> points; ///< indices into the front's points
    std::vector<Row> rows; ///< by kind, target and source

    [[nodiscard]] bool empty() const { return rows.empty(); }
    /// Interval that holds λ.
    [[nodiscard]] std::size_t intervalAt(double lambda) const;
    /// A λ inside of an interval: 0 for the first, the geometric mean of the ends, beyond the last break point.
    [[nodiscard]] double lambdaIn(std::size_t interval) const;
};

/// Empty where the hull's candidates are not known in full or belong to several spaces.
LambdaPath lambdaPath(const FrontChoice& choice);

}
