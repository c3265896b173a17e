// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_times.h"

#include <QDateTime>
#include <algorithm>

#include "core/base/error.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

/// The newest run of a kind that has ended, with whatever it did; null for none.
const records::Run* newestEnded(const ProjectSnapshot& snapshot, records::JobKind kind) {
    const auto found = std::ranges::find_if(snapshot.runs, [kind](const records::Run& run) {
        return run.kind == kind
            && (run.state == records::RunState::Finished || run.state == records::RunState::Interrupted);
    });
    return found == snapshot.runs.end() ? nullptr : &*found;
}

std::optional<JobTimes::Measuring> measuringOf(const store::Project& project, const records::Run& run) {
    constexpr std::int64_t fewest = 3;
    const auto config = options::jobConfigFromJson<options::MeasureConfig>(run.configuration);
    JobTimes::Measuring measuring{run.id, options::settingOr(config.deviceSetting), config.network};
    const store::SessionSpan span = project.sessionSpan(measuring.deviceSetting, records::sessionOfRun(run.id));
    const auto dateOf = [](const std::string& text) {
        return QDateTime::fromString(toQString(text), Qt::ISODateWithMs);
    };
    const double seconds = static_cast<double>(dateOf(span.firstTakenAt).msecsTo(dateOf(span.lastTakenAt))) / 1000;
    if (span.measurements < fewest || seconds <= 0) {
        return std::nullopt;
    }
    measuring.secondsEach = seconds / static_cast<double>(span.measurements - 1);
    return measuring;
}

template <typename Read>
auto orNothing(const Read& read) -> decltype(read()) {
    try {
        return read();
    } catch (const Error&) {
        return std::nullopt; // another version's record: nothing is known of it
    }
}

struct TimeOf {
    const JobTimes& times;
    const ProjectSnapshot& snapshot;

    std::optional<ExpectedTime> operator()(const options::MeasureConfig& config) const {
        const records::DeviceSetting setting = options::settingOr(config.deviceSetting);
        if (!times.measuring || times.measuring->deviceSetting != setting
            || times.measuring->network != config.network) {
            return std::nullopt;
        }
        double known = 0;
        for (const store::DeviceSettingSummary& summary : snapshot.settings) {
            if (summary.deviceSetting == setting && summary.space == config.network.space
                && summary.shape == config.network.shape) {
                known = static_cast<double>(summary.architectures);
            }
        }
        const double wanted = config.genotypes.empty()
            ? std::max(0.0, config.architectures - known) * (1 + config.repeatShare)
            : static_cast<double>(config.genotypes.size());
        const double seconds = wanted * times.measuring->secondsEach;
        return ExpectedTime{
            config.budgetSeconds > 0 ? std::min(seconds, config.budgetSeconds) : seconds, times.measuring->run};
    }
    std::optional<ExpectedTime> operator()(const options::SearchConfig& config) const {
        return times.search ? queries::expectedTime(config, *times.search) : std::nullopt;
    }
    std::optional<ExpectedTime> operator()(const options::TrainConfig& config) const {
        return times.training ? queries::expectedTime(config, *times.training) : std::nullopt;
    }
    std::optional<ExpectedTime> operator()(const options::ExploreConfig& config) const {
        return config.trainings ? std::nullopt : std::optional(ExpectedTime{60 * config.minutes, 0});
    }
    template <typename Other>
    std::optional<ExpectedTime> operator()(const Other&) const {
        return std::nullopt;
    }
};

}

std::optional<ExpectedTime> expectedTime(const options::JobConfig& config, const ProjectSnapshot& snapshot) {
    const auto times = snapshot.part<JobTimes>();
    const JobTimes none;
    return std::visit(TimeOf{times ? *times : none, snapshot}, config);
}

std::shared_ptr<const JobTimes> JobTimesReader::read(Reading& reading) {
    const auto idOf = [](const records::Run* run) { return run != nullptr ? run->id : 0; };
    const records::Run* measuring = newestEnded(reading.snapshot(), records::JobKind::Measure);
    const records::Run* search = newestEnded(reading.snapshot(), records::JobKind::Search);
    const records::Run* training = newestEnded(reading.snapshot(), records::JobKind::Train);
    if (idOf(measuring) == measuring_ && idOf(search) == search_ && idOf(training) == training_) {
        return last_;
    }
    measuring_ = idOf(measuring);
    search_ = idOf(search);
    training_ = idOf(training);
    auto times = std::make_shared<JobTimes>();
    if (measuring != nullptr) {
        times->measuring = orNothing([&] { return measuringOf(reading.project(), *measuring); });
    }
    if (search != nullptr) {
        times->search = orNothing([&] { return queries::searchPace(reading.project(), *search); });
    }
    if (training != nullptr) {
        times->training = orNothing([&] { return queries::trainingPace(*training); });
    }
    last_ = std::move(times);
    return last_;
}

}
