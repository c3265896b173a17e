// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/engine/compute_choice.h"
#include "core/engine/drawn_cells.h"
#include "core/engine/explore_result.h"
#include "core/engine/explore_round.h"
#include "core/engine/jacobian_scores.h"
#include "core/engine/job_images.h"
#include "core/engine/predicted_facts.h"
#include "core/explore/pool.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "core/search/saved_state.h"

namespace paretoscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double trainingsUntilBudget = 48; // their first quarter is trained before the minutes are divided by its cost
constexpr int fewestOfRound = 5;
constexpr int drawsOfProposals = 100; // of each price of the search
/// After trainings on so many images, labels and belief get equal weight (docs/methods.md, "Belief and labels").
constexpr double imagesOfEqualWeight = 3.6e5;
constexpr double shareForScores = 0.15; // of the minutes, at most, for scoring cells before any training
constexpr std::size_t timedScores = 32; // cells not scored yet, from which the time of the others is known
constexpr int fewestScored = 200; // cells, however long that takes
constexpr std::size_t interimEstimates = 1000;
constexpr std::size_t estimatesAtEnd = 3000;
constexpr double shareForEstimates = 0.03; // of the time, while cells are trained

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Asks an exploration what to train, trains it, and answers; keeps all that it learns in the project as it goes.
class ExploreJob {
public:
    ExploreJob(JobContext& context, const options::ExploreConfig& config) : context_(context), config_(config) { }

    options::ExploreResult run() {
        const std::optional<store::Checkpoint> stored = context_.project.loadCheckpoint(context_.run);
        if (stored) {
            state_ = ExploreState::fromJson(stored->state);
        } else {
            state_.predictors = predictorsFor(context_.project, config_.network, config_.devices);
        }
        facts_.emplace(context_.project, config_, state_.predictors);
        if (!stored) { // what cannot be done is said before images are loaded
            aims_ = aimsOf(config_, *facts_);
            proposals_ = drawProposals();
        }
        compute_ = computeOn(config_.on, context_.sink);
        loadImages();
        const Clock::time_point start = Clock::now();
        if (stored) {
            fraction_ = context_.project.run(context_.run).progress;
        }
        if (scores()) {
            scoreUntrained(!stored);
        }
        if (stored) {
            resume(*stored);
        } else {
            begin();
            state_.scoringSeconds = secondsSince(start);
        }
        started_ = Clock::now();
        estimates_.emplace(context_.project, context_.run, config_.network, state_.protocols);
        for (std::vector<std::size_t> open = exploration_->pending(); !open.empty(); open = exploration_->pending()) {
            trainRound(open);
            settle();
            writeTrained(open); // before the round counts as done: a kill in between writes them again
            save();
            writeEstimates(interimEstimates, false);
        }
        return finish();
    }

private:
    void loadImages() {
        images_.emplace(exploreImages(config_, context_.sink));
        round_.emplace(config_, *images_, compute_);
        for (const int steps : config_.steps) {
            const records::AccuracyProtocol protocol = exploreProtocol(config_, *images_, steps);
            if (const auto known = state_.protocols.find(steps); known != state_.protocols.end()) {
                search::requireSameImages(context_.project.protocol(known->second).dataSet, protocol.dataSet);
            }
            context_.project.saveProtocol(protocol);
            state_.protocols[steps] = protocol.id;
        }
    }

