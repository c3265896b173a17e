// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace paretoscope::data {

/// What a text such as "cifar10", "cifar100:FOLDER", "folder:FOLDER" or "synthetic:SEED" names. Free of LibTorch: a
/// window says what is wrong with one before a job starts.
struct SourceSpec {
    std::string kind;
    std::string rest; ///< behind the colon, as written
    std::filesystem::path folder; ///< where the images are looked for; of no meaning for "synthetic"
    std::uint64_t seed = 1; ///< of "synthetic"
};

/// Throws Error (UnknownName) with what is allowed where no data set is named like that. Whether the folder exists is
/// not looked at.
SourceSpec sourceSpec(std::string_view text);

}
