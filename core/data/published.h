// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::data {

/// A data set as its makers publish it.
struct PublishedData {
    std::string name; ///< as data sources are named: "cifar10"
    std::string url; ///< of a gzip-compressed tar archive
    std::string sha256; ///< of that archive
    std::string folder; ///< that all of the archive lies in
    std::vector<std::string> files; ///< in that folder, that make it whole
    std::string title = {}; ///< as people write it: "CIFAR-10"
};

enum class CifarKind : std::uint8_t { Cifar10, Cifar100 };
/// Krizhevsky 2009, binary version: https://www.cs.toronto.edu/~kriz/cifar.html. Its files are those of the training
/// images, the one of the test images and the one with the names of the classes, in this order.
PublishedData publishedCifar(CifarKind kind);

/// All that can be fetched.
const std::vector<PublishedData>& publishedData();
/// Throws Error (UnknownName) with the names that there are.
const PublishedData& publishedData(std::string_view name);

/// The archive's file name.
std::string archiveName(const PublishedData& data);

/// Where the archive is loaded from: `url` where it is not empty; else the archive's name behind the address in the
/// environment variable PARETOSCOPE_DATA_MIRROR; else where it is published.
std::string addressOf(const PublishedData& data, const std::string& url);

/// Whether all of its files lie in `folder`.
bool isWhole(const PublishedData& data, const std::filesystem::path& folder);

/// Whether any of its files lies in `folder`, or in data.folder there: where a job looks for its images.
bool isBegun(const PublishedData& data, const std::filesystem::path& folder);

}
