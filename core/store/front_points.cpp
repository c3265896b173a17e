// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/store/interned_names.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

// Each is answered from an index alone, in the order of the candidates: a million rows are read in sequence.
constexpr const char* selectAccuracies =
    "SELECT candidate, accuracy, cross_entropy, steps, deviation, trainings FROM accuracies "
    "INDEXED BY accuracies_by_protocol WHERE protocol = ? ORDER BY candidate";
constexpr const char* selectCosts =
    "SELECT candidate, provenance, value FROM costs INDEXED BY costs_by_setting "
    "WHERE device_setting = (SELECT id FROM device_settings WHERE name = ?) AND kind = ? ORDER BY candidate";
constexpr const char* selectLargestId = "SELECT max(id) FROM candidates";
/// Each run's first and last candidate, found by two look-ups.
constexpr const char* selectRunSpans =
    "SELECT r.id, (SELECT c.id FROM candidates c INDEXED BY candidates_by_run WHERE c.run = r.id ORDER BY c.id LIMIT "
    "1), "
    "(SELECT c.id FROM candidates c INDEXED BY candidates_by_run WHERE c.run = r.id ORDER BY c.id DESC LIMIT 1) "
    "FROM runs r";
constexpr const char* selectSpanOutsideRuns =
    "SELECT (SELECT id FROM candidates INDEXED BY candidates_by_run WHERE run IS NULL ORDER BY id LIMIT 1), "
    "(SELECT id FROM candidates INDEXED BY candidates_by_run WHERE run IS NULL ORDER BY id DESC LIMIT 1)";
constexpr const char* selectCandidatesOfRun =
    "SELECT id FROM candidates INDEXED BY candidates_by_run WHERE run = ? ORDER BY id";
constexpr const char* selectDeleted = "SELECT id FROM runs WHERE deleted";
constexpr const char* selectProvenance = "SELECT provenance FROM protocols WHERE id = ?";
/// Of each estimate, whether another candidate of its cell (or itself) has the better thing.
constexpr const char* selectOutdated =
    "SELECT e.candidate FROM accuracies e INDEXED BY accuracies_by_protocol JOIN candidates c ON c.id = e.candidate "
    "WHERE e.protocol = ?1 AND EXISTS (SELECT 1 FROM candidates o INDEXED BY candidates_by_identity "
    "JOIN accuracies a ON a.candidate = o.id WHERE o.genotype = c.genotype AND o.shape = c.shape "
    "AND (a.protocol = ?2 OR (a.protocol = ?1 AND o.id > c.id)) AND (?3 IS NULL OR ifnull(o.run, 0) = ?3) "
    "AND ifnull(o.run, 0) NOT IN (SELECT id FROM runs WHERE deleted)) ORDER BY e.candidate";

/// Each accuracy of a candidate whose architecture has other accuracies of the protocol, in its run or in others, with
/// the first of these candidates.
constexpr const char* selectRepeated =
    "SELECT (SELECT min(o.id) FROM candidates o INDEXED BY candidates_by_identity JOIN accuracies x "
    "ON x.candidate = o.id AND x.protocol = ?1 WHERE o.genotype = c.genotype AND o.shape = c.shape "
    "AND ifnull(o.run, 0) NOT IN (SELECT id FROM runs WHERE deleted)) AS first, ifnull(c.run, 0), c.id, a.seed, "
    "a.steps, a.accuracy, "
    "a.cross_entropy FROM accuracies a INDEXED BY accuracies_by_protocol JOIN candidates c ON c.id = a.candidate "
    "WHERE a.protocol = ?1 AND ifnull(c.run, 0) NOT IN (SELECT id FROM runs WHERE deleted) "
    "AND EXISTS (SELECT 1 FROM candidates o INDEXED BY candidates_by_identity JOIN accuracies x "
    "ON x.candidate = o.id AND x.protocol = ?1 WHERE o.genotype = c.genotype AND o.shape = c.shape AND (o.id <> c.id "
    "OR x.seed <> a.seed) "
    "AND ifnull(o.run, 0) NOT IN (SELECT id FROM runs WHERE deleted)) ORDER BY first, c.id";

/// The accuracies of one candidate on their way to a mean: of the seeds that were trained longest.
struct Mean {
    FrontPoint point;
    int steps = 0;
    int count = 0;
    double squares = 0; ///< of the accuracies' distances from their mean

    void add(double accuracy, double crossEntropy, int itsSteps) {
        if (count > 0 && itsSteps < steps) {
            return;
        }
        if (itsSteps > steps) {
            count = 0;
            squares = 0;
            point.accuracy = 0;
            point.crossEntropy = 0;
        }
        steps = itsSteps;
        ++count;
        const double before = accuracy - point.accuracy;
        point.accuracy += before / count;
        squares += before * (accuracy - point.accuracy); // Welford 1962
        point.crossEntropy += (crossEntropy - point.crossEntropy) / count;
        point.trainings = count;
    }
};

