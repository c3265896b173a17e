// SPDX-License-Identifier: Apache-2.0
#include "core/base/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"

namespace paretoscope::base {

namespace {

using namespace std::chrono_literals;

/// A line longer than this is no reply.
constexpr std::size_t longestLine = 1'000'000;
constexpr off_t largestLog = off_t{8} << 20U;
/// How often a stop is looked for.
constexpr auto slice = 50ms;
/// What a program gets to end by itself once its input is closed, and again after a polite signal.
constexpr auto grace = 500ms;

[[noreturn]] void failOf(const std::string& name, const std::string& what, const std::string& more = {}) {
    throw Error(ErrorCode::DeviceFailure, "The runner '" + name + "' " + what + "." + more,
        {{"device", name}, {"reason", what}});
}

/// What a terminal can show, from the end.
std::string shownEnd(std::string text) {
    constexpr std::size_t longest = 400;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.pop_back();
    }
    const bool cut = text.size() > longest;
    text.erase(0, cut ? text.size() - longest : 0);
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7F; }, '?');
    return (cut ? "…" : "") + text;
}

struct Pipe {
    int read = -1;
    int write = -1;

    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw Error(ErrorCode::DeviceFailure, std::string("No pipe could be made: ") + std::strerror(errno) + ".");
        }
        read = ends[0];
        write = ends[1];
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        closeEnd(read);
        closeEnd(write);
    }
    static void closeEnd(int& end) {
        if (end >= 0) {
            ::close(end);
            end = -1;
        }
    }
    static int release(int& end) { return std::exchange(end, -1); }
};

/// How the program starts: no signal blocked or ignored that this program blocks or ignores, in a group of its own.
class SpawnSettings {
public:
    SpawnSettings(int input, int output, int log) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, log, STDERR_FILENO);
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    pid_t spawn(const std::vector<std::string>& command) {
        std::vector<char*> arguments;
        for (const std::string& argument : command) {
            arguments.push_back(const_cast<char*>(argument.c_str())); // posix_spawn does not write there
        }
        arguments.push_back(nullptr);
        pid_t process = -1;
        const int error =
            ::posix_spawnp(&process, arguments.front(), &actions_, &attributes_, arguments.data(), environ);
        if (error != 0) {
            failOf(command.front(), std::string("could not be started: ") + std::strerror(error));
        }
        return process;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

int openLog(const std::filesystem::path& log) {
    const int descriptor =
        ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw Error(ErrorCode::FileUnwritable,
            "Cannot write the runner's log '" + log.string() + "': " + std::strerror(errno) + ".",
            {{"file", log.string()}, {"reason", std::strerror(errno)}});
    }
    return descriptor;
}

