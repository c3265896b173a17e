// SPDX-License-Identifier: Apache-2.0
#include "core/search/training.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/json_text.h"
#include "core/data/batches.h"
#include "core/nn/fixed_network.h"
#include "core/nn/initialisation.h"
#include "core/nn/read_numbers.h"
#include "core/search/recipe.h"
#include "core/search/tensor_arrays.h"
#include "core/torch_headers.h"

namespace paretoscope::search {
namespace {

constexpr int evaluationBatch = 500;

data::Dataset checkedImages(const options::TrainConfig& options, const space::Architecture& architecture,
    const std::shared_ptr<const data::Dataset>& images) {
    if (!images || images->size() < std::max(options.batchSize, options.data.trainImages)) {
        throw Error(ErrorCode::NotEnoughData,
            "Training asks for " + std::to_string(std::max(options.batchSize, options.data.trainImages))
                + " images, but there are " + std::to_string(images ? images->size() : 0)
                + "; ask for fewer or choose a larger data set.");
    }
    if (images->imageSize() != architecture.shape.inputSize || images->classes() != architecture.shape.classes) {
        throw Error(ErrorCode::InvalidShape,
            "The images of " + images->id() + " do not fit the network " + space::toText(architecture.shape)
                + "; choose a shape with their size and number of classes.",
            {{"data", images->id()}, {"shape", space::toText(architecture.shape)}});
    }
    return data::firstImages(*images, options.data.trainImages);
}

data::Augmentation augmentationFor(const options::TrainConfig& options, const data::Dataset& images) {
    const auto chosen = [&] {
        switch (options.imageAugmentation()) {
        case options::Augmentation::None:
            return data::noAugmentation(images);
        case options::Augmentation::ImageNet:
            return data::imageNetAugmentation(images);
        case options::Augmentation::Cifar:
        case options::Augmentation::Automatic:
            break;
        }
        return data::smallImageAugmentation(images);
    };
    data::Augmentation augmentation = chosen();
    augmentation.cutout = options.cutout;
    return augmentation;
}

}

class Training::Implementation {
public:
    Implementation(const options::TrainConfig& options, const space::Architecture& architecture,
        const std::shared_ptr<const data::Dataset>& images, const Compute& compute)
        : options_(options)
        , compute_(compute)
        , images_(checkedImages(options, architecture, images))
        , augmentation_(augmentationFor(options, images_))
        , net_(space::lower(architecture), {.auxiliaryHead = options.auxiliaryWeight > 0, .executor = compute.executor},
              nn::seededGenerator(data::mixKey(options.seed, 1)))
        , stream_(images_, options.batchSize, augmentation_, data::mixKey(options.seed, 2), compute.collective->part())
        , runningStatistics_(net_.runningStatistics())
        , sgd_(compute.executor->makeSgd(net_.parameters(),
              {.momentum = options.momentum,
                  .weightDecay = options.weightDecay,
                  .nesterov = options.momentum > 0 && !options.plainMomentum,
                  .clipNorm = options.clipNorm}))
        , gradients_(compute.collective->averaging(sgd_->parameters()))
        , identity_(space::identityText(architecture.genotype) + " " + space::toText(architecture.shape)) {
        requireSameWork(*compute_.collective, "training", recipeOf(options_) + "\n" + identity_ + "\n" + images_.id());
        shareState();
    }

    bool runUntil(int step, const std::function<void(const TrainingStep&)>& progress, const std::stop_token& stop) {
        const int last = std::min(step, options_.steps());
        while (step_ < last && !compute_.collective->any(stop.stop_requested())) {
            takeStep();
            if (progress) {
                progress(now_);
            }
        }
        return step_ >= last;
    }

    records::Accuracy evaluate(const data::Dataset& test, int images) {
        requireProcessesAlike();
        const torch::InferenceMode inference;
        net_.eval();
        const std::int64_t count = images > 0 ? std::min<std::int64_t>(images, test.size()) : test.size();
        if (count == 0) {
            throw Error(ErrorCode::NotEnoughData,
                "There are no images to score the network on. Give the data set a test part, or score on more images.");
        }
        std::array<double, 2> sums{};
        auto& [correct, loss] = sums;
        for (std::int64_t first = 0; first < count; first += evaluationBatch) {
            if (!compute_.collective->takes(first / evaluationBatch)) {
                continue;
            }
            const data::Batch batch = compute_.placed(data::orderedBatch(
                test, first, std::min<std::int64_t>(evaluationBatch, count - first), augmentation_.normalisation));
            const torch::Tensor logits = net_.forward(batch.images);
            loss += torch::cross_entropy_loss(logits, batch.labels).item<double>()
                * static_cast<double>(batch.labels.size(0));
            correct += logits.argmax(1).eq(batch.labels).sum().item<double>();
        }
        compute_.collective->sum(sums);
        net_.train();
        net_.release();
        const auto divisor = static_cast<double>(count);
        return {.protocol = "",
            .provenance = records::AccuracyProvenance::Trained,
            .accuracy = correct / divisor,
            .crossEntropy = loss / divisor,
            .steps = step_,
            .seed = options_.seed,
            .images = static_cast<int>(count)};
    }

