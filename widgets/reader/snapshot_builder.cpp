// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/snapshot_builder.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"
#include "core/queries/predictions.h"
#include "core/space/genotype.h"
#include "core/store/writer_lock.h"
#include "widgets/common/number_text.h"
#include "widgets/front/front_extras.h"
#include "widgets/predictor/predictor_parts_reader.h"

namespace paretoscope::widgets {

namespace {

/// Up to here every candidate is loaded in full (hover cards, random or searched); beyond, only the front's members.
constexpr std::size_t fullDetailLimit = 4000;
constexpr std::size_t shownPredictors = 100;

double numberIn(const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number() ? found->get<double>()
                                                       : std::numeric_limits<double>::quiet_NaN();
}

/// Numbers of nested objects get their path as name, "baseline.mean_error".
void collectNumbers(
    const nlohmann::json& object, const QString& prefix, std::vector<std::pair<QString, double>>& numbers) {
    for (const auto& [name, value] : object.items()) {
        if (value.is_number()) {
            numbers.emplace_back(prefix + toQString(name), value.get<double>());
        } else if (value.is_object()) {
            collectNumbers(value, prefix + toQString(name) + QLatin1Char('.'), numbers);
        }
    }
}

PredictionPair pairOf(const nlohmann::json& point) {
    PredictionPair pair{.measuredMs = numberIn(point, "measured_ms"),
        .predictedMs = numberIn(point, "predicted_ms"),
        .additiveMs = numberIn(point, "additive_ms"),
        .baselineMs = numberIn(point, "baseline_ms")};
    if (const auto genotype = point.find("genotype"); genotype != point.end() && genotype->is_string()) {
        pair.genotype = genotype->get<std::string>();
    }
    return pair;
}

/// Predictors never change once they are stored, so each is read once.
std::shared_ptr<const PredictorSnapshot> cachedPredictor(
    const store::Project& project, const store::PredictorRecord& record, SnapshotCache& cache) {
    auto& cached = cache.predictors[record.id];
    if (!cached) {
        auto snapshot = predictorSnapshot(record);
        readParts(project, *snapshot);
        cached = std::move(snapshot);
    }
    return cached;
}

/// Empty where it is another version's.
QString searchedSetting(const records::Run& run) {
    try {
        return toQString(options::jobConfigFromJson<options::SearchConfig>(run.configuration).deviceSetting);
    } catch (const Error&) {
        return {};
    }
}

QString chosenSetting(const ProjectSnapshot& snapshot, const QString& wanted) {
    const auto& settings = snapshot.costSettings;
    if (!wanted.isEmpty() && std::find(settings.begin(), settings.end(), wanted) != settings.end()) {
        return wanted;
    }
    // What was searched for last is what its front is about.
    for (const records::Run& run : snapshot.runs) {
        if (run.kind == records::JobKind::Search && run.state == records::RunState::Finished) {
            const QString searched = searchedSetting(run);
            if (std::find(settings.begin(), settings.end(), searched) != settings.end()) {
                return searched;
            }
        }
    }
    return settings.empty() ? QString() : settings.front();
}

/// Trained accuracies say most about a small run's cells, and test images more than those that cells were chosen on;
/// of one rank, the newest protocol is shown first.
int rankOf(const records::AccuracyProtocol& protocol) {
    switch (protocol.provenance) {
    case records::AccuracyProvenance::Trained:
        return protocol.dataSet.find(":test") != std::string::npos ? 3 : 2;
    case records::AccuracyProvenance::Imported:
        return 1;
    case records::AccuracyProvenance::OneShot:
        return 0;
    }
    return 0;
}

bool isPublished(const space::Genotype& genotype) {
    static const std::set<space::Genotype> published = [] {
        std::set<space::Genotype> cells;
        for (const std::string_view name : space::publishedNames()) {
            cells.insert(space::sorted(space::published(name)));
        }
        return cells;
    }();
    return published.contains(genotype);
}

PointOrigin originOf(const records::Candidate& candidate) {
    using records::Origin;
    if (candidate.origin == Origin::Derived) {
        return PointOrigin::Derived;
    }
    if (candidate.origin == Origin::Published || candidate.origin == Origin::Imported
        || isPublished(candidate.genotype)) {
        return PointOrigin::Published;
    }
    return candidate.origin == Origin::Random || candidate.origin == Origin::Trained ? PointOrigin::Random
                                                                                     : PointOrigin::Searched;
}

/// The search's: frozen at the fit. Where nothing was measured either, the candidates' own median.
void readReference(const store::Project& project, FrontSnapshot& front) {
    std::optional<double> reference;
    try {
        reference = queries::referenceLatencyMs(
            project, toSetting(front.deviceSetting), {front.protocol.space, front.protocol.shape});
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidData) { // a damaged report: facts say so too
            throw;
        }
    }
    front.referenceMeasured = reference.has_value();
    if (!reference) {
        std::vector<double> values;
        for (const store::FrontPoint& point : front.points) {
            values.push_back(point.cost);
        }
        reference = analysis::median(values);
    }
    front.referenceMs = std::isfinite(*reference) && *reference > 0 ? *reference : 1;
}

void readDetails(
    const store::Project& project, const SnapshotQuery& query, const FrontExtras& extras, FrontSnapshot& front) {
    const auto keep = [&front](records::Candidate&& candidate) {
        if (const int index = front.indexOf(candidate.id); index >= 0) {
            front.origins[static_cast<std::size_t>(index)] = originOf(candidate);
        }
        const std::int64_t id = candidate.id;
        front.details.emplace(id, std::make_shared<const records::Candidate>(std::move(candidate)));
    };
    if (front.points.size() <= fullDetailLimit) {
        for (records::Candidate& candidate : project.candidates({.protocol = front.protocol.id})) {
            keep(std::move(candidate));
        }
        return;
    }
    std::vector<std::int64_t> wanted;
    for (const auto* hull : {&front.accuracyHull, &front.lossHull}) {
        for (const std::size_t index : hull->front()) {
            wanted.push_back(front.points[index].candidateId);
        }
    }
    for (const analysis::NextMeasurement& next : proposed(extras)) {
        wanted.push_back(front.points[next.index].candidateId);
    }
    if (query.candidate != 0 && front.indexOf(query.candidate) >= 0) {
        wanted.push_back(query.candidate);
    }
    for (const std::int64_t id : wanted) {
        if (!front.details.contains(id)) {
            keep(project.candidate(id));
        }
    }
}

void leaveOutLarge(
    const store::Project& project, const SnapshotQuery& query, SnapshotCache& cache, FrontSnapshot& front) {
    const auto leaveOut = [&front](const std::vector<std::int64_t>& large) {
        front.leftOut += std::erase_if(front.points, [&large](const store::FrontPoint& point) {
            return std::binary_search(large.begin(), large.end(), point.candidateId);
        });
    };
    if (query.mostParameters > 0 || query.mostMacs > 0) {
        leaveOut(project.candidatesAbove(query.mostParameters, query.mostMacs));
    }
    if (query.mostActivationBytes > 0) {
        leaveOut(cache.activations.above(project, query.mostActivationBytes));
    }
}

std::shared_ptr<const FrontSnapshot> readFront(
    const store::Project& project, const SnapshotQuery& query, const ProjectSnapshot& snapshot, SnapshotCache& cache) {
    const QString setting = chosenSetting(snapshot, query.deviceSetting);
    if (setting.isEmpty() || snapshot.protocols.empty()) {
        return nullptr;
    }
    std::vector<records::AccuracyProtocol> order(snapshot.protocols.rbegin(), snapshot.protocols.rend());
    std::stable_sort(order.begin(), order.end(), [&query](const auto& a, const auto& b) {
        const bool wantedA = a.id == query.protocol.toStdString();
        const bool wantedB = b.id == query.protocol.toStdString();
        return wantedA != wantedB ? wantedA : rankOf(a) > rankOf(b);
    });
    auto front = std::make_shared<FrontSnapshot>();
    front->deviceSetting = setting;
    for (const records::AccuracyProtocol& protocol : order) {
        front->protocol = protocol;
        front->points = project.frontPoints(protocol.id, toSetting(setting));
        if (!front->points.empty()) {
            break;
        }
    }
    if (front->points.empty()) {
        return nullptr;
    }
    leaveOutLarge(project, query, cache, *front);
    readReference(project, *front);
    finishFront(*front);
    auto extras = frontExtras(query, snapshot, *front);
    readDetails(project, query, *extras, *front);
    extras->marks = referenceMarks(project, *front);
    if (query.gaps) {
        extras->gaps = readGaps(project, snapshot.runs, *front);
    }
    front->extras = std::move(extras);
    if (!query.morphSetting.isEmpty() && query.morphSetting != setting) {
        front->morph = readMorph(project, query.morphSetting, *front);
    }
    return front;
}

/// For each kind of cell, edge × operation. Empty where it is missing or of another form.
std::vector<options::AlphaTable> alphaTables(const options::SearchHistory& values) {
    std::vector<options::AlphaTable> tables;
    try {
        const space::SearchSpace& space = space::searchSpace(space::fromText(values.genotype).space);
        for (const auto& weights : values.alpha) {
            options::AlphaTable table{std::string(space.cellKinds.at(tables.size())), {}, weights};
            for (const space::Operation operation : space.operations) {
                table.operations.emplace_back(space::operationName(operation));
            }
            tables.push_back(std::move(table));
        }
    } catch (const std::exception&) { // written by something else: the cells are shown without weights
        return {};
    }
    return tables;
}

HistorySnapshot readHistory(const store::Project& project, std::int64_t run) {
    HistorySnapshot history;
    history.run = run;
    for (const records::HistoryPoint& point : project.history(run)) {
        options::SearchHistory values;
        try {
            values = options::searchHistoryFromJson(point.values);
        } catch (const Error&) {
            continue; // another version's
        }
        history.points.push_back({point.epoch, point.step, values.trainLoss, values.validationLoss, values.lambda,
            values.entropy, values.latencyMs});
        if (!values.genotype.empty()) {
            history.genotype = values.genotype;
            history.cells.push_back({point.epoch, values.lambda, history.genotype, alphaTables(values)});
        }
    }
    return history;
}

}

