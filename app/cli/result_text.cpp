// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/result_text.h"

#include <cmath>
#include <iostream>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/analysis/statistics.h"
#include "core/base/json_fields.h"
#include "core/base/text.h"
#include "core/engine/explore_report.h"
#include "core/engine/finish_report.h"

namespace paretoscope::cli {

namespace {

using base::fixedText;
using Rows = std::vector<std::vector<std::string>>;

std::string known(double fraction) {
    return std::isnan(fraction) ? "unknown" : percent(fraction);
}

std::string tauText(double tau) {
    return std::isnan(tau) ? "unknown" : fixedText(tau, 3);
}

std::string milliseconds(double value) {
    return std::isnan(value) ? "unknown" : fixedText(value, 3) + " ms";
}

std::string endText(const options::MeasureResult& result) {
    if (result.endedBy == "error") {
        return "the predictor's error had been reached";
    }
    if (result.endedBy == "no_improvement") {
        return "more measurements did not make the predictor better";
    }
    return result.endedBy == "budget" ? "the time was over" : "all were measured";
}

void print(const options::MeasureResult& result) {
    Rows rows{{"device setting", result.deviceSetting},
        {"architectures",
            std::to_string(result.architectures) + ", " + std::to_string(result.repeated) + " of them measured again"},
        {"ended because", endText(result)}, {"noise floor (error of a perfect predictor)", known(result.noiseFloor)},
        {"τ between repeats", tauText(result.repeatTau)},
        {"τ ceiling (of a perfect predictor)", tauText(result.ceilingTau)},
        {"drift of the sentinel, corrected for", known(result.sentinelDrift)},
        {"unstable (windows that did not agree)", std::to_string(result.unstable)}};
    if (result.failed > 0) {
        rows.push_back({"failed on the device", std::to_string(result.failed)});
    }
    if (!std::isnan(result.heldOutError)) {
        rows.push_back({"error of the last fit", known(result.heldOutError)});
    }
    if (!std::isnan(result.compileMs)) {
        rows.push_back({"preparing a network, in no latency", fixedText(result.compileMs, 0) + " ms"});
    }
    for (std::size_t i = 0; i < result.latenciesMs.size(); ++i) {
        const std::optional<double>& latency = result.latenciesMs[i];
        rows.push_back({"latency of cell " + std::to_string(i + 1), latency ? milliseconds(*latency) : "failed"});
    }
    printTable(rows);
    if (std::isnan(result.noiseFloor)) {
        std::cout << "\nThe noise is not known: too few architectures were measured again (--repeat-share).\n";
    }
}

void print(const options::FitResult& result) {
    Rows rows{{"predictor", std::to_string(result.predictor)},
        {"architectures",
            std::to_string(result.architectures) + ", " + std::to_string(result.heldOut)
                + " of them not seen in fitting: the errors are of those"},
        {"error, mean", known(result.error)}, {"error, median", known(result.medianError)},
        {"within ±5 %, ±10 %", known(result.within5) + ", " + known(result.within10)},
        {"Kendall τ",
            tauText(result.tau) + " (95 %: " + tauText(result.tauLow) + " … " + tauText(result.tauHigh) + ")"},
        {"Spearman ρ", tauText(result.rho)}};
    if (result.noiseFloor) {
        rows.push_back({"noise floor (error of a perfect predictor)", known(*result.noiseFloor)});
    }
    if (result.ceilingTau) {
        rows.push_back({"τ ceiling (of a perfect predictor)", tauText(*result.ceilingTau)});
    }
    rows.push_back({"additive part alone", known(result.additiveError) + ", τ " + tauText(result.additiveTau)});
    if (result.baselineError) {
        rows.push_back({"plain network of the paper",
            known(*result.baselineError) + ", τ " + tauText(result.baselineTau.value_or(std::nan("")))});
    }
    if (result.energy) {
        rows.push_back({"energy, error",
            known(result.energy->error) + ", τ " + tauText(result.energy->tau) + ", from "
                + std::to_string(result.energy->architectures) + " architectures"});
    }
    rows.push_back({"reference latency of λ", milliseconds(result.referenceMs)});
    rows.push_back({"took", fixedText(result.seconds, 1) + " s"});
    printTable(rows);
    if (!result.noise.empty()) {
        std::cout << "\nNoise: " << result.noise << '\n';
    }
    if (result.baselineError && result.error >= *result.baselineError) {
        std::cout << "\nwarning: the predictor is no better than the plain network of the paper here; more "
                     "measurements, or quieter ones, are needed before its latencies are searched by\n";
    }
}

void print(const options::SearchResult& result) {
    Rows rows{{"λ", "latency predicted", "saving", "α decided", "cell"}};
    for (const options::SearchedCell& cell : result.searches) {
        rows.push_back(
            {base::shortText(cell.lambda, 4), std::isnan(cell.predictedMs) ? "–" : milliseconds(cell.predictedMs),
                std::isnan(cell.saving) ? "–" : percent(cell.saving), cell.decided ? "yes" : "no", cell.genotype});
    }
    printTable(rows);
    std::cout << '\n';
    if (!result.deviceSetting.empty()) {
        std::cout << "Latencies are of " << result.deviceSetting << ", λ's unit is " << milliseconds(result.referenceMs)
                  << " there. ";
    }
    std::cout << "Computed on " << result.computedOn << ".\n";
}

void print(const options::TrainResult& result) {
    Rows rows{{"accuracy", "cross entropy", "parameters", "cell"}};
    for (const options::TrainedCell& cell : result.cells) {
        std::string accuracy = cell.dropped ? "left at a rung" : "–";
        if (!cell.accuracies.empty()) {
            accuracy = percent(analysis::mean(cell.accuracies), 2);
            if (cell.accuracies.size() > 1) {
                accuracy += " ± " + percent(analysis::standardDeviation(cell.accuracies), 2) + ", "
                    + std::to_string(cell.accuracies.size()) + " seeds";
            }
        }
        rows.push_back({accuracy, cell.crossEntropies.empty() ? "–" : fixedText(analysis::mean(cell.crossEntropies), 4),
            std::to_string(cell.parameters), cell.genotype});
    }
    printTable(rows);
    std::cout << "\nProtocol: " << result.protocolTitle << ", " << result.testImages << " images, " << result.steps
              << " steps, on " << result.computedOn << ".\nLook at it again: paretoscope-cli front --protocol "
              << result.protocol << '\n';
}

void print(const options::ScoreResult& result) {
    Rows rows{{"accuracy", "cross entropy", "cell"}};
    for (const options::OneShotCell& score : result.scores) {
        rows.push_back({percent(score.accuracy, 2), fixedText(score.crossEntropy, 4), score.genotype});
    }
    printTable(rows);
}

void print(const options::ExploreResult& result) {
    printTable(engine::choiceRows(result));
    std::cout << '\n' << engine::summary(result) << '\n';
}

void print(const options::FinishResult& result) {
    printTable(engine::finishedRows(result));
    std::cout << '\n' << engine::summary(result) << '\n';
    if (!result.protocol.empty()) {
        std::cout << "Look at it again: paretoscope-cli front --protocol " << result.protocol << " --device "
                  << result.deviceSetting << '\n';
    }
}

/// A line for each plain field.
template <typename Result>
void print(const Result& result) {
    Rows rows;
    const auto json = base::JsonWriter::toJson(result); // items() only refers to it
    for (const auto& [name, value] : json.items()) {
        if (!value.is_structured() && !value.is_null()) {
            rows.push_back({name, value.is_string() ? value.template get<std::string>() : base::textOf(value)});
        }
    }
    printTable(rows);
}

}

void printResultText(const options::JobResult& result) {
    std::visit([](const auto& each) { print(each); }, result);
}

}
