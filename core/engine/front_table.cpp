// SPDX-License-Identifier: Apache-2.0
#include "core/engine/front_table.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/analysis/front.h"
#include "core/base/error.h"

namespace paretoscope::engine {

namespace {

std::string fixed(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

void markFront(std::vector<FrontRow>& rows) {
    std::vector<double> costs;
    std::vector<double> losses;
    for (const FrontRow& row : rows) {
        costs.push_back(row.cost.value);
        losses.push_back(-row.accuracy.accuracy);
    }
    for (const std::size_t index : analysis::paretoFront(costs, losses)) {
        rows[index].onFront = true;
    }
}

/// Accuracies of one protocol may be there for several seeds: the store's mean over the seeds of the longest training
/// is shown.
records::Accuracy accuracyOf(
    const records::Candidate& candidate, const store::FrontPoint& point, const std::string& protocol) {
    records::Accuracy accuracy = candidate.accuracy(protocol).value_or(records::Accuracy{.protocol = protocol});
    accuracy.accuracy = point.accuracy;
    accuracy.crossEntropy = point.crossEntropy;
    return accuracy;
}

}

FrontTable frontTable(const store::Project& project, const std::string& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run, bool frontOnly) {
    FrontTable table{protocol, deviceSetting, {}};
    for (const store::FrontPoint& point : project.frontPoints(protocol, deviceSetting, run)) {
        FrontRow row;
        row.candidate = project.candidate(point.candidateId);
        row.cost = row.candidate.cost(deviceSetting)
                       .value_or(records::Cost{
                           .deviceSetting = deviceSetting, .provenance = point.costProvenance, .value = point.cost});
        row.accuracy = accuracyOf(row.candidate, point, protocol);
        table.rows.push_back(std::move(row));
    }
    markFront(table.rows);
    if (frontOnly) {
        std::erase_if(table.rows, [](const FrontRow& row) { return !row.onFront; });
    }
    std::stable_sort(table.rows.begin(), table.rows.end(),
        [](const FrontRow& a, const FrontRow& b) { return a.cost.value < b.cost.value; });
    return table;
}

records::DeviceSetting settingWithCosts(const store::Project& project, const std::string& deviceSetting) {
    const std::vector<records::DeviceSetting> settings = project.costSettings();
    if (settings.empty()) {
        throw Error(ErrorCode::NotFound,
            "No candidate of the project has a latency yet: measure, fit and search first.", {{"what", "latency"}});
    }
    if (deviceSetting.empty()) {
        return settings.front();
    }
    records::DeviceSetting wanted = records::storedDeviceSetting(deviceSetting);
    if (std::find(settings.begin(), settings.end(), wanted) == settings.end()) {
        std::string known;
        for (const records::DeviceSetting& setting : settings) {
            known += (known.empty() ? "" : ", ") + toText(setting);
        }
        throw Error(ErrorCode::NotFound,
            "No candidate has a latency on '" + deviceSetting + "'; the project holds: " + known + ".",
            {{"device", deviceSetting}});
    }
    return wanted;
}

interchange::CsvTable toCsv(const FrontTable& table) {
    interchange::CsvTable csv;
    csv.header = {"genotype", "shape", "latency_ms", "latency_provenance", "latency_device_setting", "accuracy",
        "accuracy_provenance", "training_steps", "cross_entropy", "parameters", "macs", "origin", "lambda", "on_front"};
    for (const FrontRow& row : table.rows) {
        csv.rows.push_back({space::identityText(row.candidate.genotype), toText(row.candidate.shape),
            interchange::csvNumber(row.cost.value), std::string(records::name(row.cost.provenance)),
            toText(table.deviceSetting), interchange::csvNumber(row.accuracy.accuracy),
            std::string(records::name(row.accuracy.provenance)), std::to_string(row.accuracy.steps),
            interchange::csvNumber(row.accuracy.crossEntropy), std::to_string(row.candidate.parameters),
            std::to_string(row.candidate.macs), std::string(records::name(row.candidate.origin)),
            row.candidate.lambda < 0 ? std::string() : interchange::csvNumber(row.candidate.lambda),
            row.onFront ? "1" : "0"});
    }
    return csv;
}

std::string toJson(const FrontTable& table) {
    nlohmann::ordered_json json{{"protocol", table.protocol}, {"device_setting", toText(table.deviceSetting)},
        {"candidates", nlohmann::ordered_json::array()}};
    for (const FrontRow& row : table.rows) {
        json["candidates"].push_back({{"id", row.candidate.id}, {"run", row.candidate.run},
            {"genotype", space::identityText(row.candidate.genotype)}, {"latency_ms", row.cost.value},
            {"latency_provenance", records::name(row.cost.provenance)}, {"accuracy", row.accuracy.accuracy},
            {"accuracy_provenance", records::name(row.accuracy.provenance)}, {"training_steps", row.accuracy.steps},
            {"origin", records::name(row.candidate.origin)}, {"parameters", row.candidate.parameters},
            {"on_front", row.onFront}});
    }
    return json.dump();
}

std::vector<std::vector<std::string>> toRows(const FrontTable& table) {
    std::vector<std::vector<std::string>> rows{
        {"latency", "", "accuracy", "", "parameters", "found by", "front", "cell"}};
    for (const FrontRow& row : table.rows) {
        std::string origin(records::name(row.candidate.origin));
        if (row.candidate.lambda >= 0) {
            origin += " λ " + fixed(row.candidate.lambda, 2);
        }
        std::string accuracy(records::name(row.accuracy.provenance));
        if (row.accuracy.steps > 0) {
            accuracy += " " + std::to_string(row.accuracy.steps) + " steps";
        }
        rows.push_back({fixed(row.cost.value, 2) + " ms", std::string(records::name(row.cost.provenance)),
            fixed(100 * row.accuracy.accuracy, 1) + " %", accuracy, std::to_string(row.candidate.parameters), origin,
            row.onFront ? "●" : "", "#" + std::to_string(row.candidate.id)});
    }
    return rows;
}

}
