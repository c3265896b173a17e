// SPDX-License-Identifier: Apache-2.0
#include "core/search/flat_collective.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/search/gradient_buckets.h"
#include "core/torch_headers.h"

namespace paretoscope::search {

FlatCollective::FlatCollective(int rank, int size, Exchange reduce, Exchange spread)
    : rank_(rank)
    , size_(size)
    , reduce_(std::move(reduce))
    , spread_(std::move(spread)) { }

torch::Tensor FlatCollective::flatOf(const std::vector<torch::Tensor>& tensors, int processes) {
    std::vector<torch::Tensor> pieces;
    pieces.reserve(tensors.size());
    for (const torch::Tensor& tensor : tensors) {
        pieces.push_back(tensor.detach().reshape(-1));
    }
    const torch::Tensor flat = torch::cat(pieces).to(torch::kCPU);
    return processes > 2 && flat.scalar_type() == torch::kFloat32 ? flat.to(torch::kFloat64) : flat;
}

void FlatCollective::giveMeans(torch::Tensor& flatSums, int processes, const std::vector<torch::Tensor>& tensors) {
    flatSums.div_(processes);
    std::int64_t begin = 0;
    for (const torch::Tensor& tensor : tensors) {
        tensor.detach().copy_(flatSums.narrow(0, begin, tensor.numel()).view(tensor.sizes()));
        begin += tensor.numel();
    }
}

std::unique_ptr<GradientAverage> FlatCollective::averaging(const std::vector<torch::Tensor>& parameters) {
    return std::make_unique<GradientBuckets>(parameters, size_, reduce_);
}

void FlatCollective::average(const std::vector<torch::Tensor>& tensors) {
    const torch::NoGradGuard noGradient;
    std::map<torch::ScalarType, std::vector<torch::Tensor>> ofType;
    for (const torch::Tensor& tensor : tensors) {
        ofType[tensor.scalar_type()].push_back(tensor);
    }
    for (const auto& [type, alike] : ofType) {
        torch::Tensor flat = flatOf(alike, size_);
        reduce_(flat)();
        giveMeans(flat, size_, alike);
    }
}

void FlatCollective::broadcast(const std::vector<torch::Tensor>& tensors) {
    const torch::NoGradGuard noGradient;
    std::vector<torch::Tensor> pieces; // bytes: whatever their type
    for (const torch::Tensor& tensor : tensors) {
        if (tensor.numel() > 0) {
            pieces.push_back(tensor.detach().to(torch::kCPU).reshape(-1).contiguous().view(torch::kUInt8));
        }
    }
    if (pieces.empty()) {
        return;
    }
    torch::Tensor flat = torch::cat(pieces);
    spread_(flat)();
    std::int64_t begin = 0;
    for (const torch::Tensor& tensor : tensors) {
        if (tensor.numel() > 0) {
            const auto bytes = static_cast<std::int64_t>(tensor.numel() * tensor.element_size());
            // A copy, because another type wants its numbers aligned.
            const torch::Tensor own = flat.narrow(0, begin, bytes).clone().view(tensor.scalar_type());
            tensor.detach().copy_(own.view(tensor.sizes()));
            begin += bytes;
        }
    }
}

void FlatCollective::sum(std::span<double> numbers) {
    torch::Tensor flat = torch::empty({static_cast<std::int64_t>(numbers.size())}, torch::kFloat64);
    std::copy(numbers.begin(), numbers.end(), flat.mutable_data_ptr<double>());
    reduce_(flat)();
    std::copy_n(flat.const_data_ptr<double>(), numbers.size(), numbers.begin());
}

}
