// SPDX-License-Identifier: Apache-2.0
#include "core/data/dataset.h"

#include <algorithm>

#include <torch/types.h>

#include "core/base/error.h"
#include "core/data/parallel.h"
#include "core/data/resize.h"

namespace paretoscope::data {

std::string Dataset::id() const {
    return name + "[" + std::to_string(first) + ":" + std::to_string(first + size()) + ")@"
        + std::to_string(imageSize());
}

std::vector<std::int64_t> classCounts(const Dataset& dataset) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(dataset.classes()));
    const std::int64_t* labels = dataset.labels.const_data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < dataset.size(); ++i) {
        ++counts[static_cast<std::size_t>(labels[i])];
    }
    return counts;
}

Dataset slice(const Dataset& dataset, std::int64_t first, std::int64_t last) {
    if (first < 0 || last < first || last > dataset.size()) {
        throw Error(ErrorCode::NotEnoughData,
            "Images " + std::to_string(first) + " to " + std::to_string(last) + " of " + dataset.id()
                + " are asked for, but it holds " + std::to_string(dataset.size())
                + "; ask for fewer images or use a larger data set.",
            {{"dataset", dataset.id()}, {"wanted", std::to_string(last)},
                {"available", std::to_string(dataset.size())}});
    }
    Dataset part = dataset;
    part.images = dataset.images.slice(0, first, last);
    part.labels = dataset.labels.slice(0, first, last);
    part.first = dataset.first + first;
    return part;
}

Dataset firstImages(const Dataset& dataset, std::int64_t count) {
    return slice(dataset, 0, count > 0 ? std::min(count, dataset.size()) : dataset.size());
}

Dataset resized(const Dataset& dataset, int size) {
    if (size < 4 || size > 1024) {
        throw Error(ErrorCode::InvalidValue,
            "The image size " + std::to_string(size) + " is not possible; allowed are 4 to 1024 pixels.",
            {{"name", "image size"}, {"value", std::to_string(size)}, {"allowed", "4 to 1024"}});
    }
    const int old = dataset.imageSize();
    if (old == size) {
        return dataset;
    }
    Dataset result = dataset;
    result.images = torch::empty({dataset.size(), 3, size, size}, torch::kUInt8);
    const std::uint8_t* source = dataset.images.const_data_ptr<std::uint8_t>();
    std::uint8_t* target = result.images.mutable_data_ptr<std::uint8_t>();
    const Resizer resizer(old, old, size);
    inParallel(dataset.size() * 3, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t plane = begin; plane < end; ++plane) {
            resizer.apply(source + plane * old * old, old, 1, target + plane * size * size);
        }
    });
    return result;
}

SearchSplit splitForSearch(
    const Dataset& train, std::int64_t weights, std::int64_t architecture, std::int64_t scoring) {
    const std::int64_t wanted = weights + architecture + scoring;
    if (weights < 1 || architecture < 1 || scoring < 0 || wanted > train.size()) {
        throw Error(ErrorCode::NotEnoughData,
            "A search asks for " + std::to_string(weights) + " + " + std::to_string(architecture) + " + "
                + std::to_string(scoring) + " images (weights, architecture, scoring), but " + train.id() + " holds "
                + std::to_string(train.size()) + "; ask for fewer.",
            {{"dataset", train.id()}, {"wanted", std::to_string(wanted)}, {"available", std::to_string(train.size())}});
    }
    return {slice(train, 0, weights), slice(train, weights, weights + architecture),
        slice(train, weights + architecture, wanted)};
}

}
