// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/json_text.h"
#include "core/base/memory.h"
#include "core/data/dataset.h"
#include "core/engine/compute_choice.h"
#include "core/engine/job.h"
#include "core/engine/job_images.h"
#include "core/engine/parallel_trainings.h"
#include "core/engine/start_checks.h"
#include "core/engine/time_notice.h"
#include "core/engine/trained_weights.h"
#include "core/predictor/latency_predictor.h"
#include "core/queries/expected_time.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "core/search/memory_estimate.h"
#include "core/search/saved_state.h"
#include "core/search/successive_halving.h"

namespace paretoscope::engine {

namespace {

using Json = nlohmann::ordered_json;

/// Trains cells from scratch side by side, as many at once as compute best; after each rung but the last the worse ones
/// leave, ranked on validation images. Test images are looked at once, at the end, and never where the training is
/// there to choose by.
class TrainJob {
public:
    TrainJob(JobContext& context, const options::TrainConfig& config)
        : context_(context)
        , config_(config)
        , genotypes_(queries::genotypesOf(config.genotypes, config.network))
        , schedule_(
              {.rungs = config.rungs, .keep = config.keep, .always = {}, .scoringImages = config.data.validationImages},
              static_cast<int>(genotypes_.size())) { }

    options::TrainResult run() {
        compute_ = computeOn(config_.on, context_.sink, {}, context_.collective);
        std::optional<std::int64_t> bytes; // no estimate of other computers' memory has been compared with anything
        if (compute_.executor->hostThreads() > 0) {
            bytes = neededBytes();
            base::requireMemory(*bytes, compute_.executor->availableBytes(), "The training",
                "its batch size, channels, number of cells, or how many networks are trained");
        }
        loadImages();
        std::vector<search::Training> trainings = makeTrainings();
        const bool goesOn = restore(trainings);
        notice_.begin(bytes, goesOn ? std::nullopt : queries::expectedTime(config_, context_.project));
        for (std::size_t rung = 0; rung < config_.rungs.size(); ++rung) {
            trainRung(trainings, static_cast<int>(rung));
            if (rung + 1 < config_.rungs.size()) {
                rank(trainings, static_cast<int>(rung));
            }
        }
        return finish(trainings);
    }

private:
    [[nodiscard]] std::int64_t neededBytes() const {
        std::vector<space::Genotype> networks;
        for (int repeat = 0; repeat < config_.repeats; ++repeat) {
            networks.insert(networks.end(), genotypes_.begin(), genotypes_.end());
        }
        return search::trainingMemoryBytes(config_.network, config_.batchSize, networks, compute_.trainingsAtOnce());
    }

    void loadImages() {
        const std::int64_t last = std::int64_t{config_.data.trainImages} + config_.data.validationImages;
        const bool validates = config_.rungs.size() > 1 || config_.onValidation;
        options::DataConfig wanted = config_.data;
        wanted.validationImages = validates ? wanted.validationImages : 0;
        const data::DataSource source = loadJobImages(wanted, config_.network.shape, context_.sink);
        train_ = std::make_shared<const data::Dataset>(data::slice(source.train, 0, config_.data.trainImages));
        if (validates) {
            validation_ = data::slice(source.train, config_.data.trainImages, last);
        }
        test_ = config_.onValidation ? validation_ : data::firstImages(source.test, config_.data.testImages);
        warnOfMissingClasses(*train_, "train");
        warnOfMissingClasses(test_, config_.onValidation ? "score" : "test");
    }

    /// Few images of many classes: what a part never shows is never learned, or never counted.
    void warnOfMissingClasses(const data::Dataset& part, const std::string& use) const {
        const std::vector<std::int64_t> counts = data::classCounts(part);
        const auto missing = std::find(counts.begin(), counts.end(), 0);
        if (missing != counts.end()) {
            context_.sink.log(protocol::LogLevel::Warning,
                "The " + std::to_string(part.size()) + " images to " + use + " hold none of the class '"
                    + part.classNames[static_cast<std::size_t>(missing - counts.begin())] + "' (and of "
                    + std::to_string(std::count(missing + 1, counts.end(), 0)) + " others).");
        }
    }

    [[nodiscard]] options::TrainConfig ofRepeat(int repeat) const {
        options::TrainConfig config = config_;
        config.seed += static_cast<std::uint64_t>(repeat);
        return config;
    }

    /// Cell-major: training i is of cell i / repeats with seed i % repeats.
    std::vector<search::Training> makeTrainings() const {
        std::vector<search::Training> trainings;
        for (const space::Genotype& genotype : genotypes_) {
            for (int repeat = 0; repeat < config_.repeats; ++repeat) {
                trainings.emplace_back(
                    ofRepeat(repeat), space::Architecture{genotype, config_.network.shape}, train_, compute_);
            }
        }
        return trainings;
    }

    [[nodiscard]] int cellOf(std::size_t training) const { return static_cast<int>(training) / config_.repeats; }

