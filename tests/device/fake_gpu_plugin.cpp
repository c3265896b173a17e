// SPDX-License-Identifier: Apache-2.0
// A GPU whose clock a test knows: a millisecond for each operator of the network, a hundredth of that in a CUDA graph.
#include "core/base/error.h"
#include "core/device/gpu_plugin.h"
#include "core/device/timed_meter.h"
#include "core/space/lowering.h"

namespace paretoscope::device {
namespace {

class FakeSubject final : public TimedSubject {
public:
    explicit FakeSubject(double ms) : ms_(ms) { }
    double timeOnce() override { return ms_; }

private:
    double ms_;
};

class FakeMeter final : public TimedMeter {
public:
    using TimedMeter::TimedMeter;
    [[nodiscard]] std::string describe() const override { return "fake GPU"; }
    [[nodiscard]] std::string conditions() const override { return R"({"gpu":"fake"})"; }

protected:
    std::unique_ptr<TimedSubject> subject(const space::Architecture& architecture, std::uint64_t) override {
        const auto operators = static_cast<double>(space::lower(architecture).operators.size());
        return std::make_unique<FakeSubject>(operators * (setting().runtime == "graph" ? 0.01 : 1));
    }
    void withDeviceReady(const std::function<void()>& block) override { block(); }
};

}
}

extern "C" __attribute__((visibility("default"))) paretoscope::device::Meter* paretoscopeGpuMeter(
    const paretoscope::records::DeviceSetting& setting) {
    if (setting.index > 0) {
        throw paretoscope::Error(paretoscope::ErrorCode::DeviceFailure, "The fake computer has one GPU.");
    }
    return new paretoscope::device::FakeMeter(setting);
}
