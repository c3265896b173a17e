// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <array>
#include <cstddef>
#include <cstdint>

namespace paretoscope::bench {

/// How often times of each length were met, in classes two per cent apart: takes no more memory after a day than after
/// a second.
class TimeCounts {
public:
    void add(double ms);
    void clear() { *this = {}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] double longestMs() const { return longestMs_; }
    /// The time in ms that `share` of them stay below: at most two per cent, or 0.01 ms, more than it is. 0 for none.
    [[nodiscard]] double quantile(double share) const;

private:
    std::array<std::uint64_t, 1200> counts_{}; ///< the last one: 2 · 10⁸ ms and more
    std::size_t size_ = 0;
    double longestMs_ = 0;
};

/// Records how late the event loop is: a timer that is due every few milliseconds, and by how much each tick was late.
/// What the user feels as a stall is a late tick. GUI thread only.
class StallWatchdog : public QObject {
public:
    explicit StallWatchdog(QObject* parent = nullptr, int periodMs = 5);

    void start();
    void stop();
    /// Goes on after a stop, with what it has seen.
    void resume();
    /// Number of ticks seen.
    [[nodiscard]] std::size_t samples() const { return late_.size(); }
    /// The lateness in ms that `share` of the ticks stay below, for example stallMs(0.999): what the user feels,
    /// whoever is to blame.
    [[nodiscard]] double stallMs(double share) const { return late_.quantile(share); }
    [[nodiscard]] double longestMs() const { return late_.longestMs(); }
    /// The same for this thread's own processor time between two ticks: what the window computes, also on a busy
    /// machine.
    [[nodiscard]] double busyMs(double share) const { return busy_.quantile(share); }

private:
    void tick();

    QTimer timer_;
    QElapsedTimer clock_;
    int periodMs_;
    TimeCounts late_;
    TimeCounts busy_;
    double processorMs_ = 0; ///< of this thread, at the last tick
};

}
