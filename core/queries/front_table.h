// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/interchange/csv.h"
#include "core/queries/front_points.h"
#include "core/records/candidate.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// One candidate as tables and files show it.
struct FrontRow {
    store::FrontPoint point;
    std::optional<Expectation> expectation; ///< of a trained point; the front is that of expected accuracies
    bool onFront = false;
    std::shared_ptr<const records::Candidate> candidate; ///< null where only its point is at hand
};

/// The candidates of one accuracy protocol with a cost on one device setting, estimated ones among them (frontPoints).
struct FrontTable {
    records::AccuracyProtocol protocol;
    records::DeviceSetting deviceSetting;
    std::vector<FrontRow> rows;
};

/// Cheapest first; `frontOnly`: just those that no other one beats on accuracy and cost. Throws Error (NotFound).
FrontTable frontTable(const store::Project& project, const std::string& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run, bool frontOnly);

/// `deviceSetting`; where it is empty this computer's, or the first one that the project's candidates have costs for.
/// Throws Error (NotFound) that lists the settings.
records::DeviceSetting settingWithCosts(const store::Project& project, const std::string& deviceSetting);

/// Numbers in full; empty fields where a candidate or a cross-entropy is not known.
interchange::CsvTable toCsv(const FrontTable& table);
std::string toJson(const FrontTable& table);
/// Header and rows for a terminal.
std::vector<std::vector<std::string>> toRows(const FrontTable& table);

}
