// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/part_reader.h"
#include "widgets/search/measuring_snapshot.h"

namespace paretoscope::widgets {

/// The newest measuring run, read on from where it was read to; null where there is none, or none was looked at yet.
class MeasuringReader : public PartReader<MeasuringSnapshot> {
public:
    std::shared_ptr<const MeasuringSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const MeasuringSnapshot> current_;
    std::int64_t lastId_ = 0; ///< of the measurements that were read
};

}
