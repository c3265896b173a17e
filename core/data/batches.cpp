// SPDX-License-Identifier: Apache-2.0
#include "core/data/batches.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include <torch/types.h>

#include "core/base/error.h"

namespace paretoscope::data {

namespace {

torch::Tensor labelsOf(const Dataset& dataset, std::span<const std::int64_t> indices) {
    torch::Tensor labels = torch::empty({static_cast<std::int64_t>(indices.size())}, torch::kInt64);
    const std::int64_t* source = dataset.labels.const_data_ptr<std::int64_t>();
    std::transform(indices.begin(), indices.end(), labels.mutable_data_ptr<std::int64_t>(),
        [source](std::int64_t index) { return source[index]; });
    return labels;
}

}

BatchStream::BatchStream(
    Dataset dataset, int batchSize, const Augmentation& augmentation, std::uint64_t seed, BatchPart part)
    : dataset_(std::move(dataset))
    , batchSize_(batchSize)
    , augmentation_(augmentation)
    , seed_(seed)
    , part_(part) {
    if (batchSize < 1 || dataset_.size() < batchSize) {
        throw Error(ErrorCode::NotEnoughData,
            "A batch of " + std::to_string(batchSize) + " images cannot be drawn from the "
                + std::to_string(dataset_.size()) + " of " + dataset_.name
                + "; lower the batch size or use more images.",
            {{"dataset", dataset_.name}, {"wanted", std::to_string(batchSize)},
                {"available", std::to_string(dataset_.size())}});
    }
    if (batchSize % part.count != 0) {
        throw Error(ErrorCode::InvalidValue,
            "A batch of " + std::to_string(batchSize) + " images cannot be shared equally by "
                + std::to_string(part.count) + " processes; choose a batch size that is a multiple of them.",
            {{"option", "batchSize"}, {"value", std::to_string(batchSize)},
                {"allowed", "multiples of " + std::to_string(part.count)}});
    }
}

std::int64_t BatchStream::batchesPerEpoch() const {
    return dataset_.size() / batchSize_;
}

void BatchStream::seek(std::int64_t drawn) {
    drawn_ = drawn;
}

void BatchStream::shuffle(std::int64_t epoch) {
    order_.resize(static_cast<std::size_t>(dataset_.size()));
    std::iota(order_.begin(), order_.end(), std::int64_t{0});
    CounterRandom random(mixKey(mixKey(seed_, 0), static_cast<std::uint64_t>(epoch)));
    for (std::size_t i = order_.size(); i > 1; --i) { // Fisher & Yates; std::shuffle differs between libraries
        std::swap(order_[i - 1], order_[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
    }
    shuffledEpoch_ = epoch;
}

Batch BatchStream::next() {
    const std::int64_t epoch = drawn_ / batchesPerEpoch();
    if (epoch != shuffledEpoch_) {
        shuffle(epoch);
    }
    const int size = batchSize_ / part_.count;
    const std::int64_t first = std::int64_t{part_.index} * size;
    const std::span<const std::int64_t> indices(
        order_.data() + drawn_ % batchesPerEpoch() * batchSize_ + first, static_cast<std::size_t>(size));
    Batch batch;
    augmentInto(batch.images, dataset_, indices, augmentation_,
        mixKey(mixKey(seed_, 1), static_cast<std::uint64_t>(drawn_)), first);
    batch.labels = labelsOf(dataset_, indices);
    ++drawn_;
    return batch;
}

Batch orderedBatch(const Dataset& dataset, std::int64_t first, std::int64_t count, const Normalisation& normalisation) {
    std::vector<std::int64_t> indices(
        static_cast<std::size_t>(std::clamp<std::int64_t>(dataset.size() - first, 0, count)));
    std::iota(indices.begin(), indices.end(), first);
    Batch batch;
    augmentInto(batch.images, dataset, indices, {.normalisation = normalisation}, 0);
    batch.labels = labelsOf(dataset, indices);
    return batch;
}

}
