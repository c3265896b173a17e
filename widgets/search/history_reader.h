// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/part_reader.h"
#include "widgets/search/history_snapshot.h"

namespace paretoscope::widgets {

/// The history of the newest search; null where there is none.
class HistoryReader : public PartReader<HistorySnapshot> {
public:
    std::shared_ptr<const HistorySnapshot> read(Reading& reading) override;
};

}
