// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/hash.h"
#include "core/base/machine.h"
#include "core/store/arrays.h"
#include "core/store/connection.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

constexpr const char* insertArray = "INSERT INTO arrays(checkpoint, position, name, type, shape, checksum, bytes) "
                                    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char* selectArrays =
    "SELECT name, type, shape, checksum, bytes FROM arrays WHERE checkpoint = ? ORDER BY position";
/// The newest two of a run stay: where a disk or a program damages one, the other is there.
constexpr const char* removeOlder = "DELETE FROM checkpoints WHERE run = ?1 AND id NOT IN (SELECT id FROM checkpoints "
                                    "WHERE run = ?1 ORDER BY step DESC LIMIT 2)";

struct Head {
    std::int64_t id = 0;
    std::size_t arrayCount = 0;
    std::uint64_t checksum = 0;
    Checkpoint checkpoint;
};

std::vector<Head> readHeads(Query query, std::int64_t run) {
    std::vector<Head> heads;
    query.bind(run);
    while (query.step()) {
        Head head;
        head.id = query.integer();
        head.checkpoint.run = run;
        head.checkpoint.step = query.integer();
        head.checkpoint.state = query.text();
        head.arrayCount = static_cast<std::size_t>(query.integer());
        head.checksum = query.bits();
        head.checkpoint.createdAt = query.text();
        heads.push_back(std::move(head));
    }
    return heads;
}

constexpr const char* selectHeads = "SELECT id, step, state, array_count, checksum, created_at FROM checkpoints "
                                    "WHERE run = ? ORDER BY step DESC";

bool isWhole(const Head& head) {
    return base::fnv1a(head.checkpoint.state) == head.checksum;
}

CheckpointUse readUse(Query query) {
    query.step();
    CheckpointUse use;
    use.runs = query.integer();
    use.bytes = query.integer();
    return use;
}

constexpr const char* spareUse =
    "SELECT count(DISTINCT c.run), coalesce(sum(length(c.state) + (SELECT coalesce(sum(length(a.bytes)), 0) FROM "
    "arrays a WHERE a.checkpoint = c.id)), 0) FROM checkpoints c JOIN runs r ON r.id = c.run WHERE r.kind = 'search' "
    "AND r.state = 'finished'";
constexpr const char* removeSpare =
    "DELETE FROM checkpoints WHERE run IN (SELECT id FROM runs WHERE kind = 'search' AND state = 'finished')";

}

void Project::saveCheckpoint(const Checkpoint& checkpoint) {
    connection_->write([&] {
        connection_->query("DELETE FROM checkpoints WHERE run = ? AND step >= ?")
            .bind(checkpoint.run, checkpoint.step)
            .run();
        connection_
            ->query("INSERT INTO checkpoints(run, step, state, array_count, checksum, created_at) VALUES (?, ?, ?, ?, "
                    "?, ?)")
            .bind(checkpoint.run, checkpoint.step, checkpoint.state,
                static_cast<std::int64_t>(checkpoint.arrays.size()), base::fnv1a(checkpoint.state),
                checkpoint.createdAt.empty() ? base::utcNow() : checkpoint.createdAt)
            .run();
        Query insert = connection_->query(insertArray);
        insertArrays(insert, connection_->lastId(), checkpoint.arrays);
        connection_->query(removeOlder).bind(checkpoint.run).run();
    });
}

std::optional<Checkpoint> Project::loadCheckpoint(std::int64_t run) const {
    return connection_->read([&]() -> std::optional<Checkpoint> {
        std::vector<Head> heads = readHeads(connection_->query(selectHeads), run);
        for (Head& head : heads) {
            Query rows = connection_->query(selectArrays);
            auto arrays = readArrays(rows, head.id);
            if (arrays && arrays->size() == head.arrayCount && isWhole(head)) {
                head.checkpoint.arrays = std::move(*arrays);
                return std::move(head.checkpoint);
            }
        }
        if (!heads.empty()) {
            throw Error(ErrorCode::ProjectDamaged,
                "All checkpoints of run " + std::to_string(run) + " in " + path().string()
                    + " are damaged. Start it again; what it had found is still in the project.",
                {{"file", path().string()}, {"what", "checkpoints of run " + std::to_string(run)}});
        }
        return std::nullopt;
    });
}

std::optional<std::string> Project::checkpointState(std::int64_t run) const {
    return connection_->read([&]() -> std::optional<std::string> {
        std::vector<Head> heads = readHeads(connection_->query(selectHeads), run);
        const auto whole = std::ranges::find_if(heads, isWhole);
        return whole == heads.end() ? std::nullopt : std::optional(std::move(whole->checkpoint.state));
    });
}

CheckpointUse Project::spareCheckpoints() const {
    return connection_->read([&] { return readUse(connection_->query(spareUse)); });
}

CheckpointUse Project::removeSpareCheckpoints() {
    const CheckpointUse removed = connection_->write([&] {
        const CheckpointUse use = readUse(connection_->query(spareUse));
        connection_->query(removeSpare).run();
        return use;
    });
    connection_->compact();
    return removed;
}

void Project::removeCheckpoints(std::int64_t run) {
    connection_->write([&] { connection_->query("DELETE FROM checkpoints WHERE run = ?").bind(run).run(); });
}

}
