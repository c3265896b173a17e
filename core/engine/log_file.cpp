// SPDX-License-Identifier: Apache-2.0
#include "core/engine/log_file.h"

#include <memory>
#include <mutex>

#include "core/base/state_folder.h"
#include "core/base/text.h"
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

namespace paretoscope::engine {

namespace {

constexpr std::size_t fileBytes = 1U << 20U;
constexpr std::size_t olderFiles = 2;
constexpr std::size_t longestLine = 8192;

std::shared_ptr<spdlog::logger> openLog(const std::filesystem::path& file) {
    try {
        base::madeStateFolder();
        auto log = std::make_shared<spdlog::logger>("paretoscope",
            std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), fileBytes, olderFiles));
        log->set_pattern("%Y-%m-%dT%H:%M:%S%z [%P] %l: %v");
        log->flush_on(spdlog::level::trace); // a crash must not take the last lines along
        log->set_error_handler([](const std::string&) {}); // a full disk is the job's to report
        return log;
    } catch (const std::runtime_error&) { // spdlog's, or no folder
        return nullptr;
    }
}

/// Opened at first use, and anew where the environment names another folder.
std::shared_ptr<spdlog::logger> log() {
    static std::mutex mutex;
    static std::filesystem::path opened;
    static std::shared_ptr<spdlog::logger> current;
    const std::lock_guard lock(mutex);
    const std::filesystem::path file = logFile();
    if (file != opened) {
        opened = file;
        current = file.empty() ? nullptr : openLog(file);
    }
    return current;
}

spdlog::level::level_enum levelOf(protocol::LogLevel level) {
    switch (level) {
    case protocol::LogLevel::Debug:
        return spdlog::level::debug;
    case protocol::LogLevel::Info:
        return spdlog::level::info;
    case protocol::LogLevel::Warning:
        return spdlog::level::warn;
    case protocol::LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

}

std::filesystem::path logFile() {
    const std::filesystem::path folder = base::stateFolder();
    return folder.empty() ? folder : folder / "paretoscope.log";
}

void writeLog(protocol::LogLevel level, const std::string& text) {
    if (const auto to = log()) {
        to->log(levelOf(level), "{}", base::shortLine(text, longestLine)); // a title cannot forge a line of its own
    }
}

void LoggedSink::log(protocol::LogLevel level, const std::string& text) {
    writeLog(level, "run " + std::to_string(run_) + ": " + text);
    sink_.log(level, text);
}

}
