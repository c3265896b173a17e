// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/options/jobs.h"
#include "core/queries/expected_time.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// What jobs took in this project: a part of the snapshot.
struct JobTimes {
    struct Measuring {
        std::int64_t run = 0;
        records::DeviceSetting deviceSetting;
        options::NetworkConfig network;
        double secondsEach = 0; ///< from one measurement to the next, repeats and sentinels included
    };
    struct Fitting {
        std::int64_t run = 0;
        records::DeviceSetting deviceSetting;
        double seconds = 0; ///< of the whole
    };
    // The newest ones, newest first.
    std::vector<Measuring> measurings;
    std::vector<Fitting> fittings;
    std::vector<queries::SearchPace> searches;
    std::vector<queries::TrainingPace> trainings;
};

using queries::ExpectedTime;

/// How long a job would take if it went as the one before it in this project did. Nothing where no job tells. What has
/// been measured already is not measured again.
std::optional<ExpectedTime> expectedTime(const options::JobConfig& config, const ProjectSnapshot& snapshot);

class JobTimesReader : public PartReader<JobTimes> {
public:
    std::shared_ptr<const JobTimes> read(Reading& reading) override;

private:
    std::shared_ptr<const JobTimes> last_ = std::make_shared<const JobTimes>();
    std::vector<std::int64_t> runs_; ///< that were looked at last
};

}