    void releaseWorkspace() { net_.release(); }

    [[nodiscard]] double tailLoss() const {
        return step_ < options_.steps() ? std::numeric_limits<double>::quiet_NaN() : tailSum_ / tailSteps();
    }

    [[nodiscard]] std::vector<base::NamedArray> weights() const { return toArrays(net_.state()); }
    [[nodiscard]] const data::Normalisation& normalisation() const { return augmentation_.normalisation; }
    [[nodiscard]] const std::vector<std::string>& classNames() const { return images_.classNames; }

    [[nodiscard]] SavedState exportState() const {
        nlohmann::ordered_json state = {{"version", 1}, {"options", recipeOf(options_)}, {"architecture", identity_},
            {"step", step_}, {"batches", stream_.drawn()}, {"accuracy", now_.accuracy}, {"tailSum", tailSum_}};
        noteProcesses(state, compute_.collective->size());
        SavedState checkpoint{.arrays = withPrefix("network", weights()), .json = base::textOf(state)};
        for (base::NamedArray& array : withPrefix("sgd", toArrays(sgd_->state("")))) {
            checkpoint.arrays.push_back(std::move(array));
        }
        return checkpoint;
    }

    void importState(const SavedState& checkpoint) {
        try {
            const nlohmann::ordered_json state = base::parseJson(checkpoint.json, {.what = "the training checkpoint"});
            if (state.at("version") != 1 || state.at("options") != recipeOf(options_)
                || state.at("architecture") != identity_) {
                throw Error(ErrorCode::InvalidData,
                    "The training checkpoint belongs to another architecture or other options, so this training cannot "
                    "continue it; train from the start.");
            }
            requireProcesses(state, compute_.collective->size());
            const auto step = static_cast<int>(base::integerAt(state, "step", 0, options_.steps()));
            const std::int64_t batches = base::integerAt(state, "batches", 0, std::numeric_limits<std::int32_t>::max());
            now_.accuracy = state.at("accuracy");
            // Older states have none: the tail is not known then where it has begun.
            const auto tail = state.find("tailSum");
            tailSum_ = tail != state.end() && tail->is_number() ? tail->get<double>()
                : step <= options_.steps() - tailSteps()        ? 0
                                                                : std::numeric_limits<double>::quiet_NaN();
            net_.loadState(toTensors(ofPrefix("network", checkpoint.arrays)));
            sgd_->loadState(toTensors(ofPrefix("sgd", checkpoint.arrays)), "");
            stream_.seek(batches);
            step_ = step;
            shareState();
        } catch (const nlohmann::json::exception& failure) {
            throw Error(ErrorCode::InvalidData,
                std::string("The training checkpoint cannot be read (") + failure.what() + "); train from the start.");
        }
    }

    options::TrainConfig options_;
    int step_ = 0;

private:
    [[nodiscard]] int tailSteps() const { return std::max(1, options_.steps() / 10); }

    void requireProcessesAlike() const {
        if (compute_.collective->size() > 1) {
            std::uint64_t hash = base::fnv1aStart;
            for (const base::NamedArray& array : exportState().arrays) {
                hash = base::fnv1a(array.bytes, hash);
            }
            requireSameState(*compute_.collective, hash, "at step " + std::to_string(step_) + " of the training");
        }
    }

    void shareState() {
        for (const nn::NamedTensors& state : {net_.state(), sgd_->state("")}) {
            compute_.collective->broadcast(nn::withoutNames(state));
        }
    }

    void takeStep() {
        const auto begin = std::chrono::steady_clock::now();
        const data::Batch batch = compute_.placed(stream_.next());
        nn::clearGradients(sgd_->parameters());
        torch::Tensor hits;
        const torch::Tensor loss = forwardLoss(batch, hits);
        gradients_->begin();
        loss.backward();
        gradients_->finish();
        compute_.collective->average(runningStatistics_);
        const torch::Tensor norm = sgd_->step(options_.learningRateAt(step_));
        // The one time that the host waits for the device; a step that went wrong has moved nothing, or ends it all.
        const std::vector<double> numbers = nn::readNumbers({loss, hits, norm});
        const double accuracy = compute_.collective->mean(numbers[1]);
        now_.loss = compute_.collective->mean(numbers[0]);
        requireFinite(now_.loss, "loss");
        requireFinite(numbers[2], "gradient norm");
        now_.accuracy = now_.accuracy == 0 ? accuracy : now_.accuracy + 0.05 * (accuracy - now_.accuracy);
        if (step_ >= options_.steps() - tailSteps()) {
            tailSum_ += now_.loss;
        }
        ++step_;
        compute_.executor->synchronize();
        const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
        now_.step = step_;
        now_.steps = options_.steps();
        now_.stepMs = elapsed.count();
    }

