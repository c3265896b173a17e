// SPDX-License-Identifier: Apache-2.0
#include "core/search/gradient_buckets.h"

#include <memory>
#include <utility>

#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

#include "core/torch_headers.h"

namespace paretoscope::search {
namespace {

constexpr std::int64_t bucketBytes = std::int64_t{1} << 20U;

}

class GradientBuckets::Hook final : public torch::autograd::PostAccumulateGradHook {
public:
    Hook(GradientBuckets& buckets, std::size_t bucket) : buckets_(buckets), bucket_(bucket) { }
    void operator()(const torch::autograd::Variable& /*parameter*/) override { buckets_.gradientIsThere(bucket_); }

private:
    GradientBuckets& buckets_;
    std::size_t bucket_;
};

GradientBuckets::GradientBuckets(std::vector<torch::Tensor> parameters, int processes, FlatCollective::Exchange reduce)
    : parameters_(std::move(parameters))
    , processes_(processes)
    , reduce_(std::move(reduce)) {
    std::vector<std::size_t> members;
    std::int64_t bytes = 0;
    for (std::size_t i = parameters_.size(); i-- > 0;) { // the backward pass comes to the last ones first
        const bool otherType =
            !members.empty() && parameters_[i].scalar_type() != parameters_[members.front()].scalar_type();
        if (otherType || bytes >= bucketBytes) {
            add(std::exchange(members, {}));
            bytes = 0;
        }
        members.push_back(i);
        bytes += static_cast<std::int64_t>(parameters_[i].nbytes());
    }
    add(std::move(members));
}

GradientBuckets::~GradientBuckets() {
    for (const torch::Tensor& parameter : parameters_) {
        torch::autograd::impl::set_post_acc_grad_hooks(parameter, nullptr);
    }
}

void GradientBuckets::add(std::vector<std::size_t> members) {
    for (const std::size_t member : members) {
        torch::autograd::impl::set_post_acc_grad_hooks(
            parameters_[member], std::make_unique<Hook>(*this, buckets_.size()));
    }
    if (!members.empty()) {
        buckets_.push_back({.members = std::move(members)});
    }
}

void GradientBuckets::begin() {
    for (Bucket& bucket : buckets_) {
        bucket.ready = 0;
        bucket.gradients.clear(); // a step that failed may have left some
        bucket.wait = nullptr;
    }
    next_ = 0;
    collecting_ = true;
}

void GradientBuckets::gradientIsThere(std::size_t bucket) {
    if (!collecting_) {
        return; // of a backward pass that is none of these steps
    }
    ++buckets_[bucket].ready;
    while (next_ < buckets_.size() && buckets_[next_].ready == buckets_[next_].members.size()) {
        send(buckets_[next_++]);
    }
}

/// Parameters that took no part in the loss have no gradient, in no process.
void GradientBuckets::send(Bucket& bucket) {
    const torch::NoGradGuard noGradient;
    for (const std::size_t member : bucket.members) {
        const torch::Tensor& gradient = parameters_[member].grad();
        if (gradient.defined()) {
            bucket.gradients.push_back(gradient);
        }
    }
    if (!bucket.gradients.empty()) {
        bucket.flat = FlatCollective::flatOf(bucket.gradients, processes_);
        bucket.wait = reduce_(bucket.flat);
    }
}

void GradientBuckets::finish() {
    const torch::NoGradGuard noGradient;
    while (next_ < buckets_.size()) {
        send(buckets_[next_++]);
    }
    collecting_ = false;
    for (Bucket& bucket : buckets_) {
        if (!bucket.wait) {
            continue;
        }
        std::exchange(bucket.wait, nullptr)();
        FlatCollective::giveMeans(bucket.flat, processes_, bucket.gradients);
        bucket.gradients.clear();
        bucket.flat.reset();
    }
}

}
