// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "core/store/connection.h"

namespace paretoscope::store {

namespace {

// Each is answered from an index alone, in the order of the candidates: a million rows are read in sequence.
constexpr const char* selectAccuracies =
    "SELECT candidate, accuracy, cross_entropy, steps FROM accuracies INDEXED BY accuracies_by_protocol "
    "WHERE protocol = ? ORDER BY candidate";
constexpr const char* selectCosts =
    "SELECT candidate, provenance, value FROM costs INDEXED BY costs_by_setting "
    "WHERE device_setting = (SELECT id FROM device_settings WHERE name = ?) AND kind = ? ORDER BY candidate";
constexpr const char* selectRunOfCandidates =
    "SELECT id, run FROM candidates INDEXED BY candidates_by_run WHERE run IS NOT NULL ORDER BY run, id";
constexpr const char* selectDeleted = "SELECT id FROM runs WHERE deleted";

/// The accuracies of one candidate on their way to a mean: of the seeds that were trained longest.
struct Mean {
    FrontPoint point;
    int steps = 0;
    int count = 0;

    void add(double accuracy, double crossEntropy, int itsSteps) {
        if (count > 0 && itsSteps < steps) {
            return;
        }
        if (itsSteps > steps) {
            count = 0;
            point.accuracy = 0;
            point.crossEntropy = 0;
        }
        steps = itsSteps;
        ++count;
        point.accuracy += (accuracy - point.accuracy) / count;
        point.crossEntropy += (crossEntropy - point.crossEntropy) / count;
    }
};

std::vector<FrontPoint> readAccuracies(Query& query) {
    std::vector<FrontPoint> points;
    Mean mean;
    while (query.step()) {
        const std::int64_t candidate = query.integer();
        if (mean.count > 0 && candidate != mean.point.candidateId) {
            points.push_back(mean.point);
            mean = {};
        }
        mean.point.candidateId = candidate;
        const double accuracy = query.number();
        const double crossEntropy = query.number();
        mean.add(accuracy, crossEntropy, query.smallInteger());
    }
    if (mean.count > 0) {
        points.push_back(mean.point);
    }
    return points;
}

/// Both come by candidate id, so one walk joins them. Keeps the points that have a cost, with the most trusted one.
template <typename Connection>
std::vector<FrontPoint> withCosts(const Connection& connection, Query& query, const std::vector<FrontPoint>& points) {
    std::vector<FrontPoint> joined;
    joined.reserve(points.size());
    auto point = points.begin();
    std::string text; // of the row before: a million rows say the same few words
    records::CostProvenance provenance{};
    while (point != points.end() && query.step()) {
        const std::int64_t candidate = query.integer();
        while (point != points.end() && point->candidateId < candidate) {
            ++point;
        }
        if (point == points.end() || point->candidateId != candidate) {
            continue;
        }
        if (std::string said = query.text(); said != text) {
            provenance = connection.named(&records::costProvenanceFromName, said);
            text = std::move(said);
        }
        const bool first = joined.empty() || joined.back().candidateId != candidate;
        if (first) {
            joined.push_back(*point);
        } else if (trustRank(provenance) >= trustRank(joined.back().costProvenance)) {
            continue;
        }
        joined.back().costProvenance = provenance;
        joined.back().cost = query.number();
    }
    return joined;
}

/// Fills in the runs; points are by candidate id, the rows by run and then candidate id.
void setRuns(Query& query, std::vector<FrontPoint>& points) {
    auto next = points.begin();
    std::int64_t before = 0;
    while (query.step()) {
        const std::int64_t candidate = query.integer();
        const std::int64_t run = query.integer();
        if (next == points.end() || candidate < before || next->candidateId < candidate) {
            next = std::lower_bound(points.begin(), points.end(), candidate,
                [](const FrontPoint& point, std::int64_t id) { return point.candidateId < id; });
        }
        before = candidate;
        if (next != points.end() && next->candidateId == candidate) {
            next->run = run;
            ++next;
        }
    }
}

std::set<std::int64_t> readIds(Query& query) {
    std::set<std::int64_t> ids;
    while (query.step()) {
        ids.insert(query.integer());
    }
    return ids;
}

}

std::vector<FrontPoint> Project::frontPoints(const std::string& protocol, const std::string& deviceSetting,
    std::optional<std::int64_t> run, records::CostKind kind) const {
    return connection_->read([&] {
        Query accuracies = connection_->query(selectAccuracies);
        accuracies.bind(protocol);
        const std::vector<FrontPoint> points = readAccuracies(accuracies);
        Query costs = connection_->query(selectCosts);
        costs.bind(deviceSetting, name(kind));
        std::vector<FrontPoint> joined = withCosts(*connection_, costs, points);
        Query runs = connection_->query(selectRunOfCandidates);
        setRuns(runs, joined);
        Query deleted = connection_->query(selectDeleted);
        const std::set<std::int64_t> bin = readIds(deleted);
        if (run || !bin.empty()) {
            std::erase_if(
                joined, [&](const FrontPoint& point) { return (run && point.run != *run) || bin.contains(point.run); });
        }
        return joined;
    });
}

std::vector<std::string> Project::costSettings(std::optional<std::int64_t> run) const {
    return connection_->read([&] {
        std::vector<std::string> settings;
        Query query = connection_->query(
            "SELECT d.name FROM device_settings d WHERE EXISTS (SELECT 1 FROM costs k JOIN candidates c ON c.id = "
            "k.candidate WHERE k.device_setting = d.id AND (?1 IS NULL OR ifnull(c.run, 0) = ?1)) ORDER BY d.name");
        run ? query.bind(*run) : query.bind(nullptr);
        while (query.step()) {
            settings.push_back(query.text());
        }
        return settings;
    });
}

std::vector<LastCandidate> Project::lastCandidates(std::int64_t run) const {
    return connection_->read([&] {
        std::vector<LastCandidate> candidates;
        Query query = connection_->query(
            "SELECT id, lambda, origin FROM candidates WHERE run = ?1 AND epoch = (SELECT max(epoch) "
            "FROM candidates WHERE run = ?1) ORDER BY id");
        query.bind(run);
        while (query.step()) {
            LastCandidate candidate;
            candidate.id = query.integer();
            candidate.lambda = query.number();
            candidate.origin = query.text();
            candidates.push_back(std::move(candidate));
        }
        return candidates;
    });
}

std::vector<std::int64_t> Project::candidatesAbove(std::int64_t parameters, std::int64_t macs) const {
    return connection_->read([&] {
        std::vector<std::int64_t> ids;
        Query query = connection_->query(
            "SELECT id FROM candidates WHERE (?1 > 0 AND parameters > ?1) OR (?2 > 0 AND macs > ?2) ORDER BY id");
        query.bind(parameters, macs);
        while (query.step()) {
            ids.push_back(query.integer());
        }
        return ids;
    });
}

}
