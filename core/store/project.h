// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/records/candidate.h"
#include "core/records/measurement.h"
#include "core/records/run.h"
#include "core/store/rows.h"

namespace paretoscope::store {

class Connection;

enum class Mode : std::uint8_t { ReadOnly, ReadWrite };

/// One project: a SQLite file NAME.paretoscope that holds every run, measurement, predictor and candidate.
///
/// One writer at a time (NAME.paretoscope.lock, released by the system even after kill -9), any number of readers, also
/// while the writer writes. Write-ahead log while open, a single file again once the last one closes it; each call is
/// one durable transaction. Any thread may call (calls are serialised); a slow query blocks the others, so a view opens
/// a reader of its own.
///
/// Everything throws Error: ProjectLocked, ProjectTooNew, ProjectDamaged, ProjectReadOnly (a write through a reader),
/// FileNotFound, FileUnreadable, FileUnwritable (read-only folder, full disk), NotFound (an id that is not there),
/// InvalidValue.
class Project {
public:
    /// A new, empty project, open for writing. Throws Error (FileUnwritable) where the file exists already.
    static Project create(const std::filesystem::path& path);
    /// An existing one. A writer first upgrades an older file (leaving the copy PATH.vN.bak) and sets the runs that a
    /// dead process left running or queued to Interrupted; a reader upgrades an older file in memory only. Checks the
    /// file's integrity.
    static Project open(const std::filesystem::path& path, Mode mode);
    /// Open for writing, created where it does not exist.
    static Project openOrCreate(const std::filesystem::path& path);

    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    ~Project();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] Mode mode() const;
    /// Changes whenever anybody has committed something; cheap enough to poll several times a second.
    [[nodiscard]] std::int64_t changeCounter() const;
    /// Makes the calls within `body` one transaction (an epoch, a batch); undone as a whole where `body` throws. May be
    /// nested.
    void transaction(const std::function<void()>& body);

    // Runs
    std::int64_t addRun(const records::Run& run); ///< returns the id; dates are filled in
    void updateRun(std::int64_t id, const RunUpdate& update);
    [[nodiscard]] records::Run run(std::int64_t id) const;
    [[nodiscard]] std::vector<records::Run> runs(const RunFilter& filter = {}) const;
    /// Removes one run with its candidates, history, checkpoints and trials, for good. Throws Error (NotFound).
    void removeRun(std::int64_t id);
    /// Removes the runs in the bin with their candidates, histories, checkpoints and trials, for good. Measurements and
    /// predictors belong to no run and stay. Returns how many runs it were.
    int purgeDeletedRuns();

    // Measurements: every one is kept, repeats too
    std::vector<std::int64_t> addMeasurements(std::span<const records::Measurement> measurements);
    [[nodiscard]] std::vector<records::Measurement> measurements(const MeasurementFilter& filter) const;
    [[nodiscard]] std::vector<DeviceSettingSummary> deviceSettings() const;
    [[nodiscard]] SessionSpan sessionSpan(
        const records::DeviceSetting& deviceSetting, const std::string& session) const;

    // Imports: what tables of others gave, by the name of the table
    [[nodiscard]] std::vector<ImportedTable> importedTables() const; ///< in the order in which they came
    /// Removes imported measurements, the predictors that were fitted to them and what either said of candidates.
    ImportRemoval removeImportedCosts(const ImportFilter& filter);
    /// How often that removed something: who reads only what is new has to begin anew then.
    [[nodiscard]] std::int64_t importRemovals() const;
    /// Removes an imported protocol with its accuracies, and the candidates that nothing else is known of. Throws Error
    /// (InvalidValue) for a protocol that was not imported.
    ImportRemoval removeImportedAccuracies(const std::string& protocol);

    // Predictors
    std::int64_t savePredictor(const PredictorRecord& predictor);
    /// With arrays. Throws Error (ProjectDamaged) where a checksum is wrong: fit again.
    [[nodiscard]] PredictorRecord predictor(std::int64_t id) const;
    [[nodiscard]] std::string predictorReport(std::int64_t id) const;
    /// The newest for a setting, search space and shape, with arrays; nothing where there is none.
    [[nodiscard]] std::optional<PredictorRecord> latestPredictor(const records::DeviceSetting& deviceSetting,
        space::SpaceId space, const space::Shape& shape, records::CostKind kind = records::CostKind::LatencyMs) const;
    /// All of one kind of cost, newest first, without arrays and reports: the window asks for them many times a minute.
    [[nodiscard]] std::vector<PredictorRecord> predictors(records::CostKind kind = records::CostKind::LatencyMs) const;

