// SPDX-License-Identifier: Apache-2.0
#include "core/nn/named_tensor.h"

#include <sstream>
#include <unordered_map>

#include "core/base/error.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

namespace {

std::string shapeText(const torch::Tensor& tensor) {
    std::ostringstream text;
    text << tensor.sizes();
    return text.str();
}

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
    throw Error(ErrorCode::ProjectDamaged,
        "The saved state does not fit this network: '" + name + "' " + what
            + ". It was saved for another configuration; start afresh or use the configuration it was saved with.",
        {{"name", name}, {"what", what}});
}

}

void copyByName(const NamedTensors& source, const NamedTensors& target) {
    std::unordered_map<std::string, torch::Tensor> byName;
    for (const NamedTensor& entry : source) {
        byName.emplace(entry.name, entry.tensor);
    }
    for (const NamedTensor& entry : target) {
        const auto found = byName.find(entry.name);
        if (found == byName.end()) {
            refuse(entry.name, "is missing");
        }
        if (found->second.sizes() != entry.tensor.sizes()) {
            refuse(entry.name, "has the shape " + shapeText(found->second) + " instead of " + shapeText(entry.tensor));
        }
    }
    if (byName.size() != target.size()) {
        for (const NamedTensor& entry : target) {
            byName.erase(entry.name);
        }
        refuse(byName.empty() ? "a name" : byName.begin()->first, "is not known here");
    }
    const torch::NoGradGuard noGrad;
    for (const NamedTensor& entry : target) {
        torch::Tensor destination = entry.tensor;
        destination.copy_(byName.at(entry.name));
    }
}

std::vector<torch::Tensor> withoutNames(const NamedTensors& tensors) {
    std::vector<torch::Tensor> plain;
    plain.reserve(tensors.size());
    for (const NamedTensor& entry : tensors) {
        plain.push_back(entry.tensor);
    }
    return plain;
}

NamedTensors detachedCopies(const NamedTensors& tensors) {
    NamedTensors copies;
    copies.reserve(tensors.size());
    for (const NamedTensor& entry : tensors) {
        copies.push_back({entry.name, entry.tensor.detach().to(torch::kCPU, false, true).contiguous()});
    }
    return copies;
}

}
