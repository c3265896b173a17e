// SPDX-License-Identifier: Apache-2.0
#include "core/store/connection.h"
#include "core/store/project.h"

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

namespace {

constexpr const char* selectTrialsOfRun =
    "SELECT id, run, task, tuner, seed, position, configuration, valid, reason, cycles FROM trials "
    "WHERE run = ?1 AND (?2 = '' OR task = ?2) ORDER BY id";
constexpr const char* selectTrialsAfter =
    "SELECT id, run, task, tuner, seed, position, configuration, valid, reason, cycles FROM trials "
    "WHERE id > ?1 ORDER BY id";

std::vector<TuningTrial> trialsOf(Query& query) {
    std::vector<TuningTrial> trials;
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
}

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
        Query query = connection_->query(selectTrialsOfRun);
        query.bind(run, task);
        return trialsOf(query);
    });
}

std::vector<TuningTrial> Project::trialsAfter(std::int64_t id) const {
    return connection_->read([&] {
        Query query = connection_->query(selectTrialsAfter);
        query.bind(id);
        return trialsOf(query);
    });
}

std::int64_t Project::trialCount() const {
    return connection_->read([&] {
        Query query = connection_->query("SELECT COUNT(*) FROM trials");
        query.step();
        return query.integer();
    });
}

void Project::removeTrials(
    std::int64_t run, const std::string& task, const std::string& tuner, std::uint64_t seed, int fromPosition) {
    connection_->write([&] {
        connection_
            ->query("DELETE FROM trials WHERE run = ?1 AND task = ?2 AND tuner = ?3 AND seed = ?4 AND position >= ?5")
            .bind(run, task, tuner, seed, fromPosition)
            .run();
    });
}

}
