// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace paretoscope::base {

/// A program that is spoken to over its standard input and output; what it writes to standard error is appended to a
/// log, which is emptied when it grows large. It is a list of arguments and never passes through a shell. It lives in a
/// process group of its own, which ends with this object. One thread at a time; nothing here waits longer than its
/// deadline.
///
/// Everything throws Error (DeviceFailure) that says what the program did: it could not be started, ended (with which
/// status or signal), said nothing in time, or wrote a line without end; with the last lines of its standard error and
/// what it has written of a line; and Error (Interrupted) soon after a stop.
class ChildProcess {
public:
    using Deadline = std::chrono::steady_clock::time_point;
    /// What the "reason" of the Error ends with where a deadline has passed.
    static constexpr std::string_view inTime = "in time";

    /// Throws also Error (InvalidValue) where the command is empty, Error (FileUnwritable) where the log cannot be.
    ChildProcess(const std::vector<std::string>& command, const std::filesystem::path& log);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// All of it.
    void write(std::string_view bytes, Deadline deadline, const std::stop_token& stop);
    /// Up to the next line end, which is left out.
    std::string readLine(Deadline deadline, const std::stop_token& stop);
    /// Whether it has written something that nobody asked for yet.
    [[nodiscard]] bool hasUnread();

private:
    void receive();
    void boundLog();
    void wait(short wanted, Deadline deadline, const std::stop_token& stop, const char* what);
    [[nodiscard]] std::string ending();
    [[noreturn]] void failEnded();
    [[noreturn]] void fail(const std::string& what) const;
    [[nodiscard]] std::string lastWords() const;

    std::string name_; ///< of the program, for messages
    std::filesystem::path logPath_;
    std::uintmax_t logBegin_ = 0; ///< bytes that were there before
    pid_t process_ = -1;
    int input_ = -1; ///< its standard input
    int output_ = -1; ///< its standard output
    int log_ = -1; ///< its standard error
    std::string unread_;
    bool ended_ = false; ///< its output was closed
};

}
