// SPDX-License-Identifier: Apache-2.0
#include "core/vta/tuner.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <string>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/vta/searcher.h"

namespace paretoscope::vta {

namespace {

struct Method {
    TuningMethod method;
    std::string_view name;
};
constexpr std::array methods{Method{TuningMethod::Random, "random"}, Method{TuningMethod::AutoTvm, "autotvm"},
    Method{TuningMethod::Validity, "validity"}, Method{TuningMethod::Classifier, "classifier"},
    Method{TuningMethod::StaticFilter, "static-filter"}, Method{TuningMethod::Ours, "ours"},
    Method{TuningMethod::OursFiltered, "ours-filtered"}};

/// Every configuration once, in random order.
class RandomSearcher final : public Searcher {
public:
    RandomSearcher(std::uint32_t size, std::uint64_t seed) : order_(size) {
        std::iota(order_.begin(), order_.end(), 0U);
        std::mt19937_64 random(seed);
        std::shuffle(order_.begin(), order_.end(), random);
    }
    std::vector<std::uint32_t> next(std::size_t count) override {
        const auto end = std::min(order_.size(), given_ + count);
        std::vector<std::uint32_t> batch(
            order_.begin() + static_cast<std::ptrdiff_t>(given_), order_.begin() + static_cast<std::ptrdiff_t>(end));
        given_ = end;
        return batch;
    }
    void learn(std::span<const Trial>) override { }

private:
    std::vector<std::uint32_t> order_;
    std::size_t given_ = 0;
};

std::unique_ptr<Searcher> makeSearcher(
    const TuningTarget& target, Compiler& compiler, const TunerOptions& options, const Knowledge* knowledge) {
    switch (options.method) {
    case TuningMethod::Random:
        return std::make_unique<RandomSearcher>(target.space().size(), options.seed);
    case TuningMethod::Ours:
    case TuningMethod::OursFiltered:
        return makeOwnSearcher(target, compiler, options, knowledge);
    default:
        return makeAutoTvmSearcher(target, compiler, options);
    }
}

void validate(const TunerOptions& options) {
    if (options.batch == 0 || options.plan == 0 || options.maxTrials == 0) {
        throw Error(ErrorCode::InvalidValue, "The tuner needs at least one trial, one in a batch and one in a plan.",
            {{"name", "trials"}});
    }
}

}

std::string_view methodName(TuningMethod method) {
    return methods[static_cast<std::size_t>(method)].name;
}

TuningMethod methodFromName(std::string_view name) {
    const auto found = std::ranges::find(methods, name, &Method::name);
    if (found != methods.end()) {
        return found->method;
    }
    const std::string known = base::listed(methods, &Method::name);
    throw Error(ErrorCode::UnknownName,
        "There is no tuning method \"" + std::string(name) + "\". Known: " + known + ".",
        {{"name", std::string(name)}, {"known", known}});
}

std::vector<TuningMethod> allMethods() {
    std::vector<TuningMethod> result;
    for (const Method& method : methods) {
        result.push_back(method.method);
    }
    return result;
}

Compiler::Compiler(const TuningTarget& target) : target_(target), known_(target.space().size(), unknown) { }

Reason Compiler::ask(std::uint32_t index) {
    if (known_[index] == unknown) {
        known_[index] = static_cast<std::uint8_t>(target_.compile(index));
        ++calls_;
    }
    return static_cast<Reason>(known_[index]);
}

TuningResult tune(const TuningTarget& target, const TunerOptions& options, Knowledge* knowledge,
    const TuningCallbacks& callbacks, const std::stop_token& stop) {
    validate(options);
    Compiler compiler(target);
    const std::unique_ptr<Searcher> searcher = makeSearcher(target, compiler, options, knowledge);
    TuningResult result;
    std::uint32_t invalid = 0;
    std::size_t lastGain = 0;
    const auto wanted = std::min(options.maxTrials, target.space().size());
    bool reached = false;
    while (result.trials.size() < wanted && !reached) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Interrupted, "Tuning was interrupted; its trials are kept.");
        }
        const std::vector<std::uint32_t> batch =
            searcher->next(std::min<std::size_t>(options.batch, wanted - result.trials.size()));
        if (batch.empty()) {
            result.nothingLeft = true;
            break;
        }
        const std::size_t begin = result.trials.size();
        for (const std::uint32_t index : batch) {
            const std::size_t at = result.trials.size();
            const bool known = at < callbacks.earlier.size() && callbacks.earlier[at].index == index;
            result.trials.push_back({index, known ? callbacks.earlier[at].outcome : target.measure(index)});
            const Outcome& outcome = result.trials.back().outcome;
            if (outcome.reason != Reason::Valid) {
                ++invalid;
            } else if (result.bestCycles == 0 || outcome.cycles < result.bestCycles) {
                result.bestCycles = outcome.cycles;
                result.best = index;
                lastGain = result.trials.size();
            }
        }
        searcher->learn(std::span(result.trials).subspan(begin));
        result.compilerCalls = compiler.calls();
        if (callbacks.progress) {
            callbacks.progress({result.trials, invalid, result.bestCycles, result.compilerCalls});
        }
        reached = (options.stopAtCycles > 0 && result.bestCycles > 0 && result.bestCycles <= options.stopAtCycles)
            || (options.patience > 0 && result.bestCycles > 0 && result.trials.size() >= lastGain + options.patience);
    }
    result.nothingLeft = result.nothingLeft || result.trials.size() == target.space().size();
    result.compilerCalls = compiler.calls();
    if (knowledge != nullptr) {
        searcher->teach(*knowledge);
    }
    if (result.bestCycles == 0 && result.nothingLeft) {
        const Enumeration all = enumerate(target);
        if (all.valid() == 0) {
            throw Error(ErrorCode::InvalidData, explainEmpty(all), {{"what", "schedules"}});
        }
    }
    return result;
}

}
