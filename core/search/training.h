// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/augment.h"
#include "core/data/dataset.h"
#include "core/options/train.h"
#include "core/records/candidate.h"
#include "core/search/compute.h"
#include "core/search/saved_state.h"
#include "core/space/architecture.h"

namespace paretoscope::search {

struct TrainingStep {
    int architecture = 0; ///< index in the list that is trained
    int step = 0; ///< steps done
    int steps = 0;
    double loss = 0;
    double accuracy = 0; ///< running mean on training batches
    double stepMs = 0;
};

/// One architecture in training; which images, genotypes and repeats a job has is its caller's. Deterministic as
/// BilevelSearch is; one thread at a time, several objects on several threads.
class Training {
public:
    /// `options` fulfil options::checkTraining(). Throws Error: InvalidShape, InvalidGenotype, NotEnoughData.
    Training(const options::TrainConfig& options, const space::Architecture& architecture,
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
    /// Mean loss on training batches over the last tenth of all steps (at least one): "TSE-E" of Ru et al. 2021,
    /// "Speedy Performance Estimation for Neural Architecture Search", section 3. Free, and next to no noise of its
    /// own; NaN before the last step. Comparable between trainings with one recipe.
    [[nodiscard]] double tailLoss() const;

    /// Accuracy and cross entropy on the first `images` (0 = all) of a data set, running batch statistics.
    [[nodiscard]] records::Accuracy evaluate(const data::Dataset& test, int images = 0) const;
    /// Weights and batch statistics by operator name, for export.
    [[nodiscard]] std::vector<base::NamedArray> weights() const;
    /// What the weights take for granted of images: those of the training.
    [[nodiscard]] const data::Normalisation& normalisation() const;
    [[nodiscard]] const std::vector<std::string>& classNames() const;

    [[nodiscard]] SavedState exportState() const;
    void importState(const SavedState& checkpoint); ///< throws Error (InvalidData)

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Mean cross entropy of logits [images, classes] with the labels, of which `labelSmoothing` is spread over all classes
/// alike: torch.nn.CrossEntropyLoss(label_smoothing=...).
torch::Tensor trainingLoss(const torch::Tensor& logits, const torch::Tensor& labels, double labelSmoothing);

/// The protocol of accuracies that evaluate() gives after `steps` of these options, taken by so many processes.
records::AccuracyProtocol trainingProtocol(const options::TrainConfig& options, const space::Architecture& architecture,
    const data::Dataset& images, const data::Dataset& test, int steps, int processes = 1);

}
