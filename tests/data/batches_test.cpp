// SPDX-License-Identifier: Apache-2.0
#include "core/data/batches.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/torch_headers.h"
#include "tests/expect_error.h"

namespace paretoscope::data {

namespace {

/// Image i has all pixels i and label i.
Dataset numbered(std::int64_t count) {
    Dataset dataset;
    dataset.images =
        torch::arange(count).to(torch::kUInt8).reshape({count, 1, 1, 1}).expand({count, 3, 8, 8}).contiguous();
    dataset.labels = torch::arange(count);
    dataset.classNames.resize(static_cast<std::size_t>(count));
    dataset.name = "numbered:train";
    return dataset;
}

bool same(const Batch& a, const Batch& b) {
    return torch::equal(a.images, b.images) && torch::equal(a.labels, b.labels);
}

}

TEST(BatchStream, aResumedStreamDrawsTheVerySameBatches) {
    const Dataset dataset = numbered(50);
    const Augmentation augmentation = {.padding = 2, .flip = true, .cutout = 3};
    BatchStream whole(dataset, 8, augmentation, 9);
    std::vector<Batch> batches;
    for (int i = 0; i < 20; ++i) {
        batches.push_back(whole.next());
    }
    for (const std::int64_t stop : {0, 1, 5, 6, 13, 19}) { // 6 batches an epoch: before, at and after its end
        BatchStream resumed(dataset, 8, augmentation, 9);
        resumed.seek(stop);
        for (std::size_t i = static_cast<std::size_t>(stop); i < batches.size(); ++i) {
            EXPECT_TRUE(same(resumed.next(), batches[i])) << "batch " << i << " after a stop at " << stop;
        }
        EXPECT_EQ(resumed.drawn(), 20);
    }
}

TEST(BatchStream, thePartsOfABatchPutTogetherAreTheWhole) {
    const Augmentation augmentation{.padding = 1, .flip = true, .cutout = 2};
    BatchStream whole(numbered(48), 8, augmentation, 9);
    BatchStream first(numbered(48), 8, augmentation, 9, {.index = 0, .count = 2});
    BatchStream second(numbered(48), 8, augmentation, 9, {.index = 1, .count = 2});
    for (int step = 0; step < 10; ++step) {
        const Batch batch = whole.next();
        const Batch one = first.next();
        const Batch two = second.next();
        EXPECT_TRUE(torch::equal(torch::cat({one.images, two.images}), batch.images));
        EXPECT_TRUE(torch::equal(torch::cat({one.labels, two.labels}), batch.labels));
    }
    EXPECT_THROW(BatchStream(numbered(48), 8, augmentation, 9, {.index = 0, .count = 3}), Error);
}

TEST(BatchStream, anEpochShowsEachImageOnceAndEpochsDiffer) {
    BatchStream stream(numbered(48), 8, {}, 4);
    std::vector<std::vector<std::int64_t>> epochs(2);
    for (auto& epoch : epochs) {
        for (std::int64_t i = 0; i < stream.batchesPerEpoch(); ++i) {
            const Batch batch = stream.next();
            const auto* labels = batch.labels.const_data_ptr<std::int64_t>();
            epoch.insert(epoch.end(), labels, labels + 8);
            // The label travels with its image: pixel value / 255 without augmentation.
            EXPECT_TRUE(
                torch::allclose(batch.images.mean({1, 2, 3}) * 255, batch.labels.to(torch::kFloat32), 1e-4, 1e-3));
        }
    }
    EXPECT_NE(epochs[0], epochs[1]);
    for (auto& epoch : epochs) {
        std::sort(epoch.begin(), epoch.end());
        EXPECT_EQ(std::adjacent_find(epoch.begin(), epoch.end()), epoch.end());
        EXPECT_EQ(epoch.size(), 48U);
    }
}

TEST(BatchStream, anotherSeedIsAnotherOrder) {
    BatchStream one(numbered(48), 16, {}, 1);
    BatchStream two(numbered(48), 16, {}, 2);
    EXPECT_FALSE(same(one.next(), two.next()));
}

TEST(BatchStream, refusesABatchLargerThanTheSet) {
    const Error error = errorOf([&] { BatchStream(numbered(5), 6, {}, 1); });
    EXPECT_EQ(error.code(), ErrorCode::NotEnoughData);
    EXPECT_NE(std::string(error.what()).find("6"), std::string::npos);
}

TEST(OrderedBatch, endsWithTheSet) {
    const Batch batch = orderedBatch(numbered(10), 8, 64, {});
    EXPECT_TRUE(torch::equal(batch.labels, torch::tensor({8, 9}, torch::kInt64)));
    EXPECT_EQ(batch.images.size(0), 2);
}

TEST(Splits, partsAreDisjointAndSayWhatTheyAre) {
    const SearchSplit split = splitForSearch(numbered(50), 20, 20, 5);
    EXPECT_EQ(split.weights.id(), "numbered:train[0:20)@8");
    EXPECT_EQ(split.architecture.id(), "numbered:train[20:40)@8");
    EXPECT_EQ(split.scoring.id(), "numbered:train[40:45)@8");
    EXPECT_EQ(slice(split.architecture, 3, 6).id(), "numbered:train[23:26)@8");
    EXPECT_EQ(split.architecture.labels[0].item<std::int64_t>(), 20);
    EXPECT_THROW(splitForSearch(numbered(50), 30, 30), Error);
}

}
