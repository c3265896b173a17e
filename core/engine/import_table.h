// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/interchange/benchmark_table.h"
#include "core/options/jobs.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// What a table does not say itself.
struct TableOrigin {
    options::NetworkConfig network; ///< the network that its cells were measured and trained in
    std::string source; ///< the file's name, or what the user calls it; kept with every measurement
    std::string dataSet; ///< of its accuracies, "cifar10:test"
    std::string recipe; ///< how they were trained, in words
    bool replace = false; ///< all that its device settings and accuracies held before is removed first
};

/// What was stored of one cost column.
struct ImportedSetting {
    records::DeviceSetting deviceSetting; ///< "table/NAME"
    records::CostKind kind = records::CostKind::LatencyMs;
    std::int64_t stored = 0;
    std::int64_t known = 0; ///< left out: the project had them already
};

struct ImportReport {
    std::vector<ImportedSetting> settings;
    std::vector<std::string> protocols; ///< ids, one for each accuracy column
    std::int64_t accuracies = 0; ///< stored
    std::int64_t candidates = 0; ///< that the project now holds of imported accuracies, for this network
    store::ImportRemoval replaced; ///< all that was removed before
    std::int64_t lost = 0; ///< numbers among that of cells for which this table has none: they have none any more
};

/// Stores a table's costs as measurements and its accuracies as candidates outside any run, all `imported`, in one
/// transaction; candidates get the imported costs of all tables of that network, whichever came first. The same table
/// again adds nothing. Throws Error: InvalidShape where the network does not fit the table's space; InvalidData where
/// another import gave one of its architectures another number, which would otherwise be averaged with it (unless it is
/// replaced); the store's.
ImportReport storeTable(store::Project& project, const interchange::TableMapping& mapping,
    const interchange::BenchmarkTable& table, const TableOrigin& origin);

/// Removes all that a table gave, by its source, or all that was imported for a device setting ("table/NAME"). Throws
/// Error (NotFound) that lists what was imported.
store::ImportRemoval removeImport(store::Project& project, const std::string& sourceOrSetting);

}
