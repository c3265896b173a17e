// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

#include "core/queries/learnt.h"
#include "core/queries/merit.h"
#include "core/records/candidate.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/reader/part_reader.h"

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

/// Asks queries::meritOf for the chosen candidate on the front's setting and protocol, while the view can be seen.
class MeritReader : public PartReader<MeritSnapshot> {
public:
    std::shared_ptr<const MeritSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const MeritSnapshot> current_;
    std::int64_t changeCounter_ = -1; ///< of the project when `current_` was read
};

}
