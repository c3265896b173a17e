// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "core/store/connection.h"
#include "core/store/interned_names.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

/// A candidate met again keeps what it has; only sizes that were not known are filled in.
constexpr const char* upsertCandidate =
    "INSERT INTO candidates(run, space, genotype, shape, origin, epoch, lambda, parameters, macs) "
    "VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(genotype, shape, ifnull(run, 0)) DO UPDATE SET "
    "parameters = max(parameters, excluded.parameters), macs = max(macs, excluded.macs) RETURNING id";
constexpr const char* upsertCost =
    "INSERT OR REPLACE INTO costs(candidate, device_setting, kind, provenance, value, standard_deviation) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr const char* upsertAccuracy =
    "INSERT OR REPLACE INTO accuracies(candidate, protocol, seed, provenance, accuracy, cross_entropy, steps, images, "
    "deviation, trainings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* selectCandidates =
    "SELECT c.id, ifnull(c.run, 0), c.genotype, s.name, c.origin, c.epoch, c.lambda, c.parameters, c.macs "
    "FROM candidates c JOIN shapes s ON s.id = c.shape WHERE c.id > ?1 AND (?2 IS NULL OR ifnull(c.run, 0) = ?2) "
    "AND (?3 = '' OR EXISTS (SELECT 1 FROM accuracies a WHERE a.candidate = c.id AND a.protocol = ?3)) "
    "AND (?4 = '' OR c.space = ?4) AND (?5 = '' OR s.name = ?5) "
    "AND (?7 OR ?2 IS NOT NULL OR c.run IS NULL OR c.run NOT IN (SELECT id FROM runs WHERE deleted)) "
    "ORDER BY c.id LIMIT ?6";
constexpr const char* selectCandidatesOfArchitecture =
    "SELECT c.id, ifnull(c.run, 0), c.genotype, s.name, c.origin, c.epoch, c.lambda, c.parameters, c.macs "
    "FROM candidates c INDEXED BY candidates_by_identity JOIN shapes s ON s.id = c.shape "
    "WHERE c.genotype = ?1 AND c.shape = (SELECT id FROM shapes WHERE name = ?2) "
    "AND (?3 OR c.run IS NULL OR c.run NOT IN (SELECT id FROM runs WHERE deleted)) ORDER BY c.id";
constexpr const char* selectCosts =
    "SELECT c.candidate, d.name, c.kind, c.provenance, c.value, c.standard_deviation FROM costs c "
    "JOIN device_settings d ON d.id = c.device_setting WHERE c.candidate BETWEEN ? AND ? ORDER BY c.candidate";
constexpr const char* selectAccuracies =
    "SELECT candidate, protocol, provenance, accuracy, cross_entropy, steps, seed, images, deviation, trainings "
    "FROM accuracies WHERE candidate BETWEEN ? AND ? ORDER BY candidate, protocol, seed";

void storeCosts(Query& query, NameIds& settings, std::int64_t candidate, std::span<const records::Cost> costs) {
    for (const records::Cost& cost : costs) {
        query
            .bind(candidate, settings.idOf(cost.deviceSetting), name(cost.kind), name(cost.provenance), cost.value,
                cost.standardDeviation)
            .run();
    }
}

/// Stores accuracies, and estimates under protocols of estimates alone: readers tell them apart by the protocol.
class AccuracyWriter {
public:
    explicit AccuracyWriter(Connection& connection)
        : connection_(connection)
        , query_(connection.query(upsertAccuracy)) { }

