// SPDX-License-Identifier: Apache-2.0
#include "core/search/sweep.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"

namespace paretoscope::search {
namespace {

using nlohmann::ordered_json;

/// Where a sweep stands: the shared warm-up, what is finished, and the search under way.
class Sweep {
public:
    Sweep(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs, const SweepCallbacks& callbacks)
        : options_(options)
        , inputs_(inputs)
        , lambdas_(options.lambdas)
        , callbacks_(inputs.compute.collective->writes() ? callbacks : SweepCallbacks{}) {
        if (lambdas_.empty()) {
            throw Error(ErrorCode::InvalidValue, "A sweep needs at least one λ; give some, for example 0, 0.1, 0.2.");
        }
        if (!inputs_.lambda) {
            inputs_.lambda = std::make_shared<LambdaControl>(lambdas_.front());
        }
        if (inputs_.lambda->mode() != options::LambdaMode::Fixed) {
            lambdas_.resize(1);
        }
    }

    void importState(const SavedState& checkpoint);
    std::vector<SweepResult> run(const std::stop_token& stop);

private:
    [[nodiscard]] BilevelSearch searchAt(std::size_t index);
    [[nodiscard]] std::shared_ptr<LambdaControl> controlTowards(double targetMs, double lambda) const;
    [[nodiscard]] SearchCallbacks searchCallbacks() const;
    void publish(const SavedState& search) const;
    [[nodiscard]] bool warmUp(const std::stop_token& stop);
    SweepResult resultOf(const BilevelSearch& search, double lambda);
    [[nodiscard]] bool savesEnough() const;

