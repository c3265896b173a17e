// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <optional>

#include "core/protocol/messages.h"

namespace paretoscope::widgets {

class WorkerClient;

/// Notices that the running job stands still, also where its whole worker does: nothing that comes from there is new.
/// One that was paused is left alone. GUI thread.
class StillWatch : public QObject {
    Q_OBJECT
public:
    explicit StillWatch(WorkerClient& client, QObject* parent = nullptr);
    /// In the place of protocol::stillFor (tests).
    void setPatience(std::chrono::milliseconds patience);

Q_SIGNALS:
    /// Each time as long has passed again.
    void stoodStill(std::int64_t run, int minutes);

private:
    void move();
    void look();

    WorkerClient& client_;
    QTimer timer_;
    std::optional<protocol::Progress> last_;
    int times_ = 0;
};

}
