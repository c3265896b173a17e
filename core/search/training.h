// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/protocol/defaults.h"
#include "core/records/candidate.h"
#include "core/search/checkpoint.h"
#include "core/search/compute.h"
#include "core/space/architecture.h"

namespace paretoscope::search {

namespace defaults = protocol::defaults;

/// Training from scratch for a fixed number of steps: Nesterov SGD, linear warm-up, cosine to 0, clipped gradients.
struct TrainingOptions {
    int steps = defaults::trainSteps;
    int batchSize = defaults::batchSize;
    int images = defaults::trainImages; ///< the first ones of the training split, 0 = all
    double learningRate = defaults::trainLearningRate;
    double momentum = 0.9;
    double weightDecay = 3e-4;
    double clipNorm = 5;
    double warmUpShare = 0.05;
    double dropPath = 0; ///< final probability, rising linearly
    double auxiliaryWeight = 0; ///< weight of the auxiliary head's loss, 0 = no head
    int cutout = 0; ///< pixels, 0 = off
    std::uint64_t seed = 1; ///< of weights, order and augmentation: the same batches for every architecture
};

void validate(const TrainingOptions& options); ///< throws Error (InvalidValue)
std::string toJson(const TrainingOptions& options); ///< what a checkpoint and a protocol are compared by
/// Learning rate of step `step` (0-based).
double learningRateAt(const TrainingOptions& options, int step);

struct TrainingStep {
    int architecture = 0; ///< index in the list that is trained
    int step = 0; ///< steps done
    int steps = 0;
    double loss = 0;
    double accuracy = 0; ///< running mean on training batches
    double stepMs = 0;
};

/// One architecture in training. Deterministic as BilevelSearch is; one thread at a time, several objects on several
/// threads.
class Training {
public:
    /// Throws Error: InvalidValue, InvalidShape, InvalidGenotype, NotEnoughData.
    Training(const TrainingOptions& options, const space::Architecture& architecture,
        std::shared_ptr<const data::Dataset> images, const Compute& compute = {});
    ~Training();
    Training(Training&&) noexcept;
    Training& operator=(Training&&) noexcept;

    /// Until `step` steps are done or a stop is asked for; true where it got there. Throws Error (NumericalFailure).
    bool runUntil(int step, const std::function<void(const TrainingStep&)>& progress = {}, std::stop_token stop = {});
    /// Gives back the memory that only steps need, hundreds of megabytes; for one of many that waits for its turn.
    void releaseWorkspace();
    [[nodiscard]] int step() const;
    [[nodiscard]] bool finished() const;

    /// Accuracy and cross entropy on the first `images` (0 = all) of a data set, running batch statistics.
    [[nodiscard]] records::Accuracy evaluate(const data::Dataset& test, int images = 0) const;
    /// Weights and batch statistics by operator name, for export.
    [[nodiscard]] std::vector<base::NamedArray> weights() const;

    [[nodiscard]] Checkpoint exportState() const;
    void importState(const Checkpoint& checkpoint); ///< throws Error (InvalidData)

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// The protocol of accuracies that evaluate() gives after `steps` of these options.
records::AccuracyProtocol trainingProtocol(const TrainingOptions& options, const space::Architecture& architecture,
    const data::Dataset& images, const data::Dataset& test, int steps);

}