    void store(std::int64_t candidate, std::span<const records::Accuracy> accuracies) {
        for (const records::Accuracy& accuracy : accuracies) {
            requireOwnKind(accuracy);
            query_
                .bind(candidate, accuracy.protocol, accuracy.seed, name(accuracy.provenance), accuracy.accuracy,
                    accuracy.crossEntropy, accuracy.steps, accuracy.images, accuracy.deviation, accuracy.trainings)
                .run();
        }
    }

private:
    void requireOwnKind(const records::Accuracy& accuracy) {
        const bool estimated = accuracy.provenance == records::AccuracyProvenance::Estimated;
        if (estimated && !(accuracy.deviation >= 0 && accuracy.trainings > 0)) {
            refuse("An estimated accuracy was stored without its standard deviation or its number of trainings.");
        }
        const auto [known, isNew] = ofEstimates_.try_emplace(accuracy.protocol, estimated);
        if (isNew) {
            Query protocol = connection_.query("SELECT provenance FROM protocols WHERE id = ?");
            if (protocol.bind(accuracy.protocol).step()) { // an unknown one is refused by its foreign key
                known->second = protocol.text() == name(records::AccuracyProvenance::Estimated);
            }
        }
        if (known->second != estimated) {
            refuse("An " + std::string(name(accuracy.provenance)) + " accuracy was stored under the protocol "
                + accuracy.protocol + "; estimates have protocols of their own (records::estimatesOf).");
        }
    }

    [[noreturn]] static void refuse(const std::string& why) { throw Error(ErrorCode::InvalidValue, why); }

    Connection& connection_;
    Query query_;
    std::map<std::string, bool> ofEstimates_; ///< by protocol
};

std::int64_t storeCandidate(Query& query, std::int64_t run, std::int64_t shape, const records::Candidate& candidate) {
    const std::string genotype = space::identityText(candidate.genotype);
    query.bind(run, space::searchSpace(candidate.genotype.space).name, genotype, shape, name(candidate.origin),
        candidate.epoch, candidate.lambda, candidate.parameters, candidate.macs);
    query.step();
    const std::int64_t id = query.integer();
    query.restart();
    return id;
}

