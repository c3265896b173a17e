// SPDX-License-Identifier: Apache-2.0
#include "core/device/runner_process.h"

#include <filesystem>
#include <sstream>
#include <utility>

#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace paretoscope::device {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int mostBannerLines = 100;

Clock::time_point deadlineAfter(double seconds) {
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

/// Says which limit has passed, and what changes it.
template <typename Call>
auto within(double limit, const char* option, const Call& call) {
    try {
        return call();
    } catch (const Error& error) {
        if (std::string_view(error.what()).find(base::ChildProcess::inTime) == std::string_view::npos) {
            throw;
        }
        std::ostringstream text;
        text << error.what() << " The limit was " << limit << " s; " << option << " of 'devices add' changes it.";
        throw Error(error.code(), text.str(), error.arguments());
    }
}

/// A model on its way to a runner that shares the file system: it is there as long as this object.
class SharedModel {
public:
    SharedModel(std::string_view bytes, const std::string& sha256)
        : path_(
            temporaryFolder() / ("paretoscope-" + std::to_string(::getpid()) + "-" + sha256.substr(0, 16) + ".onnx")) {
        base::writeFileAtomically(path_, bytes, base::Access::Private);
    }
    SharedModel(const SharedModel&) = delete;
    SharedModel& operator=(const SharedModel&) = delete;
    ~SharedModel() {
        std::error_code ignored; // it may have been cleaned away by others
        std::filesystem::remove(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    static std::filesystem::path temporaryFolder() {
        std::error_code missing;
        std::filesystem::path folder = std::filesystem::temp_directory_path(missing);
        if (missing) {
            throw Error(ErrorCode::FileUnwritable,
                "The folder for temporary files, through which models reach the runner, cannot be used: "
                    + missing.message() + ". Set TMPDIR to a folder that can be written to.",
                {{"file", folder.string()}, {"reason", missing.message()}});
        }
        return folder;
    }

    std::filesystem::path path_;
};

}

RunnerProcess::RunnerProcess(const CommandDevice& device, const std::stop_token& stop)
    : timeoutSeconds_(device.timeoutSeconds)
    , prepareSeconds_(device.prepareSeconds)
    , process_(device.command, device.log.empty() ? logFile(device.name) : device.log)
    , hello_(runnerHello(within(device.startSeconds, "--start-timeout",
          [&] { return readHello(deadlineAfter(device.startSeconds), stop); }))) { }

/// Programs greet with a banner, an empty line or a log (which may be JSON) before they let a runner speak. Where it
/// never does, what looked most like a hello says best what is wrong.
std::string RunnerProcess::readHello(Clock::time_point deadline, const std::stop_token& stop) {
    std::string best;
    for (int line = 0; line <= mostBannerLines; ++line) {
        std::string text;
        try {
            text = process_.readLine(deadline, stop);
        } catch (const Error& error) {
            if (best.find('{') == std::string::npos || error.code() != ErrorCode::DeviceFailure) {
                throw;
            }
            break;
        }
        const bool isHello = text.find("paretoscope_runner") != std::string::npos;
        if (isHello || best.find('{') == std::string::npos) {
            best = text;
        }
        if (isHello) {
            break;
        }
    }
    return best;
}

RunnerReply RunnerProcess::time(const RunnerNetwork& network, int batch, int repeats, const std::stop_token& stop) {
    if (hello_.version == 1) {
        return sendNetwork({.sha256 = network.sha256, .batch = batch, .repeats = repeats}, network.bytes, stop);
    }
    auto prepared = compileMs_.find(network.sha256);
    if (prepared == compileMs_.end()) {
        RunnerReply reply = sendNetwork({.action = RunnerAction::Prepare,
                                            .sha256 = network.sha256,
                                            .shape = {batch, network.channels, network.size, network.size}},
            network.bytes, stop);
        if (!reply.error.empty()) {
            return reply;
        }
        prepared = compileMs_.emplace(network.sha256, *reply.compileMs).first;
    }
    RunnerReply reply = ask({.action = RunnerAction::Time, .sha256 = network.sha256, .repeats = repeats}, {}, stop);
    reply.compileMs = prepared->second;
    return reply;
}

void RunnerProcess::keepOnly(const std::set<std::string>& kept, const std::stop_token& stop) {
    for (auto prepared = compileMs_.begin(); prepared != compileMs_.end();) {
        if (kept.contains(prepared->first)) {
            ++prepared;
        } else {
            ask({.action = RunnerAction::Drop, .sha256 = prepared->first}, {}, stop);
            prepared = compileMs_.erase(prepared);
        }
    }
}

RunnerReply RunnerProcess::sendNetwork(RunnerRequest request, std::string_view bytes, const std::stop_token& stop) {
    request.size = bytes.size();
    if (!hello_.sharedFiles) {
        return ask(std::move(request), bytes, stop);
    }
    const SharedModel shared(bytes, request.sha256);
    request.path = shared.path().string();
    return ask(std::move(request), {}, stop);
}

RunnerReply RunnerProcess::ask(RunnerRequest request, std::string_view bytes, const std::stop_token& stop) {
    if (process_.hasUnread()) {
        throw Error(ErrorCode::DeviceFailure, "The runner spoke without being asked.");
    }
    request.id = ++lastId_;
    const bool prepares = request.action == RunnerAction::Prepare;
    const double limit = prepares ? prepareSeconds_ : timeoutSeconds_;
    const auto start = Clock::now();
    const auto deadline = deadlineAfter(limit);
    const std::string line = within(limit, prepares ? "--prepare-timeout" : "--timeout", [&] {
        process_.write(requestLine(request), deadline, stop);
        process_.write(bytes, deadline, stop);
        return process_.readLine(deadline, stop);
    });
    return runnerReply(line, request, hello_, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
}

}
