// SPDX-License-Identifier: Apache-2.0
#include "core/device/cpu_meter.h"

#include <chrono>
#include <utility>

#include <torch/torch.h>

#include "core/device/block_timer.h"
#include "core/device/conditions.h"
#include "core/device/measuring_threads.h"
#include "core/nn/fixed_network.h"
#include "core/records/clock.h"
#include "core/records/error.h"
#include "core/space/lowering.h"

namespace paretoscope::device {

namespace {

/// A network and what it is fed with, ready to be timed.
class Subject {
public:
    Subject(const space::Architecture& architecture, int batch, std::uint64_t seed)
        : network_(space::lower(architecture), {}, generatorFor(seed)) {
        network_.initialiseForTiming(generatorFor(seed));
        network_.eval();
        const auto& shape = architecture.shape;
        images_ = torch::randn({batch, shape.inputChannels, shape.inputSize, shape.inputSize}, generatorFor(seed + 1));
    }

    double runOnce() {
        const auto start = std::chrono::steady_clock::now();
        const torch::Tensor logits = network_.forward(images_);
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    }

private:
    static torch::Generator generatorFor(std::uint64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(seed); }

    nn::FixedNetwork network_;
    torch::Tensor images_;
};

class CpuMeter : public Meter {
public:
    explicit CpuMeter(DeviceSetting setting) : setting_(std::move(setting)) { }

    [[nodiscard]] DeviceSetting setting() const override { return setting_; }
    [[nodiscard]] std::string conditions() const override { return machineConditions(); }

    [[nodiscard]] std::string describe() const override {
        return processorName() + ", " + std::to_string(setting_.threads)
            + (setting_.threads == 1 ? " thread" : " threads") + ", LibTorch " TORCH_VERSION " eager, batch "
            + std::to_string(setting_.batch) + ", float32";
    }

    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override {
        const c10::InferenceMode inference;
        const MeasuringThreads threads(setting_.threads);
        std::vector<Subject> subjects;
        subjects.reserve(block.size() + 1);
        for (const space::Architecture& architecture : block) {
            subjects.emplace_back(architecture, setting_.batch, options.seed);
        }
        subjects.emplace_back(options.sentinel, setting_.batch, options.seed);
        const BlockTiming timing = timeBlock(
            block.size(), options, [&](std::size_t subject) { return subjects[subject].runOnce(); }, std::move(stop));
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
    return std::make_unique<CpuMeter>(setting);
}

}
