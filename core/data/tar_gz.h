// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace paretoscope::data {

/// What an archive may hold; everything else is refused before it is written.
struct ArchiveLimits {
    std::string topFolder; ///< under which all of its entries lie
    std::int64_t mostBytes = 1LL << 30; ///< of all files, unpacked
    int mostEntries = 1000;
};

/// Unpacks a gzip-compressed tar archive (POSIX.1-1988 ustar, and GNU's where it is the same) into `folder`, which must
/// be empty. Regular files and folders only: a link, a device, a name that is absolute, holds ".." or leads out of the
/// top folder is an error, as are a name that comes twice and a file that ends too early. Not libarchive: of its many
/// formats one is needed, and what is refused is easier to see in a hundred lines. Throws Error: InvalidData,
/// FileNotFound, FileUnwritable, Interrupted.
void unpackTarGz(const std::filesystem::path& archive, const std::filesystem::path& folder, const ArchiveLimits& limits,
    const std::stop_token& stop = {});

}
