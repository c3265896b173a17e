// SPDX-License-Identifier: Apache-2.0
#include "core/device/vta_meter.h"

#include <thread>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/machine.h"
#include "core/space/lowering.h"
#include "core/vta/network.h"

namespace paretoscope::device {

namespace {

class VtaMeter final : public Meter {
public:
    VtaMeter(records::DeviceSetting setting, std::shared_ptr<vta::TrialStore> trials)
        : setting_(std::move(setting))
        , accelerator_(vta::accelerator(setting_.name))
        , trials_(std::move(trials)) {
        if (setting_.runtime != "cpu" && setting_.runtime != "group16") {
            throw Error(ErrorCode::InvalidValue,
                "The VTA's variant '" + setting_.runtime
                    + "' is unknown; allowed are cpu (depthwise convolutions on the host) and group16 (on the VTA).",
                {{"name", "variant"}, {"value", setting_.runtime}, {"allowed", "cpu, group16"}});
        }
        options_.groupedDepthwise = setting_.runtime == "group16";
    }

    [[nodiscard]] records::DeviceSetting setting() const override { return setting_; }
    [[nodiscard]] std::string describe() const override {
        return "simulated VTA " + setting_.name + " (" + vta::bitstream(accelerator_) + ", "
            + std::to_string(accelerator_.megahertz) + " MHz), depthwise convolutions "
            + (options_.groupedDepthwise ? "in groups on the VTA" : "on the host CPU") + ", int8, batch 1";
    }
    [[nodiscard]] std::string conditions() const override { return conditionsOf(nullptr); }

    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override {
        std::vector<space::LoweredNetwork> networks;
        networks.reserve(block.size() + 1);
        for (const space::Architecture& architecture : block) {
            networks.push_back(space::lower(architecture));
        }
        networks.push_back(space::lower(options.sentinel));
        tuneMissing(networks, stop);
        std::vector<records::Measurement> measurements;
        for (std::size_t i = 0; i < networks.size(); ++i) {
            measurements.push_back(measurementOf(networks[i], options, static_cast<int>(i), i == block.size()));
        }
        return measurements;
    }

private:
    [[nodiscard]] std::string conditionsOf(const vta::NetworkLatency* split) const {
        nlohmann::ordered_json json{{"simulator", "vta"}, {"bitstream", vta::bitstream(accelerator_)},
            {"clock_mhz", accelerator_.megahertz}, {"number_type", "int8"}};
        if (split != nullptr) {
            json["vta_ms"] = split->vtaMs;
            json["cpu_ms"] = split->cpuMs;
            json["layout_ms"] = split->layoutMs;
        }
        return base::textOf(json);
    }

    void tuneMissing(std::span<const space::LoweredNetwork> networks, const std::stop_token& stop) {
        std::vector<vta::Task> tasks;
        for (const space::LoweredNetwork& network : networks) {
            for (const vta::Workload& workload : vta::vtaWorkloads(network, accelerator_, options_)) {
                if (!milliseconds_.contains(vta::toText(workload))) {
                    milliseconds_[vta::toText(workload)] = 0;
                    tasks.emplace_back(accelerator_, workload);
                }
            }
        }
        if (tasks.empty()) {
            return;
        }
        try {
            const std::vector<vta::TunedTask> tuned = vta::tuneAll(
                tasks, vta::everydayOptions(), *trials_, std::max(1U, std::thread::hardware_concurrency()), {}, stop);
            for (std::size_t i = 0; i < tasks.size(); ++i) {
                if (tuned[i].cycles == 0) {
                    throw Error(ErrorCode::InvalidData,
                        "No valid schedule of " + vta::toText(tasks[i].workload()) + " was found.",
                        {{"what", "schedules"}});
                }
                milliseconds_[vta::toText(tasks[i].workload())] = tasks[i].milliseconds(tuned[i].cycles);
            }
        } catch (const Error&) {
            for (const vta::Task& task : tasks) { // not tuned: to be tried again at the next call
                milliseconds_.erase(vta::toText(task.workload()));
            }
            throw;
        }
    }

    records::Measurement measurementOf(
        const space::LoweredNetwork& network, const MeterOptions& options, int index, bool sentinel) const {
        const vta::NetworkLatency latency = vta::networkLatency(network, accelerator_, options_,
            [this](const vta::Workload& workload) { return milliseconds_.at(vta::toText(workload)); });
        const space::Architecture& architecture = network.architecture;
        return {.deviceSetting = setting_,
            .genotype = space::sorted(architecture.genotype),
            .shape = architecture.shape,
            .canonicalHash = space::canonicalHash(architecture),
            .provenance = records::CostProvenance::Simulated,
            .value = latency.totalMs,
            .rawValue = latency.totalMs,
            .rounds = {latency.totalMs},
            .repeats = 1,
            .session = options.session,
            .sessionIndex = options.sessionIndex + index,
            .sentinel = sentinel,
            .takenAt = base::utcNow(),
            .conditions = conditionsOf(&latency)};
    }

    records::DeviceSetting setting_;
    vta::Accelerator accelerator_;
    vta::NetworkOptions options_;
    std::shared_ptr<vta::TrialStore> trials_;
    std::unordered_map<std::string, double> milliseconds_; ///< by workload
};

}

std::unique_ptr<Meter> makeVtaMeter(const records::DeviceSetting& setting, std::shared_ptr<vta::TrialStore> trials) {
    return std::make_unique<VtaMeter>(setting, std::move(trials));
}

std::unique_ptr<Meter> makeVtaMeter(const records::DeviceSetting& setting) {
    static const auto shared = std::make_shared<vta::MemoryTrialStore>();
    return makeVtaMeter(setting, shared);
}

}
