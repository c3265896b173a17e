// SPDX-License-Identifier: Apache-2.0
#include "core/data/fetch.h"

#include <array>
#include <cerrno>
#include <fstream>
#include <functional>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"
#include "core/data/tar_gz.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t mostArchiveBytes = 1LL << 30; // the CIFAR sets have 170 MB
constexpr std::int64_t roomBytes = 400LL << 20; // for such an archive and what is in it

void requireRoom(const fs::path& folder) {
    std::error_code unknown;
    const fs::space_info space = fs::space(folder, unknown);
    if (!unknown && space.available < static_cast<std::uintmax_t>(roomBytes)) {
        throw Error(ErrorCode::FileUnwritable,
            "The disk of " + folder.string() + " has " + base::memoryText(static_cast<std::int64_t>(space.available))
                + " left and about " + base::memoryText(roomBytes)
                + " are needed. Make room, or name another folder with XDG_DATA_HOME.",
            {{"file", folder.string()}});
    }
}

std::string sha256Of(const fs::path& file, const std::stop_token& stop) {
    std::ifstream stream(file, std::ios::binary);
    base::Sha256 sum;
    std::array<char, 1 << 16> bytes{};
    while (stream.read(bytes.data(), bytes.size()) || stream.gcount() > 0) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Interrupted, "Checking " + file.string() + " was interrupted.");
        }
        sum.add(std::string_view(bytes.data(), static_cast<std::size_t>(stream.gcount())));
    }
    return sum.hexadecimal();
}

/// That no other program fetches into the folder: they would take each other's files away.
class FolderLock {
public:
    explicit FolderLock(const fs::path& folder)
        : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            ::close(descriptor_);
            throw Error(ErrorCode::FileUnwritable,
                "Another program fetches data into " + folder.string() + " now. Wait until it has ended.",
                {{"file", folder.string()}});
        }
    }
    ~FolderLock() { ::close(descriptor_); }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int descriptor_;
};

/// Loads what is published there, once more from the start where what was gone on with turns out to be something else.
void loadArchive(const PublishedData& data, const fs::path& archive, const std::string& url,
    const std::function<void(const FetchProgress&)>& progress, const std::stop_token& stop) {
    std::error_code unknown;
    bool goesOn = fs::exists(archive.string() + ".part", unknown) || fs::exists(archive, unknown);
    while (true) {
        if (!fs::exists(archive, unknown)) {
            download(
                url, archive, mostArchiveBytes,
                [&](std::int64_t done, std::int64_t all) {
                    if (progress) {
                        progress({FetchProgress::Stage::Downloading, done, all});
                    }
                },
                stop);
        }
        if (progress) {
            progress({.stage = FetchProgress::Stage::Checking});
        }
        const std::string sum = sha256Of(archive, stop);
        if (sum == data.sha256) {
            return;
        }
        fs::remove(archive, unknown);
        if (!goesOn) {
            throw Error(ErrorCode::InvalidData,
                "What " + url + " holds is not the published " + archiveName(data) + ": its SHA-256 is " + sum
                    + " and not " + data.sha256
                    + ". It was damaged on its way, or is another file; try again, or name "
                      "another address with --url.",
                {{"url", url}});
        }
        goesOn = false;
    }
}

}

Fetched fetch(const PublishedData& data, const fs::path& folder, const std::string& url,
    const std::function<void(const FetchProgress&)>& progress, const std::stop_token& stop) {
    if (folder.empty()) {
        throw Error(ErrorCode::FileUnwritable,
            "There is no home folder to fetch data sets into. Set HOME or XDG_DATA_HOME to a folder that can be "
            "written "
            "to.");
    }
    const fs::path target = folder / data.folder;
    if (isWhole(data, target)) {
        return {target, true};
    }
    std::error_code unknown;
    if (fs::exists(target, unknown)) {
        throw Error(ErrorCode::FileUnwritable,
            "The folder " + target.string() + " is there already, but not all of " + data.name
                + " is in it. Remove it, and fetch again.",
            {{"file", target.string()}});
    }
    base::makeFolder(folder);
    const FolderLock lock(folder);
    requireRoom(folder);
    const fs::path archive = folder / archiveName(data);
    loadArchive(data, archive, url, progress, stop);
    if (progress) {
        progress({.stage = FetchProgress::Stage::Unpacking});
    }
    const fs::path beside = folder / ("." + data.folder + ".unpacking"); // left by a kill: its content is nobody's
    fs::remove_all(beside, unknown);
    base::makeFolder(beside);
    try {
        unpackTarGz(archive, beside, {.topFolder = data.folder}, stop);
        if (!isWhole(data, beside / data.folder)) {
            throw Error(ErrorCode::InvalidData,
                "The archive " + archive.string() + " does not hold all files of " + data.name + ".",
                {{"file", archive.string()}});
        }
        fs::rename(beside / data.folder, target);
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(beside, unknown);
        throw Error(ErrorCode::FileUnwritable,
            "The folder " + target.string() + " cannot be made: " + error.code().message() + ".",
            {{"file", target.string()}});
    } catch (...) {
        fs::remove_all(beside, unknown);
        throw;
    }
    fs::remove_all(beside, unknown);
    fs::remove(archive, unknown);
    return {target, false};
}

}
