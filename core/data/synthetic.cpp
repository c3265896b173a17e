// SPDX-License-Identifier: Apache-2.0
#include <torch/types.h>

#include "core/data/counter_random.h"
#include "core/data/load_dataset.h"
#include "core/data/parallel.h"
#include "core/data/synthetic_image.h"

namespace paretoscope::data {

namespace {

Dataset makePart(std::uint64_t seed, std::int64_t images, const std::string& part, std::uint64_t stream) {
    Dataset dataset;
    dataset.images = torch::empty({images, 3, syntheticSide, syntheticSide}, torch::kUInt8);
    dataset.labels = torch::empty({images}, torch::kInt64);
    dataset.name = "synthetic-" + std::to_string(seed) + ":" + part;
    for (int label = 0; label < syntheticClasses; ++label) {
        dataset.classNames.emplace_back(syntheticClassName(label));
    }
    const std::uint64_t partKey = mixKey(mixKey(seed, stream), 0);
    std::uint8_t* pixels = dataset.images.mutable_data_ptr<std::uint8_t>();
    std::int64_t* labels = dataset.labels.mutable_data_ptr<std::int64_t>();
    inParallel(images, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::uint64_t key = mixKey(partKey, static_cast<std::uint64_t>(i));
            const int label = CounterRandom(~key).below(syntheticClasses);
            labels[i] = label;
            drawSynthetic(label, key, pixels + i * 3 * syntheticSide * syntheticSide);
        }
    });
    return dataset;
}

}

DataSource makeSynthetic(std::uint64_t seed, std::int64_t trainImages, std::int64_t testImages) {
    return {makePart(seed, trainImages, "train", 0), makePart(seed, testImages, "test", 1), {}};
}

}
