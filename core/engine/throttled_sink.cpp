// SPDX-License-Identifier: Apache-2.0
#include "core/engine/throttled_sink.h"

#include <utility>

namespace paretoscope::engine {

void ThrottledSink::offer(const std::string& kind, protocol::Event event) {
    constexpr std::chrono::milliseconds interval{50};
    const Clock::time_point now = Clock::now();
    Channel& channel = channels_[kind];
    if (now - channel.sent < interval) {
        channel.waiting = std::move(event);
        return;
    }
    channel.sent = now;
    channel.waiting.reset();
    handler_(event);
}

void ThrottledSink::progress(double fraction, const std::string& message, double etaSeconds, const Metrics& metrics) {
    offer("progress", protocol::Progress{run_, fraction, message, etaSeconds, metrics});
}

void ThrottledSink::snapshot(const options::SearchSnapshot& search) {
    offer("snapshot", protocol::Snapshot{run_, search});
}

void ThrottledSink::log(protocol::LogLevel level, const std::string& text) {
    handler_(protocol::Log{level, text});
}

void ThrottledSink::stored() {
    offer("stored", protocol::StoreChanged{});
}

void ThrottledSink::flush() {
    for (auto& [kind, channel] : channels_) {
        if (channel.waiting) {
            handler_(*std::exchange(channel.waiting, std::nullopt));
        }
    }
}

}