void makeNonBlocking(int descriptor) {
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

/// A write to a program that has gone raises SIGPIPE, which would end this one: it is held back and taken away.
class NoSigpipe {
public:
    NoSigpipe() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    NoSigpipe(const NoSigpipe&) = delete;
    NoSigpipe& operator=(const NoSigpipe&) = delete;
    ~NoSigpipe() {
        constexpr timespec now{};
        while (sigtimedwait(&pipe_, nullptr, &now) > 0) { }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_{};
    sigset_t before_{};
};

}

ChildProcess::ChildProcess(const std::vector<std::string>& command, const std::filesystem::path& log) {
    if (command.empty() || command.front().empty()) {
        throw Error(ErrorCode::InvalidValue, "A command device needs a command: the program and its arguments.",
            {{"name", "command"}});
    }
    name_ = command.front();
    logPath_ = log;
    std::error_code unknown; // a log that is not there yet is empty
    const std::uintmax_t size = std::filesystem::file_size(log, unknown);
    logBegin_ = unknown ? 0 : size;
    Pipe toChild;
    Pipe fromChild;
    log_ = openLog(log);
    try {
        process_ = SpawnSettings(toChild.read, fromChild.write, log_).spawn(command);
    } catch (const Error&) {
        Pipe::closeEnd(log_);
        throw;
    }
    input_ = Pipe::release(toChild.write);
    output_ = Pipe::release(fromChild.read);
    makeNonBlocking(input_);
    makeNonBlocking(output_);
}

ChildProcess::~ChildProcess() {
    Pipe::closeEnd(input_);
    Pipe::closeEnd(output_);
    for (const int signal : {0, SIGTERM, SIGKILL}) {
        if (process_ < 0) {
            break;
        }
        ::kill(-process_, signal); // 0: only the closed input asks it to end
        const auto until = std::chrono::steady_clock::now() + (signal == SIGKILL ? 10s : grace);
        while (process_ >= 0 && std::chrono::steady_clock::now() < until) {
            if (::waitpid(process_, nullptr, WNOHANG) != 0) {
                ::kill(-process_, SIGKILL); // what it may have left behind
                process_ = -1;
            } else {
                std::this_thread::sleep_for(5ms);
            }
        }
    }
    Pipe::closeEnd(log_);
}

/// A program that complains without end would fill the disk; it appends, so it goes on at the new end.
void ChildProcess::boundLog() {
    struct stat status { };
    if (::fstat(log_, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > largestLog) {
        (void)!::ftruncate(log_, 0);
        logBegin_ = 0;
    }
}

void ChildProcess::fail(const std::string& what) const {
    failOf(name_, what, lastWords());
}

/// What it complained of, and a line that it has begun, such as a question for a password.
std::string ChildProcess::lastWords() const {
    constexpr std::uintmax_t read = 4096;
    constexpr std::size_t lines = 5;
    std::error_code unknown;
    const std::uintmax_t size = std::filesystem::file_size(logPath_, unknown);
    std::string complaints;
    if (!unknown && size > logBegin_) {
        std::ifstream log(logPath_, std::ios::binary);
        log.seekg(static_cast<std::streamoff>(std::max(logBegin_, size - std::min(size, read))));
        complaints.assign(std::istreambuf_iterator<char>(log), std::istreambuf_iterator<char>());
    }
    complaints = shownEnd(complaints);
    std::size_t begin = complaints.size();
    for (std::size_t i = 0; i < lines && begin != std::string::npos && begin > 0; ++i) {
        begin = complaints.rfind('\n', begin - 1);
    }
    complaints.erase(0, begin == std::string::npos ? 0 : begin + 1);
    std::string words;
    if (!complaints.empty()) {
        words += " Its standard error ends:\n" + complaints;
    }
    if (!unread_.empty()) {
        words += (words.empty() ? " " : "\n") + std::string("It had written '") + shownEnd(unread_)
            + "' without ending the line.";
    }
    return words;
}

std::string ChildProcess::ending() {
    int status = 0;
    const auto until = std::chrono::steady_clock::now() + grace;
    while (process_ >= 0 && std::chrono::steady_clock::now() < until) {
        if (::waitpid(process_, &status, WNOHANG) == process_) {
            ::kill(-process_, SIGKILL);
            process_ = -1;
            return WIFSIGNALED(status)
                ? "was ended by signal " + std::to_string(WTERMSIG(status))
                : "ended with status " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
        }
        std::this_thread::sleep_for(5ms);
    }
    return "closed its output";
}

void ChildProcess::failEnded() {
    fail(ending() + " before it answered");
}

void ChildProcess::receive() {
    std::array<char, 65536> buffer{};
    while (!ended_ && unread_.size() <= longestLine) {
        const ssize_t count = ::read(output_, buffer.data(), buffer.size());
        if (count > 0) {
            unread_.append(buffer.data(), static_cast<std::size_t>(count));
        } else if (count == 0) {
            ended_ = true;
        } else if (errno != EINTR) {
            ended_ = errno != EAGAIN;
            return;
        }
    }
}

/// Until the program can be written to or has written, in slices, so that a stop is seen.
void ChildProcess::wait(short wanted, Deadline deadline, const std::stop_token& stop, const char* what) {
    boundLog();
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Interrupted, "Measuring was stopped; what was measured before is stored.");
    }
    const auto now = std::chrono::steady_clock::now();
    if (now >= deadline) {
        fail(what);
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - now) + 1ms;
    std::array<pollfd, 2> ends{pollfd{output_, POLLIN, 0}, pollfd{input_, POLLOUT, 0}};
    ::poll(ends.data(), (wanted & POLLOUT) != 0 ? 2 : 1,
        static_cast<int>(std::min<std::chrono::milliseconds>(left, slice).count()));
}

void ChildProcess::write(std::string_view bytes, Deadline deadline, const std::stop_token& stop) {
    const NoSigpipe noSigpipe;
    while (!bytes.empty()) {
        const ssize_t count = ::write(input_, bytes.data(), bytes.size());
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (count < 0 && errno != EAGAIN && errno != EINTR) {
            failEnded();
        }
        // A program that talks while it should listen must not block both.
        receive();
        if (ended_) {
            failEnded();
        }
        if (unread_.size() > longestLine) {
            fail("wrote without being asked and without end");
        }
        wait(POLLOUT, deadline, stop, "did not read its request in time");
    }
}

std::string ChildProcess::readLine(Deadline deadline, const std::stop_token& stop) {
    while (true) {
        if (const std::size_t end = unread_.find('\n'); end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        if (unread_.size() > longestLine) {
            fail("wrote a line without end");
        }
        receive();
        if (unread_.find('\n') != std::string::npos) {
            continue;
        }
        if (ended_) {
            failEnded();
        }
        wait(POLLIN, deadline, stop, "did not answer in time");
    }
}

bool ChildProcess::hasUnread() {
    receive();
    return !unread_.empty();
}

}