    /// False where there is nothing to go on with.
    bool restore(std::vector<search::Training>& trainings) {
        const std::optional<store::Checkpoint> stored = context_.project.loadCheckpoint(context_.run);
        if (!stored) {
            return false;
        }
        try {
            restore(trainings, *stored);
        } catch (const nlohmann::json::exception& failure) {
            throw Error(ErrorCode::InvalidData,
                std::string("The training checkpoint cannot be read (") + failure.what() + "); train from the start.");
        }
        context_.sink.log(protocol::LogLevel::Info, "going on from the last checkpoint");
        return true;
    }

    void restore(std::vector<search::Training>& trainings, const store::Checkpoint& stored) {
        const Json state = base::parseJson(stored.state, {.what = "the training checkpoint"});
        search::requireSameImages(state.value("images", train_->name), train_->name); // older checkpoints do not say
        for (std::size_t i = 0; i < trainings.size(); ++i) {
            const std::string text = state.at("trainings").at(i).get<std::string>();
            if (!text.empty()) {
                trainings[i].importState({search::ofPrefix("training." + std::to_string(i), stored.arrays), text});
            }
        }
        const auto schedule = search::HalvingSchedule::fromJson(state.at("schedule").get<std::string>());
        if (schedule.scores().size() != genotypes_.size()) {
            throw Error(ErrorCode::InvalidData,
                "The training checkpoint is about " + std::to_string(schedule.scores().size())
                    + " cells and the run about " + std::to_string(genotypes_.size()) + "; train from the start.");
        }
        if (!(schedule.options() == schedule_.options())) {
            throw Error(ErrorCode::InvalidData,
                "The training checkpoint belongs to other numbers of steps or another share that goes on; train from "
                "the start.");
        }
        schedule_ = schedule;
    }

    void trainRung(std::vector<search::Training>& trainings, int rung) {
        std::vector<search::Training*> active;
        for (std::size_t i = 0; i < trainings.size(); ++i) {
            if (!schedule_.scores()[cellOf(i)].dropped) {
                active.push_back(&trainings[i]);
            }
        }
        double steps = 0;
        for (const search::Training* training : active) {
            steps += training->step() - beginOf(rung);
        }
        doneBefore_ = steps / static_cast<double>(active.size()) / lengthOf(rung);
        ParallelTrainings parallel(active, config_.rungs[rung], compute_);
        parallel.run(context_.stop, [&](const ParallelTrainings::Progress& progress) {
            report(rung, progress);
            if (progress.mayCheckpoint) {
                saveCheckpoint(trainings);
            }
            return !context_.live.paused;
        });
        saveCheckpoint(trainings);
        context_.waitWhilePaused();
        context_.requireGoingOn(compute_.collective->any(context_.stop.stop_requested()));
    }

    void report(int rung, const ParallelTrainings::Progress& progress) {
        if (progress.stepMs > 0 && progress.stepMs != newestMs_) { // not NaN, and not seen yet
            newestMs_ = progress.stepMs;
            stepTimes_.push_back(newestMs_);
            notice_.measured(newestMs_, secondsLeft(rung, progress));
        }
        fraction_ = (beginOf(rung) + lengthOf(rung) * doneOf(progress)) / config_.rungs.back();
        context_.sink.progress(fraction_,
            "training " + std::to_string(progress.trainings) + " networks to step "
                + std::to_string(config_.rungs[rung]),
            progress.etaSeconds, {{"loss", progress.loss}, {"step_ms", progress.stepMs}});
    }

    /// Steps that trainings have behind them when a rung begins, and those of the rung.
    [[nodiscard]] double beginOf(int rung) const { return rung > 0 ? config_.rungs[rung - 1] : 0; }
    [[nodiscard]] double lengthOf(int rung) const { return config_.rungs[rung] - beginOf(rung); }

    /// The share of a rung's steps, those of earlier attempts included.
    [[nodiscard]] double doneOf(const ParallelTrainings::Progress& progress) const {
        return doneBefore_ + (1 - doneBefore_) * progress.fraction;
    }

    /// Of all rungs, by the newest step: those that leave at a rung to come are not known, their number is.
    [[nodiscard]] double secondsLeft(int rung, const ParallelTrainings::Progress& progress) const {
        const double steps =
            progress.trainings * lengthOf(rung) * (1 - doneOf(progress)) + queries::trainingSteps(config_, rung + 1);
        return steps * progress.stepMs / 1000 / std::min(progress.trainings, compute_.trainingsAtOnce());
    }

    void saveCheckpoint(const std::vector<search::Training>& trainings) {
        if (!compute_.collective->writes()) {
            return;
        }
        store::Checkpoint checkpoint{.run = context_.run};
        Json state{{"trainings", Json::array()}, {"schedule", schedule_.toJson()}, {"images", train_->name}};
        for (std::size_t i = 0; i < trainings.size(); ++i) {
            search::SavedState one = trainings[i].exportState();
            state["trainings"].push_back(one.json);
            for (base::NamedArray& array : search::withPrefix("training." + std::to_string(i), std::move(one.arrays))) {
                checkpoint.arrays.push_back(std::move(array));
            }
            checkpoint.step += trainings[i].step();
        }
        checkpoint.state = base::textOf(state);
        context_.project.saveCheckpoint(checkpoint);
        context_.project.updateRun(context_.run, {.progress = fraction_});
        context_.sink.stored();
    }