std::vector<records::Candidate> readCandidates(const Connection& connection, Query& query) {
    ParsedTexts<space::Shape> shapes(connection, &space::shapeFromText);
    std::vector<records::Candidate> candidates;
    while (query.step()) {
        records::Candidate candidate;
        candidate.id = query.integer();
        candidate.run = query.integer();
        candidate.genotype = connection.parsed(&space::fromText, query.text());
        candidate.shape = shapes(query.text());
        candidate.origin = connection.parsed(&records::originFromName, query.text());
        candidate.epoch = query.smallInteger();
        candidate.lambda = query.number();
        candidate.parameters = query.integer();
        candidate.macs = query.integer();
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

/// Hands each row (its first column a candidate's id, ascending) to the candidate it belongs to; others are passed
/// over.
template <typename Attach>
void attachRows(Query& query, std::span<records::Candidate> candidates, Attach attach) {
    query.bind(candidates.front().id, candidates.back().id);
    auto owner = candidates.begin();
    while (query.step()) {
        const std::int64_t id = query.integer();
        while (owner != candidates.end() && owner->id < id) {
            ++owner;
        }
        if (owner != candidates.end() && owner->id == id) {
            attach(*owner);
        }
    }
}

void attachCosts(Connection& connection, std::span<records::Candidate> candidates) {
    Query query = connection.query(selectCosts);
    ParsedTexts<records::DeviceSetting> settings(connection, &records::storedDeviceSetting);
    attachRows(query, candidates, [&](records::Candidate& candidate) {
        records::Cost cost;
        cost.deviceSetting = settings(query.text());
        cost.kind = connection.parsed(&records::costKindFromName, query.text());
        cost.provenance = connection.parsed(&records::costProvenanceFromName, query.text());
        cost.value = query.cost();
        cost.standardDeviation = query.number();
        candidate.costs.push_back(std::move(cost));
    });
}

void attachAccuracies(Connection& connection, std::span<records::Candidate> candidates) {
    Query query = connection.query(selectAccuracies);
    attachRows(query, candidates, [&](records::Candidate& candidate) {
        records::Accuracy accuracy;
        accuracy.protocol = query.text();
        accuracy.provenance = connection.parsed(&records::accuracyProvenanceFromName, query.text());
        accuracy.accuracy = query.accuracy();
        accuracy.crossEntropy = query.number();
        accuracy.steps = query.smallInteger();
        accuracy.seed = query.bits();
        accuracy.images = query.smallInteger();
        accuracy.deviation = query.number();
        accuracy.trainings = query.smallInteger();
        candidate.accuracies.push_back(std::move(accuracy));
    });
}

/// `candidates` by id, not empty.
void attach(Connection& connection, std::span<records::Candidate> candidates) {
    attachCosts(connection, candidates);
    attachAccuracies(connection, candidates);
}

}

std::vector<std::int64_t> Project::upsertCandidates(std::int64_t run, std::span<const records::Candidate> candidates) {
    return connection_->write([&] {
        std::vector<std::int64_t> ids;
        ids.reserve(candidates.size());
        NameIds settings = deviceSettingIds(*connection_);
        NameIds shapes = shapeIds(*connection_);
        Query heads = connection_->query(upsertCandidate);
        Query costs = connection_->query(upsertCost);
        AccuracyWriter accuracies(*connection_);
        for (const records::Candidate& candidate : candidates) {
            const std::int64_t id = storeCandidate(heads, run, shapes.idOf(candidate.shape), candidate);
            storeCosts(costs, settings, id, candidate.costs);
            accuracies.store(id, candidate.accuracies);
            ids.push_back(id);
        }
        return ids;
    });
}

void Project::addCosts(std::int64_t candidate, std::span<const records::Cost> costs) {
    connection_->write([&] {
        NameIds settings = deviceSettingIds(*connection_);
        Query query = connection_->query(upsertCost);
        storeCosts(query, settings, candidate, costs);
    });
}

void Project::addCosts(std::span<const std::pair<std::int64_t, records::Cost>> costs) {
    connection_->write([&] {
        NameIds settings = deviceSettingIds(*connection_);
        Query query = connection_->query(upsertCost);
        for (const auto& [candidate, cost] : costs) {
            storeCosts(query, settings, candidate, std::span(&cost, 1));
        }
    });
}

void Project::addAccuracies(std::int64_t candidate, std::span<const records::Accuracy> accuracies) {
    connection_->write([&] { AccuracyWriter(*connection_).store(candidate, accuracies); });
}

records::Candidate Project::candidate(std::int64_t id) const {
    CandidateFilter filter;
    filter.afterId = id - 1;
    filter.limit = 1;
    filter.alsoDeleted = true;
    std::vector<records::Candidate> found = candidates(filter);
    if (found.empty() || found.front().id != id) {
        throw Error(ErrorCode::NotFound,
            "Project " + path().string() + " holds no candidate " + std::to_string(id) + ".",
            {{"file", path().string()}, {"what", "candidate"}, {"id", std::to_string(id)}});
    }
    return std::move(found.front());
}

std::vector<records::Candidate> Project::candidates(const CandidateFilter& filter) const {
    return connection_->read([&] {
        const std::string shape = filter.shape ? toText(*filter.shape) : std::string();
        Query query = connection_->query(selectCandidates);
        query.bind(filter.afterId);
        filter.run ? query.bind(*filter.run) : query.bind(nullptr);
        query.bind(filter.protocol, filter.space ? space::searchSpace(*filter.space).name : std::string_view(), shape,
            filter.limit > 0 ? filter.limit : -1, filter.alsoDeleted);
        std::vector<records::Candidate> candidates = readCandidates(*connection_, query);
        if (!candidates.empty()) {
            attach(*connection_, candidates);
        }
        return candidates;
    });
}

std::vector<records::Candidate> Project::candidatesOf(const space::Architecture& architecture, bool alsoDeleted) const {
    const std::string genotype = space::identityText(architecture.genotype);
    const std::string shape = space::toText(architecture.shape);
    return connection_->read([&] {
        Query query = connection_->query(selectCandidatesOfArchitecture);
        query.bind(genotype, shape, alsoDeleted);
        std::vector<records::Candidate> candidates = readCandidates(*connection_, query);
        for (records::Candidate& candidate : candidates) {
            // One by one: between the first and the last of them may lie the costs of all others.
            attach(*connection_, std::span(&candidate, 1));
        }
        return candidates;
    });
}

std::int64_t Project::candidateCount(std::optional<std::int64_t> run) const {
    return connection_->read([&] {
        // Without a condition SQLite counts pages rather than rows.
        Query query = connection_->query(
            run ? "SELECT count(*) FROM candidates WHERE run IS nullif(?, 0)" : "SELECT count(*) FROM candidates");
        if (run) {
            query.bind(*run);
        }
        query.step();
        return query.integer();
    });
}

}
