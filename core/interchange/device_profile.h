// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/array.h"
#include "core/records/measurement.h"

namespace paretoscope::interchange {

// NAME.psprofile: what devices measured and the predictors fitted to it, in one portable file, so that a laptop can
// show what a server's GPU measured. The file, version 2:
//
//     PARETOSCOPE-PROFILE 2 HEADER_BYTES BODY_BYTES SHA256\n
//     header   JSON, HEADER_BYTES long, readable with any editor: what was measured, how many, which arrays follow
//     body     the arrays, raw little-endian, one after the other, compressed as one zlib stream of BODY_BYTES
//
// SHA256 is that of the header followed by the body. Nothing in a profile is ever executed; commands of command devices
// are not part of it.

/// A fitted predictor as the store keeps it.
struct ProfilePredictor {
    std::string name;
    std::string configuration; ///< JSON
    std::string report; ///< JSON
    std::int64_t measurementCount = 0;
    std::string createdAt;
    std::vector<base::NamedArray> arrays;
};

/// One device setting and network.
struct ProfilePart {
    records::DeviceSetting deviceSetting;
    space::SpaceId space = space::SpaceId::Darts;
    space::Shape shape;
    /// In measuring order, of this setting, space and shape; ids are not kept. Rounds keep 7 digits, all else is exact.
    std::vector<records::Measurement> measurements;
    std::optional<ProfilePredictor> predictor; ///< of latency
    std::optional<ProfilePredictor> energyPredictor;
};

struct DeviceProfile {
    std::string title;
    std::string createdAt; ///< UTC, ISO 8601
    std::string program; ///< name and version that wrote it
    std::vector<ProfilePart> parts;
};

/// Throws Error (InvalidValue) where a measurement is of another setting, space or shape than its part.
std::string profileBytes(const DeviceProfile& profile);

/// Throws Error (InvalidData) that says what is wrong and what to do: not a profile, of a newer version, cut off,
/// damaged (checksum), or with contents that are not what they claim to be. Memory stays within a small multiple of the
/// sizes that the file truly has.
DeviceProfile profileFromBytes(std::string_view bytes);

/// Whole or not at all; throws Error (FileUnwritable).
void writeProfile(const std::filesystem::path& path, const DeviceProfile& profile);
/// Throws Error (FileNotFound, FileUnreadable, InvalidData naming the file).
DeviceProfile readProfile(const std::filesystem::path& path);

}
