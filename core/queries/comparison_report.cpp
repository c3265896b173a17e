// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/queries/comparison.h"

namespace paretoscope::queries {

namespace {

std::string settingName(const Comparison& comparison, std::size_t setting) {
    return toText(comparison.settings[setting].deviceSetting);
}

std::string cellText(const Comparison& comparison, std::size_t architecture) {
    return space::identityText(comparison.genotypes[architecture]);
}

using base::fixedText;
using Json = nlohmann::ordered_json;
constexpr std::size_t effectsShown = 6;

Json orNull(double value) {
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

/// An interval that holds all values there are says nothing: none was asked for, or of too few architectures.
bool saysNothing(const analysis::Interval& interval) {
    return interval.high >= 1 && (interval.low <= -1 || interval.low == 0);
}

Json bound(const analysis::Interval& interval, double value) {
    return saysNothing(interval) ? Json(nullptr) : Json(value);
}

std::string withInterval(double value, const analysis::Interval& interval, double scale, int digits) {
    if (saysNothing(interval)) {
        return fixedText(scale * value, digits);
    }
    return fixedText(scale * value, digits) + " [" + fixedText(scale * interval.low, digits) + ", "
        + fixedText(scale * interval.high, digits) + "]";
}

/// Pairs of setting numbers, least alike first.
std::vector<std::pair<std::size_t, std::size_t>> pairs(const Comparison& comparison) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t b = 0; b < comparison.settings.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            pairs.emplace_back(a, b);
        }
    }
    const auto tau = [&](const auto& pair) {
        const double value = comparison.ranks.at(pair.first, pair.second).tau;
        return std::isnan(value) ? 2 : value;
    };
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) { return tau(a) < tau(b); });
    return pairs;
}

const analysis::FrontTransfer* transfer(const Comparison& comparison, std::size_t frontOf, std::size_t on) {
    const auto found = std::find_if(comparison.transfers.begin(), comparison.transfers.end(),
        [&](const Transfer& entry) { return entry.frontOf == frontOf && entry.on == on; });
    return found != comparison.transfers.end() ? &found->loss : nullptr;
}

std::string transferText(const analysis::FrontTransfer* loss) {
    return loss == nullptr ? std::string()
                           : fixedText(100 * loss->hypervolumeKept, 0) + " %, ×" + fixedText(loss->meanExtra, 2);
}

Json pairJson(const Comparison& comparison, std::size_t a, std::size_t b) {
    const analysis::RankPair& pair = comparison.ranks.at(a, b);
    return {{"a", settingName(comparison, a)}, {"b", settingName(comparison, b)}, {"n", pair.n},
        {"tau", orNull(pair.tau)}, {"tau_low", bound(pair.tauInterval, pair.tauInterval.low)},
        {"tau_high", bound(pair.tauInterval, pair.tauInterval.high)}, {"rho", orNull(pair.rho)},
        {"rho_low", bound(pair.rhoInterval, pair.rhoInterval.low)},
        {"rho_high", bound(pair.rhoInterval, pair.rhoInterval.high)}, {"agreement", orNull(pair.concordant)},
        {"agreement_low", bound(pair.concordantInterval, pair.concordantInterval.low)},
        {"agreement_high", bound(pair.concordantInterval, pair.concordantInterval.high)}};
}

Json effectsJson(const analysis::NamedExplanation& named) {
    Json effects = Json::array();
    for (const analysis::ShiftEffect& effect : named.explanation.effects) {
        effects.push_back({{"name", named.names[effect.feature]}, {"effect", effect.effect},
            {"deviation", effect.deviation}, {"weight", effect.weight}});
    }
    return {{"explained", orNull(named.explanation.explained)}, {"effects", std::move(effects)}};
}

Json shiftsJson(const Comparison& comparison, const ShiftReport& report) {
    Json architectures = Json::array();
    for (const analysis::RankShift& shift : report.largest) {
        architectures.push_back({{"genotype", cellText(comparison, shift.index)}, {"place_a", shift.onA},
            {"place_b", shift.onB}, {"cost_a", comparison.costs[report.a][shift.index]},
            {"cost_b", comparison.costs[report.b][shift.index]}});
    }
    return {{"a", settingName(comparison, report.a)}, {"b", settingName(comparison, report.b)},
        {"architectures", std::move(architectures)}, {"operations", effectsJson(report.operations)},
        {"edges", effectsJson(report.edges)}};
}

