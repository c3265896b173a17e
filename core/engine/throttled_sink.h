// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/engine/job.h"

namespace paretoscope::engine {

/// Passes a job's words on as protocol events, at most ~20 a second of each kind; the latest wins. One thread.
class ThrottledSink final : public JobSink {
public:
    ThrottledSink(std::int64_t run, std::function<void(const protocol::Event&)> handler)
        : run_(run)
        , handler_(std::move(handler)) { }

    void progress(double fraction, const std::string& message, double etaSeconds, const Metrics& metrics) override;
    void snapshot(const options::SearchSnapshot& search) override;
    void log(protocol::LogLevel level, const std::string& text) override;
    void stored() override;
    /// Sends what still waits; call it at the end of the job.
    void flush();

private:
    using Clock = std::chrono::steady_clock;
    void offer(const std::string& kind, protocol::Event event);

    struct Channel {
        Clock::time_point sent;
        std::optional<protocol::Event> waiting;
    };

    std::int64_t run_;
    std::function<void(const protocol::Event&)> handler_;
    std::map<std::string, Channel> channels_;
};

}
