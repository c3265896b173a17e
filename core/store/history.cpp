// SPDX-License-Identifier: Apache-2.0
#include "core/store/connection.h"

namespace paretoscope::store {

void Project::appendHistory(const records::HistoryPoint& point) {
    connection_->write([&] {
        connection_->query("INSERT OR REPLACE INTO history(run, epoch, step, point) VALUES (?, ?, ?, ?)")
            .bind(point.run, point.epoch, point.step, point.values)
            .run();
    });
}

std::vector<records::HistoryPoint> Project::history(std::int64_t run, int afterEpoch, int afterStep) const {
    return connection_->read([&] {
        std::vector<records::HistoryPoint> points;
        Query query = connection_->query(
            "SELECT epoch, step, point FROM history WHERE run = ? AND (epoch, step) > (?, ?) ORDER BY epoch, step");
        query.bind(run, afterEpoch, afterStep);
        while (query.step()) {
            records::HistoryPoint point;
            point.run = run;
            point.epoch = query.smallInteger();
            point.step = query.smallInteger();
            point.values = query.text();
            points.push_back(std::move(point));
        }
        return points;
    });
}

void Project::addTrials(std::span<const TuningTrial> trials) {
    connection_->write([&] {
        Query query = connection_->query("INSERT INTO trials(run, task, tuner, seed, position, configuration, valid, "
                                         "reason, cycles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (const TuningTrial& trial : trials) {
            query
                .bind(trial.run, trial.task, trial.tuner, trial.seed, trial.index, trial.configuration, trial.valid,
                    trial.reason, trial.cycles)
                .run();
        }
    });
}

std::vector<TuningTrial> Project::trials(std::int64_t run, const std::string& task) const {
    return connection_->read([&] {
        std::vector<TuningTrial> trials;
        Query query =
            connection_->query("SELECT id, run, task, tuner, seed, position, configuration, valid, reason, cycles "
                               "FROM trials WHERE run = ?1 AND (?2 = '' OR task = ?2) ORDER BY id");
        query.bind(run, task);
        while (query.step()) {
            TuningTrial trial;
            trial.id = query.integer();
            trial.run = query.integer();
            trial.task = query.text();
            trial.tuner = query.text();
            trial.seed = query.bits();
            trial.index = query.smallInteger();
            trial.configuration = query.text();
            trial.valid = query.flag();
            trial.reason = query.text();
            trial.cycles = query.number();
            trials.push_back(std::move(trial));
        }
        return trials;
    });
}

}
