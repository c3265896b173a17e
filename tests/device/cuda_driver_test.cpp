// SPDX-License-Identifier: Apache-2.0
#include "core/device/cuda_driver.h"

#include <gtest/gtest.h>

namespace paretoscope::device {
namespace {

TEST(CudaDriver, DescribesItsGpusByTheirNumbers) {
    const auto driver = cudaDriver(FAKE_CUDA_DRIVER);
    ASSERT_TRUE(driver);
    EXPECT_EQ(driver->version, 13000);
    ASSERT_EQ(driver->gpus.size(), 2U);
    EXPECT_EQ(driver->gpus[0].name, "Fake H200");
    EXPECT_EQ(driver->gpus[0].major, 9);
    EXPECT_EQ(driver->gpus[0].minor, 0);
    EXPECT_EQ(driver->gpus[0].bytes, std::int64_t{141} << 30);
    EXPECT_TRUE(driver->gpus[1].name.empty()) << "it keeps its place";
    EXPECT_EQ(driver->gpus[1].major, 0);
}

TEST(CudaDriver, IsNothingWhereThereIsNone) {
    EXPECT_FALSE(cudaDriver("/nowhere/libcuda.so"));
}

}
}
