// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/batches.h"
#include "core/data/splits.h"
#include "core/nn/optimisers.h"
#include "core/nn/supernet.h"
#include "core/search/bilevel_search.h"

namespace paretoscope::search {

/// The state of a bilevel search and what one step does to it. Inside of BilevelSearch; not for others to include.
class BilevelSearch::Implementation {
public:
    Implementation(const options::SearchConfig& options, Inputs inputs);

    SearchEnd runUntil(int step, const SearchCallbacks& given, const std::stop_token& stop);

    records::Candidate assess(const space::Genotype& genotype, records::Origin origin);
    [[nodiscard]] Checkpoint exportState() const;
    void importState(const Checkpoint& checkpoint, bool keepLambda);
    [[nodiscard]] records::AccuracyProtocol protocol() const;
    [[nodiscard]] space::Genotype derived() const { return derive(parametersOfNet(), options_.skipCap); }
    [[nodiscard]] ArchitectureParameters parametersOfNet() const;

    options::SearchConfig options_;
    Inputs inputs_;
    Archive archive_;
    Checkpoint lastGood_;
    int step_ = 0;

private:
    // One step (bilevel_step.cpp)
    void takeStep();
    data::Batch nextBatch(data::BatchStream& stream) const;
    void architectureStep(const data::Batch& trainingBatch);
    void weightStep(const data::Batch& batch);
    torch::Tensor validationLoss(const data::Batch& batch);
    std::vector<torch::Tensor> secondOrderGradient(
        const data::Batch& trainingBatch, const data::Batch& validationBatch);
    torch::Tensor latencyLoss();
    torch::Tensor guardLoss();
    void maskForbiddenOperations();
    void requireFinite(double value, const char* what) const;

    [[nodiscard]] Collective& collective() const { return *inputs_.compute.collective; }

    void shareState();

    // The end of an epoch (bilevel_search.cpp)
    [[nodiscard]] bool endsEpoch() const;
    void endEpoch(const SearchCallbacks& callbacks);
    std::vector<std::size_t> growArchive(const space::Genotype& derived);
    std::vector<std::size_t> rescoreFront();
    records::Candidate describe(const space::Genotype& genotype, records::Origin origin) const;
    void score(std::size_t index);
    [[nodiscard]] bool reachedSkipLimit() const;

    data::SearchSplit split_;
    data::Augmentation augmentation_;
    nn::Supernet net_;
    data::BatchStream trainingStream_;
    data::BatchStream validationStream_;
    std::vector<torch::Tensor> runningStatistics_; ///< of net_
    std::unique_ptr<nn::Sgd> sgd_;
    nn::Adam adam_;
    space::Random encodingRandom_;
    space::Random archiveRandom_;
    std::string protocolId_;
    SearchStep now_; ///< the step being taken, for progress
};

}
