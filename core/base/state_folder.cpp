// SPDX-License-Identifier: Apache-2.0
#include "core/base/state_folder.h"

#include <array>
#include <cstdlib>
#include <system_error>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

namespace paretoscope::base {

std::filesystem::path homeFolder() {
    if (const char* named = std::getenv("HOME"); named != nullptr && named[0] == '/') {
        return named;
    }
    std::array<char, 16384> texts{};
    passwd account{};
    passwd* found = nullptr;
    const bool known = ::getpwuid_r(::geteuid(), &account, texts.data(), texts.size(), &found) == 0 && found != nullptr
        && account.pw_dir != nullptr && account.pw_dir[0] == '/';
    return known ? std::filesystem::path(account.pw_dir) : std::filesystem::path();
}

namespace {

/// XDG base directory specification: a relative path there is to be ignored.
std::filesystem::path folderOf(const char* variable, const char* underHome) {
    if (const char* named = std::getenv(variable); named != nullptr && named[0] == '/') {
        return std::filesystem::path(named) / "paretoscope";
    }
    const std::filesystem::path base = homeFolder();
    return base.empty() ? base : base / underHome / "paretoscope";
}

}

std::filesystem::path stateFolder() {
    return folderOf("XDG_STATE_HOME", ".local/state");
}

std::filesystem::path dataFolder() {
    return folderOf("XDG_DATA_HOME", ".local/share");
}

std::filesystem::path madeStateFolder() {
    const std::filesystem::path folder = stateFolder();
    std::error_code error = std::make_error_code(std::errc::no_such_file_or_directory);
    if (!folder.empty()) {
        std::filesystem::create_directories(folder.parent_path(), error);
        if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
            error = {errno, std::generic_category()};
        }
    }
    if (error) {
        throw Error(ErrorCode::FileUnwritable,
            "Cannot make the folder '" + folder.string() + "' for logs and settings: " + error.message()
                + ". Set HOME or XDG_STATE_HOME to a folder that can be written to.",
            {{"file", folder.string()}, {"reason", error.message()}});
    }
    return folder;
}

void makeFolder(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) {
        throw Error(ErrorCode::FileUnwritable,
            "The folder '" + path.string() + "' cannot be made: " + error.message() + ". Choose another one.",
            {{"file", path.string()}, {"reason", error.message()}});
    }
}

}
