// SPDX-License-Identifier: Apache-2.0
#include "core/search/successive_halving.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/options/train.h"

namespace paretoscope::search {
namespace {

void check(const HalvingOptions& options, int candidates) {
    const auto refuse = [](const std::string& what, const std::string& allowed) {
        throw Error(ErrorCode::InvalidValue, "Successive halving: " + what + "; " + allowed + ".", {{"what", what}});
    };
    if (options.rungs.empty() || options.rungs.front() < 1
        || std::ranges::adjacent_find(options.rungs, std::greater_equal<>()) != options.rungs.end()) {
        refuse("the rungs must be numbers of steps, each larger than the one before", "for example 75, 300, 640");
    }
    if (!(options.keep > 0) || options.keep > 1) {
        refuse("the share that goes on is " + std::to_string(options.keep), "it must be more than 0 and at most 1");
    }
    if (candidates < 1) {
        refuse("there is no candidate", "give at least one architecture");
    }
    if (std::ranges::any_of(options.always, [&](int index) { return index < 0 || index >= candidates; })) {
        refuse("a protected candidate is not in the list", "indices run from 0 to " + std::to_string(candidates - 1));
    }
}

}

HalvingSchedule::HalvingSchedule(HalvingOptions options, int candidates) : options_(std::move(options)) {
    check(options_, candidates);
    scores_.resize(static_cast<std::size_t>(candidates));
}

HalvingSchedule::Next HalvingSchedule::next() const {
    for (int rung = 0; rung < static_cast<int>(options_.rungs.size()); ++rung) {
        for (std::size_t index = 0; index < scores_.size(); ++index) {
            if (!scores_[index].dropped && scores_[index].rung < rung) {
                return {static_cast<int>(index), rung};
            }
        }
    }
    return {};
}

void HalvingSchedule::report(int candidate, int rung, double accuracy, double crossEntropy) {
    HalvingScore& score = scores_.at(static_cast<std::size_t>(candidate));
    score.rung = rung;
    score.accuracy = accuracy;
    score.crossEntropy = crossEntropy;
    const bool complete =
        std::ranges::all_of(scores_, [rung](const HalvingScore& each) { return each.dropped || each.rung >= rung; });
    if (complete && rung + 1 < static_cast<int>(options_.rungs.size())) {
        closeRung();
    }
}

void HalvingSchedule::closeRung() {
    std::vector<int> alive;
    for (const int candidate : ranking()) {
        if (!scores_[static_cast<std::size_t>(candidate)].dropped) {
            alive.push_back(candidate);
        }
    }
    for (std::size_t place = options::keptAfterRung(options_.keep, alive.size()); place < alive.size(); ++place) {
        const int candidate = alive[place];
        const bool isProtected = std::ranges::find(options_.always, candidate) != options_.always.end();
        scores_[static_cast<std::size_t>(candidate)].dropped = !isProtected;
    }
}

std::vector<int> HalvingSchedule::ranking() const {
    std::vector<int> order(scores_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [this](int a, int b) {
        const HalvingScore& left = scores_[static_cast<std::size_t>(a)];
        const HalvingScore& right = scores_[static_cast<std::size_t>(b)];
        return std::tie(left.rung, left.accuracy) > std::tie(right.rung, right.accuracy);
    });
    return order;
}

std::string HalvingSchedule::toJson() const {
    nlohmann::json scores = nlohmann::json::array();
    for (const HalvingScore& score : scores_) {
        scores.push_back({{"rung", score.rung}, {"accuracy", score.accuracy}, {"crossEntropy", score.crossEntropy},
            {"dropped", score.dropped}});
    }
    const nlohmann::json json = {{"rungs", options_.rungs}, {"keep", options_.keep}, {"always", options_.always},
        {"scoringImages", options_.scoringImages}, {"scores", scores}};
    return base::textOf(json);
}

HalvingSchedule HalvingSchedule::fromJson(const std::string& text) {
    try {
        const nlohmann::json json = base::parseSortedJson(text, {.what = "the state of a successive halving"});
        HalvingOptions options;
        options.rungs = json.at("rungs").get<std::vector<int>>();
        options.keep = json.at("keep");
        options.always = json.at("always").get<std::vector<int>>();
        options.scoringImages = json.at("scoringImages");
        const nlohmann::json& scores = json.at("scores");
        HalvingSchedule schedule(options, static_cast<int>(scores.size()));
        for (std::size_t index = 0; index < scores.size(); ++index) {
            schedule.scores_[index] = {.rung = static_cast<int>(base::integerAt(scores[index], "rung", -1,
                                           static_cast<std::int64_t>(options.rungs.size()) - 1)),
                .accuracy = scores[index].at("accuracy"),
                .crossEntropy = scores[index].at("crossEntropy"),
                .dropped = scores[index].at("dropped")};
        }
        return schedule;
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The state of a successive halving cannot be read (") + failure.what()
                + "); start the training again.");
    }
}

}
