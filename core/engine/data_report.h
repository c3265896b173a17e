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

/// Which images of a source: a training's are the first of its training part, those to choose by the next ones.
struct DataPart {
    enum class Kind : std::uint8_t { Train, Validation, Test };
    Kind kind = Kind::Test;
    std::int64_t trainImages = 0; ///< as of the job; 0: all of the part
    std::int64_t validationImages = 0; ///< 0: all that follow
    std::int64_t testImages = 0; ///< 0: all
};
/// The files of an image folder's part, in the order in which jobs count them; a part that is smaller than asked for is
/// given whole. Throws Error: InvalidValue for a source that is no folder, and as inspectData().
std::vector<std::string> filesOfData(const std::string& source, const DataPart& part);

}
