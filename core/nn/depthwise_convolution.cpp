// SPDX-License-Identifier: Apache-2.0
#include "core/nn/depthwise_convolution.h"

#include <ATen/Parallel.h>

#include "core/nn/cpu/kernels.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

namespace {

using torch::Tensor;

constexpr std::int64_t imagesPerSum = 8; // fixed, so that sums do not depend on the number of threads

struct Gradients {
    Tensor images;
    Tensor weight;
};

template <class T>
Gradients gradientsOf(const Tensor& images, const Tensor& weight, const Tensor& outputGradient,
    const cpu::ChannelsLastShape& shape, bool wantImages, bool wantWeight) {
    const cpu::Kernels<T>& kernels = cpu::kernels<T>();
    const std::int64_t batch = images.size(0);
    const std::int64_t taps = weight.size(2) * weight.size(3);
    const Tensor repeated =
        weight.view({shape.channels, taps}).t().unsqueeze(1).expand({taps, shape.outWidth, -1}).contiguous();
    const std::int64_t chunks = (batch + imagesPerSum - 1) / imagesPerSum;
    Gradients result;
    if (wantImages) {
        result.images = torch::zeros_like(images);
    }
    Tensor sums;
    if (wantWeight) {
        sums = torch::zeros({chunks, taps, shape.outWidth, shape.channels}, weight.options());
    }
    const std::int64_t imageSize = images.stride(0);
    const std::int64_t outputSize = outputGradient.stride(0);
    const T* x = images.const_data_ptr<T>();
    const T* d = outputGradient.const_data_ptr<T>();
    const T* w = repeated.const_data_ptr<T>();
    T* dx = wantImages ? result.images.template mutable_data_ptr<T>() : nullptr;
    T* dw = wantWeight ? sums.template mutable_data_ptr<T>() : nullptr;
    at::parallel_for(0, chunks, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t chunk = begin; chunk < end; ++chunk) {
            const std::int64_t last = std::min(batch, (chunk + 1) * imagesPerSum);
            for (std::int64_t image = chunk * imagesPerSum; image < last; ++image) {
                kernels.channelsLastDepthwiseGradients(shape, x + image * imageSize, d + image * outputSize, w,
                    dx == nullptr ? nullptr : dx + image * imageSize,
                    dw == nullptr ? nullptr : dw + chunk * repeated.numel());
            }
        }
    });
    if (wantWeight) {
        result.weight = sums.sum(c10::IntArrayRef{0, 2}).t().reshape(weight.sizes());
    }
    return result;
}

class DepthwiseConvolution : public torch::autograd::Function<DepthwiseConvolution> {
public:
    static Tensor forward(torch::autograd::AutogradContext* context, const Tensor& images, const Tensor& weight,
        std::int64_t stride, std::int64_t padding, std::int64_t dilation) {
        context->save_for_backward({images, weight});
        context->saved_data["stride"] = stride;
        context->saved_data["padding"] = padding;
        context->saved_data["dilation"] = dilation;
        return at::conv2d(
            images, weight, {}, {stride, stride}, {padding, padding}, {dilation, dilation}, images.size(1));
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* context, const torch::autograd::variable_list& outputGradients) {
        const torch::autograd::variable_list saved = context->get_saved_variables();
        const Tensor& images = saved[0];
        const Tensor& weight = saved[1];
        const Tensor outputGradient = outputGradients[0].contiguous(torch::MemoryFormat::ChannelsLast);
        const auto number = [&](const char* name) { return static_cast<int>(context->saved_data[name].toInt()); };
        const cpu::ChannelsLastShape shape{.channels = static_cast<int>(images.size(1)),
            .height = static_cast<int>(images.size(2)),
            .width = static_cast<int>(images.size(3)),
            .outHeight = static_cast<int>(outputGradient.size(2)),
            .outWidth = static_cast<int>(outputGradient.size(3)),
            .kernel = static_cast<int>(weight.size(2)),
            .stride = number("stride"),
            .padding = number("padding"),
            .dilation = number("dilation")};
        const bool wantImages = context->needs_input_grad(0);
        const bool wantWeight = context->needs_input_grad(1);
        const Gradients result = images.scalar_type() == torch::kFloat64
            ? gradientsOf<double>(images, weight, outputGradient, shape, wantImages, wantWeight)
            : gradientsOf<float>(images, weight, outputGradient, shape, wantImages, wantWeight);
        return {result.images, result.weight, {}, {}, {}};
    }
};

/// Pixels one after the other, whatever a dimension of size one makes LibTorch think of the strides.
bool channelsSideBySide(const Tensor& images) {
    return images.is_contiguous(torch::MemoryFormat::ChannelsLast) && images.stride(0) == images[0].numel();
}

}

Tensor depthwiseConvolution(const Tensor& images, const Tensor& weight, int stride, int padding, int dilation) {
    const bool records = torch::GradMode::is_enabled() && (images.requires_grad() || weight.requires_grad());
    const bool known = images.device().is_cpu() && weight.size(2) == weight.size(3)
        && (images.scalar_type() == torch::kFloat32 || images.scalar_type() == torch::kFloat64);
    if (records && known && channelsSideBySide(images)) {
        return DepthwiseConvolution::apply(images, weight, stride, padding, dilation);
    }
    return at::conv2d(images, weight, {}, {stride, stride}, {padding, padding}, {dilation, dilation}, images.size(1));
}

}
