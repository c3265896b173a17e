// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/vta/schedule.h"

namespace paretoscope::vta {

/// A published tuned configuration with the latency that was measured on the board.
struct PublishedRecord {
    std::string series;
    std::string accelerator;
    Workload workload;
    std::uint32_t index; ///< in AutoTVM's numbering
    double milliseconds;
    Schedule schedule;
};

/// Reads tests/vta/data/published.txt. Throws Error (FileNotFound, InvalidShape).
inline std::vector<PublishedRecord> readPublished(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        throw Error(ErrorCode::FileNotFound, path + " cannot be opened.", {{"file", path}});
    }
    std::vector<PublishedRecord> records;
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        std::istringstream words(line);
        PublishedRecord record;
        std::string shape;
        Schedule& s = record.schedule;
        words >> record.series >> record.accelerator >> shape >> record.index >> record.milliseconds >> s.tileBatch
            >> s.tileHeight >> s.tileWidth >> s.tileIn >> s.tileOut >> s.outThreads >> s.heightThreads;
        record.workload = workloadFromText(shape);
        records.push_back(std::move(record));
    }
    return records;
}

}
