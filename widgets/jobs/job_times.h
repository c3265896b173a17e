// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/options/jobs.h"
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
    struct Search {
        std::int64_t run = 0;
        options::SearchConfig config;
        double stepMs = 0;
    };
    std::optional<Measuring> measuring; ///< the newest one
    std::optional<Search> search; ///< the newest one
};

/// How long a job would take if it went as the one before it in this project did.
struct ExpectedTime {
    double seconds = 0;
    std::int64_t asRun = 0; ///< 0: the job says itself how long it may take
};

/// Nothing where no job tells. What has been measured already is not measured again.
std::optional<ExpectedTime> expectedTime(const options::JobConfig& config, const ProjectSnapshot& snapshot);

class JobTimesReader : public PartReader<JobTimes> {
public:
    std::shared_ptr<const JobTimes> read(Reading& reading) override;

private:
    std::shared_ptr<const JobTimes> last_ = std::make_shared<const JobTimes>();
    std::int64_t measuring_ = 0; ///< runs that were looked at last
    std::int64_t search_ = 0;
};

}
