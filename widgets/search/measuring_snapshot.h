// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <vector>

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
    std::size_t unstable = 0; ///< of the latencies, those whose windows did not agree
};

/// What is asked of the reader.
struct MeasuringQuery {
    bool wanted = false; ///< the measuring can be seen
    bool operator==(const MeasuringQuery&) const = default;
};

}