/// Memory is reserved for so many points at most; where there are more, the list grows.
constexpr std::int64_t mostReserved = 2'000'000;

std::vector<FrontPoint> readAccuracies(Query& rows, std::int64_t atMost, bool estimated) {
    std::vector<FrontPoint> points;
    points.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(atMost, 0, mostReserved)));
    Mean mean;
    while (rows.step()) {
        const std::int64_t candidate = rows.integer();
        if (mean.count > 0 && candidate != mean.point.candidateId) {
            points.push_back(mean.point);
            mean = {};
        }
        mean.point.candidateId = candidate;
        mean.point.estimated = estimated;
        const double accuracy = rows.accuracy();
        const double crossEntropy = rows.number();
        mean.add(accuracy, crossEntropy, rows.smallInteger());
        if (estimated) {
            mean.point.deviation = rows.number();
            mean.point.trainings = rows.smallInteger();
        }
    }
    if (mean.count > 0) {
        points.push_back(mean.point);
    }
    return points;
}

/// Both come by candidate id, so one walk joins them. Keeps the points that have a cost, with the most trusted one.
void keepWithCosts(const Connection& connection, Query& rows, std::vector<FrontPoint>& points) {
    auto kept = points.begin(); // what is kept moves to the front of the list
    auto point = points.begin();
    std::string text; // of the row before: a million rows say the same few words
    records::CostProvenance provenance{};
    while (rows.step()) {
        const std::int64_t candidate = rows.integer();
        while (point != points.end() && point->candidateId < candidate) {
            ++point;
        }
        const bool again = kept != points.begin() && std::prev(kept)->candidateId == candidate;
        if (!again && point == points.end()) {
            break;
        }
        if (!again && point->candidateId != candidate) {
            continue;
        }
        if (const std::string_view said = rows.view(); said != text) {
            text = said;
            provenance = connection.parsed(&records::costProvenanceFromName, text);
        }
        if (!again) {
            *kept++ = *point++;
        } else if (trustRank(provenance) >= trustRank(std::prev(kept)->costProvenance)) {
            continue;
        }
        std::prev(kept)->costProvenance = provenance;
        std::prev(kept)->cost = rows.cost();
    }
    points.erase(kept, points.end());
}

/// The ids of a run's candidates lie within it.
struct RunSpan {
    std::int64_t run = 0; ///< 0: outside any run
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool shared = false; ///< other runs' candidates lie within it too
};

/// By first id.
std::vector<RunSpan> readSpans(Connection& connection) {
    std::vector<RunSpan> spans;
    const auto add = [&spans](std::int64_t run, Query& row) {
        const std::int64_t first = row.integer();
        const std::int64_t last = row.integer();
        if (first > 0) { // a run without candidates has none: NULL, read as 0
            spans.push_back({run, first, last});
        }
    };
    Query outside = connection.query(selectSpanOutsideRuns);
    if (outside.step()) {
        add(0, outside);
    }
    Query runs = connection.query(selectRunSpans);
    while (runs.step()) {
        add(runs.integer(), runs);
    }
    std::sort(spans.begin(), spans.end(), [](const RunSpan& a, const RunSpan& b) { return a.first < b.first; });
    std::size_t farthest = 0; // the span that reaches farthest of those before
    for (std::size_t i = 1; i < spans.size(); ++i) {
        if (spans[i].first <= spans[farthest].last) {
            spans[i].shared = true;
            spans[farthest].shared = true;
        }
        farthest = spans[i].last > spans[farthest].last ? i : farthest;
    }
    return spans;
}

