// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <unistd.h>
#include <zlib.h>

#include "core/base/error.h"
#include "core/data/tar_gz.h"

/// The archive within its compression, which zlib's own fuzzing is for. Whatever it says, nothing is made outside of
/// the folder, and in it files and folders only.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace fs = std::filesystem;
    static const fs::path work = fs::temp_directory_path() / ("paretoscope-fuzz-tar-" + std::to_string(::getpid()));
    const fs::path archive = work / "a.tar.gz";
    const fs::path to = work / "in" / "to";
    fs::remove_all(work);
    fs::create_directories(to);
    gzFile file = gzopen(archive.c_str(), "wb1");
    gzwrite(file, data, static_cast<unsigned>(size));
    gzclose(file);
    try {
        paretoscope::data::unpackTarGz(archive, to, {.topFolder = "top", .mostBytes = 1 << 20, .mostEntries = 50});
    } catch (const paretoscope::Error&) { // what it should do with nearly all of these
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(work)) {
        const bool isOwn = entry.path() == archive || entry.path() == work / "in" || entry.path() == to;
        const bool isUnpacked = entry.path().string().starts_with((to / "top").string());
        if ((!isOwn && !isUnpacked) || entry.is_symlink() || (!entry.is_directory() && !entry.is_regular_file())) {
            std::abort();
        }
    }
    fs::remove_all(work);
    return 0;
}
