// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/still_watch.h"

#include "widgets/worker/worker_client.h"

namespace paretoscope::widgets {

StillWatch::StillWatch(WorkerClient& client, QObject* parent) : QObject(parent), client_(client) {
    timer_.setInterval(protocol::stillFor);
    connect(&timer_, &QTimer::timeout, this, &StillWatch::look);
    connect(&client, &WorkerClient::jobStarted, this, [this] {
        last_.reset();
        move();
    });
    connect(&client, &WorkerClient::progressed, this, [this](const protocol::Progress& progress) {
        if (!last_ || !protocol::sayTheSame(*last_, progress)) {
            last_ = progress;
            move();
        }
    });
    connect(&client, &WorkerClient::logged, this, &StillWatch::move);
    connect(&client, &WorkerClient::storeChanged, this, &StillWatch::move);
    connect(&client, &WorkerClient::searchSnapshot, this, &StillWatch::move);
}

void StillWatch::setPatience(std::chrono::milliseconds patience) {
    timer_.setInterval(patience);
}

void StillWatch::move() {
    times_ = 0;
    timer_.start();
}

void StillWatch::look() {
    if (!client_.job()) {
        timer_.stop(); // until the next one begins
    } else if (client_.job()->paused) {
        times_ = 0;
    } else {
        Q_EMIT stoodStill(client_.job()->run, ++times_ * static_cast<int>(protocol::stillFor.count()));
    }
}

}
