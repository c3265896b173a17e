// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// What the newest measuring run has taken so far.
struct MeasuringSnapshot {
    std::int64_t run = 0;
    QString deviceSetting;
    std::vector<double> latencies; ///< ms, in the order in which they came, without the sentinel's
    struct Sentinel {
        std::size_t after = 0; ///< how many others had come before it
        double ms = 0; ///< not corrected for drift
    };
    std::vector<Sentinel> sentinels;
    std::size_t architectures = 0; ///< different ones among the latencies: some are measured again to know the noise
    std::size_t unstable = 0; ///< of the latencies, those whose windows did not agree
};

/// What is asked of the reader.
struct MeasuringQuery {
    bool wanted = false; ///< the measuring can be seen
    bool operator==(const MeasuringQuery&) const = default;
};

/// The newest measuring run, read on from where it was read to; null where there is none, or none was looked at yet.
class MeasuringReader : public PartReader<MeasuringSnapshot> {
public:
    std::shared_ptr<const MeasuringSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const MeasuringSnapshot> current_;
    std::set<std::string> hashes_; ///< of the architectures
    std::int64_t lastId_ = 0; ///< of the measurements that were read
};

}
