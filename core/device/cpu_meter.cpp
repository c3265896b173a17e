// SPDX-License-Identifier: Apache-2.0
#include "core/device/cpu_meter.h"

#include <torch/version.h>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/device/conditions.h"
#include "core/device/cpu_subject.h"
#include "core/device/measuring_threads.h"
#include "core/device/timed_meter.h"
#include "core/torch_headers.h"

namespace paretoscope::device {

namespace {

class CpuMeter final : public TimedMeter {
public:
    using TimedMeter::TimedMeter;

    [[nodiscard]] std::string conditions() const override { return machineConditions(); }

    [[nodiscard]] std::string describe() const override {
        const records::DeviceSetting measured = setting();
        return base::processorName() + ", " + std::to_string(measured.threads)
            + (measured.threads == 1 ? " thread" : " threads") + ", LibTorch " TORCH_VERSION " "
            + (measured.runtime == "script" ? "TorchScript" : "eager") + ", batch " + std::to_string(measured.batch)
            + (measured.numberType == "bf16" ? ", bfloat16" : ", float32");
    }

protected:
    std::unique_ptr<TimedSubject> subject(const space::Architecture& architecture, std::uint64_t seed) override {
        return std::make_unique<CpuSubject>(architecture, setting(), seed);
    }

    EnergyCounter energyCounter() override { return processorEnergy(); }

    void withDeviceReady(const std::function<void()>& block) override {
        const c10::InferenceMode inference;
        const MeasuringThreads threads(setting().threads);
        block();
    }
};

}

std::unique_ptr<Meter> makeCpuMeter(const records::DeviceSetting& setting) {
    const auto available = MeasuringThreads::processors().size();
    if (static_cast<std::size_t>(setting.threads) > available) {
        throw Error(ErrorCode::InvalidValue,
            "The device setting " + toText(setting) + " wants " + std::to_string(setting.threads)
                + " threads, but this program may use " + std::to_string(available) + " processors; lower t.",
            {{"name", "threads"}, {"value", std::to_string(setting.threads)},
                {"allowed", "1 to " + std::to_string(available)}});
    }
    if (setting.numberType == "bf16" && !hasBfloat16()) {
        throw Error(ErrorCode::InvalidValue,
            "The device setting " + toText(setting) + " wants bfloat16, which this CPU (" + base::processorName()
                + ") would only emulate; take f32.",
            {{"name", "number type"}, {"value", "bf16"}, {"allowed", "f32"}});
    }
    return std::make_unique<CpuMeter>(setting);
}

}
