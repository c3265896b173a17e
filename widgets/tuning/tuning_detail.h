// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <array>
#include <limits>
#include <optional>

#include "core/vta/views.h"
#include "widgets/tuning/tuning_snapshot.h"

namespace paretoscope::widgets {

/// What the tuning view draws of one operator. Plain numbers, computed off the GUI thread.
struct TuningDetail {
    /// One tuner: best found against measurements, over its seeds. Milliseconds; only where something valid was found.
    struct Curve {
        QString tuner;
        int seeds = 0;
        QList<QPointF> median;
        QList<QPointF> low; ///< quartiles; empty with one seed
        QList<QPointF> high;
    };
    struct Best {
        QString tuner;
        std::uint32_t index = 0;
        double ms = 0;
        std::int64_t cycles = 0;
        QString schedule;
        vta::Occupancy fill{};
        vta::Cycles clocks;
        std::uint32_t column = 0;
        std::uint32_t row = 0;
    };

    std::shared_ptr<const TuningSnapshot::Operator> source;
    std::vector<Curve> curves; ///< in the order of vta::allMethods()
    std::optional<Best> best;
    vta::SpaceMap map; ///< empty where the operator's accelerator is not at hand
    std::array<std::uint32_t, vta::reasonCount> space{}; ///< configurations by reason
    std::array<std::uint32_t, vta::reasonCount> tried{}; ///< measurements by reason
    std::uint32_t measurements = 0;

    [[nodiscard]] std::uint32_t invalidTried() const { return measurements - tried[0]; }
};

/// Looks at the whole space of the operator: some 10 ms for thousands of configurations. Any thread.
TuningDetail detailOf(std::shared_ptr<const TuningSnapshot::Operator> source);

}