void finishFront(FrontSnapshot& front) {
    std::vector<double> cost;
    std::vector<double> accuracy;
    std::vector<double> loss;
    front.indices.clear();
    const bool ordered = std::is_sorted(front.points.begin(), front.points.end(),
        [](const store::FrontPoint& a, const store::FrontPoint& b) { return a.candidateId < b.candidateId; });
    for (std::vector<double>* column : {&cost, &accuracy, &loss}) {
        column->reserve(front.points.size());
    }
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const store::FrontPoint& point = front.points[i];
        cost.push_back(point.cost);
        accuracy.push_back(point.accuracy);
        loss.push_back(point.crossEntropy);
        if (!ordered) {
            front.indices.emplace(point.candidateId, static_cast<int>(i));
        }
    }
    front.accuracyHull = analysis::SupportHull::ofAccuracy(cost, accuracy, front.referenceMs);
    front.lossHull = analysis::SupportHull(cost, loss, front.referenceMs);
    front.crossEntropyPerError = analysis::crossEntropyPerError(accuracy, loss);
    front.origins.resize(front.points.size(), PointOrigin::Searched);
}

std::shared_ptr<PredictorSnapshot> predictorSnapshot(const store::PredictorRecord& record) {
    auto snapshot = std::make_shared<PredictorSnapshot>();
    snapshot->id = record.id;
    snapshot->name = toQString(record.name);
    snapshot->deviceSetting = toQString(record.deviceSetting);
    snapshot->space = record.space;
    snapshot->shape = record.shape;
    snapshot->createdAt = toQString(record.createdAt);
    snapshot->measurements = record.measurementCount;
    const nlohmann::json report = nlohmann::json::parse(record.report, nullptr, false);
    if (!report.is_object()) {
        return snapshot;
    }
    collectNumbers(report, {}, snapshot->numbers);
    if (const auto points = report.find("points"); points != report.end() && points->is_array()) {
        for (const nlohmann::json& point : *points) {
            if (point.is_object()) {
                snapshot->pairs.push_back(pairOf(point));
            }
        }
    }
    return snapshot;
}

SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query, SnapshotCache& cache) {
    QElapsedTimer clock;
    clock.start();
    auto snapshot = std::make_shared<ProjectSnapshot>();
    // The counter first: what is committed while reading makes the next poll read again.
    snapshot->changeCounter = project.changeCounter();
    snapshot->path = QString::fromStdString(project.path().string());
    store::RunFilter everything;
    everything.includeDeleted = true;
    for (records::Run& run : project.runs(everything)) {
        (run.deleted ? snapshot->deletedRuns : snapshot->runs).push_back(std::move(run));
    }
    snapshot->beingWritten = snapshot->running() != nullptr && !store::WriterLock::tryAcquire(project.path());
    snapshot->settings = project.deviceSettings();
    for (const records::DeviceSetting& setting : project.costSettings()) {
        snapshot->costSettings.push_back(toQString(setting));
    }
    snapshot->protocols = project.protocols();
    snapshot->candidates = project.candidateCount();
    const std::vector<store::PredictorRecord> predictors = project.predictors();
    snapshot->facts = cache.facts.read(project, predictors);
    for (const store::PredictorRecord& record : predictors) {
        if (snapshot->predictors.size() < shownPredictors) {
            snapshot->predictors.push_back(cachedPredictor(project, record, cache));
        }
    }
    snapshot->front = readFront(project, query, *snapshot, cache);
    if (query.devices) {
        snapshot->devices = cache.devices.read(project, query, *snapshot);
    }
    std::int64_t historyRun = query.historyRun;
    for (const records::Run& run : snapshot->runs) {
        if (historyRun == 0 && run.kind == records::JobKind::Search) {
            historyRun = run.id;
        }
    }
    if (historyRun != 0) {
        snapshot->history = readHistory(project, historyRun);
    }
    snapshot->tuning = readTuning(project, snapshot->runs, cache.tuning);
    cache.tuning = snapshot->tuning;
    snapshot->readMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return snapshot;
}

SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query) {
    SnapshotCache cache;
    return readSnapshot(project, query, cache);
}

}
