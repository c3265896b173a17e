// SPDX-License-Identifier: Apache-2.0
#include "core/device/timed_meter.h"

#include <cmath>
#include <utility>

#include "core/base/machine.h"
#include "core/device/block_timer.h"

namespace paretoscope::device {

std::vector<records::Measurement> TimedMeter::measure(
    std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) {
    std::vector<records::Measurement> measurements;
    withDeviceReady([&] {
        std::vector<std::unique_ptr<TimedSubject>> subjects;
        for (const space::Architecture& architecture : block) {
            subjects.push_back(subject(architecture, options.seed));
        }
        subjects.push_back(subject(options.sentinel, options.seed));
        const TimeAndEnergy timing = timeBlock(
            block.size(), options, [&](std::size_t index) { return subjects[index]->timeOnce(); },
            options.countEnergy ? energyCounter() : EnergyCounter{}, std::move(stop));
        measurements = toMeasurements(block, options, timing);
    });
    return measurements;
}

std::vector<records::Measurement> TimedMeter::toMeasurements(
    std::span<const space::Architecture> block, const MeterOptions& options, const TimeAndEnergy& timing) const {
    const std::string conditionsNow = conditions();
    std::vector<records::Measurement> measurements;
    const auto append = [&](const BlockTiming& times, records::CostKind kind) {
        for (std::size_t i = 0; i <= times.subjects.size(); ++i) {
            const bool sentinel = i == times.subjects.size();
            const space::Architecture& architecture = sentinel ? options.sentinel : block[i];
            const SubjectTiming& subject = sentinel ? times.sentinel : times.subjects[i];
            if (!(std::isfinite(subject.valueMs) && subject.valueMs > 0)) {
                continue; // a counter that stood still over a window says nothing
            }
            measurements.push_back({.deviceSetting = setting_,
                .genotype = space::sorted(architecture.genotype),
                .shape = architecture.shape,
                .canonicalHash = space::canonicalHash(architecture),
                .kind = kind,
                .value = subject.valueMs,
                .spread = subject.spreadMs,
                .rawValue = subject.rawMs,
                .rounds = subject.rounds,
                .repeats = subject.repeats,
                .session = options.session,
                .sessionIndex = options.sessionIndex + static_cast<int>(measurements.size()),
                .sentinel = sentinel,
                .unstable = subject.unstable,
                .takenAt = base::utcNow(),
                .conditions = conditionsNow});
        }
    };
    append(timing.time, records::CostKind::LatencyMs);
    if (!timing.energy.subjects.empty()) {
        append(timing.energy, records::CostKind::EnergyMj);
    }
    return measurements;
}

}
