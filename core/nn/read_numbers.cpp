// SPDX-License-Identifier: Apache-2.0
#include "core/nn/read_numbers.h"

#include "core/torch_headers.h"

namespace paretoscope::nn {

std::vector<double> readNumbers(const std::vector<torch::Tensor>& numbers) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> wide;
    wide.reserve(numbers.size());
    for (const torch::Tensor& number : numbers) {
        wide.push_back(number.detach().to(torch::kFloat64).reshape({}));
    }
    if (wide.empty()) {
        return {};
    }
    const torch::Tensor host = torch::stack(wide).cpu();
    return {host.const_data_ptr<double>(), host.const_data_ptr<double>() + host.numel()};
}

}