    /// Adds how untrained networks of cells answer to images to what is known of them. `limited`: no more random cells
    /// are looked through than can be scored in a share of the minutes.
    void scoreUntrained(bool limited) {
        scoring_ = std::make_shared<JacobianScores>(
            config_.network.shape, *images_->train, config_.seed, [this](std::size_t done, std::size_t of) {
                if (!exploration_) { // later on, a few cells between trainings
                    context_.sink.progress(fraction_, "scored " + std::to_string(done) + " of " + std::to_string(of),
                        std::numeric_limits<double>::quiet_NaN(), {});
                }
                context_.checkpointWait();
            });
        const std::string dataSet = context_.project.protocol(state_.protocols.begin()->second).dataSet;
        scoring_->remember(limited ? knownScores(context_.project, config_, dataSet) : state_.scores);
        facts_->scoreWith(
            "jacov", [scoring = scoring_](std::span<const space::Genotype> cells) { return (*scoring)(cells); });
        if (!limited || config_.trainings) {
            return;
        }
        std::vector<space::Genotype> cells;
        space::Random random(config_.seed);
        for (int draw = 0; draw < config_.poolSize && cells.size() < timedScores; ++draw) {
            space::Genotype cell = space::sampleUniform(config_.network.space, random);
            if (!scoring_->known().contains(explore::cellKey(cell))) {
                cells.push_back(std::move(cell));
            }
        }
        const auto known = static_cast<double>(scoring_->known().size());
        const Clock::time_point start = Clock::now();
        static_cast<void>((*scoring_)(cells));
        const double most =
            known + shareForScores * 60 * config_.minutes * static_cast<double>(cells.size()) / secondsSince(start);
        mostScored_ = static_cast<int>(std::clamp<double>(most, fewestScored, mostScored_));
    }

    [[nodiscard]] bool scores() const { return space::searchSpace(config_.network.space).jacobianRanks; }

    void resume(const store::Checkpoint& stored) {
        exploration_.emplace(state_.exploration, *facts_);
        if (!isOwn(exploration_->options())) {
            throw Error(ErrorCode::InvalidData,
                "The checkpoint belongs to an exploration with other options than run " + std::to_string(context_.run)
                    + " has; start the exploration again.",
                {{"run", std::to_string(context_.run)}});
        }
        requireOutcomesOf(state_, *exploration_);
        round_->restore(stored.arrays, state_.partial);
        secondsBefore_ = state_.seconds;
        context_.sink.log(
            protocol::LogLevel::Info, "going on from " + std::to_string(state_.outcomes.size()) + " trainings");
    }

    /// As the run's configuration has it; what the computer, the time or earlier rounds decide may differ.
    [[nodiscard]] bool isOwn(const explore::Options& stored) const {
        const explore::Options own = ownOptions();
        return stored.space == own.space && stored.seed == own.seed && stored.steps == own.steps
            && (stored.poolSize == own.poolSize || (scores() && stored.poolSize <= config_.poolSize))
            && stored.beliefShare == own.beliefShare && stored.forbidden == own.forbidden
            && (!config_.trainings || stored.trainings == own.trainings);
    }

    [[nodiscard]] explore::Options ownOptions() const {
        explore::Options options;
        options.space = config_.network.space;
        options.seed = config_.seed;
        options.trainings = config_.trainings.value_or(trainingsUntilBudget);
        options.steps = config_.steps;
        options.aims = aims_;
        options.poolSize = config_.poolSize;
        // The last trainings of a round shall not leave processors idle.
        const int atOnce = compute_.trainingsAtOnce();
        options.round = (fewestOfRound + atOnce - 1) / atOnce * atOnce;
        options.atOnce = config_.trainings ? 1 : atOnce;
        options.forbidden = config_.forbidden;
        if (scores()) {
            const double images = static_cast<double>(config_.steps.front()) * config_.batchSize;
            options.beliefShare = 1 / (1 + images / imagesOfEqualWeight);
            options.poolSize = std::min(options.poolSize, mostScored_);
        }
        return options;
    }

