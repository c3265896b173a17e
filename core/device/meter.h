// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/records/device_setting.h"
#include "core/records/measurement.h"
#include "core/space/architecture.h"

// The one header to read to add a device: derive from Meter, register a factory for its prefix.

namespace paretoscope::device {

/// An architecture that a device could not measure, and why.
struct MeasureFailure {
    space::Architecture architecture;
    std::string reason;
};

/// How to time a block. Chosen for DARTS cells at C=8, L=5, 16×16, batch 1, one thread; measured so far, on 2 cores
/// beside a load of 11 to 14 other processes: 1.6 s an architecture; noise floor 28 % uncorrected, 4 to 5 % corrected
/// (10 pairs); in another run 3.5 % uncorrected, 5.0 % corrected (20 pairs). An idle machine was not measured yet.
struct MeterOptions {
    std::string session; ///< written into every measurement
    int sessionIndex = 0; ///< of the block's first measurement; the next ones count on
    space::Architecture sentinel; ///< the session's fixed reference, re-measured every few architectures
    /// The sentinel's time in ms that values are corrected to; NaN: its first value in this block becomes it. Hand in
    /// the first stored one, so that all sessions of a setting and shape are corrected to the same state of the
    /// machine.
    double referenceMs = std::numeric_limits<double>::quiet_NaN();
    double referenceMj = std::numeric_limits<double>::quiet_NaN(); ///< the same for its energy
    int rounds = 7; ///< each visits every architecture once
    int extraRounds = 4; ///< at most, where two successive windows do not agree
    double windowMs = 40; ///< timed runs of one visit: at least this long ..
    int minimumRepeats = 3; ///< .. and this many
    double warmUpMs = 40; ///< untimed runs of each architecture before the first round, at least 2
    int sentinelEvery = 4; ///< architectures between two visits of the sentinel
    /// Visits of each architecture for its energy alone, where the counter wants longer windows than the clock.
    int energyRounds = 3;
    bool countEnergy = true; ///< false: not even where it could be counted
    double agreement = 0.10; ///< the last two windows may differ by this share before a measurement is unstable
    std::uint64_t seed = 1; ///< of the timed networks' weights and the order within a round
    /// Told of each architecture that a device fails on while others may still go well; may be empty.
    std::function<void(const MeasureFailure&)> failed;
    /// Told what makes the measurements worse than they could be, such as other programs beside; may be empty.
    std::function<void(const std::string&)> warn;
};

/// Measures architectures on one device setting. One thread at a time, on the thread that calls; measure() blocks.
class Meter {
public:
    virtual ~Meter() = default;

    [[nodiscard]] virtual records::DeviceSetting setting() const = 0;
    /// One line for people: "Intel Xeon, 2 threads, eager, batch 1, float32".
    [[nodiscard]] virtual std::string describe() const = 0;
    /// JSON object written into every measurement: load, clock, temperature, versions.
    [[nodiscard]] virtual std::string conditions() const = 0;
    /// One measurement an architecture in the given order, then the sentinel's (sentinel = true). All architectures
    /// of a block stay in memory and are visited in turn, so 8 to 12 are a good block. A device that may fail on one
    /// architecture leaves it out, tells options.failed and goes on; it throws DeviceFailure where none of a block
    /// could be measured. Throws Error: DeviceFailure, InvalidGenotype, InvalidShape, and Interrupted (nothing of the
    /// block is then returned) soon after a stop is asked for.
    virtual std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) = 0;
};

using MeterFactory = std::function<std::unique_ptr<Meter>(const records::DeviceSetting&)>;

/// Meters by the beginning of a setting's id, longest first. The CPU's is registered from the start. Any thread.
class MeterRegistry {
public:
    static MeterRegistry& instance();
    void add(std::string prefix, MeterFactory factory);
    /// Throws Error (UnknownName) listing what can be measured here.
    [[nodiscard]] std::unique_ptr<Meter> make(const records::DeviceSetting& setting) const;
    [[nodiscard]] std::vector<std::string> prefixes() const;

private:
    MeterRegistry();
    struct Entries;
    std::shared_ptr<Entries> entries_;
};

/// MeterRegistry::instance().make(setting).
std::unique_ptr<Meter> makeMeter(const records::DeviceSetting& setting);

}
