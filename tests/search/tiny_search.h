// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/data/dataset.h"
#include "core/search/bilevel_search.h"
#include "core/search/latency_term.h"
#include "core/torch_headers.h"

namespace paretoscope::search {

/// Images of 8×8 pixels in two classes that differ in brightness, with noise: learnable in a few steps.
inline std::shared_ptr<const data::Dataset> tinyImages(std::int64_t count = 96) {
    torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>();
    generator.set_current_seed(5);
    data::Dataset dataset;
    dataset.labels = torch::randint(0, 2, {count}, generator, torch::kInt64);
    const torch::Tensor noise = torch::randint(0, 120, {count, 3, 8, 8}, generator, torch::kInt64);
    dataset.images = (noise + dataset.labels.reshape({count, 1, 1, 1}) * 90).to(torch::kUInt8);
    dataset.classNames = {"dark", "bright"};
    dataset.name = "tiny:train";
    return std::make_shared<const data::Dataset>(dataset);
}

inline space::Shape tinyShape() {
    space::Shape shape;
    shape.inputSize = 8;
    shape.channels = 4;
    shape.cells = 3;
    shape.classes = 2;
    return shape;
}

inline options::SearchConfig tinyOptions() {
    options::SearchConfig options;
    options.network.shape = tinyShape();
    options.batchSize = 8;
    options.data.trainImages = 80;
    options.data.validationImages = 16;
    options.warmUpSteps = 1;
    options.searchSteps = 4;
    options.epochSteps = 2;
    options.archiveSamples = 2;
    options.samples = 4;
    return options;
}

/// A predictor whose latency is a sum of known costs: cost[operation] ms for each edge that carries the operation.
inline LatencyTerm additiveLatency(const std::vector<float>& costs, double referenceMs) {
    const torch::Tensor cost = torch::tensor(costs);
    const auto operations = static_cast<std::int64_t>(costs.size());
    return {.deviceSetting = records::parseDeviceSetting("table/additive"),
        .predictMs =
            [cost, operations](const torch::Tensor& encodings) {
                return (encodings.reshape({encodings.size(0), -1, operations}) * cost).sum({1, 2});
            },
        .referenceMs = referenceMs};
}

/// DARTS: none, max pool, average pool, skip, sep 3, sep 5, dil 3, dil 5; skip is the cheapest of the real operations.
inline LatencyTerm dartsLatency() {
    return additiveLatency({0, 2, 1, 0.25F, 4, 6, 3, 5}, 16 * 3.0);
}

}