    options::SearchConfig options_;
    BilevelSearch::Inputs inputs_;
    std::vector<double> lambdas_;
    SweepCallbacks callbacks_;
    SavedState warmedUp_; ///< empty before the warm-up is done
    SavedState current_; ///< of the search at results_.size(), empty where it has not begun
    std::vector<SweepResult> results_;
};

ordered_json toJson(const ArchitectureParameters& parameters) {
    return {{"space", space::searchSpace(parameters.space).name}, {"alphas", parameters.alphas},
        {"betas", parameters.betas}};
}

ordered_json toJson(const SweepResult& result) {
    Archive archive(result.archive);
    return {{"lambda", result.lambda}, {"derived", space::toText(result.derived)},
        {"predictedMs", std::isfinite(result.predictedMs) ? ordered_json(result.predictedMs) : ordered_json()},
        {"parameters", toJson(result.parameters)},
        {"archive", base::parseJson(archive.toJson(), {.what = "the search checkpoint"})}};
}

ArchitectureParameters parametersFrom(const ordered_json& json) {
    return {.space = space::searchSpace(json.at("space").get<std::string>()).id,
        .alphas = json.at("alphas").get<std::vector<std::vector<double>>>(),
        .betas = json.at("betas").get<std::vector<std::vector<double>>>()};
}

double savingAgainst(const std::vector<SweepResult>& results, double predictedMs) {
    for (const SweepResult& result : results) {
        if (result.lambda == 0) {
            return 1 - predictedMs / result.predictedMs;
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::int64_t> predictors(const BilevelSearch::Inputs& inputs) {
    std::vector<std::int64_t> ids{inputs.latency.predictor};
    for (const LatencyTerm& term : inputs.otherSettings) {
        ids.push_back(term.predictor);
    }
    std::erase(ids, 0);
    return ids;
}

SweepResult resultFrom(const ordered_json& json, const std::vector<SweepResult>& before) {
    SweepResult result;
    result.lambda = json.at("lambda");
    result.derived = space::fromText(json.at("derived").get<std::string>());
    result.predictedMs = json.at("predictedMs").is_null() ? std::numeric_limits<double>::quiet_NaN()
                                                          : json.at("predictedMs").get<double>();
    result.parameters = parametersFrom(json.at("parameters"));
    result.decision = decision(result.parameters, result.derived);
    result.saving = result.lambda == 0 ? 0 : savingAgainst(before, result.predictedMs);
    result.archive = Archive::fromJson(base::textOf(json.at("archive"))).candidates();
    return result;
}

void append(std::vector<base::NamedArray>& all, std::string_view prefix, const SavedState& part) {
    for (base::NamedArray& array : withPrefix(prefix, part.arrays)) {
        all.push_back(std::move(array));
    }
}

void Sweep::importState(const SavedState& checkpoint) {
    try {
        const ordered_json state = base::parseJson(checkpoint.json, {.what = "the search checkpoint"});
        if (state.at("lambdas").get<std::vector<double>>() != lambdas_) {
            throw Error(ErrorCode::InvalidData,
                "The checkpoint belongs to a sweep over other values of λ, so this sweep cannot continue it.");
        }
        requireSameImages(state.value("images", inputs_.images->name), inputs_.images->name); // older ones do not say
        warmedUp_ = {ofPrefix("warm-up", checkpoint.arrays), state.at("warmUp").get<std::string>()};
        requireProcesses(state, inputs_.compute.collective->size());
        current_ = {ofPrefix("current", checkpoint.arrays), state.at("current").get<std::string>()};
        inputs_.targetsMs = state.value("targetsMs", inputs_.targetsMs); // the front that they lie on may have moved
        for (const ordered_json& result : state.at("results")) {
            results_.push_back(resultFrom(result, results_));
        }
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The sweep checkpoint cannot be read (") + failure.what()
                + "); resume from an earlier checkpoint.");
    }
}

void Sweep::publish(const SavedState& search) const {
    if (!callbacks_.checkpoint) {
        return;
    }
    ordered_json results = ordered_json::array();
    for (const SweepResult& result : results_) {
        results.push_back(toJson(result));
    }
    ordered_json state = {{"lambdas", lambdas_}, {"images", inputs_.images->name}, {"warmUp", warmedUp_.json},
        {"current", search.json}, {"results", results}, {"targetsMs", inputs_.targetsMs},
        {"predictors", predictors(inputs_)}};
    noteProcesses(state, inputs_.compute.collective->size());
    SavedState whole{.arrays = {}, .json = base::textOf(state)};
    append(whole.arrays, "warm-up", warmedUp_);
    append(whole.arrays, "current", search);
    callbacks_.checkpoint(whole);
}

SearchCallbacks Sweep::searchCallbacks() const {
    SearchCallbacks callbacks = callbacks_.search;
    callbacks.checkpoint = [this](const SavedState& search) {
        if (callbacks_.search.checkpoint) {
            callbacks_.search.checkpoint(search);
        }
        publish(search);
    };
    return callbacks;
}

std::shared_ptr<LambdaControl> Sweep::controlTowards(double targetMs, double lambda) const {
    space::Random random(options_.seed);
    const LatencyRange possible = latencyRange(inputs_.latency, options_.network.space, random, options_.forbidden);
    // A predictor that was fitted again may draw the limits a little closer.
    return std::make_shared<LambdaControl>(
        std::clamp(targetMs, possible.lowestMs, possible.highestMs), possible, LambdaControl::defaultRate, lambda);
}

BilevelSearch Sweep::searchAt(std::size_t index) {
    BilevelSearch::Inputs inputs = inputs_;
    // A live λ or a target keeps the control that the caller holds; a grid makes one for each point.
    if (inputs_.lambda->mode() == options::LambdaMode::Fixed) {
        const double lambda = lambdas_[index];
        const auto target = inputs_.targetsMs.find(lambda);
        inputs.lambda = target == inputs_.targetsMs.end() ? std::make_shared<LambdaControl>(lambda)
                                                          : controlTowards(target->second, lambda);
    }
    return {options_, inputs};
}

bool Sweep::warmUp(const std::stop_token& stop) {
    if (!warmedUp_.json.empty() || lambdas_.size() == 1) {
        return true;
    }
    BilevelSearch search = searchAt(0);
    if (!current_.json.empty()) {
        search.importState(current_);
    }
    if (search.runUntil(options_.warmUpSteps, searchCallbacks(), stop) == SearchEnd::Stopped) {
        return false;
    }
    warmedUp_ = search.exportState();
    current_ = {};
    publish(current_);
    return true;
}

SweepResult Sweep::resultOf(const BilevelSearch& search, double lambda) {
    SweepResult result;
    result.lambda = lambda;
    result.derived = search.derived();
    result.predictedMs = search.derivedLatencyMs();
    result.parameters = search.parameters();
    result.decision = decision(result.parameters, result.derived);
    result.saving = lambda == 0 ? 0 : savingAgainst(results_, result.predictedMs);
    result.archive = search.archive().candidates();
    return result;
}

bool Sweep::savesEnough() const {
    return options_.stopAtSaving && !results_.empty() && results_.back().lambda > 0
        && results_.back().saving >= *options_.stopAtSaving;
}

std::vector<SweepResult> Sweep::run(const std::stop_token& stop) {
    if (!warmUp(stop)) {
        return results_;
    }
    while (results_.size() < lambdas_.size() && !savesEnough()) {
        if (callbacks_.begins) {
            callbacks_.begins(static_cast<int>(results_.size()));
        }
        BilevelSearch search = searchAt(results_.size());
        if (!current_.json.empty()) {
            search.importState(current_);
        } else if (!warmedUp_.json.empty()) {
            search.importState(warmedUp_, true);
        }
        if (search.run(searchCallbacks(), stop) == SearchEnd::Stopped) {
            return results_;
        }
        results_.push_back(resultOf(search,
            inputs_.lambda->mode() == options::LambdaMode::Fixed ? lambdas_[results_.size()]
                                                                 : inputs_.lambda->value()));
        current_ = {};
        // The last search's weights stay, to score with.
        const bool isLast = results_.size() == lambdas_.size() || savesEnough();
        publish(isLast ? search.exportState() : current_);
        if (callbacks_.result) {
            callbacks_.result(results_.back());
        }
    }
    return results_;
}

}

std::optional<SavedState> searchWithin(const SavedState& sweep) {
    try {
        SavedState search{ofPrefix("current", sweep.arrays),
            base::parseJson(sweep.json, {.what = "the search checkpoint"}).at("current").get<std::string>()};
        return search.json.empty() ? std::nullopt : std::optional(std::move(search));
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The checkpoint of the search cannot be read (") + failure.what() + ").");
    }
}

std::optional<std::vector<std::int64_t>> predictorsOf(const SavedState& sweep) {
    try {
        const ordered_json state = base::parseJson(sweep.json, {.what = "the search checkpoint"});
        return state.contains("predictors") ? std::optional(state.at("predictors").get<std::vector<std::int64_t>>())
                                            : std::nullopt;
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The checkpoint of the search cannot be read (") + failure.what() + ").");
    }
}

std::vector<SweepResult> sweep(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs,
    const SweepCallbacks& callbacks, std::stop_token stop, const SavedState* resume) {
    Sweep sweep(options, inputs, callbacks);
    if (resume != nullptr) {
        sweep.importState(*resume);
    }
    return sweep.run(stop);
}

}
