// SPDX-License-Identifier: Apache-2.0
#include "tests/interchange/onnx_cases.h"

#include <random>

namespace paretoscope::interchange {

namespace {

using space::CellGenotype;
using space::Genotype;
using space::Operation;
using space::SpaceId;

const space::Shape dartsShape{.inputSize = 8, .channels = 4, .cells = 3, .classes = 5};
const space::Shape benchShape{.inputSize = 8, .channels = 4, .cells = 1, .classes = 5};

/// The operation on edges from an input and from the state before, so that every stride occurs.
Genotype dartsOf(Operation operation) {
    CellGenotype cell;
    for (int node = 2; node < 6; ++node) {
        cell.choices.push_back({operation, 0, node});
        cell.choices.push_back({operation, node - 1, node});
    }
    return {SpaceId::Darts, {cell, cell}};
}

Genotype benchOf(Operation operation) {
    CellGenotype cell;
    for (const space::Edge& edge : space::searchSpace(SpaceId::NasBench201).edges) {
        cell.choices.push_back({operation, edge.source, edge.target});
    }
    return {SpaceId::NasBench201, {cell}};
}

void add(std::vector<OnnxCase>& cases, const std::string& name, const Genotype& genotype, const space::Shape& shape) {
    OnnxCase entry{name, space::lower({genotype, shape}), {}};
    entry.weights = randomWeights(entry.network, cases.size() + 1);
    cases.push_back(std::move(entry));
}

}

std::vector<OnnxCase> onnxCases() {
    std::vector<OnnxCase> cases;
    for (const Operation operation : space::searchSpace(SpaceId::Darts).operations) {
        if (operation != Operation::None) { // never kept by a DARTS genotype
            add(cases, "darts-" + std::string(space::operationName(operation)), dartsOf(operation), dartsShape);
        }
    }
    for (const Operation operation : space::searchSpace(SpaceId::NasBench201).operations) {
        add(cases, "bench-" + std::string(space::operationName(operation)), benchOf(operation), benchShape);
    }
    // Node 1 is read by nothing, node 2 sums nothing.
    add(cases, "bench-dead-node",
        space::fromText("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|"), benchShape);
    space::Random random(3);
    for (int i = 0; i < 3; ++i) {
        add(cases, "darts-random-" + std::to_string(i), sampleUniform(SpaceId::Darts, random), dartsShape);
        add(cases, "bench-random-" + std::to_string(i), sampleUniform(SpaceId::NasBench201, random), benchShape);
    }
    add(cases, "darts-v2", space::published("DARTS_V2"), {.inputSize = 16, .channels = 8, .cells = 6});
    add(cases, "darts-v2-12px", space::published("DARTS_V2"), {.inputSize = 12, .channels = 6, .cells = 4});
    add(cases, "darts-imagenet", space::published("DARTS_V1"),
        {.inputSize = 64, .channels = 4, .cells = 3, .classes = 7, .stem = space::Stem::ImageNet});
    return cases;
}

std::vector<float> randomImages(const space::LoweredNetwork& network, int count, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<float> normal(0, 1);
    std::vector<float> images(static_cast<std::size_t>(network.tensors.front().elements() * count));
    for (float& value : images) {
        value = normal(random);
    }
    return images;
}

}
