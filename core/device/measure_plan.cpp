// SPDX-License-Identifier: Apache-2.0
#include "core/device/measure_plan.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/device/conditions.h"

namespace paretoscope::device {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Chances to draw an architecture that is new before the space counts as exhausted (NAS-Bench-201 is small).
constexpr int drawsBeforeGivingUp = 100'000;
constexpr std::size_t candidatesToChooseFrom = 64;

/// Runs blocks one after the other and passes on what they give.
class Session {
public:
    Session(Meter& meter, MeterOptions timing, const SampleCallbacks& callbacks, std::stop_token stop)
        : meter_(meter)
        , timing_(std::move(timing))
        , callbacks_(callbacks)
        , stop_(std::move(stop)) {
        if (timing_.session.empty()) {
            timing_.session = newSessionName();
        }
        timing_.failed = [this](const MeasureFailure& failure) {
            failed_.push_back(failure.architecture);
            if (callbacks_.failed) {
                callbacks_.failed(failure);
            }
        };
        timing_.warn = [this](const std::string& text) { warnOnce(text); };
    }

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Architectures that the device failed on since the last call.
    std::vector<space::Architecture> takeFailed() { return std::exchange(failed_, {}); }

    void warnWhereBusy() {
        if (callbacks_.warning) {
            if (const auto warning = busyWarning(meter_.setting().threads)) {
                warnOnce(*warning);
            }
        }
    }

    std::vector<records::Measurement> run(std::span<const space::Architecture> block) {
        const auto start = std::chrono::steady_clock::now();
        if (stop_.stop_requested()) { // a device that answers at once may never look
            throw Error(ErrorCode::Interrupted, "Measuring was stopped; what was measured before is stored.");
        }
        std::vector<records::Measurement> measured = meter_.measure(block, timing_, stop_);
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        count_ += static_cast<int>(block.size());
        timing_.sessionIndex += static_cast<int>(measured.size());
        for (const records::Measurement& measurement : measured) {
            double& reference =
                measurement.kind == records::CostKind::LatencyMs ? timing_.referenceMs : timing_.referenceMj;
            if (measurement.sentinel && std::isnan(reference)) {
                reference = measurement.value;
            }
        }
        if (callbacks_.block) {
            callbacks_.block(measured);
        }
        return measured;
    }

    void report(int done, int wanted, double lastMs) const {
        if (callbacks_.progress) {
            callbacks_.progress({done, wanted, count_ > 0 ? seconds_ / count_ * (wanted - done) : unknown, lastMs});
        }
    }

private:
    void warnOnce(const std::string& text) {
        if (callbacks_.warning && !std::exchange(warned_, true)) {
            callbacks_.warning(text);
        }
    }

    Meter& meter_;
    MeterOptions timing_;
    const SampleCallbacks& callbacks_;
    std::stop_token stop_;
    std::vector<space::Architecture> failed_;
    double seconds_ = 0;
    int count_ = 0;
    bool warned_ = false;
};

double firstValueMs(std::span<const records::Measurement> measured) {
    return measured.empty() ? unknown : measured.front().value;
}

double firstSentinelMs(std::span<const records::Measurement> stored) {
    const auto found = std::find_if(stored.begin(), stored.end(), [](const auto& m) { return m.sentinel; });
    return found != stored.end() ? found->value : unknown;
}

}

space::Architecture sentinelFor(space::SpaceId space, const space::Shape& shape) {
    return {space::fromTextOrName(space::searchSpace(space).sentinel), shape};
}

std::string newSessionName() {
    return base::utcNow() + "-" + std::to_string(::getpid());
}

SamplePlan::SamplePlan(const SampleOptions& options, std::span<const records::Measurement> stored)
    : options_(options)
    , random_(options.seed)
    , referenceMs_(firstSentinelMs(stored)) {
    add(stored);
}

void SamplePlan::add(std::span<const records::Measurement> measured) {
    for (const records::Measurement& measurement : measured) {
        if (measurement.sentinel || measurement.kind != records::CostKind::LatencyMs) {
            continue;
        }
        const auto [position, isNew] = positions_.try_emplace(measurement.canonicalHash, known_.size());
        if (isNew) {
            known_.push_back({measurement.genotype, measurement.canonicalHash, 0});
        }
        Known& known = known_[position->second];
        ++known.times;
        repeated_ += known.times == 2 ? 1 : 0;
    }
}

void SamplePlan::leaveOut(const space::Architecture& architecture) {
    leftOut_.insert(space::canonicalHash(architecture));
}

int SamplePlan::repeatsWanted() const {
    return static_cast<int>(std::lround(options_.repeatShare * options_.architectures));
}

int SamplePlan::done() const {
    return std::min(static_cast<int>(known_.size()), options_.architectures) + std::min(repeated_, repeatsWanted());
}

int SamplePlan::wanted() const {
    return options_.architectures + repeatsWanted();
}

