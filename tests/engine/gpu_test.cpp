// SPDX-License-Identifier: Apache-2.0
// What only a GPU can show: tiny searches and a training on gpu0 beside the host's. Skips where there is none.
#include <cmath>
#include <cstring>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "core/engine/compute_choice.h"
#include "core/nn/optimisers.h"
#include "tests/search/tiny_work.h"

namespace paretoscope::engine {
namespace {

using search::Compute;
using search::SavedState;

class Gpu : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        here = gpusHere(); // opens LibTorch's CUDA part, before anything else is done
        std::string why;
        gpu = chosenGpu({}, here, why);
        reason = why;
    }
    void SetUp() override {
        if (!gpu) {
            GTEST_SKIP() << "no GPU to compute on: " << reason;
        }
        // Tensor cores would round inputs to ten bits, which is far from the host.
        at::globalContext().setAllowTF32CuDNN(false);
    }
    static Compute onGpu() { return {.executor = gpuExecutor(here, *gpu)}; }

    static inline GpusHere here;
    static inline std::optional<int> gpu;
    static inline std::string reason;
};

std::vector<float> numbersOf(const base::NamedArray& array) {
    std::vector<float> numbers(array.bytes.size() / sizeof(float));
    std::memcpy(numbers.data(), array.bytes.data(), numbers.size() * sizeof(float));
    return numbers;
}

void expectClose(const SavedState& one, const SavedState& other, double tolerance) {
    ASSERT_EQ(one.arrays.size(), other.arrays.size());
    for (std::size_t index = 0; index < one.arrays.size(); ++index) {
        ASSERT_EQ(one.arrays[index].shape, other.arrays[index].shape);
        if (one.arrays[index].dtype == base::ArrayType::Float32) {
            const std::vector<float> a = numbersOf(one.arrays[index]);
            const std::vector<float> b = numbersOf(other.arrays[index]);
            for (std::size_t i = 0; i < a.size(); ++i) {
                ASSERT_NEAR(a[i], b[i], tolerance) << one.arrays[index].name;
            }
        }
    }
}

TEST_F(Gpu, SearchesAsTheHostDoes) {
    for (const options::SearchConfig& options : search::tinySearches()) {
        const Compute host{.executor = nn::cpuExecutor(nn::CellKernels::Stock)};
        expectClose(search::searched(options, onGpu()), search::searched(options, host), 2e-2);
    }
}

TEST_F(Gpu, TrainsAsTheHostDoes) {
    for (const char* cell : {"DARTS_V2", "PC_DARTS_cifar"}) {
        search::Training there = search::tinyTraining(cell, onGpu());
        search::Training here = search::tinyTraining(cell, {});
        EXPECT_TRUE(there.runUntil(4));
        EXPECT_TRUE(here.runUntil(4));
        expectClose(there.exportState(), here.exportState(), 2e-2);
        EXPECT_NEAR(there.evaluate(*search::tinyImages()).crossEntropy,
            here.evaluate(*search::tinyImages()).crossEntropy, 2e-2);
    }
}

TEST_F(Gpu, GoesOnFromTheHostsCheckpointAndBack) {
    const options::SearchConfig options = search::tinySearches().at(1);
    search::BilevelSearch there = search::tinySearch(options, onGpu());
    there.runUntil(2);
    search::BilevelSearch here = search::tinySearch(options, {});
    here.importState(there.exportState());
    here.runUntil(3);
    search::BilevelSearch again = search::tinySearch(options, onGpu());
    again.importState(here.exportState());
    EXPECT_EQ(again.run(), search::SearchEnd::Finished);
}

TEST_F(Gpu, LeavesEverythingAloneWhereAGradientIsNotFinite) {
    const torch::Device device(torch::kCUDA, static_cast<c10::DeviceIndex>(*gpu));
    const torch::Tensor weight = torch::ones({64}).to(device).requires_grad_();
    nn::DeviceSgd sgd({weight}, {.clipNorm = 1});
    weight.mutable_grad() = torch::full({64}, NAN).to(device);
    EXPECT_FALSE(std::isfinite(sgd.step(0.1).item<double>()));
    EXPECT_TRUE(weight.detach().cpu().equal(torch::ones({64})));
}

TEST_F(Gpu, SaysHowMuchMemoryIsFree) {
    EXPECT_GT(onGpu().executor->availableBytes(), 0);
    onGpu().executor->synchronize();
}

}
}
