// SPDX-License-Identifier: Apache-2.0
#include "core/queries/front_table.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/analysis/front.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/options/network.h"

namespace paretoscope::queries {

namespace {

using base::fixedText;

void markFront(std::vector<FrontRow>& rows) {
    std::vector<double> costs;
    std::vector<double> losses;
    for (const FrontRow& row : rows) {
        costs.push_back(row.point.cost);
        losses.push_back(-(row.expectation ? row.expectation->accuracy : row.point.accuracy));
    }
    for (const std::size_t index : analysis::paretoFront(costs, losses)) {
        rows[index].onFront = true;
    }
}

/// NaN where a trained cell has none.
Expectation expectationOf(const FrontRow& row) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return row.expectation.value_or(Expectation{.accuracy = unknown, .deviation = unknown, .crossEntropy = unknown});
}

/// Trainings behind an estimate or an expectation, 0 where there is neither.
int learntFrom(const FrontRow& row) {
    return row.expectation ? row.expectation->trainings : row.point.estimated ? row.point.trainings : 0;
}

/// Trainings in the mean that the accuracy is, 0 where it is no trained one.
int trainingsInMean(const FrontRow& row, const records::AccuracyProtocol& protocol) {
    const bool trained = row.point.accuracyProvenance(protocol.provenance) == records::AccuracyProvenance::Trained;
    return trained ? row.point.trainings : 0;
}

std::string countOrNothing(int count) {
    return count > 0 ? std::to_string(count) : std::string();
}

/// Training steps behind a candidate's accuracy, 0 where it is no trained one or not known.
int stepsOf(const FrontRow& row, const std::string& protocol) {
    const auto accuracy = row.candidate && !row.point.estimated ? row.candidate->accuracy(protocol) : std::nullopt;
    return accuracy ? accuracy->steps : 0;
}

}

FrontTable frontTable(const store::Project& project, const std::string& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run, bool frontOnly) {
    FrontTable table{project.protocol(protocol), deviceSetting, {}};
    const FrontPoints front = frontPoints(project, table.protocol, deviceSetting, run);
    auto expectation = front.expectations.begin();
    for (const store::FrontPoint& point : front.points) {
        table.rows.push_back({.point = point});
        if (expectation != front.expectations.end() && expectation->candidateId == point.candidateId) {
            table.rows.back().expectation = *expectation++;
        }
    }
    markFront(table.rows);
    if (frontOnly) {
        std::erase_if(table.rows, [](const FrontRow& row) { return !row.onFront; });
    }
    for (FrontRow& row : table.rows) {
        row.candidate = std::make_shared<const records::Candidate>(project.candidate(row.point.candidateId));
    }
    std::stable_sort(table.rows.begin(), table.rows.end(),
        [](const FrontRow& a, const FrontRow& b) { return a.point.cost < b.point.cost; });
    return table;
}

records::DeviceSetting settingWithCosts(const store::Project& project, const std::string& deviceSetting) {
    const std::vector<records::DeviceSetting> settings = project.costSettings();
    if (settings.empty()) {
        throw Error(ErrorCode::NotFound,
            project.candidateCount() == 0
                ? "The project has no candidates: latencies alone make no front. Search or train, or import a table "
                  "with "
                  "a column of accuracies."
                : "No candidate of the project has a latency yet: measure, fit and search first.",
            {{"what", "latency"}});
    }
    if (deviceSetting.empty()) {
        const records::DeviceSetting here = options::settingOr({});
        return std::ranges::find(settings, here) == settings.end() ? settings.front() : here;
    }
    records::DeviceSetting wanted = records::storedDeviceSetting(deviceSetting);
    if (std::find(settings.begin(), settings.end(), wanted) == settings.end()) {
        const std::string known = base::listed(settings, records::toText);
        throw Error(ErrorCode::NotFound,
            "No candidate has a latency on '" + deviceSetting + "'; the project holds: " + known + ".",
            {{"device", deviceSetting}});
    }
    return wanted;
}

