// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/download.h"

namespace paretoscope::data {

/// A data set as its makers publish it.
struct PublishedData {
    std::string name; ///< as data sources are named: "cifar10"
    std::string url; ///< of a gzip-compressed tar archive
    std::string sha256; ///< of that archive
    std::string folder; ///< that all of the archive lies in
    std::vector<std::string> files; ///< in that folder, that make it whole
};

enum class CifarKind : std::uint8_t { Cifar10, Cifar100 };
/// Krizhevsky 2009, binary version: https://www.cs.toronto.edu/~kriz/cifar.html
PublishedData publishedCifar(CifarKind kind);

/// All that can be fetched.
const std::vector<PublishedData>& publishedData();
/// Throws Error (UnknownName) with the names that there are.
const PublishedData& publishedData(std::string_view name);

/// Where the archive is loaded from: `url` where it is not empty; else the archive's name behind the address in the
/// environment variable PARETOSCOPE_DATA_MIRROR; else where it is published.
std::string addressOf(const PublishedData& data, const std::string& url);

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
