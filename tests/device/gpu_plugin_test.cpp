// SPDX-License-Identifier: Apache-2.0
#include "core/device/gpu_plugin.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <dlfcn.h>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/device/gpu_runtime.h"
#include "core/device/measure_plan.h"
#include "tests/expect_error.h"

namespace paretoscope::device {
namespace {

class GpuPlugin : public ::testing::Test {
protected:
    void SetUp() override { setenv("PARETOSCOPE_CUDA_PLUGIN", FAKE_GPU_PLUGIN, 1); }
    void TearDown() override { unsetenv("PARETOSCOPE_CUDA_PLUGIN"); }

    static std::string meterError(const std::string& setting) {
        return errorText(ErrorCode::DeviceFailure, [&] { makeMeter(records::parseDeviceSetting(setting)); });
    }

    static double measured(const std::string& setting, const space::Architecture& architecture) {
        const auto meter = makeMeter(records::parseDeviceSetting(setting));
        MeterOptions options;
        options.sentinel = sentinelFor(space::SpaceId::Darts, architecture.shape);
        options.windowMs = 1;
        options.warmUpMs = 1;
        return meter->measure({{architecture}}, options, {}).front().value;
    }
};

TEST_F(GpuPlugin, IsOpenedBeforeTheFirstJobWhereThereIsADriver) {
    ASSERT_EQ(dlopen(FAKE_GPU_PLUGIN, RTLD_NOW | RTLD_NOLOAD), nullptr) << "the first test that opens it";
    const std::filesystem::path driver = std::filesystem::temp_directory_path() / "paretoscope-driver-version";
    std::ofstream(driver) << "NVRM version";
    setenv("PARETOSCOPE_NVIDIA_DRIVER", driver.c_str(), 1);
    openGpuPlugin();
    unsetenv("PARETOSCOPE_NVIDIA_DRIVER");
    std::filesystem::remove(driver);
    EXPECT_NE(dlopen(FAKE_GPU_PLUGIN, RTLD_NOW | RTLD_NOLOAD), nullptr);
}

TEST_F(GpuPlugin, MeasuresThroughTheSharedLibrary) {
    const space::Architecture small{space::published("DARTS_V2"), {.inputSize = 8, .channels = 4, .cells = 3}};
    const space::Architecture large{space::published("DARTS_V2"), {.inputSize = 8, .channels = 4, .cells = 6}};
    EXPECT_GT(measured("gpu0/eager/b1/f32", large), 1.5 * measured("gpu0/eager/b1/f32", small));
    EXPECT_NEAR(measured("gpu0/eager/b1/f32", small), 100 * measured("gpu0/graph/b1/f32", small), 1e-6);
    EXPECT_GT(measured("gpu0/graph/b2/bf16", small), 0);
}

TEST_F(GpuPlugin, SaysWhatItMeasuresOn) {
    const auto meter = makeMeter(records::parseDeviceSetting("gpu0/graph/b64/bf16"));
    EXPECT_NE(meter->describe().find("fake GPU"), std::string::npos);
    EXPECT_NE(meter->describe().find("CUDA graph, batch 64, bf16"), std::string::npos);
    EXPECT_NE(meter->conditions().find(R"("cuda":13000)"), std::string::npos);
}

TEST_F(GpuPlugin, LaunchesTheKernelsOfACell) {
    std::vector<float> gradients(2 * 4, 1.0F);
    nn::gpu::CellArguments arguments{};
    arguments.edges = 2;
    arguments.operations = 4;
    arguments.operationGradients = gradients.data();
    const nn::gpu::Step clear{nn::gpu::Kernel::Clear, 0, {1, 1, 1}, {}, 0, 0, 0};
    gpuRuntime().launchCell({&clear, 1}, arguments, /*bfloat16=*/false);
    EXPECT_EQ(gradients, std::vector<float>(gradients.size()));
}

TEST_F(GpuPlugin, AGpuThatIsNotThereSaysHowManyAre) {
    EXPECT_NE(meterError("gpu1/eager/b1/f32").find("no GPU 1 here: the CUDA driver knows 1"), std::string::npos);
}

TEST_F(GpuPlugin, WhereThereIsNoneSaysWhyAndWhatElse) {
    setenv("PARETOSCOPE_CUDA_PLUGIN", "/nowhere/plugin.so", 1);
    EXPECT_NE(meterError("gpu0/eager/b1/f32").find("/nowhere/plugin.so"), std::string::npos);
    EXPECT_NE(meterError("gpu0/eager/b1/f32").find("profile import"), std::string::npos);
    const std::filesystem::path text = std::filesystem::temp_directory_path() / "paretoscope-no-plugin.so";
    std::ofstream(text) << "no library";
    setenv("PARETOSCOPE_CUDA_PLUGIN", text.c_str(), 1);
    EXPECT_NE(meterError("gpu0/eager/b1/f32").find("does not load"), std::string::npos);
    std::filesystem::remove(text);
}

}
}
