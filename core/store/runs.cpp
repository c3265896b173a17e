// SPDX-License-Identifier: Apache-2.0
#include "core/base/machine.h"
#include "core/store/connection.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

constexpr const char* selectRun =
    "SELECT id, kind, state, title, configuration, seed, versions, progress, results, "
    "error, created_at, updated_at, tags, note, deleted, ifnull(parent, 0) FROM runs WHERE id = ?";
constexpr const char* selectRuns =
    "SELECT id, kind, state, title, configuration, seed, versions, progress, results, error, created_at, updated_at, "
    "tags, note, deleted, ifnull(parent, 0) FROM runs WHERE (?1 = '' OR kind = ?1) AND (?2 = '' OR state = ?2) AND (?4 "
    "OR NOT deleted) "
    "ORDER BY id DESC LIMIT ?3";

records::Run readRun(const Connection& connection, Query& row) {
    records::Run run;
    run.id = row.integer();
    run.kind = connection.parsed(&records::jobKindFromName, row.text());
    run.state = connection.parsed(&records::runStateFromName, row.text());
    run.title = row.text();
    run.configuration = row.text();
    run.seed = row.bits();
    run.versions = row.text();
    run.progress = row.number();
    run.results = row.text();
    run.error = row.text();
    run.createdAt = row.text();
    run.updatedAt = row.text();
    run.tags = row.text();
    run.note = row.text();
    run.deleted = row.flag();
    run.parent = row.integer();
    return run;
}

Error noRun(const std::filesystem::path& path, std::int64_t id) {
    return {ErrorCode::NotFound, "Project " + path.string() + " holds no run " + std::to_string(id) + ".",
        {{"file", path.string()}, {"what", "run"}, {"id", std::to_string(id)}}};
}

}

std::int64_t Project::addRun(const records::Run& run) {
    return connection_->write([&] {
        const std::string now = base::utcNow();
        connection_
            ->query("INSERT INTO runs(kind, state, title, configuration, seed, versions, progress, results, error, "
                    "created_at, updated_at, parent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0))")
            .bind(name(run.kind), name(run.state), run.title, run.configuration, run.seed, run.versions, run.progress,
                run.results, run.error, run.createdAt.empty() ? now : run.createdAt, now, run.parent)
            .run();
        return connection_->lastId();
    });
}

void Project::updateRun(std::int64_t id, const RunUpdate& update) {
    connection_->write([&] {
        records::Run updated = run(id);
        updated.state = update.state.value_or(updated.state);
        updated.progress = update.progress.value_or(updated.progress);
        updated.results = update.results.value_or(updated.results);
        updated.error = update.error.value_or(updated.error);
        updated.tags = update.tags.value_or(updated.tags);
        updated.note = update.note.value_or(updated.note);
        updated.deleted = update.deleted.value_or(updated.deleted);
        updated.updatedAt = base::utcNow();
        connection_
            ->query("UPDATE runs SET state = ?, progress = ?, results = ?, error = ?, updated_at = ?, tags = ?, "
                    "note = ?, deleted = ? WHERE id = ?")
            .bind(name(updated.state), updated.progress, updated.results, updated.error, updated.updatedAt,
                updated.tags, updated.note, updated.deleted, id)
            .run();
    });
}

records::Run Project::run(std::int64_t id) const {
    return connection_->read([&] {
        Query query = connection_->query(selectRun);
        if (!query.bind(id).step()) {
            throw noRun(path(), id);
        }
        return readRun(*connection_, query);
    });
}

std::vector<records::Run> Project::runs(const RunFilter& filter) const {
    return connection_->read([&] {
        std::vector<records::Run> runs;
        Query query = connection_->query(selectRuns);
        query.bind(filter.kind ? name(*filter.kind) : std::string_view{},
            filter.state ? name(*filter.state) : std::string_view{}, filter.limit > 0 ? filter.limit : -1,
            filter.includeDeleted);
        while (query.step()) {
            runs.push_back(readRun(*connection_, query));
        }
        return runs;
    });
}

void Project::removeRun(std::int64_t id) {
    connection_->write([&] {
        static_cast<void>(run(id)); // else there would be nothing to remove
        connection_->query("DELETE FROM candidates WHERE run = ?").bind(id).run();
        connection_->query("DELETE FROM runs WHERE id = ?").bind(id).run();
    });
}

int Project::purgeDeletedRuns() {
    return connection_->write([&] {
        Query count = connection_->query("SELECT count(*) FROM runs WHERE deleted");
        count.step();
        const int purged = count.smallInteger();
        // What else hangs on a run goes with it (ON DELETE CASCADE).
        connection_->query("DELETE FROM candidates WHERE run IN (SELECT id FROM runs WHERE deleted)").run();
        connection_->query("DELETE FROM runs WHERE deleted").run();
        // A job stores its protocol first, so that while one has not finished, one without accuracies may be its; and
        // estimates are found by the protocol of the trainings that they are of.
        connection_
            ->query("DELETE FROM protocols WHERE NOT EXISTS (SELECT 1 FROM runs WHERE state <> 'finished') "
                    "AND NOT EXISTS (SELECT 1 FROM protocols p WHERE p.space = protocols.space "
                    "AND p.data_set = protocols.data_set AND p.shape = protocols.shape AND p.recipe = protocols.recipe "
                    "AND EXISTS (SELECT 1 FROM accuracies INDEXED BY accuracies_by_protocol WHERE protocol = p.id))")
            .run();
        return purged;
    });
}

}
