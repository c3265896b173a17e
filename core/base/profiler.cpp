// SPDX-License-Identifier: Apache-2.0
#include "core/base/profiler.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>

#include "core/base/json_text.h"
#include <nlohmann/json.hpp>

namespace paretoscope::base {

namespace {

constexpr std::size_t mostEvents = 1'000'000;

double milliseconds(Profiler::Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

}

Profiler& Profiler::ofProcess() {
    static Profiler profile;
    return profile;
}

void Profiler::start() {
    const std::lock_guard lock(mutex_);
    events_.clear();
    totals_.clear();
    owner_ = std::this_thread::get_id();
    begin_ = Clock::now();
    running_ = true;
}

void Profiler::stop() {
    const std::lock_guard lock(mutex_);
    if (running_.exchange(false)) {
        end_ = Clock::now();
    }
}

void Profiler::add(const char* name, Clock::time_point begin, Clock::time_point end) {
    const std::lock_guard lock(mutex_);
    auto total = std::find_if(
        totals_.begin(), totals_.end(), [name](const Total& each) { return std::strcmp(each.name, name) == 0; });
    if (total == totals_.end()) {
        total = totals_.insert(total, Total{.name = name});
    }
    const std::thread::id thread = std::this_thread::get_id();
    ++total->calls;
    total->time += end - begin;
    total->timeOfOwner += thread == owner_ ? end - begin : Clock::duration{};
    if (events_.size() < mostEvents) {
        events_.push_back({name, begin, end, thread});
    }
}

Profiler::Clock::duration Profiler::elapsed() const {
    return (running() ? Clock::now() : end_) - begin_;
}

std::vector<Profiler::Row> Profiler::rows() const {
    const std::lock_guard lock(mutex_);
    const Clock::duration all = elapsed();
    Clock::duration covered{};
    std::vector<Row> rows;
    for (const Total& total : totals_) {
        covered += total.timeOfOwner;
        rows.push_back(
            {total.name, total.calls, milliseconds(total.time), milliseconds(total.time) / milliseconds(all)});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.totalMs > b.totalMs; });
    rows.push_back({"other", 1, milliseconds(all - covered), milliseconds(all - covered) / milliseconds(all)});
    return rows;
}

std::string Profiler::table() const {
    std::string text = "span                           calls     total s   mean ms   share\n";
    for (const Row& row : rows()) {
        char line[160];
        std::snprintf(line, sizeof line, "%-26s %9lld %11.2f %9.2f %6.1f %%\n", row.name.c_str(),
            static_cast<long long>(row.calls), row.totalMs / 1000, row.totalMs / static_cast<double>(row.calls),
            100 * row.share);
        text += line;
    }
    return text;
}

std::string Profiler::chromeTrace() const {
    const std::lock_guard lock(mutex_);
    const auto microseconds = [](Clock::duration time) {
        return std::chrono::duration<double, std::micro>(time).count();
    };
    std::map<std::thread::id, int> threads{{owner_, 0}};
    nlohmann::json events = nlohmann::json::array();
    for (const Event& event : events_) {
        const int thread = threads.try_emplace(event.thread, static_cast<int>(threads.size())).first->second;
        events.push_back({{"name", event.name}, {"ph", "X"}, {"pid", 1}, {"tid", thread},
            {"ts", microseconds(event.begin - begin_)}, {"dur", microseconds(event.end - event.begin)}});
    }
    return base::textOf(nlohmann::json{{"traceEvents", std::move(events)}, {"displayTimeUnit", "ms"}});
}

}
