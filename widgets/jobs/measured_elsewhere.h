// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/options/jobs.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Which of this computer's settings were measured on another one, as in a project that was carried here: a part of the
/// snapshot. The engine refuses to measure more there.
struct MeasuredElsewhere {
    /// Device setting and network, as texts.
    using Key = std::pair<std::string, std::string>;
    std::map<Key, QString> hardware; ///< the processor or GPU they were measured on
    bool operator==(const MeasuredElsewhere&) const = default;
};

/// Why this job cannot measure here, in words of the window; empty where it can, or does not measure.
QString whyNotMeasuredHere(const options::JobConfig& config, const ProjectSnapshot& snapshot);

class MeasuredElsewhereReader : public PartReader<MeasuredElsewhere> {
public:
    std::shared_ptr<const MeasuredElsewhere> read(Reading& reading) override;

private:
    std::map<MeasuredElsewhere::Key, QString> known_; ///< the hardware, this computer's too
    std::shared_ptr<const MeasuredElsewhere> last_ = std::make_shared<const MeasuredElsewhere>();
};

}