/// Second measurements keep step with first ones, so that they span the session and its drift.
void SamplePlan::addRepeats(std::vector<space::Architecture>& block) {
    const bool allKnown = std::cmp_greater_equal(known_.size(), options_.architectures);
    const int due = allKnown
        ? repeatsWanted()
        : std::min(repeatsWanted(), static_cast<int>(options_.repeatShare * static_cast<double>(known_.size())));
    std::vector<std::size_t> once;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        if (known_[i].times == 1 && !leftOut_.contains(known_[i].hash)) {
            once.push_back(i);
        }
    }
    space::Random choice(options_.seed + 0x9e3779b97f4a7c15ULL * static_cast<std::uint64_t>(done() + 1));
    std::shuffle(once.begin(), once.end(), choice);
    for (int i = 0;
         i < due - repeated_ && std::cmp_less(i, once.size()) && std::cmp_less(block.size(), options_.blockSize); ++i) {
        block.push_back({known_[once[static_cast<std::size_t>(i)]].genotype, options_.shape});
    }
}

void SamplePlan::addNew(std::vector<space::Architecture>& block) {
    std::unordered_set<std::string> inBlock;
    const auto isNew = [&](const std::string& hash) {
        return !positions_.contains(hash) && !leftOut_.contains(hash) && !inBlock.contains(hash);
    };
    while (std::cmp_less(block.size(), options_.blockSize)
        && std::cmp_less(known_.size() + inBlock.size(), options_.architectures)) {
        std::optional<space::Genotype> next = nextNew(isNew, block);
        if (!next) {
            options_.architectures = static_cast<int>(known_.size() + inBlock.size());
            return;
        }
        block.push_back({std::move(*next), options_.shape});
        inBlock.insert(space::canonicalHash(block.back()));
    }
}

/// Nothing where the space seems to hold no new one.
std::optional<space::Genotype> SamplePlan::nextNew(
    const std::function<bool(const std::string& hash)>& isNew, std::span<const space::Architecture> block) {
    const std::size_t wanted = options_.choose ? candidatesToChooseFrom : 1;
    std::vector<space::Genotype> candidates;
    for (int misses = 0; misses < drawsBeforeGivingUp && candidates.size() < wanted;) {
        space::Genotype genotype = space::sampleUniform(options_.space, random_);
        if (isNew(space::canonicalHash({genotype, options_.shape}))) {
            candidates.push_back(std::move(genotype));
        } else {
            ++misses;
        }
    }
    if (candidates.empty() || candidates.size() == 1) {
        return candidates.empty() ? std::nullopt : std::optional(candidates.front());
    }
    std::vector<space::Genotype> known;
    for (const Known& each : known_) {
        known.push_back(each.genotype);
    }
    for (const space::Architecture& each : block) {
        known.push_back(each.genotype);
    }
    return candidates[options_.choose(known, candidates)];
}

std::vector<space::Architecture> SamplePlan::nextBlock() {
    std::vector<space::Architecture> block;
    addRepeats(block);
    addNew(block);
    return block;
}

void measureSample(Meter& meter, const SampleOptions& options, std::span<const records::Measurement> stored,
    const MeterOptions& timing, const SampleCallbacks& callbacks, std::stop_token stop) {
    SamplePlan plan(options, stored);
    MeterOptions own = timing;
    own.sentinel = sentinelFor(options.space, options.shape);
    own.referenceMs = plan.referenceMs();
    Session session(meter, own, callbacks, std::move(stop));
    std::vector<space::Architecture> block = plan.nextBlock();
    if (!block.empty()) {
        session.warnWhereBusy();
    }
    session.report(plan.done(), plan.wanted(), unknown);
    for (; !block.empty(); block = plan.nextBlock()) {
        const std::vector<records::Measurement> measured = session.run(block);
        plan.add(measured);
        for (const space::Architecture& architecture : session.takeFailed()) {
            plan.leaveOut(architecture);
        }
        session.report(plan.done(), plan.wanted(), firstValueMs(measured));
    }
}

void measureThese(Meter& meter, std::span<const space::Architecture> architectures,
    std::span<const records::Measurement> stored, const MeterOptions& timing, const SampleCallbacks& callbacks,
    std::stop_token stop) {
    if (architectures.empty()) {
        return;
    }
    MeterOptions own = timing;
    own.sentinel = sentinelFor(architectures.front().genotype.space, architectures.front().shape);
    own.referenceMs = firstSentinelMs(stored);
    Session session(meter, own, callbacks, std::move(stop));
    session.warnWhereBusy();
    const auto blockSize = static_cast<std::size_t>(SampleOptions{}.blockSize);
    const int wanted = static_cast<int>(architectures.size());
    for (std::size_t first = 0; first < architectures.size(); first += blockSize) {
        const auto block = architectures.subspan(first, std::min(blockSize, architectures.size() - first));
        const std::vector<records::Measurement> measured = session.run(block);
        session.report(static_cast<int>(first + block.size()), wanted, firstValueMs(measured));
    }
}

}
