// SPDX-License-Identifier: Apache-2.0
#include "core/space/skeleton.h"

#include <algorithm>
#include <utility>

namespace paretoscope::space {

namespace {

int strided(int size, int stride) {
    return (size + stride - 1) / stride;
}

}

SkeletonBuilder::SkeletonBuilder(const SearchSpace& space, const Shape& shape)
    : space_(space)
    , size_(shape.inputSize) { }

const SkeletonBuilder::Output& SkeletonBuilder::output(int back) const {
    return outputs_[static_cast<std::size_t>(std::max(0, static_cast<int>(outputs_.size()) - 1 - back))];
}

void SkeletonBuilder::addStem(
    const std::string& relu, const std::string& convolution, const std::string& norm, int channels, int stride) {
    size_ = strided(size_, stride);
    skeleton_.stem.push_back({relu, convolution, norm, channels, stride, size_});
    outputs_.push_back({channels, size_});
}

void SkeletonBuilder::addCell(int kind, int channels, bool reduction) {
    SkeletonStep step;
    step.kind = kind;
    step.reduction = reduction;
    step.afterReduction = output(space_.inputs - 1).size > output(0).size;
    for (int back = space_.inputs - 1; back >= 0; --back) {
        step.inputChannels.push_back(output(back).channels);
    }
    step.channels = channels;
    step.outputChannels = space_.outputNodes() * channels;
    add(std::move(step));
}

void SkeletonBuilder::addBlock(int channels) {
    SkeletonStep step;
    step.reduction = true;
    step.inputChannels = {output(0).channels};
    step.channels = channels;
    step.outputChannels = channels;
    add(std::move(step));
}

void SkeletonBuilder::add(SkeletonStep step) {
    step.inputSize = size_;
    size_ = strided(size_, step.reduction ? 2 : 1);
    step.outputSize = size_;
    outputs_.push_back({step.outputChannels, size_});
    skeleton_.steps.push_back(std::move(step));
}

}
