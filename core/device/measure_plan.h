// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/device/meter.h"
#include "core/records/measurement.h"
#include "core/space/architecture.h"

namespace paretoscope::device {

/// Which of some random candidates to measure next, beside what is known already.
using ArchitectureChoice =
    std::function<std::size_t(std::span<const space::Genotype> known, std::span<const space::Genotype> candidates)>;

/// A sample of uniform random architectures, each measured once, a share of them twice for the noise floor.
struct SampleOptions {
    space::SpaceId space{};
    space::Shape shape;
    int architectures = 330; ///< different ones wanted in all, stored ones included
    double repeatShare = 0.12; ///< of them measured a second time, in a later block than the first
    int blockSize = 10;
    std::uint64_t seed = 1;
    /// Empty: the first candidate. A sample that was chosen is no longer a random one: errors on it are those on
    /// unusual cells.
    ArchitectureChoice choose;
};

struct SampleProgress {
    int done = 0; ///< measurements, stored ones included
    int wanted = 0;
    double etaSeconds = 0; ///< NaN before the first block
    double lastMs = 0; ///< of the newest measurement
};

struct SampleCallbacks {
    /// Each block's measurements as soon as it ends, sentinel included: store them at once.
    std::function<void(std::span<const records::Measurement>)> block;
    std::function<void(const SampleProgress&)> progress;
    std::function<void(const std::string&)> warning; ///< such as a busy machine; at most once a session
    std::function<void(const MeasureFailure&)> failed; ///< an architecture that was left out
};

/// The fixed reference architecture of a space and shape: every session's sentinel.
space::Architecture sentinelFor(space::SpaceId space, const space::Shape& shape);

/// What is still to be measured, decided block by block from what is stored: the same seed gives the same sequence of
/// random architectures, of which those already measured are left out, so a killed session goes on and repeats nothing.
class SamplePlan {
public:
    /// `stored`: all measurements of the setting, shape and kind, sentinels included.
    SamplePlan(const SampleOptions& options, std::span<const records::Measurement> stored);

    /// Empty when the wanted number is reached.
    std::vector<space::Architecture> nextBlock();
    void add(std::span<const records::Measurement> measured);
    /// Never proposes this one again: the device failed on it.
    void leaveOut(const space::Architecture& architecture);
    [[nodiscard]] int done() const; ///< first and second measurements
    [[nodiscard]] int wanted() const;
    [[nodiscard]] double referenceMs() const { return referenceMs_; } ///< first stored sentinel's value, NaN without

private:
    /// One architecture that was measured.
    struct Known {
        space::Genotype genotype;
        std::string hash;
        int times = 0;
    };
    void addRepeats(std::vector<space::Architecture>& block);
    void addNew(std::vector<space::Architecture>& block);
    std::optional<space::Genotype> nextNew(
        const std::function<bool(const std::string& hash)>& isNew, std::span<const space::Architecture> block);
    [[nodiscard]] int repeatsWanted() const;

    SampleOptions options_;
    std::vector<Known> known_; ///< in measuring order
    std::unordered_map<std::string, std::size_t> positions_; ///< in known_, by canonical hash
    int repeated_ = 0; ///< of them measured twice
    std::unordered_set<std::string> leftOut_; ///< canonical hashes
    space::Random random_;
    double referenceMs_;
};

/// Measures until the plan is done. `session` is made up where empty. Throws Error (Interrupted) after a stop, when all
/// complete blocks have been given to callbacks.block.
void measureSample(Meter& meter, const SampleOptions& options, std::span<const records::Measurement> stored,
    const MeterOptions& timing, const SampleCallbacks& callbacks, std::stop_token stop);

/// Measures exactly these (again), in blocks, against the same sentinel. All of one shape and space.
void measureThese(Meter& meter, std::span<const space::Architecture> architectures,
    std::span<const records::Measurement> stored, const MeterOptions& timing, const SampleCallbacks& callbacks,
    std::stop_token stop);

/// A unique name for one start of a measuring job: time and process.
std::string newSessionName();

}
