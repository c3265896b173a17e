// SPDX-License-Identifier: Apache-2.0
#include "core/search/bilevel_stepper.h"

#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/profiler.h"
#include "core/nn/initialisation.h"
#include "core/nn/read_numbers.h"
#include "core/search/encoding_sampler.h"
#include "core/search/one_shot.h"
#include "core/search/second_order.h"
#include "core/search/tensor_arrays.h"

namespace paretoscope::search {
namespace {

using nlohmann::ordered_json;

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

torch::Tensor crossEntropy(const torch::Tensor& logits, const torch::Tensor& labels) {
    return torch::cross_entropy_loss(logits, labels);
}

torch::Tensor accuracyOf(const torch::Tensor& logits, const torch::Tensor& labels) {
    return logits.detach().argmax(1).eq(labels).to(torch::kFloat64).mean();
}

/// A running mean over about twenty batches; the first value starts it.
void follow(double& mean, double accuracy) {
    mean = mean == 0 ? accuracy : mean + 0.05 * (accuracy - mean);
}

/// No running statistics move while this lives: the extra passes of the second order leave no trace.
class FrozenStatistics {
public:
    explicit FrozenStatistics(nn::Supernet& net) : net_(net) { net_.setUpdatesStatistics(false); }
    ~FrozenStatistics() { net_.setUpdatesStatistics(true); }
    FrozenStatistics(const FrozenStatistics&) = delete;
    FrozenStatistics& operator=(const FrozenStatistics&) = delete;

private:
    nn::Supernet& net_;
};

nn::SupernetConfig configOf(const options::SearchConfig& options) {
    return {.space = options.network.space,
        .shape = options.network.shape,
        .partialChannels = options.partialChannels,
        .edgeNormalisation = options.normalisesEdges()};
}

void append(std::vector<base::NamedArray>& all, std::vector<base::NamedArray> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}

std::uint64_t seedFor(std::uint64_t seed, Purpose purpose) {
    return data::mixKey(seed, static_cast<std::uint64_t>(purpose) + 1);
}

BilevelStepper::BilevelStepper(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs,
    const data::SearchSplit& split, const data::Augmentation& augmentation)
    : options_(options)
    , inputs_(inputs)
    , net_(configOf(options), nn::seededGenerator(seedFor(options.seed, Purpose::Weights)), inputs_.compute.executor)
    , trainingStream_(split.weights, options.batchSize, augmentation, seedFor(options.seed, Purpose::TrainingOrder),
          collective().part())
    , validationStream_(split.architecture, options.batchSize, augmentation,
          seedFor(options.seed, Purpose::ValidationOrder), collective().part())
    , runningStatistics_(net_.runningStatistics())
    , sgd_(inputs_.compute.executor->makeSgd(net_.weights(),
          {.momentum = options.momentum, .weightDecay = options.weightDecay, .clipNorm = options.clipNorm}))
    , weightGradients_(collective().averaging(sgd_->parameters()))
    , adam_(net_.architectureParameters(),
          {.beta1 = options.architectureBeta1,
              .beta2 = options.architectureBeta2,
              .weightDecay = options.architectureWeightDecay})
    , encodingRandom_(seedFor(options.seed, Purpose::Encodings)) {
    net_.train();
    maskForbiddenOperations();
    shareState();
}

void BilevelStepper::take() {
    const auto begin = std::chrono::steady_clock::now();
    now_.steps = options_.steps();
    now_.epoch = now_.step / options_.epochSteps;
    now_.epochs = options_.epochs();
    now_.warmUp = now_.step < options_.warmUpSteps;
    now_.learningRate = options_.learningRate(now_.step);
    now_.lambda = collective().ofFirst(inputs_.lambda->value());
    net_.setAuxiliarySkip(
        options_.collapseGuard() == options::CollapseGuard::AuxiliarySkip ? options_.guardWeight(now_.step) : 0);

    const data::Batch batch = nextBatch(trainingStream_);
    now_.validationLoss = notANumber;
    now_.latencyMs = notANumber;
    if (!now_.warmUp) {
        architectureStep(batch);
        now_.entropy = entropyOf(parametersOf(net_));
    }
    weightStep(batch);
    ++now_.step;
    inputs_.compute.executor->synchronize();
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
    now_.stepMs = elapsed.count();
}

data::Batch BilevelStepper::nextBatch(data::BatchStream& stream) const {
    const base::ProfileSpan span("images");
    return inputs_.compute.placed(stream.next());
}

void BilevelStepper::architectureStep(const data::Batch& trainingBatch) {
    const data::Batch batch = nextBatch(validationStream_);
    base::ProfileSpan span("architecture: forward");
    const std::vector<torch::Tensor> parameters = net_.architectureParameters();
    nn::clearGradients(parameters);
    std::vector<torch::Tensor> unrolled;
    torch::Tensor loss;
    net_.setTrainable(nn::Side::Architecture);
    if (options_.order == 2) {
        unrolled = secondOrderGradient(trainingBatch, batch);
        net_.setTrainable(nn::Side::Architecture);
    } else {
        loss = validationLoss(batch);
    }
    // The terms that see α alone are the host's, which goes through them while a device is busy with the others.
    span.next("architecture: latency");
    const torch::Tensor hostLoss = guardLoss() + latencyLoss();
    requireFinite(hostLoss.item<double>(), "architecture loss");
    span.next("architecture: backward");
    if (hostLoss.requires_grad()) {
        hostLoss.backward();
    }
    if (loss.defined()) {
        loss.backward(); // returns when α's gradient has come to the host
    }
    const std::vector<double> numbers = nn::readNumbers({validationNumbers_.begin(), validationNumbers_.end()});
    now_.validationLoss = collective().mean(numbers[0]);
    follow(now_.validationAccuracy, collective().mean(numbers[1]));
    requireFinite(now_.validationLoss, "validation loss");
    for (std::size_t index = 0; index < unrolled.size(); ++index) {
        torch::Tensor& gradient = parameters[index].mutable_grad();
        gradient = gradient.defined() ? gradient + unrolled[index] : unrolled[index];
    }
    collective().averageGradients(parameters);
    span.next("architecture: optimiser");
    adam_.step(options_.architectureLearningRate);
    maskForbiddenOperations();
    nn::clearGradients(parameters);
}

torch::Tensor BilevelStepper::validationLoss(const data::Batch& batch) {
    const torch::Tensor logits = net_.forward(batch.images);
    torch::Tensor loss = crossEntropy(logits, batch.labels);
    validationNumbers_ = {loss.detach(), accuracyOf(logits, batch.labels)};
    return loss;
}

std::vector<torch::Tensor> BilevelStepper::secondOrderGradient(
    const data::Batch& trainingBatch, const data::Batch& validationBatch) {
    const FrozenStatistics frozen(net_);
    return unrolledGradient({.weights = sgd_->parameters(),
        .momentumBuffers = sgd_->momentumBuffers(),
        .architecture = net_.architectureParameters(),
        .trainingLoss =
            [&](nn::Side side) {
                net_.setTrainable(side);
                return crossEntropy(net_.forward(trainingBatch.images), trainingBatch.labels);
            },
        .validationLoss =
            [&](nn::Side side) {
                net_.setTrainable(side);
                return validationLoss(validationBatch);
            },
        .collective = inputs_.compute.collective,
        .learningRate = now_.learningRate,
        .momentum = options_.momentum,
        .weightDecay = options_.weightDecay});
}

torch::Tensor BilevelStepper::latencyLoss() {
    if (!inputs_.latency.present()) {
        return torch::zeros({});
    }
    // The samples are drawn at every λ, so that searches at different λ see the same random numbers.
    const std::vector<torch::Tensor> betas =
        net_.betas().empty() ? std::vector<torch::Tensor>{} : net_.edgeProbabilities();
    const SampledEncodings samples =
        sampleEncodings(options_.network.space, net_.alphas(), betas, options_.samples, encodingRandom_);
    const torch::Tensor latency = inputs_.latency.predictMs(samples.encodings).mean();
    now_.latencyMs = latency.item<double>();
    requireFinite(now_.latencyMs, "predicted latency");
    inputs_.lambda->observe(now_.latencyMs);
    if (!inputs_.price.present()) {
        return latency * (now_.lambda / inputs_.latency.referenceMs);
    }
    const torch::Tensor price = inputs_.price.predictMs(samples.encodings).mean();
    requireFinite(price.item<double>(), "predicted price");
    return price * (now_.lambda / inputs_.price.referenceMs);
}

torch::Tensor BilevelStepper::guardLoss() {
    torch::Tensor loss = torch::zeros({});
    if (options_.collapseGuard() != options::CollapseGuard::BetaDecay) {
        return loss;
    }
    for (const torch::Tensor& alpha : net_.alphas()) {
        loss = loss + torch::logsumexp(alpha, 1).mean();
    }
    return loss * (options_.guardWeight(now_.step) / static_cast<double>(net_.alphas().size()));
}

/// α of forbidden operations so low that a softmax gives them nothing: no mixture, sample or derived cell has them.
void BilevelStepper::maskForbiddenOperations() {
    constexpr double nothing = -40;
    const torch::NoGradGuard noGradient;
    const space::SearchSpace& space = space::searchSpace(options_.network.space);
    for (const space::Operation operation : options_.forbidden) {
        for (const torch::Tensor& alpha : net_.alphas()) {
            alpha.select(1, space.operationIndex(operation)).fill_(nothing);
        }
    }
}

void BilevelStepper::weightStep(const data::Batch& batch) {
    base::ProfileSpan span("weights: forward");
    net_.setTrainable(nn::Side::Weights);
    nn::clearGradients(sgd_->parameters());
    const torch::Tensor logits = net_.forward(batch.images);
    const torch::Tensor loss = crossEntropy(logits, batch.labels);
    span.next("weights: backward");
    weightGradients_->begin();
    loss.backward();
    weightGradients_->finish();
    collective().average(runningStatistics_);
    span.next("weights: optimiser");
    const torch::Tensor norm = sgd_->step(now_.learningRate);
    span.next("weights: accuracy");
    // The second and last time that the host waits for the device in a step.
    const std::vector<double> numbers = nn::readNumbers({loss, accuracyOf(logits, batch.labels), norm});
    now_.trainLoss = collective().mean(numbers[0]);
    requireFinite(now_.trainLoss, "training loss");
    requireFinite(numbers[2], "norm of the weights' gradients");
    follow(now_.trainAccuracy, collective().mean(numbers[1]));
}

void BilevelStepper::requireFinite(double value, const char* what) const {
    if (std::isfinite(value)) {
        return;
    }
    throw Error(ErrorCode::NumericalFailure,
        "The " + std::string(what) + " is not a finite number at step " + std::to_string(now_.step + 1)
            + " of the search. Start it again from its last checkpoint with a smaller learning rate (weights "
            + std::to_string(options_.weightLearningRate) + ", architecture "
            + std::to_string(options_.architectureLearningRate) + ").",
        {{"what", what}, {"step", std::to_string(now_.step + 1)}});
}

/// Everybody goes on from the same bits, also where processors round the first draws differently.
void BilevelStepper::shareState() {
    for (const nn::NamedTensors& state : {net_.state(), sgd_->state(""), adam_.state("")}) {
        collective().broadcast(nn::withoutNames(state));
    }
}

std::vector<base::NamedArray> BilevelStepper::arrays() const {
    std::vector<base::NamedArray> arrays = withPrefix("supernet", toArrays(net_.state()));
    append(arrays, withPrefix("sgd", toArrays(sgd_->state(""))));
    append(arrays, withPrefix("adam", toArrays(adam_.state(""))));
    return arrays;
}

ordered_json BilevelStepper::position() const {
    return {{"step", now_.step}, {"trainingBatches", trainingStream_.drawn()},
        {"validationBatches", validationStream_.drawn()}, {"encodingRandom", textOf(encodingRandom_)},
        {"trainingAccuracy", now_.trainAccuracy}, {"validationAccuracy", now_.validationAccuracy},
        {"entropy", now_.entropy}};
}

void BilevelStepper::restore(const std::vector<base::NamedArray>& arrays, const ordered_json& position) {
    const space::Random encodingRandom = randomFrom(position.at("encodingRandom"));
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    const auto step = static_cast<int>(base::integerAt(position, "step", 0, options_.steps()));
    const std::int64_t trainingBatches = base::integerAt(position, "trainingBatches", 0, most);
    const std::int64_t validationBatches = base::integerAt(position, "validationBatches", 0, most);
    now_.trainAccuracy = position.at("trainingAccuracy");
    now_.validationAccuracy = position.at("validationAccuracy");
    now_.entropy = position.at("entropy");
    net_.loadState(toTensors(ofPrefix("supernet", arrays)));
    sgd_->loadState(toTensors(ofPrefix("sgd", arrays)), "");
    adam_.loadState(toTensors(ofPrefix("adam", arrays)), "");
    trainingStream_.seek(trainingBatches);
    validationStream_.seek(validationBatches);
    encodingRandom_ = encodingRandom;
    now_.step = step;
    shareState();
}

}
