// SPDX-License-Identifier: Apache-2.0
#include "core/device/cpu_meter.h"

#include <utility>

#include <torch/torch.h>

#include "core/device/block_timer.h"
#include "core/device/conditions.h"
#include "core/device/cpu_subject.h"
#include "core/device/measuring_threads.h"
#include "core/records/clock.h"
#include "core/records/error.h"

namespace paretoscope::device {

namespace {

class CpuMeter : public Meter {
public:
    explicit CpuMeter(DeviceSetting setting) : setting_(std::move(setting)) { }

    [[nodiscard]] DeviceSetting setting() const override { return setting_; }
    [[nodiscard]] std::string conditions() const override { return machineConditions(); }

    [[nodiscard]] std::string describe() const override {
        return processorName() + ", " + std::to_string(setting_.threads)
            + (setting_.threads == 1 ? " thread" : " threads") + ", LibTorch " TORCH_VERSION " "
            + (setting_.runtime == "script" ? "TorchScript" : "eager") + ", batch " + std::to_string(setting_.batch)
            + (setting_.numberType == "bf16" ? ", bfloat16" : ", float32");
    }

    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override {
        const c10::InferenceMode inference;
        const MeasuringThreads threads(setting_.threads);
        std::vector<CpuSubject> subjects;
        subjects.reserve(block.size() + 1);
        for (const space::Architecture& architecture : block) {
            subjects.emplace_back(architecture, setting_, options.seed);
        }
        subjects.emplace_back(options.sentinel, setting_, options.seed);
        const BlockTiming timing = timeBlock(
            block.size(), options, [&](std::size_t subject) { return subjects[subject].timeOnce(); }, std::move(stop));
        return toMeasurements(block, options, timing);
    }

private:
    [[nodiscard]] std::vector<records::Measurement> toMeasurements(
        std::span<const space::Architecture> block, const MeterOptions& options, const BlockTiming& timing) const {
        const std::string conditionsNow = conditions();
        std::vector<records::Measurement> measurements;
        for (std::size_t i = 0; i <= block.size(); ++i) {
            const bool sentinel = i == block.size();
            const space::Architecture& architecture = sentinel ? options.sentinel : block[i];
            const SubjectTiming& subject = sentinel ? timing.sentinel : timing.subjects[i];
            measurements.push_back({.deviceSetting = toText(setting_),
                .genotype = space::identityText(architecture.genotype),
                .shape = space::toText(architecture.shape),
                .canonicalHash = space::canonicalHash(architecture),
                .value = subject.valueMs,
                .spread = subject.spreadMs,
                .rawValue = subject.rawMs,
                .rounds = subject.rounds,
                .repeats = subject.repeats,
                .session = options.session,
                .sessionIndex = options.sessionIndex + static_cast<int>(i),
                .sentinel = sentinel,
                .unstable = subject.unstable,
                .takenAt = records::utcNow(),
                .conditions = conditionsNow});
        }
        return measurements;
    }

    DeviceSetting setting_;
};

}

std::unique_ptr<Meter> makeCpuMeter(const DeviceSetting& setting) {
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
            "The device setting " + toText(setting) + " wants bfloat16, which this CPU (" + processorName()
                + ") would only emulate; take f32.",
            {{"name", "number type"}, {"value", "bf16"}, {"allowed", "f32"}});
    }
    return std::make_unique<CpuMeter>(setting);
}

}
