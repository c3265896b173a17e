// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace paretoscope::engine {

/// What a data source holds.
struct DataReport {
    std::string name;
    std::int64_t trainImages = 0;
    std::int64_t testImages = 0;
    std::vector<std::string> classNames;
    int size = 0; ///< pixels, height = width
    std::vector<std::string> skipped; ///< files of an image folder that cannot be read, with the reason
};

/// Loads the source and says what it holds. Throws Error (InvalidData, FileNotFound, ...).
DataReport inspectData(const std::string& source);

}
