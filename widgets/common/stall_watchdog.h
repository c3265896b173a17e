// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <vector>

namespace paretoscope::widgets {

/// Records how late the event loop is: a timer that is due every few milliseconds, and by how much each tick was late.
/// What the user feels as a stall is a late tick. GUI thread only.
class StallWatchdog : public QObject {
    Q_OBJECT
public:
    explicit StallWatchdog(QObject* parent = nullptr, int periodMs = 5);

    void start();
    void stop();
    /// Number of ticks seen.
    [[nodiscard]] std::size_t samples() const { return gapsMs_.size(); }
    /// The lateness in ms that `share` of the ticks stay below, for example stallMs(0.999): what the user feels,
    /// whoever is to blame.
    [[nodiscard]] double stallMs(double share) const;
    /// The same for this thread's own processor time between two ticks: what the window computes, also on a busy
    /// machine.
    [[nodiscard]] double busyMs(double share) const;

private:
    void tick();

    QTimer timer_;
    QElapsedTimer clock_;
    int periodMs_;
    std::vector<float> gapsMs_;
    std::vector<float> busyMs_;
    double processorMs_ = 0; ///< of this thread, at the last tick
};

}