    void begin() {
        explore::Options options = ownOptions();
        std::vector<explore::Training> known;
        const auto warn = [this](const std::string& text) { context_.sink.log(protocol::LogLevel::Warning, text); };
        for (const KnownTraining& training : knownTrainings(context_.project, state_.protocols, config_.seed, warn)) {
            if (isUsable(options, *facts_, training.training.request.genotype)) {
                state_.outcomes[known.size()] = training.outcome;
                known.push_back(training.training);
            }
        }
        context_.sink.log(protocol::LogLevel::Info,
            std::to_string(known.size()) + " trainings under this protocol are in the project already");
        if (options.beliefShare > 0) {
            context_.sink.log(protocol::LogLevel::Info,
                "Cells are chosen by " + base::fixedText(100 * options.beliefShare, 0)
                    + " % what is known without training (parameters, and how an untrained network answers to images) "
                      "and "
                    + base::fixedText(100 * (1 - options.beliefShare), 0) + " % trainings of "
                    + std::to_string(config_.steps.front()) + " steps.");
        }
        exploration_.emplace(std::move(options), *facts_, proposals_, std::move(known));
        exploration_->setAims(aimsOf(config_, *facts_, &*exploration_));
    }

    /// Cells drawn from what a search ended with.
    [[nodiscard]] std::vector<space::Genotype> drawProposals() const {
        std::vector<space::Genotype> cells;
        if (config_.proposals == 0) {
            return cells;
        }
        const records::Run run = context_.project.run(config_.proposals);
        const auto search = options::resultOf<options::SearchConfig>(run);
        if (!search
            || options::jobConfigFromJson<options::SearchConfig>(run.configuration).network.space
                != config_.network.space) {
            throw Error(ErrorCode::InvalidValue,
                "Run " + std::to_string(run.id)
                    + " is no finished search in this search space, so no cells can be drawn from its α.",
                {{"field", "proposals"}, {"value", std::to_string(run.id)}});
        }
        for (const options::SearchedParameters& parameters : search->parameters) {
            for (space::Genotype& cell : drawCells(config_.network.space, parameters, drawsOfProposals, config_.seed)) {
                cells.push_back(std::move(cell));
            }
        }
        return cells;
    }

    void trainRound(const std::vector<std::size_t>& open) {
        double units = 0;
        for (const std::size_t index : open) {
            units += static_cast<double>(exploration_->trainings()[index].request.steps) / config_.steps.front();
        }
        const double before = exploration_->spent() - units;
        const std::string message = "training " + std::to_string(open.size()) + (open.size() == 1 ? " cell" : " cells")
            + " for " + std::to_string(exploration_->trainings()[open.front()].request.steps) + " steps";
        save();
        round_->train(
            exploration_->trainings(), open, state_.outcomes, context_.stop, [&](double fraction, bool isNew) {
                if (isNew) {
                    save();
                }
                report(before + units * fraction, message);
                return !context_.live.paused;
            });
        save();
        context_.checkpointWait();
        for (const std::size_t index : open) {
            exploration_->answer(index, state_.outcomes.at(index).label());
        }
    }

    void report(double done, const std::string& message) {
        const double budget = std::max(exploration_->options().trainings, exploration_->spent());
        // The first budget is a guess.
        fraction_ = std::max(fraction_, budget > 0 ? std::min(done / budget, 1.0) : 0);
        const double seconds = secondsBefore_ + secondsSince(started_);
        const double eta = done > 0 && (state_.hasBudget || config_.trainings)
            ? seconds * (budget - done) / done
            : std::numeric_limits<double>::quiet_NaN();
        context_.sink.progress(fraction_,
            message + " (" + std::to_string(state_.outcomes.size()) + " trainings so far)", eta,
            {{"trainings", static_cast<double>(state_.outcomes.size())}});
    }

    /// What is only known after a round: what trainings cost, and what may be asked for. Trainings of more steps cost
    /// less than in proportion: counted after the first round alone, a quarter of the minutes would stay unused.
    void settle() {
        if (!config_.trainings && exploration_->spent() > 0) {
            const double seconds = secondsBefore_ + secondsSince(started_);
            const double left = 60 * config_.minutes - state_.scoringSeconds - seconds;
            const double affordable = exploration_->spent() * (1 + std::max(0.0, left) / std::max(seconds, 1e-3));
            exploration_->setBudget(std::max(affordable, config_.leastTrainings));
            if (!state_.hasBudget) {
                context_.sink.log(protocol::LogLevel::Info,
                    "time for about " + std::to_string(std::lround(affordable)) + " trainings"
                        + (affordable < config_.leastTrainings
                                ? "; " + std::to_string(std::lround(config_.leastTrainings))
                                    + " will be made: fewer teach too little"
                                : ""));
            }
            state_.hasBudget = true;
        }
        exploration_->setAims(aimsOf(config_, *facts_, &*exploration_));
    }

