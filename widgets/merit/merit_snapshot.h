// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/queries/learnt.h"
#include "core/queries/merit.h"
#include "core/records/candidate.h"

namespace paretoscope::widgets {

/// What the merit view asks of the reader.
struct MeritQuery {
    bool wanted = false;
    std::int64_t candidate = 0;
    bool operator==(const MeritQuery&) const = default;
};

/// The chosen cell beside random ones of its latency, and what is known of why.
struct MeritSnapshot {
    std::int64_t candidate = 0; ///< 0: none is chosen
    QString deviceSetting;
    records::AccuracyProtocol protocol;
    space::Shape shape;
    std::optional<queries::Merit> merit; ///< nothing without a chosen cell, or where the protocol is of no training
    /// Random cells of its latency that could be trained beside, so that there are queries::enoughRandomCells; empty
    /// where there are enough, or where no predictor says what their latency is.
    std::vector<space::Genotype> yardstick;
    std::optional<queries::Learnt> learnt; ///< nothing where no exploration has
};

}