    // Candidates
    /// Adds candidates, or attaches to those known by run, genotype and shape: costs by (setting, kind, provenance),
    /// accuracies by (protocol, seed), estimates under protocols of estimates alone. What a known candidate already has
    /// stays unless it is given again. `run` 0: outside any run. Returns the ids.
    std::vector<std::int64_t> upsertCandidates(std::int64_t run, std::span<const records::Candidate> candidates);
    void addCosts(std::int64_t candidate, std::span<const records::Cost> costs);
    /// The same for many candidates, by their ids.
    void addCosts(std::span<const std::pair<std::int64_t, records::Cost>> costs);
    void addAccuracies(std::int64_t candidate, std::span<const records::Accuracy> accuracies);
    [[nodiscard]] records::Candidate candidate(std::int64_t id) const;
    [[nodiscard]] std::vector<records::Candidate> candidates(const CandidateFilter& filter = {}) const;
    /// One architecture's candidates in all runs but deleted ones, by id; found by an index.
    [[nodiscard]] std::vector<records::Candidate> candidatesOf(
        const space::Architecture& architecture, bool alsoDeleted = false) const;
    [[nodiscard]] std::int64_t candidateCount(std::optional<std::int64_t> run = std::nullopt) const;
    /// The points of one protocol and device setting, by candidate id; `run` empty: of all runs.
    [[nodiscard]] std::vector<FrontPoint> frontPoints(const std::string& protocol,
        const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run = std::nullopt,
        records::CostKind kind = records::CostKind::LatencyMs) const;
    /// Candidates, by id, with an estimate of protocol `estimates` that something says better: an accuracy of protocol
    /// `trainings`, or a newer estimate, of the same architecture. `run`: only what is within that run counts.
    [[nodiscard]] std::vector<std::int64_t> outdatedEstimates(const std::string& estimates,
        const std::string& trainings, std::optional<std::int64_t> run = std::nullopt) const;
    /// Candidates, by architecture and id, whose architecture has several accuracies of this protocol, in one run or in
    /// more, with what all of them come to: trained again with other seeds, for one.
    [[nodiscard]] std::vector<RepeatedAccuracy> repeatedAccuracies(const std::string& protocol) const;
    /// Those that a search met in its last epoch, of each λ.
    [[nodiscard]] std::vector<LastCandidate> lastCandidates(std::int64_t run) const;
    /// Ids, ascending, of candidates with more parameters or more multiply-adds; 0: any number of them.
    [[nodiscard]] std::vector<std::int64_t> candidatesAbove(std::int64_t parameters, std::int64_t macs) const;
    /// Each candidate after this id with its architecture, by id. Nothing may be asked of the project within it.
    void forEachArchitecture(std::int64_t afterId,
        const std::function<void(std::int64_t candidate, const space::Architecture& architecture)>& take) const;
    /// Says it of these candidates' architectures, and so of every candidate that has one of them. Throws Error
    /// (NotFound) where one of them is not there; then nothing is said.
    void remark(std::span<const std::int64_t> candidates, const RemarkUpdate& update);
    /// All that something is said about, by id.
    [[nodiscard]] std::vector<RemarkedCandidate> remarks() const;
    /// The settings that the candidates have costs for.
    [[nodiscard]] std::vector<records::DeviceSetting> costSettings(
        std::optional<std::int64_t> run = std::nullopt) const;

    // Accuracy protocols; store one before the accuracies that name it
    void saveProtocol(const records::AccuracyProtocol& protocol); ///< must have its id (records::withId)
    [[nodiscard]] records::AccuracyProtocol protocol(const std::string& id) const;
    [[nodiscard]] std::vector<records::AccuracyProtocol> protocols() const;

    // History of a search; a point repeated after a resume replaces the old one
    void appendHistory(const records::HistoryPoint& point);
    /// By epoch and step; only what comes after (afterEpoch, afterStep).
    [[nodiscard]] std::vector<records::HistoryPoint> history(
        std::int64_t run, int afterEpoch = -1, int afterStep = -1) const;

    // Checkpoints; the last two of a run are kept
    void saveCheckpoint(const Checkpoint& checkpoint);
    /// The newest whose checksums are right; nothing where there is none. Throws Error (ProjectDamaged) where all are
    /// damaged.
    [[nodiscard]] std::optional<Checkpoint> loadCheckpoint(std::int64_t run) const;
    /// The state text of the newest checkpoint whose text is whole, its arrays not read; nothing where there is none.
    [[nodiscard]] std::optional<std::string> checkpointState(std::int64_t run) const;
    void removeCheckpoints(std::int64_t run);
    /// What finished searches keep only to score architectures with. Trainings' weights are not among them: exports
    /// need those.
    [[nodiscard]] CheckpointUse spareCheckpoints() const;
    /// Removes them and shrinks the file, which rewrites it.
    CheckpointUse removeSpareCheckpoints();

    // Tuning trials (VTA)
    void addTrials(std::span<const TuningTrial> trials);
    [[nodiscard]] std::vector<TuningTrial> trials(std::int64_t run, const std::string& task = {}) const;
    /// Of all runs, with an id above this one, by id: what was tried since.
    [[nodiscard]] std::vector<TuningTrial> trialsAfter(std::int64_t id) const;
    [[nodiscard]] std::int64_t trialCount() const; ///< of all runs
    /// Those of one tuning from a position on.
    void removeTrials(
        std::int64_t run, const std::string& task, const std::string& tuner, std::uint64_t seed, int fromPosition);

    // Settings of the project, for example the hypervolume's reference point of a protocol
    void setSetting(const std::string& key, const std::string& value);
    [[nodiscard]] std::optional<std::string> setting(const std::string& key) const;

private:
    explicit Project(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}