    void save() {
        state_.exploration = exploration_->toJson();
        state_.partial = round_->partialJson();
        if (scoring_) {
            state_.scores = scoring_->known();
        }
        state_.seconds = secondsBefore_ + secondsSince(started_);
        context_.project.saveCheckpoint({.run = context_.run,
            .step = static_cast<std::int64_t>(state_.outcomes.size()),
            .state = state_.toJson(),
            .arrays = round_->partialArrays()});
        context_.project.updateRun(context_.run, {.progress = fraction_});
        context_.sink.stored();
    }

    /// Cells that were trained in a round, as candidates with what the training gave.
    void writeTrained(const std::vector<std::size_t>& open) {
        std::vector<space::Genotype> genotypes;
        for (const std::size_t index : open) {
            genotypes.push_back(exploration_->trainings()[index].request.genotype);
        }
        std::vector<records::Candidate> candidates;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Outcome& outcome = state_.outcomes.at(open[i]);
            const int steps = exploration_->trainings()[open[i]].request.steps;
            records::Candidate candidate =
                queries::candidateOf(genotypes[i], config_.network, records::Origin::Explored);
            candidate.costs = queries::knownLatencies(context_.project, candidate.architecture());
            candidate.accuracies.push_back({.protocol = state_.protocols.at(steps),
                .provenance = records::AccuracyProvenance::Trained,
                .accuracy = outcome.accuracy,
                .crossEntropy = outcome.crossEntropy,
                .steps = steps,
                .seed = outcome.seed,
                .images = static_cast<int>(images_->validation.size())});
            candidates.push_back(std::move(candidate));
        }
        context_.project.upsertCandidates(context_.run, candidates);
        context_.sink.stored();
    }

    /// While cells are trained only now and then: processors are idle meanwhile.
    std::size_t writeEstimates(std::size_t most, bool atEnd) {
        const Clock::time_point start = Clock::now();
        if (!atEnd && start < nextEstimates_) {
            return 0;
        }
        const std::size_t written =
            estimates_->write(*exploration_, LabelLines(exploration_->trainings(), state_.outcomes), most);
        context_.sink.stored();
        nextEstimates_ =
            Clock::now() + std::chrono::duration_cast<Clock::duration>((Clock::now() - start) / shareForEstimates);
        return written;
    }

    options::ExploreResult finish() {
        options::ExploreResult result = resultOf(config_, state_, *facts_, *exploration_);
        result.images = images_->name;
        result.computedOn = compute_.executor->name();
        result.minutes = (state_.scoringSeconds + secondsBefore_ + secondsSince(started_)) / 60;
        result.estimated = static_cast<int>(writeEstimates(estimatesAtEnd, true));
        save();
        return result;
    }

    JobContext& context_;
    const options::ExploreConfig& config_;
    search::Compute compute_;
    ExploreState state_;
    std::optional<PredictedFacts> facts_;
    std::vector<explore::Aim> aims_; ///< at the beginning
    std::vector<space::Genotype> proposals_;
    std::optional<ExploreImages> images_;
    std::shared_ptr<JacobianScores> scoring_; ///< where scores() say something
    std::optional<ExploreRound> round_;
    std::optional<explore::Exploration> exploration_;
    std::optional<EstimateWriter> estimates_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point nextEstimates_;
    int mostScored_ = std::numeric_limits<int>::max(); ///< random cells
    double secondsBefore_ = 0; ///< of earlier attempts
    double fraction_ = 0;
};

}

template <>
options::ExploreResult runJob(JobContext& context, const options::ExploreConfig& config) {
    return ExploreJob(context, config).run();
}

}
