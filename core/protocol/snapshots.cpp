// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/snapshots.h"

#include <array>

#include "core/protocol/fields.h"

namespace paretoscope::protocol {

using nlohmann::json;

namespace {

struct NumberField {
    const char* name;
    double SearchSnapshot::*member;
};
struct IntegerField {
    const char* name;
    int SearchSnapshot::*member;
};

constexpr std::array numberFields{NumberField{"trainLoss", &SearchSnapshot::trainLoss},
    NumberField{"validationLoss", &SearchSnapshot::validationLoss},
    NumberField{"trainAccuracy", &SearchSnapshot::trainAccuracy},
    NumberField{"validationAccuracy", &SearchSnapshot::validationAccuracy},
    NumberField{"lambda", &SearchSnapshot::lambda}, NumberField{"targetLatencyMs", &SearchSnapshot::targetLatencyMs},
    NumberField{"alphaEntropy", &SearchSnapshot::alphaEntropy},
    NumberField{"predictedLatencyMs", &SearchSnapshot::predictedLatencyMs},
    NumberField{"derivedLatencyMs", &SearchSnapshot::derivedLatencyMs}, NumberField{"stepMs", &SearchSnapshot::stepMs}};
constexpr std::array integerFields{IntegerField{"epoch", &SearchSnapshot::epoch},
    IntegerField{"epochs", &SearchSnapshot::epochs}, IntegerField{"step", &SearchSnapshot::step},
    IntegerField{"steps", &SearchSnapshot::steps}, IntegerField{"skipCount", &SearchSnapshot::skipCount}};

json tableToJson(const AlphaTable& table) {
    json rows = json::array();
    for (const auto& row : table.weights) {
        json numbers = json::array();
        for (const double weight : row) {
            numbers.push_back(numberToJson(weight));
        }
        rows.push_back(std::move(numbers));
    }
    return {{"cell", table.cell}, {"operations", table.operations}, {"weights", std::move(rows)}};
}

AlphaTable tableFromJson(const json& value) {
    if (!value.is_object()) {
        throw violation("a table of α is no JSON object");
    }
    const Fields fields(value, "alpha");
    AlphaTable table;
    table.cell = fields.text("cell");
    for (const json& operation : fields.array("operations")) {
        if (!operation.is_string()) {
            throw fields.wrong("operations", "one of them is no text");
        }
        table.operations.push_back(operation.get<std::string>());
    }
    for (const json& row : fields.array("weights")) {
        if (!row.is_array() || row.size() != table.operations.size()) {
            throw fields.wrong("weights", "a row has not one number for each operation");
        }
        std::vector<double>& numbers = table.weights.emplace_back();
        for (const json& weight : row) {
            numbers.push_back(numberFromJson(weight, "a weight of α"));
        }
    }
    return table;
}

}

std::string toJson(const SearchSnapshot& snapshot) {
    json object{{"genotype", snapshot.genotype}, {"deviceSetting", snapshot.deviceSetting}, {"alpha", json::array()}};
    for (const auto& [name, member] : numberFields) {
        object[name] = numberToJson(snapshot.*member);
    }
    for (const auto& [name, member] : integerFields) {
        object[name] = snapshot.*member;
    }
    for (const AlphaTable& table : snapshot.alpha) {
        object["alpha"].push_back(tableToJson(table));
    }
    return dumpLine(object);
}

SearchSnapshot searchSnapshotFromJson(std::string_view text) {
    const json object = parseObject(text, "a search snapshot");
    const Fields fields(object, "search snapshot");
    SearchSnapshot snapshot;
    for (const auto& [name, member] : numberFields) {
        snapshot.*member = fields.number(name);
    }
    for (const auto& [name, member] : integerFields) {
        snapshot.*member = fields.smallInteger(name);
    }
    snapshot.genotype = fields.text("genotype");
    snapshot.deviceSetting = fields.text("deviceSetting");
    for (const json& table : fields.array("alpha")) {
        snapshot.alpha.push_back(tableFromJson(table));
    }
    return snapshot;
}

}
