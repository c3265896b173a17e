// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "widgets/common/architecture_facts.h"
#include "widgets/compare/compare_choice.h"

namespace paretoscope::widgets {

/// What a comparison comes to. Differences are of the right one against the left one.
struct Verdict {
    enum class Better { Left, Neither, Right };
    struct Device {
        QString setting;
        SettingLatency left;
        SettingLatency right;
        /// (right − left) / left: negative where the right one is faster.
        [[nodiscard]] double share() const { return left.ms > 0 ? right.ms / left.ms - 1 : 0; }
        [[nodiscard]] Better better() const;
    };
    struct Accuracy {
        QString protocol; ///< its title
        double left = 0;
        double right = 0;
        double deviation = 0; ///< one standard deviation of the difference; 0 where neither is known
        bool trained = false; ///< both, once each where the deviation is not known
        [[nodiscard]] double difference() const { return right - left; }
        [[nodiscard]] double reach() const; ///< half the 95 % interval of the difference; 0 where it is not known
        [[nodiscard]] Better better() const;
    };
    std::vector<Device> devices; ///< those that know both; the one looked at first, then by name
    std::optional<Accuracy> accuracy; ///< of the front's protocol, else of the first that knows both
    QString sentence;
};

/// `current`: the device setting that is looked at.
Verdict verdictOf(
    const ProjectSnapshot& snapshot, const CompareEntry& left, const CompareEntry& right, const QString& current);

}