/// Fills in the runs of points, which are by candidate id. Jobs follow one another, so nearly always the ids of a run
/// are without a gap and its two ends say it all; interleaved runs
/// are resolved candidate by candidate.
void setRuns(Connection& connection, std::vector<FrontPoint>& points) {
    const auto from = [&points](std::int64_t candidate) {
        return std::lower_bound(points.begin(), points.end(), candidate,
            [](const FrontPoint& point, std::int64_t id) { return point.candidateId < id; });
    };
    for (const RunSpan& span : readSpans(connection)) {
        if (span.run == 0) {
            continue; // as the points are
        }
        auto point = from(span.first);
        if (!span.shared) {
            for (; point != points.end() && point->candidateId <= span.last; ++point) {
                point->run = span.run;
            }
            continue;
        }
        Query rows = connection.query(selectCandidatesOfRun);
        rows.bind(span.run);
        while (rows.step() && point != points.end()) {
            const std::int64_t candidate = rows.integer();
            while (point != points.end() && point->candidateId < candidate) {
                ++point;
            }
            if (point != points.end() && point->candidateId == candidate) {
                point->run = span.run;
            }
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

std::vector<FrontPoint> Project::frontPoints(const std::string& protocol, const records::DeviceSetting& deviceSetting,
    std::optional<std::int64_t> run, records::CostKind kind) const {
    const std::string setting = toText(deviceSetting);
    return connection_->read([&] {
        Query largest = connection_->query(selectLargestId);
        const std::int64_t atMost = largest.step() ? largest.integer() : 0;
        Query known = connection_->query(selectProvenance);
        if (!known.bind(protocol).step()) {
            return std::vector<FrontPoint>();
        }
        const bool estimated = known.text() == name(records::AccuracyProvenance::Estimated);
        Query accuracies = connection_->query(selectAccuracies);
        accuracies.bind(protocol);
        std::vector<FrontPoint> points = readAccuracies(accuracies, atMost, estimated);
        Query costs = connection_->query(selectCosts);
        costs.bind(setting, name(kind));
        keepWithCosts(*connection_, costs, points);
        setRuns(*connection_, points);
        Query deleted = connection_->query(selectDeleted);
        const std::set<std::int64_t> bin = readIds(deleted);
        if (run || !bin.empty()) {
            std::erase_if(
                points, [&](const FrontPoint& point) { return (run && point.run != *run) || bin.contains(point.run); });
        }
        if (points.size()
            < points.capacity() / 2) { // ids are not given twice, so purged runs count in what was reserved
            points.shrink_to_fit();
        }
        return points;
    });
}

std::vector<std::int64_t> Project::outdatedEstimates(
    const std::string& estimates, const std::string& trainings, std::optional<std::int64_t> run) const {
    return connection_->read([&] {
        std::vector<std::int64_t> ids;
        Query query = connection_->query(selectOutdated);
        query.bind(estimates, trainings);
        run ? query.bind(*run) : query.bind(nullptr);
        while (query.step()) {
            ids.push_back(query.integer());
        }
        return ids;
    });
}

std::vector<RepeatedAccuracy> Project::repeatedAccuracies(const std::string& protocol) const {
    struct Training {
        double accuracy;
        double crossEntropy;
    };
    return connection_->read([&] {
        std::vector<RepeatedAccuracy> repeated;
        // Of each architecture, by steps and seed: the same training in two runs is one, by the newer of them.
        std::map<std::int64_t, std::map<std::pair<int, std::int64_t>, Training>> trainings;
        Query rows = connection_->query(selectRepeated);
        rows.bind(protocol);
        while (rows.step()) {
            const std::int64_t first = rows.integer();
            const std::int64_t run = rows.integer();
            const std::int64_t candidate = rows.integer();
            if (repeated.empty() || repeated.back().candidateId != candidate) {
                repeated.push_back({.candidateId = candidate, .run = run, .first = first});
            }
            const std::int64_t seed = rows.integer();
            const int steps = rows.smallInteger();
            const double accuracy = rows.accuracy();
            trainings[first][{steps, seed}] = {accuracy, rows.number()};
        }
        for (RepeatedAccuracy& one : repeated) {
            Mean mean;
            for (const auto& [how, training] : trainings.at(one.first)) {
                mean.add(training.accuracy, training.crossEntropy, how.first);
            }
            one.accuracy = mean.point.accuracy;
            one.crossEntropy = mean.point.crossEntropy;
            one.trainings = mean.point.trainings;
            one.squares = mean.squares;
        }
        return repeated;
    });
}

std::vector<records::DeviceSetting> Project::costSettings(std::optional<std::int64_t> run) const {
    return connection_->read([&] {
        std::vector<records::DeviceSetting> settings;
        Query query = connection_->query(
            "SELECT d.name FROM device_settings d WHERE EXISTS (SELECT 1 FROM costs k JOIN candidates c ON c.id = "
            "k.candidate WHERE k.device_setting = d.id AND (?1 IS NULL OR ifnull(c.run, 0) = ?1)) ORDER BY d.name");
        run ? query.bind(*run) : query.bind(nullptr);
        while (query.step()) {
            settings.push_back(records::storedDeviceSetting(query.text()));
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
            candidate.origin = connection_->parsed(&records::originFromName, query.text());
            candidates.push_back(std::move(candidate));
        }
        return candidates;
    });
}

void Project::forEachArchitecture(std::int64_t afterId,
    const std::function<void(std::int64_t candidate, const space::Architecture& architecture)>& take) const {
    connection_->read([&] {
        ParsedTexts<space::Shape> shapes(*connection_, &space::shapeFromText);
        Query rows = connection_->query("SELECT c.id, c.genotype, s.name FROM candidates c "
                                        "CROSS JOIN shapes s ON s.id = c.shape WHERE c.id > ? ORDER BY c.id");
        rows.bind(afterId);
        while (rows.step()) {
            const std::int64_t candidate = rows.integer();
            space::Genotype genotype = connection_->parsed(&space::fromText, rows.view());
            take(candidate, {std::move(genotype), shapes(rows.view())});
        }
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
