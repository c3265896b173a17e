// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_snapshot.h"
#include "widgets/merit/merit_snapshot.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Asks queries::meritOf for the chosen candidate on the front's setting and protocol, while the view can be seen.
class MeritReader : public PartReader<MeritSnapshot> {
public:
    std::shared_ptr<const MeritSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const MeritSnapshot> current_;
    std::int64_t changeCounter_ = -1; ///< of the project when `current_` was read
};

}
