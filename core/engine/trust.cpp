// SPDX-License-Identifier: Apache-2.0
#include "core/engine/trust.h"

#include <filesystem>
#include <mutex>
#include <set>

#include <sys/stat.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"
#include "core/engine/meters.h"
#include "core/queries/explored.h"

namespace paretoscope::engine {

namespace {

namespace fs = std::filesystem;

std::mutex mutex;
std::set<std::string> allowedHere; ///< permissions of this process

/// The file and the action; neither can contain what stands between them.
std::string permission(const store::Project& project, const std::string& action) {
    std::error_code error;
    const fs::path file = fs::canonical(project.path(), error);
    return (error ? fs::absolute(project.path()) : file).string() + std::string(1, '\0') + action;
}

fs::path fileOf(const std::string& permission) {
    const fs::path state = base::stateFolder();
    return state.empty() ? state : state / "allowed" / base::sha256(permission);
}

bool isAllowed(const std::string& permission) {
    {
        const std::lock_guard lock(mutex);
        if (allowedHere.contains(permission)) {
            return true;
        }
    }
    std::error_code error;
    const fs::path file = fileOf(permission);
    return !file.empty() && fs::is_regular_file(file, error);
}

/// The command device that a setting names, where the project knows it; a job says itself where it does not.
void addCommand(std::vector<std::string>& actions, const store::Project& project, const std::string& setting) {
    try {
        const records::DeviceSetting parsed = options::settingOr(setting);
        if (parsed.family == records::DeviceFamily::Command && parsed.computer.empty()) {
            actions.push_back(actionOf(commandDeviceNamed(project, parsed.name)));
        }
    } catch (const Error&) { }
}

/// Where a run measures that takes its setting from an exploration; empty where there is none.
std::string settingOf(const store::Project& project, const options::FinishConfig& finish) {
    if (!finish.device.empty()) {
        return finish.device;
    }
    try {
        return queries::explorationFor(project, finish.exploration, finish.device).setting.deviceSetting;
    } catch (const Error&) {
        return {};
    }
}

}

std::string actionOf(const device::CommandDevice& device) {
    std::string words;
    for (const std::string& word : device.command) {
        words += " " + base::shellWord(word); // other words never make the same text
    }
    return "run the command:" + words;
}

std::vector<std::string> writtenFiles(const options::JobConfig& config) {
    std::string path;
    if (const auto* exported = std::get_if<options::ExportConfig>(&config)) {
        path = exported->path;
    } else if (const auto* pipeline = std::get_if<options::PipelineConfig>(&config)) {
        path = pipeline->output;
    }
    return path.empty() ? std::vector<std::string>{}
                        : std::vector{"write: " + fs::absolute(path).lexically_normal().string()};
}

std::vector<std::string> outsideActions(const store::Project& project, const options::JobConfig& config) {
    std::vector<std::string> actions = writtenFiles(config);
    if (const auto* measure = std::get_if<options::MeasureConfig>(&config)) {
        addCommand(actions, project, measure->deviceSetting);
    } else if (const auto* pipeline = std::get_if<options::PipelineConfig>(&config)) {
        addCommand(actions, project, pipeline->measure.deviceSetting);
    } else if (const auto* finish = std::get_if<options::FinishConfig>(&config)) {
        addCommand(actions, project, settingOf(project, *finish)); // one of its steps measures there
    }
    return actions;
}

void allow(const store::Project& project, const std::vector<std::string>& actions) {
    for (const std::string& action : actions) {
        const std::string key = permission(project, action);
        {
            const std::lock_guard lock(mutex);
            allowedHere.insert(key);
        }
        try {
            base::madeStateFolder();
            const fs::path file = fileOf(key);
            ::mkdir(file.parent_path().c_str(), S_IRWXU);
            base::writeFileAtomically(file, project.path().string() + " may " + action + "\n", base::Access::Private);
        } catch (const Error&) { // asked again in the next process
        }
    }
}

void requireAllowed(const store::Project& project, const std::vector<std::string>& actions) {
    constexpr std::size_t longest = std::size_t{8} * device::longestCommand; // whole, also where each letter is quoted
    std::string asked;
    for (const std::string& action : actions) {
        if (!isAllowed(permission(project, action))) {
            asked += (asked.empty() ? "" : "; ") + base::shortLine(action, longest);
        }
    }
    if (!asked.empty()) {
        throw Error(ErrorCode::NotTrusted,
            "Project " + project.path().string() + " wants to " + asked
                + ". You have not allowed that to this file. Allow it only if you know the project's author and what "
                  "this does (in a terminal: --trust).",
            {{"file", project.path().string()}, {"actions", asked}});
    }
}

}
