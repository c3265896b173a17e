// SPDX-License-Identifier: Apache-2.0
#include "core/data/published.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "core/base/error.h"
#include "core/base/text.h"

namespace paretoscope::data {

PublishedData publishedCifar(CifarKind kind) {
    // The page gives the MD5 of the same files.
    if (kind == CifarKind::Cifar10) {
        return {.name = "cifar10",
            .url = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
            .sha256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            .folder = "cifar-10-batches-bin",
            .files = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                "data_batch_5.bin", "test_batch.bin", "batches.meta.txt"},
            .title = "CIFAR-10"};
    }
    return {.name = "cifar100",
        .url = "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
        .sha256 = "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
        .folder = "cifar-100-binary",
        .files = {"train.bin", "test.bin", "fine_label_names.txt"},
        .title = "CIFAR-100"};
}

const std::vector<PublishedData>& publishedData() {
    static const std::vector<PublishedData> all{
        publishedCifar(CifarKind::Cifar10), publishedCifar(CifarKind::Cifar100)};
    return all;
}

const PublishedData& publishedData(std::string_view name) {
    const auto found = std::ranges::find(publishedData(), name, &PublishedData::name);
    if (found != publishedData().end()) {
        return *found;
    }
    const std::string allowed = base::listed(publishedData(), &PublishedData::name);
    throw Error(ErrorCode::UnknownName,
        "There is no data set '" + std::string(name) + "' to fetch; allowed are: " + allowed + ".",
        {{"what", "data set"}, {"name", std::string(name)}, {"allowed", allowed}});
}

std::string archiveName(const PublishedData& data) {
    return data.url.substr(data.url.rfind('/') + 1);
}

std::string addressOf(const PublishedData& data, const std::string& url) {
    if (!url.empty()) {
        return url;
    }
    const char* mirror = std::getenv("PARETOSCOPE_DATA_MIRROR");
    if (mirror == nullptr || *mirror == '\0') {
        return data.url;
    }
    const std::string base = mirror;
    return base + (base.ends_with('/') ? "" : "/") + archiveName(data);
}

bool isWhole(const PublishedData& data, const std::filesystem::path& folder) {
    std::error_code unknown;
    return std::ranges::all_of(
        data.files, [&](const std::string& file) { return std::filesystem::is_regular_file(folder / file, unknown); });
}

bool isBegun(const PublishedData& data, const std::filesystem::path& folder) {
    std::error_code unknown;
    return std::ranges::any_of(data.files, [&](const std::string& file) {
        return std::filesystem::exists(folder / file, unknown)
            || std::filesystem::exists(folder / data.folder / file, unknown);
    });
}

}
