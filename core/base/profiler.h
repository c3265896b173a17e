// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace paretoscope::base {

/// Where a job's time goes, by named spans. There is one for the process, off until somebody starts it: a span then
/// costs two readings of the clock, and an atomic load while it is off. Any thread.
class Profiler {
public:
    using Clock = std::chrono::steady_clock;

    /// All spans of one name.
    struct Row {
        std::string name;
        std::int64_t calls = 0;
        double totalMs = 0;
        double share = 0; ///< of the time since start()
    };

    static Profiler& ofProcess();

    /// Forgets what was and begins.
    void start();
    void stop();
    [[nodiscard]] bool running() const { return running_.load(std::memory_order_relaxed); }
    /// `name` must outlive the profile: a literal.
    void add(const char* name, Clock::time_point begin, Clock::time_point end);

    /// By total time, the longest first; the last row, "other", is what no span of the starting thread covered. Spans
    /// of other threads count in their rows but not against "other".
    [[nodiscard]] std::vector<Row> rows() const;
    /// The rows as a table for people.
    [[nodiscard]] std::string table() const;
    /// Spans in Chrome's trace event format, which chrome://tracing and Perfetto open; the first million of them.
    [[nodiscard]] std::string chromeTrace() const;

private:
    struct Event {
        const char* name;
        Clock::time_point begin;
        Clock::time_point end;
        std::thread::id thread;
    };
    struct Total {
        const char* name;
        std::int64_t calls = 0;
        Clock::duration time{};
        Clock::duration timeOfOwner{};
    };
    [[nodiscard]] Clock::duration elapsed() const;

    std::atomic<bool> running_{false};
    mutable std::mutex mutex_;
    std::thread::id owner_;
    Clock::time_point begin_;
    Clock::time_point end_;
    std::vector<Event> events_;
    std::vector<Total> totals_;
};

/// Adds the time from here to the end of its scope. Spans of one thread must not lie in one another.
class ProfileSpan {
public:
    explicit ProfileSpan(const char* name) : name_(Profiler::ofProcess().running() ? name : nullptr) {
        if (name_ != nullptr) {
            begin_ = Profiler::Clock::now();
        }
    }
    ~ProfileSpan() { end(); }
    ProfileSpan(const ProfileSpan&) = delete;
    ProfileSpan& operator=(const ProfileSpan&) = delete;
    /// Ends this span and begins the next.
    void next(const char* name) {
        end();
        name_ = Profiler::ofProcess().running() ? name : nullptr;
        if (name_ != nullptr) {
            begin_ = Profiler::Clock::now();
        }
    }

private:
    void end() {
        if (name_ != nullptr) {
            Profiler::ofProcess().add(name_, begin_, Profiler::Clock::now());
            name_ = nullptr;
        }
    }

    const char* name_;
    Profiler::Clock::time_point begin_;
};

}