    /// `hits`: the share of images that were classified rightly.
    torch::Tensor forwardLoss(const data::Batch& batch, torch::Tensor& hits) {
        const double dropPath = options_.dropPath * step_ / options_.steps();
        // A generator of its own for each step: a resumed training drops the very same paths.
        const torch::Generator generator =
            nn::seededGenerator(data::mixKey(options_.seed, 1000 + static_cast<std::uint64_t>(step_)));
        const nn::FixedNetwork::TrainingOutput output = net_.forwardTraining(batch.images, dropPath, generator);
        torch::Tensor loss = trainingLoss(output.logits, batch.labels, options_.labelSmoothing);
        if (output.auxiliaryLogits.defined()) {
            loss = loss
                + options_.auxiliaryWeight
                    * trainingLoss(output.auxiliaryLogits, batch.labels, options_.labelSmoothing);
        }
        hits = output.logits.argmax(1).eq(batch.labels).to(torch::kFloat64).mean();
        return loss;
    }

    void requireFinite(double value, const char* what) const {
        if (!std::isfinite(value)) {
            throw Error(ErrorCode::NumericalFailure,
                "The " + std::string(what) + " is not a finite number at training step " + std::to_string(step_ + 1)
                    + ". Train again with a smaller learning rate than " + std::to_string(options_.learningRate) + ".",
                {{"what", what}, {"step", std::to_string(step_ + 1)}});
        }
    }

    Compute compute_;
    data::Dataset images_;
    data::Augmentation augmentation_;
    nn::FixedNetwork net_;
    data::BatchStream stream_;
    std::vector<torch::Tensor> runningStatistics_; ///< of net_
    std::unique_ptr<nn::Sgd> sgd_;
    std::unique_ptr<GradientAverage> gradients_;
    std::string identity_;
    TrainingStep now_;
    double tailSum_ = 0; ///< of the losses of the last steps
};

Training::Training(const options::TrainConfig& options, const space::Architecture& architecture,
    std::shared_ptr<const data::Dataset> images, const Compute& compute)
    : implementation_(std::make_unique<Implementation>(options, architecture, images, compute)) { }
Training::~Training() = default;
Training::Training(Training&&) noexcept = default;
Training& Training::operator=(Training&&) noexcept = default;

bool Training::runUntil(int step, const std::function<void(const TrainingStep&)>& progress, std::stop_token stop) {
    return implementation_->runUntil(step, progress, stop);
}

void Training::releaseWorkspace() {
    implementation_->releaseWorkspace();
}

torch::Tensor trainingLoss(const torch::Tensor& logits, const torch::Tensor& labels, double labelSmoothing) {
    return torch::cross_entropy_loss(
        logits, labels, /*weight=*/{}, at::Reduction::Mean, /*ignore_index=*/-100, labelSmoothing);
}

int Training::step() const {
    return implementation_->step_;
}
double Training::tailLoss() const {
    return implementation_->tailLoss();
}
bool Training::finished() const {
    return implementation_->step_ >= implementation_->options_.steps();
}

records::Accuracy Training::evaluate(const data::Dataset& test, int images) const {
    return implementation_->evaluate(test, images);
}

std::vector<base::NamedArray> Training::weights() const {
    return implementation_->weights();
}
const data::Normalisation& Training::normalisation() const {
    return implementation_->normalisation();
}
const std::vector<std::string>& Training::classNames() const {
    return implementation_->classNames();
}
SavedState Training::exportState() const {
    return implementation_->exportState();
}
void Training::importState(const SavedState& checkpoint) {
    implementation_->importState(checkpoint);
}

namespace {

/// Part of a training set that scores is there to choose by.
std::string imagesTitle(const data::Dataset& images) {
    constexpr std::string_view part = ":train";
    const bool ofTraining = images.name.ends_with(part);
    const std::string name = ofTraining ? images.name.substr(0, images.name.size() - part.size()) : images.name;
    return std::to_string(images.size()) + (ofTraining ? " validation images of " : " ") + name;
}

}

records::AccuracyProtocol trainingProtocol(const options::TrainConfig& options, const space::Architecture& architecture,
    const data::Dataset& images, const data::Dataset& test, int steps, int processes) {
    nlohmann::ordered_json recipe = base::parseJson(recipeOf(options), {.what = "the recipe"});
    recipe.erase("seed"); // accuracies of several seeds are one protocol: they are averaged
    recipe["stoppedAt"] = steps;
    noteProcesses(recipe, processes);
    recipe["trainedOn"] = data::firstImages(images, options.data.trainImages).id();
    records::AccuracyProtocol protocol;
    protocol.space = architecture.genotype.space;
    protocol.dataSet = test.id();
    protocol.shape = architecture.shape;
    protocol.provenance = records::AccuracyProvenance::Trained;
    protocol.recipe = base::textOf(recipe);
    protocol.title = "trained " + std::to_string(steps) + " steps, " + imagesTitle(test) + " "
        + std::to_string(test.imageSize()) + "×" + std::to_string(test.imageSize())
        + (processes > 1 ? ", " + std::to_string(processes) + " processes" : "") + ", "
        + titleOf(options.imageAugmentation());
    return records::withId(protocol);
}

}
