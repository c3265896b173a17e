// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/records/run.h"
#include "core/store/project.h"
#include "core/vta/tuner.h"
#include "core/vta/tuning_plan.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// What the project knows of tuning for the VTA. Immutable; operators that did not change are shared between snapshots.
struct TuningSnapshot {
    /// One tuning of an operator.
    struct Series {
        QString tuner; ///< vta::methodName()
        std::uint64_t seed = 0;
        std::vector<vta::Trial> trials; ///< in measuring order
    };
    struct Operator {
        QString key; ///< vta::Task::key()
        std::shared_ptr<const vta::Task> task; ///< null where its accelerator is not at hand
        std::vector<Series> series;
        /// In the language of now: snapshots outlive a change of it. The key where the task is not known.
        [[nodiscard]] QString title() const;
    };
    /// A network that a finished run has tuned.
    struct Network {
        std::int64_t run = 0;
        QString title;
        double vtaMs = 0;
        double cpuMs = 0;
        double layoutMs = 0;
        bool operator==(const Network&) const = default;
    };

    std::vector<std::shared_ptr<const Operator>> operators; ///< by their first trial
    std::vector<Network> networks; ///< newest first
    std::int64_t lastTrial = 0; ///< id of the newest trial seen
    std::int64_t trials = 0;
};
using TuningPointer = std::shared_ptr<const TuningSnapshot>;

/// Reads only what is new since `before` (may be null), which comes back where nothing is. Not for the GUI thread.
/// Throws Error.
TuningPointer readTuning(
    const store::Project& project, const std::vector<records::Run>& runs, const TuningPointer& before);

class TuningReader : public PartReader<TuningSnapshot> {
public:
    TuningPointer read(Reading& reading) override {
        return before_ = readTuning(reading.project(), reading.snapshot().runs, before_);
    }

private:
    TuningPointer before_; ///< what is only ever added to is read from where this ended
};

/// "Convolution 3×3, 64 → 128 channels, 56×56, stride 2".
QString operatorTitle(const vta::Workload& workload);

}
