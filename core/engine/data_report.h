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
    std::vector<std::int64_t> trainCounts; ///< images of each class
    std::vector<std::int64_t> testCounts;

    struct Skipped {
        std::string reason;
        std::int64_t count = 0;
        std::vector<std::string> examples; ///< names of the first few files
    };
    std::vector<Skipped> skipped; ///< files of an image folder that cannot be read, the most frequent reason first
    std::vector<std::string> notes; ///< sentences on what is odd
};

/// What a source holds by the names of its files alone: quick. Files that turn out to be damaged count.
struct DataSize {
    std::int64_t trainImages = 0;
    std::int64_t testImages = 0;
    int classes = 0;
};
/// Throws Error (InvalidData, FileNotFound, UnknownName, ...).
DataSize sizeOfData(const std::string& source);

/// Loads the source and says what it holds. Throws Error (InvalidData, FileNotFound, ...).
DataReport inspectData(const std::string& source);

}
