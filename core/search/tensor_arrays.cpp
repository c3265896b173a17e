// SPDX-License-Identifier: Apache-2.0
#include "core/search/tensor_arrays.h"

#include <array>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/torch_headers.h"

namespace paretoscope::search {
namespace {

using base::ArrayType;

constexpr std::array<std::pair<ArrayType, torch::ScalarType>, 4> types{{{ArrayType::Float32, torch::kFloat32},
    {ArrayType::Float64, torch::kFloat64}, {ArrayType::Int64, torch::kInt64}, {ArrayType::UInt8, torch::kUInt8}}};

ArrayType arrayType(const nn::NamedTensor& named) {
    for (const auto& [array, tensor] : types) {
        if (tensor == named.tensor.scalar_type()) {
            return array;
        }
    }
    throw Error(ErrorCode::InvalidData,
        "The tensor " + named.name + " has a number type that a checkpoint cannot hold.", {{"tensor", named.name}});
}

torch::ScalarType tensorType(ArrayType wanted) {
    for (const auto& [array, tensor] : types) {
        if (array == wanted) {
            return tensor;
        }
    }
    return torch::kFloat32;
}

}

std::vector<base::NamedArray> toArrays(const nn::NamedTensors& tensors) {
    std::vector<base::NamedArray> arrays;
    arrays.reserve(tensors.size());
    for (const nn::NamedTensor& named : tensors) {
        const torch::Tensor plain = named.tensor.detach().cpu().contiguous();
        base::NamedArray array{
            .name = named.name, .dtype = arrayType(named), .shape = plain.sizes().vec(), .bytes = {}};
        array.bytes.resize(plain.nbytes());
        if (!array.bytes.empty()) {
            std::memcpy(array.bytes.data(), plain.const_data_ptr(), array.bytes.size());
        }
        arrays.push_back(std::move(array));
    }
    return arrays;
}

nn::NamedTensors toTensors(const std::vector<base::NamedArray>& arrays) {
    nn::NamedTensors tensors;
    tensors.reserve(arrays.size());
    for (const base::NamedArray& array : arrays) {
        base::validate(array);
        const torch::Tensor tensor = torch::empty(array.shape, tensorType(array.dtype));
        if (!array.bytes.empty()) {
            std::memcpy(tensor.mutable_data_ptr(), array.bytes.data(), array.bytes.size());
        }
        tensors.push_back({array.name, tensor});
    }
    return tensors;
}

}
