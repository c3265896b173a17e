// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "core/data/download.h"
#include "core/data/published.h"

namespace paretoscope::data {

/// How far a fetch is.
struct FetchProgress {
    enum class Stage : std::uint8_t { Downloading, Checking, Unpacking };
    Stage stage = Stage::Downloading;
    std::int64_t done = 0; ///< bytes, while it is downloaded
    std::int64_t all = -1;
};

struct Fetched {
    std::filesystem::path folder; ///< of the data
    bool wasThere = false;
};

/// Downloads, checks and unpacks a data set into `folder`/data.folder; does nothing where it is there. The sum is
/// checked wherever the archive comes from. Unpacked beside and renamed when whole, so that half a data set is never
/// found; an archive that stays behind an interruption is gone on with. Throws Error as download() and unpackTarGz(),
/// InvalidData where the archive is not the published one.
Fetched fetch(const PublishedData& data, const std::filesystem::path& folder, const std::string& url,
    const std::function<void(const FetchProgress&)>& progress = {}, const std::stop_token& stop = {});

}
