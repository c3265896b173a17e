// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "core/search/gradient_buckets.h"
#include "core/torch_headers.h"

namespace paretoscope::search {
namespace {

constexpr std::int64_t megabyte = (1 << 20) / 4; // float32 numbers

/// What two equal processes would add up, and when each bucket was begun.
struct Exchanges {
    FlatCollective::Exchange reduce = [this](torch::Tensor& flat) {
        sizes.push_back(flat.numel());
        afterBackward.push_back(backwardIsOver);
        return [flat]() mutable { flat.mul_(2); };
    };
    std::vector<std::int64_t> sizes;
    std::vector<bool> afterBackward;
    bool backwardIsOver = false;
};

std::vector<torch::Tensor> parameters() {
    std::vector<torch::Tensor> made;
    for (const std::int64_t size : {megabyte, megabyte / 2, megabyte / 2, megabyte / 4}) {
        made.push_back(torch::ones({size}).requires_grad_());
    }
    return made;
}

/// The last parameters come last in the forward pass and first in the backward pass.
torch::Tensor lossOf(const std::vector<torch::Tensor>& parameters, double factor = 1) {
    torch::Tensor loss = torch::zeros({});
    for (const torch::Tensor& parameter : parameters) {
        loss = (loss + parameter.pow(2).sum()) * factor;
    }
    return loss;
}

TEST(GradientBuckets, GoWhileTheBackwardPassGoesOnAndEndAsMeans) {
    const std::vector<torch::Tensor> all = parameters();
    Exchanges exchanges;
    GradientBuckets buckets(all, 2, exchanges.reduce);
    for (int step = 0; step < 2; ++step) {
        for (const torch::Tensor& parameter : all) {
            parameter.mutable_grad().reset();
        }
        exchanges.sizes.clear();
        exchanges.afterBackward.clear();
        exchanges.backwardIsOver = false;
        buckets.begin();
        lossOf(all, 1 + step).backward();
        exchanges.backwardIsOver = true;
        buckets.finish();
        EXPECT_EQ(exchanges.sizes, (std::vector{megabyte * 5 / 4, megabyte}));
        EXPECT_FALSE(exchanges.afterBackward.front()) << "the last layers' gradients travel already";
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double expected = 2 * std::pow(1.0 + step, static_cast<double>(all.size() - i));
            EXPECT_TRUE((all[i].grad() == expected).all().item<bool>()) << i;
        }
    }
}

TEST(GradientBuckets, WhatTookNoPartInTheLossIsLeftOut) {
    const std::vector<torch::Tensor> all = parameters();
    Exchanges exchanges;
    GradientBuckets buckets(all, 2, exchanges.reduce);
    buckets.begin();
    lossOf({all[0], all[2]}).backward();
    buckets.finish();
    EXPECT_EQ(exchanges.sizes, (std::vector{megabyte / 2, megabyte}));
    EXPECT_FALSE(all[1].grad().defined());
    EXPECT_TRUE((all[2].grad() == 2).all().item<bool>());
    lossOf(all).backward(); // none of its steps: nothing goes
    EXPECT_EQ(exchanges.sizes.size(), 2U);
}

TEST(GradientBuckets, HooksGoWithThem) {
    const std::vector<torch::Tensor> all = parameters();
    Exchanges exchanges;
    {
        GradientBuckets buckets(all, 2, exchanges.reduce);
        buckets.begin();
    }
    lossOf(all).backward();
    EXPECT_TRUE(exchanges.sizes.empty());
}

}
}