interchange::CsvTable toCsv(const FrontTable& table) {
    interchange::CsvTable csv;
    csv.header = {"candidate", "run", "latency_ms", "latency_provenance", "latency_device_setting", "accuracy",
        "accuracy_provenance", "mean_of_trainings", "accuracy_deviation", "learnt_from_trainings", "expected_accuracy",
        "expected_deviation", "training_steps", "cross_entropy", "on_front", "parameters", "macs", "origin", "lambda",
        "shape", "genotype"};
    for (const FrontRow& row : table.rows) {
        const Expectation expected = expectationOf(row);
        std::vector<std::string> fields{std::to_string(row.point.candidateId), std::to_string(row.point.run),
            interchange::csvNumber(row.point.cost), std::string(records::name(row.point.costProvenance)),
            toText(table.deviceSetting), interchange::csvNumber(row.point.accuracy),
            std::string(records::name(row.point.accuracyProvenance(table.protocol.provenance))),
            countOrNothing(trainingsInMean(row, table.protocol)), interchange::csvNumber(row.point.deviation),
            countOrNothing(learntFrom(row)), interchange::csvNumber(expected.accuracy),
            interchange::csvNumber(expected.deviation),
            row.candidate ? std::to_string(stepsOf(row, table.protocol.id)) : std::string(),
            interchange::csvNumber(row.point.crossEntropy), row.onFront ? "1" : "0"};
        if (const records::Candidate* candidate = row.candidate.get()) {
            fields.insert(fields.end(),
                {std::to_string(candidate->parameters), std::to_string(candidate->macs),
                    std::string(records::name(candidate->origin)),
                    candidate->lambda < 0 ? std::string() : interchange::csvNumber(candidate->lambda),
                    toText(candidate->shape), space::identityText(candidate->genotype)});
        }
        fields.resize(csv.header.size());
        csv.rows.push_back(std::move(fields));
    }
    return csv;
}

std::string toJson(const FrontTable& table) {
    nlohmann::ordered_json json{{"protocol", table.protocol.id}, {"device_setting", toText(table.deviceSetting)},
        {"candidates", nlohmann::ordered_json::array()}};
    for (const FrontRow& row : table.rows) {
        json["candidates"].push_back({{"id", row.point.candidateId}, {"run", row.point.run},
            {"genotype", space::identityText(row.candidate->genotype)}, {"latency_ms", row.point.cost},
            {"latency_provenance", records::name(row.point.costProvenance)}, {"accuracy", row.point.accuracy},
            {"accuracy_provenance", records::name(row.point.accuracyProvenance(table.protocol.provenance))},
            {"mean_of_trainings", trainingsInMean(row, table.protocol)}, {"accuracy_deviation", row.point.deviation},
            {"learnt_from_trainings", learntFrom(row)}, {"expected_accuracy", expectationOf(row).accuracy},
            {"expected_deviation", expectationOf(row).deviation}, {"training_steps", stepsOf(row, table.protocol.id)},
            {"origin", records::name(row.candidate->origin)}, {"parameters", row.candidate->parameters},
            {"on_front", row.onFront}});
    }
    return base::textOf(json);
}

std::vector<std::vector<std::string>> toRows(const FrontTable& table) {
    std::vector<std::vector<std::string>> rows{
        {"latency", "", "accuracy", "", "parameters", "found by", "front", "cell"}};
    for (const FrontRow& row : table.rows) {
        const records::Candidate& candidate = *row.candidate;
        std::string origin(records::name(candidate.origin));
        if (candidate.lambda >= 0) {
            origin += " λ " + fixedText(candidate.lambda, 2);
        }
        std::string accuracy(records::name(row.point.accuracyProvenance(table.protocol.provenance)));
        if (row.point.estimated) {
            accuracy += " ± " + fixedText(100 * row.point.deviation, 1) + " from " + std::to_string(row.point.trainings)
                + " trainings";
        } else if (const int steps = stepsOf(row, table.protocol.id); steps > 0) {
            accuracy += " " + std::to_string(steps) + " steps";
            if (const int trainings = trainingsInMean(row, table.protocol); trainings > 1) {
                accuracy += ", mean of " + std::to_string(trainings);
            }
        }
        if (row.expectation) { // by which the front is drawn
            accuracy += ", expected " + fixedText(100 * row.expectation->accuracy, 1) + " %";
        }
        rows.push_back({fixedText(row.point.cost, 2) + " ms", std::string(records::name(row.point.costProvenance)),
            fixedText(100 * row.point.accuracy, 1) + " %", accuracy, std::to_string(candidate.parameters), origin,
            row.onFront ? "●" : "", "#" + std::to_string(candidate.id)});
    }
    return rows;
}

}