void appendEffects(std::vector<std::vector<std::string>>& rows, const analysis::NamedExplanation& named) {
    const analysis::ShiftExplanation& explanation = named.explanation;
    for (std::size_t i = 0; i < std::min(effectsShown, explanation.effects.size()); ++i) {
        const analysis::ShiftEffect& effect = explanation.effects[i];
        rows.push_back({named.names[effect.feature],
            (effect.effect > 0 ? "+" : "") + fixedText(100 * effect.effect, 1) + " ± "
                + fixedText(100 * effect.deviation, 1),
            i == 0 ? fixedText(100 * explanation.explained, 0) + " % of the differences" : ""});
    }
}

}

std::string toJson(const Comparison& comparison) {
    Json json{{"settings", Json::array()}, {"architectures", comparison.genotypes.size()}, {"order", Json::array()},
        {"pairs", Json::array()}, {"transfers", Json::array()}};
    for (const ComparedSetting& setting : comparison.settings) {
        json["settings"].push_back(
            {{"device_setting", toText(setting.deviceSetting)}, {"provenance", setting.provenance},
                {"architectures", setting.architectures}, {"predicted", setting.predicted}});
    }
    for (const std::size_t index : comparison.order) {
        json["order"].push_back(settingName(comparison, index));
    }
    for (const auto& [a, b] : pairs(comparison)) {
        json["pairs"].push_back(pairJson(comparison, a, b));
    }
    for (const Transfer& entry : comparison.transfers) {
        json["transfers"].push_back(
            {{"front_of", settingName(comparison, entry.frontOf)}, {"on", settingName(comparison, entry.on)},
                {"architectures", entry.loss.points}, {"front_size", entry.loss.frontSize},
                {"hypervolume_kept", orNull(entry.loss.hypervolumeKept)}, {"mean_extra", entry.loss.meanExtra},
                {"worst_extra", entry.loss.worstExtra}, {"worst_genotype", cellText(comparison, entry.loss.worst)}});
    }
    if (comparison.shifts) {
        json["shifts"] = shiftsJson(comparison, *comparison.shifts);
    }
    return base::textOf(json);
}

std::vector<std::vector<std::string>> matrixRows(const Comparison& comparison) {
    std::vector<std::vector<std::string>> rows{{"", "from", "n"}};
    for (std::size_t i = 0; i < comparison.order.size(); ++i) {
        rows.front().push_back("(" + std::to_string(i + 1) + ")");
    }
    for (std::size_t i = 0; i < comparison.order.size(); ++i) {
        const ComparedSetting& setting = comparison.settings[comparison.order[i]];
        rows.push_back({"(" + std::to_string(i + 1) + ") " + toText(setting.deviceSetting), setting.provenance,
            std::to_string(setting.architectures)});
        for (const std::size_t other : comparison.order) {
            rows.back().push_back(
                other == comparison.order[i] ? "1" : fixedText(comparison.ranks.at(comparison.order[i], other).tau, 2));
        }
    }
    return rows;
}

std::vector<std::vector<std::string>> pairRows(const Comparison& comparison) {
    std::vector<std::vector<std::string>> rows{{"A", "B", "n", "Kendall τ-b", "Spearman ρ", "pairs agree %"}};
    if (!comparison.transfers.empty()) {
        rows.front().insert(rows.front().end(), {"A's front on B", "B's front on A"});
    }
    for (const auto& [a, b] : pairs(comparison)) {
        const analysis::RankPair& pair = comparison.ranks.at(a, b);
        rows.push_back({settingName(comparison, a), settingName(comparison, b), std::to_string(pair.n),
            withInterval(pair.tau, pair.tauInterval, 1, 2), withInterval(pair.rho, pair.rhoInterval, 1, 2),
            withInterval(pair.concordant, pair.concordantInterval, 100, 0)});
        if (!comparison.transfers.empty()) {
            rows.back().push_back(transferText(transfer(comparison, a, b)));
            rows.back().push_back(transferText(transfer(comparison, b, a)));
        }
    }
    return rows;
}

std::vector<std::vector<std::string>> shiftRows(const Comparison& comparison) {
    if (!comparison.shifts) {
        return {};
    }
    const ShiftReport& report = *comparison.shifts;
    std::vector<std::vector<std::string>> rows{
        {"place on " + settingName(comparison, report.a), "place on " + settingName(comparison, report.b), "cell"}};
    for (const analysis::RankShift& shift : report.largest) {
        rows.push_back({fixedText(100 * shift.onA, 0) + " %", fixedText(100 * shift.onB, 0) + " %",
            cellText(comparison, shift.index)});
    }
    return rows;
}

std::vector<std::vector<std::string>> effectRows(const Comparison& comparison) {
    if (!comparison.shifts) {
        return {};
    }
    const ShiftReport& report = *comparison.shifts;
    std::vector<std::vector<std::string>> rows{
        {"one more of", "places (in %) dearer on " + settingName(comparison, report.b), "explains"}};
    appendEffects(rows, report.operations);
    appendEffects(rows, report.edges);
    return rows;
}

}
