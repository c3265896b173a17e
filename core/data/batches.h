// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <torch/types.h>

#include "core/data/augment.h"
#include "core/data/dataset.h"

namespace paretoscope::data {

struct Batch {
    torch::Tensor images; ///< float32 [batch, 3, H, H]
    torch::Tensor labels; ///< int64 [batch]
};

/// Part `index` of `count` equal ones of each batch: what one of several processes is given.
struct BatchPart {
    int index = 0;
    int count = 1;
};

/// Endless shuffled batches: each epoch is a new permutation, whose last incomplete batch is left out. Every draw is a
/// function of the seed and the number of batches drawn, so that number is the whole state and a resumed run draws the
/// very same batches; and the parts of a batch, put together, are the batch of one process. One thread at a time.
class BatchStream {
public:
    /// Throws Error: NotEnoughData where the data set has fewer images than a batch, InvalidValue where a batch cannot
    /// be parted equally.
    BatchStream(
        Dataset dataset, int batchSize, const Augmentation& augmentation, std::uint64_t seed, BatchPart part = {});

    /// Freshly allocated tensors: the caller may keep them.
    Batch next();

    [[nodiscard]] std::int64_t drawn() const { return drawn_; } ///< batches given out: the state to export
    void seek(std::int64_t drawn); ///< the state to import
    [[nodiscard]] std::int64_t batchesPerEpoch() const;
    [[nodiscard]] const Dataset& dataset() const { return dataset_; }

private:
    void shuffle(std::int64_t epoch);

    Dataset dataset_;
    int batchSize_; ///< of the whole batch
    Augmentation augmentation_;
    std::uint64_t seed_;
    BatchPart part_;
    std::int64_t drawn_ = 0;
    std::int64_t shuffledEpoch_ = -1;
    std::vector<std::int64_t> order_;
};

/// Images first .. first + count - 1 (fewer at the end) in stored order, normalised, not augmented: for evaluation.
Batch orderedBatch(const Dataset& dataset, std::int64_t first, std::int64_t count, const Normalisation& normalisation);

}
