// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_times.h"

#include <QDateTime>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t mostAsked = 10; ///< runs of a kind: an older one tells little of this computer

/// The newest runs of a kind that have ended, with whatever they did.
std::vector<const records::Run*> newestEnded(const ProjectSnapshot& snapshot, records::JobKind kind) {
    std::vector<const records::Run*> runs;
    for (const records::Run& run : snapshot.runs) {
        if (run.kind == kind && queries::hasEnded(run) && runs.size() < mostAsked) {
            runs.push_back(&run);
        }
    }
    return runs;
}

/// The newest that measured the same.
auto measuringLike(const std::vector<JobTimes::Measuring>& measurings, const options::MeasureConfig& config) {
    const records::DeviceSetting setting = options::settingOr(config.deviceSetting);
    return std::ranges::find_if(
        measurings, [&](const auto& each) { return each.deviceSetting == setting && each.network == config.network; });
}

std::optional<JobTimes::Measuring> measuringOf(
    const store::Project& project, const records::Run& run, const std::vector<JobTimes::Measuring>& newer) {
    constexpr std::int64_t fewest = 3;
    const auto config = options::jobConfigFromJson<options::MeasureConfig>(run.configuration);
    if (measuringLike(newer, config) != newer.end()) {
        return std::nullopt; // it will not be asked: its measurements need not be read
    }
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

std::optional<JobTimes::Fitting> fittingOf(const records::Run& run) {
    const auto result = options::resultOf<options::FitConfig>(run);
    if (!result || result->seconds <= 0) {
        return std::nullopt;
    }
    const auto config = options::jobConfigFromJson<options::FitConfig>(run.configuration);
    return JobTimes::Fitting{run.id, options::settingOr(config.deviceSetting), result->seconds};
}

/// By the newest of them that is alike.
template <typename Config, typename Pace>
std::optional<ExpectedTime> byNewest(const Config& config, const std::vector<Pace>& paces) {
    for (const Pace& pace : paces) {
        if (const auto expected = queries::expectedTime(config, pace)) {
            return expected;
        }
    }
    return std::nullopt;
}

/// What each of the runs tells, if it does; `paceOf` is told what newer ones did.
template <typename Pace, typename Read>
std::vector<Pace> pacesOf(const std::vector<const records::Run*>& runs, const Read& paceOf) {
    std::vector<Pace> paces;
    for (const records::Run* run : runs) {
        try {
            if (std::optional<Pace> pace = paceOf(*run, paces)) {
                paces.push_back(std::move(*pace));
            }
        } catch (const Error&) {
            continue; // another version's record: nothing is known of it
        }
    }
    return paces;
}

struct TimeOf {
    const JobTimes& times;
    const ProjectSnapshot& snapshot;

    std::optional<ExpectedTime> operator()(const options::MeasureConfig& config) const {
        const records::DeviceSetting setting = options::settingOr(config.deviceSetting);
        const auto pace = measuringLike(times.measurings, config);
        if (pace == times.measurings.end()) {
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
        const double seconds = wanted * pace->secondsEach;
        return ExpectedTime{config.budgetSeconds > 0 ? std::min(seconds, config.budgetSeconds) : seconds, pace->run};
    }
    std::optional<ExpectedTime> operator()(const options::FitConfig& config) const {
        const auto fitting = std::ranges::find(
            times.fittings, options::settingOr(config.deviceSetting), &JobTimes::Fitting::deviceSetting);
        return fitting == times.fittings.end() ? std::nullopt
                                               : std::optional(ExpectedTime{fitting->seconds, fitting->run});
    }
    std::optional<ExpectedTime> operator()(const options::SearchConfig& config) const {
        return byNewest(config, times.searches);
    }
    std::optional<ExpectedTime> operator()(const options::TrainConfig& config) const {
        return byNewest(config, times.trainings);
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
    const auto newest = [&reading](records::JobKind kind) { return newestEnded(reading.snapshot(), kind); };
    const auto measurings = newest(records::JobKind::Measure);
    const auto fittings = newest(records::JobKind::Fit);
    const auto searches = newest(records::JobKind::Search);
    const auto trainings = newest(records::JobKind::Train);
    std::vector<std::int64_t> runs;
    for (const std::vector<const records::Run*>& kind : {measurings, fittings, searches, trainings}) {
        std::ranges::transform(kind, std::back_inserter(runs), &records::Run::id);
    }
    if (runs == runs_) {
        return last_;
    }
    runs_ = std::move(runs);
    auto times = std::make_shared<JobTimes>();
    times->measurings = pacesOf<JobTimes::Measuring>(measurings,
        [&](const records::Run& run, const auto& newer) { return measuringOf(reading.project(), run, newer); });
    times->fittings =
        pacesOf<JobTimes::Fitting>(fittings, [](const records::Run& run, const auto&) { return fittingOf(run); });
    times->searches = pacesOf<queries::SearchPace>(
        searches, [&](const records::Run& run, const auto& newer) -> std::optional<queries::SearchPace> {
            if (byNewest(options::jobConfigFromJson<options::SearchConfig>(run.configuration), newer)) {
                return std::nullopt; // it will not be asked: its history need not be read
            }
            return queries::searchPace(reading.project(), run);
        });
    times->trainings = pacesOf<queries::TrainingPace>(
        trainings, [](const records::Run& run, const auto&) { return queries::trainingPace(run); });
    last_ = std::move(times);
    return last_;
}

}
