// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/vta/tuner.h"

namespace paretoscope::vta {

/// The compiler with a memory and a counter: asking twice costs once.
class Compiler {
public:
    explicit Compiler(const TuningTarget& target);
    Reason ask(std::uint32_t index);
    /// Whether the answer is known already.
    [[nodiscard]] bool knows(std::uint32_t index) const { return known_[index] != unknown; }
    [[nodiscard]] std::uint64_t calls() const { return calls_; }

private:
    static constexpr std::uint8_t unknown = 255;
    const TuningTarget& target_;
    std::vector<std::uint8_t> known_;
    std::uint64_t calls_ = 0;
};

/// Decides what to measure next. Internal to the module.
class Searcher {
public:
    virtual ~Searcher() = default;
    /// At most `count` configurations that were not handed out yet; fewer or none where nothing is left to try.
    virtual std::vector<std::uint32_t> next(std::size_t count) = 0;
    virtual void learn(std::span<const Trial> trials) = 0;
    /// Called once at the end.
    virtual void teach(Knowledge&) { }
};

std::unique_ptr<Searcher> makeAutoTvmSearcher(
    const TuningTarget& target, Compiler& compiler, const TunerOptions& options);
std::unique_ptr<Searcher> makeOwnSearcher(
    const TuningTarget& target, Compiler& compiler, const TunerOptions& options, const Knowledge* knowledge);

}
