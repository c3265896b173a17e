// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/interchange/device_profile.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// All measurements and the newest predictor of each setting, one part for each network measured on it. Throws Error
/// (NotFound) naming a setting that the project holds nothing of.
interchange::DeviceProfile profileOf(
    const store::Project& project, const std::vector<records::DeviceSetting>& settings, const std::string& title);

/// What importing added.
struct ProfileImport {
    std::int64_t stored = 0;
    std::int64_t known = 0; ///< left out: the project had them already
    std::vector<std::int64_t> predictors; ///< ids
};

/// Stores a profile's measurements, with the provenance they have, and its predictors, in one transaction, as settings
/// of `computer` (records::onComputer), so that they never mix with what this computer measures; empty: they are this
/// computer's own. Candidates that the project holds get their latencies there. What the project holds already stays
/// single. Throws Error (InvalidData, InvalidValue) where a device setting cannot be one or a predictor cannot be used;
/// nothing is stored then.
ProfileImport storeProfile(store::Project& project, interchange::DeviceProfile profile, const std::string& computer);

/// A name for the computer that a profile comes from: the file's, with what a name may not hold replaced.
std::string computerNamedBy(const std::filesystem::path& file);

}
