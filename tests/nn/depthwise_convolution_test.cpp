// SPDX-License-Identifier: Apache-2.0
#include "core/nn/depthwise_convolution.h"
#include "core/torch_headers.h"

#include <gtest/gtest.h>

namespace paretoscope::nn {
namespace {

struct Case {
    int batch, channels, height, width, kernel, stride, dilation;
};

class DepthwiseGradients : public testing::TestWithParam<Case> { };

TEST_P(DepthwiseGradients, AreThoseOfLibTorch) {
    const Case& each = GetParam();
    const int padding = each.dilation * (each.kernel - 1) / 2;
    torch::manual_seed(3);
    for (const torch::ScalarType numbers : {torch::kFloat64, torch::kFloat32}) {
        const auto options = torch::TensorOptions(numbers);
        const torch::Tensor images = torch::randn({each.batch, each.channels, each.height, each.width}, options)
                                         .contiguous(torch::MemoryFormat::ChannelsLast)
                                         .requires_grad_();
        const torch::Tensor weight =
            torch::randn({each.channels, 1, each.kernel, each.kernel}, options).requires_grad_();
        const torch::Tensor ours = depthwiseConvolution(images, weight, each.stride, padding, each.dilation);
        const torch::Tensor wanted = at::conv2d(images, weight, {}, {each.stride, each.stride}, {padding, padding},
            {each.dilation, each.dilation}, each.channels);
        EXPECT_TRUE(torch::equal(ours, wanted));
        const torch::Tensor gradient = torch::randn_like(wanted);
        const auto own = torch::autograd::grad({ours}, {images, weight}, {gradient});
        const auto expected = torch::autograd::grad({wanted}, {images, weight}, {gradient});
        const double tolerance = numbers == torch::kFloat64 ? 1e-12 : 1e-4;
        for (std::size_t i = 0; i < own.size(); ++i) {
            EXPECT_LE((own[i] - expected[i]).abs().max().item<double>(),
                tolerance * (1 + expected[i].abs().max().item<double>()))
                << (i == 0 ? "images" : "weight");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Shapes, DepthwiseGradients,
    testing::Values(Case{9, 8, 16, 16, 3, 1, 1}, Case{2, 8, 16, 16, 5, 1, 2}, Case{3, 16, 8, 8, 5, 2, 1},
        Case{1, 5, 7, 9, 3, 2, 2}, Case{1, 3, 1, 1, 5, 1, 2}, Case{17, 4, 5, 3, 5, 2, 2}, Case{2, 32, 4, 4, 3, 1, 2},
        Case{2, 1, 6, 6, 3, 1, 1}));

TEST(DepthwiseConvolution, FormsOnlyTheGradientsThatAreWanted) {
    const torch::Tensor images = torch::randn({2, 8, 6, 6}).contiguous(torch::MemoryFormat::ChannelsLast);
    const torch::Tensor weight = torch::randn({8, 1, 3, 3}).requires_grad_();
    depthwiseConvolution(images, weight, 1, 1, 1).sum().backward();
    EXPECT_FALSE(images.grad().defined());
    EXPECT_TRUE(weight.grad().defined());
}

TEST(DepthwiseConvolution, DoesNotDependOnTheNumberOfThreads) {
    const int before = at::get_num_threads();
    const torch::Tensor images = torch::randn({33, 8, 9, 9}).contiguous(torch::MemoryFormat::ChannelsLast);
    std::vector<torch::Tensor> gradients;
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        const torch::Tensor weight = torch::full({8, 1, 5, 5}, 0.1F).requires_grad_();
        depthwiseConvolution(images, weight, 1, 2, 1).square().sum().backward();
        gradients.push_back(weight.grad());
    }
    at::set_num_threads(before);
    EXPECT_TRUE(torch::equal(gradients[0], gradients[1]));
}

}
}
