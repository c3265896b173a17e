// SPDX-License-Identifier: Apache-2.0
// One GPU that is made up: it computes on the host, and its clock is one that a test knows: a millisecond for each
// operator that LibTorch is asked for, a hundredth of that in a CUDA graph.
#include <ATen/record_function.h>

#include "core/device/gpu_runtime.h"
#include "tests/nn/gpu/host_launcher.h"

namespace paretoscope::device {
namespace {

/// Counted once: it stays the same.
class FakeWork final : public GpuWork {
public:
    FakeWork(const std::function<void()>& launch, bool asGraph) : ms_((asGraph ? 0.01 : 1) * operatorsOf(launch)) { }
    double timeOnce() override { return ms_; }

private:
    static int operatorsOf(const std::function<void()>& launch) {
        static thread_local int operators;
        operators = 0;
        const at::CallbackHandle counting = at::addThreadLocalCallback(
            at::RecordFunctionCallback([](const at::RecordFunction&) -> std::unique_ptr<at::ObserverContext> {
                ++operators;
                return nullptr;
            }).scopes({at::RecordScope::FUNCTION}));
        launch();
        at::removeCallback(counting);
        return operators;
    }

    double ms_;
};

class FakeRuntime final : public GpuRuntime {
public:
    [[nodiscard]] int count() const override { return 1; }
    [[nodiscard]] c10::Device device(int /*gpu*/) const override { return c10::kCPU; }
    [[nodiscard]] std::string name(int /*gpu*/) const override { return "fake GPU"; }
    [[nodiscard]] std::string pciBusId(int /*gpu*/) const override { return {}; }
    [[nodiscard]] int cudaVersion() const override { return 13000; }
    void onOwnStream(int /*gpu*/, const std::function<void()>& block) override {
        inBlock_ = true;
        try {
            block();
        } catch (...) {
            inBlock_ = false;
            throw;
        }
        inBlock_ = false;
    }
    std::unique_ptr<GpuWork> prepare(std::function<void()> launch, bool asGraph) override {
        TORCH_CHECK(inBlock_, "work outside of the GPU's stream");
        return std::make_unique<FakeWork>(launch, asGraph);
    }
    void launchCell(
        std::span<const nn::gpu::Step> steps, const nn::gpu::CellArguments& arguments, bool bfloat16) override {
        nn::gpu::launchOnHost(steps, arguments, bfloat16);
    }

private:
    bool inBlock_ = false;
};

}
}

extern "C" __attribute__((visibility("default"))) paretoscope::device::GpuRuntime* paretoscopeGpuRuntime2() {
    static paretoscope::device::FakeRuntime runtime;
    return &runtime;
}
