// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/measuring_reader.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

std::shared_ptr<const MeasuringSnapshot> MeasuringReader::read(Reading& reading) {
    const std::vector<records::Run>& runs = reading.snapshot().runs;
    const auto newest = std::ranges::find(runs, records::JobKind::Measure, &records::Run::kind);
    if (newest == runs.end()) {
        return nullptr;
    }
    if (!reading.query().get<MeasuringQuery>().wanted) {
        return current_ && current_->run == newest->id ? current_ : nullptr;
    }
    store::MeasurementFilter filter;
    try {
        const auto config = options::jobConfigFromJson<options::MeasureConfig>(newest->configuration);
        filter.deviceSetting = options::settingOr(config.deviceSetting);
        filter.space = config.network.space;
        filter.shape = config.network.shape;
    } catch (const Error&) {
        return nullptr; // another version's: where it measures is not known
    }
    const bool same = current_ && current_->run == newest->id;
    if (!same) {
        lastId_ = 0;
        hashes_.clear();
    }
    filter.afterId = lastId_;
    auto measuring = same ? std::make_shared<MeasuringSnapshot>(*current_) : std::make_shared<MeasuringSnapshot>();
    measuring->run = newest->id;
    measuring->deviceSetting = toQString(*filter.deviceSetting);
    const std::string session = records::sessionOfRun(newest->id);
    bool more = !same;
    for (const records::Measurement& measurement : reading.project().measurements(filter)) {
        lastId_ = std::max(lastId_, measurement.id);
        if (measurement.session != session) {
            continue;
        }
        more = true;
        if (measurement.sentinel) {
            measuring->sentinels.push_back({measuring->latencies.size(), measurement.rawValue});
        } else {
            measuring->latencies.push_back(measurement.value);
            hashes_.insert(measurement.canonicalHash);
            measuring->unstable += measurement.unstable ? 1 : 0;
        }
    }
    if (more) {
        measuring->architectures = hashes_.size();
        current_ = std::move(measuring);
    }
    return current_;
}

}
