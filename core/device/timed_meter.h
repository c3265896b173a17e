// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "core/device/block_timer.h"
#include "core/device/meter.h"

namespace paretoscope::device {

/// A network and what it is fed with, ready to be timed.
class TimedSubject {
public:
    virtual ~TimedSubject() = default;
    /// Runs it once, in ms.
    virtual double timeOnce() = 0;
};

/// A meter that keeps a block's networks in memory and times them itself (see timeBlock). Where energy is counted, the
/// architectures' energies follow the latencies as measurements of their own. Torch-free.
class TimedMeter : public Meter {
public:
    explicit TimedMeter(records::DeviceSetting setting) : setting_(std::move(setting)) { }

    [[nodiscard]] records::DeviceSetting setting() const override { return setting_; }
    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override;

protected:
    virtual std::unique_ptr<TimedSubject> subject(const space::Architecture& architecture, std::uint64_t seed) = 0;
    /// Calls `block` with the device ready: threads pinned, a GPU chosen.
    virtual void withDeviceReady(const std::function<void()>& block) = 0;
    /// What counts the energy of the device; none by default.
    virtual EnergyCounter energyCounter() { return {}; }

private:
    [[nodiscard]] std::vector<records::Measurement> toMeasurements(
        std::span<const space::Architecture> block, const MeterOptions& options, const TimeAndEnergy& timing) const;

    records::DeviceSetting setting_;
};

}