    void rank(std::vector<search::Training>& trainings, int rung) {
        for (search::HalvingSchedule::Next next = schedule_.next(); next.candidate >= 0 && next.rung == rung;
             next = schedule_.next()) {
            double accuracy = 0;
            double crossEntropy = 0;
            for (int repeat = 0; repeat < config_.repeats; ++repeat) {
                const records::Accuracy score =
                    trainings[next.candidate * config_.repeats + repeat].evaluate(validation_);
                accuracy += score.accuracy / config_.repeats;
                crossEntropy += score.crossEntropy / config_.repeats;
            }
            schedule_.report(next.candidate, rung, accuracy, crossEntropy);
        }
        saveCheckpoint(trainings);
    }

    options::TrainResult finish(std::vector<search::Training>& trainings) {
        const space::Architecture first{genotypes_.front(), config_.network.shape};
        // Seeds differ within a protocol: they are what its accuracies are averaged over.
        records::AccuracyProtocol protocol =
            search::trainingProtocol(config_, first, *train_, test_, config_.rungs.back(), compute_.collective->size());
        std::vector<records::Candidate> candidates;
        options::TrainResult result{.protocol = protocol.id,
            .protocolTitle = protocol.title,
            .steps = config_.steps(),
            .testImages = test_.size(),
            .stepMs = stepTimes_.empty() ? std::numeric_limits<double>::quiet_NaN() : analysis::median(stepTimes_),
            .atOnce = compute_.trainingsAtOnce(),
            .computedOn = nameOf(compute_)};
        for (std::size_t cell = 0; cell < genotypes_.size(); ++cell) {
            records::Candidate candidate =
                queries::candidateOf(genotypes_[cell], config_.network, records::Origin::Trained);
            options::TrainedCell row{.genotype = space::identityText(candidate.genotype),
                .parameters = candidate.parameters,
                .dropped = schedule_.scores()[cell].dropped};
            if (!schedule_.scores()[cell].dropped) {
                for (int repeat = 0; repeat < config_.repeats; ++repeat) {
                    records::Accuracy accuracy = trainings[cell * config_.repeats + repeat].evaluate(test_);
                    accuracy.protocol = protocol.id;
                    accuracy.provenance = records::AccuracyProvenance::Trained;
                    accuracy.steps = config_.rungs.back();
                    accuracy.seed = config_.seed + static_cast<std::uint64_t>(repeat);
                    row.accuracies.push_back(accuracy.accuracy);
                    row.crossEntropies.push_back(accuracy.crossEntropy);
                    row.tailLosses.push_back(trainings[cell * config_.repeats + repeat].tailLoss());
                    candidate.accuracies.push_back(accuracy);
                }
                describe(candidate);
                if (cell + static_cast<std::size_t>(config_.randomCells) >= genotypes_.size()) {
                    candidate.origin = records::Origin::Random;
                }
                candidates.push_back(std::move(candidate));
            }
            result.cells.push_back(std::move(row));
        }
        if (compute_.collective->writes()) {
            context_.project.transaction([&] {
                context_.project.saveProtocol(protocol);
                context_.project.upsertCandidates(context_.run, candidates);
                saveTrainedWeights(context_.project, context_.run, config_, trainings);
                // With them: they take the checkpoint's place, so a run killed from here on could not be taken up.
                context_.project.updateRun(context_.run,
                    {.state = records::RunState::Finished,
                        .progress = 1.0,
                        .results = options::toJson(options::JobResult(result))});
            });
        }
        context_.sink.stored();
        return result;
    }

    /// What the project knows of this cell already: where it came from, and its latency on every setting.
    void describe(records::Candidate& candidate) const {
        if (const auto known = queries::cellOrigin(context_.project, candidate.architecture())) {
            candidate.origin = known->origin;
            candidate.lambda = known->lambda;
        }
        candidate.costs = queries::knownLatencies(context_.project, candidate.architecture());
    }

    JobContext& context_;
    const options::TrainConfig& config_;
    search::Compute compute_;
    std::vector<space::Genotype> genotypes_;
    search::HalvingSchedule schedule_;
    std::shared_ptr<const data::Dataset> train_;
    data::Dataset validation_;
    data::Dataset test_;
    TimeNotice notice_{context_.sink};
    std::vector<double> stepTimes_; ///< milliseconds, a sample of all steps
    double newestMs_ = 0;
    double doneBefore_ = 0; ///< share of the rung's steps that earlier attempts made
    double fraction_ = 0; ///< of all steps
};

}

template <>
options::TrainResult runJob(JobContext& context, const options::TrainConfig& config) {
    return TrainJob(context, config).run();
}

}
