// SPDX-License-Identifier: Apache-2.0
#include "core/device/shipped_runners.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/device/command_meter.h"

namespace paretoscope::device {

namespace {

constexpr std::string_view ending = "_runner.py";
constexpr std::string_view common = "paretoscope"; ///< the module that the runners share, no runner itself

/// What a program that ends at once complained of: argparse writes its usage before.
std::string complaint(const std::string& text) {
    constexpr std::string_view mark = "error: ";
    const std::size_t begin = text.rfind(mark);
    return begin == std::string::npos ? text : text.substr(begin + mark.size());
}

}

std::filesystem::path runnersFolder() {
    std::error_code failure;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failure);
    for (std::filesystem::path folder = program.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        for (const char* place : {"share/paretoscope/runners", "resources/runners"}) {
            if (std::filesystem::is_directory(folder / place, failure)) {
                return folder / place;
            }
        }
    }
    throw Error(ErrorCode::NotFound,
        "The runners that come with this program are not where they are installed, share/paretoscope/runners beside '"
            + program.parent_path().string()
            + "'. Install the program whole, or name a runner: devices add NAME -- ...",
        {{"file", program.string()}});
}

std::vector<FoundRuntime> findRuntimes(
    const std::string& python, const std::filesystem::path& folder, std::stop_token stop) {
    std::vector<FoundRuntime> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string file = entry.path().filename().string();
        const std::string name = file.ends_with(ending) ? file.substr(0, file.size() - ending.size()) : std::string();
        if (!name.empty() && name != common) {
            found.push_back({.device = {.name = name, .command = {python, entry.path().string()}}});
        }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.device.name < b.device.name; });
    for (FoundRuntime& runtime : found) {
        try {
            runtime.hello = greet(runtime.device, stop);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::Interrupted) {
                throw;
            }
            runtime.reason = complaint(error.what());
        }
    }
    return found;
}

}
