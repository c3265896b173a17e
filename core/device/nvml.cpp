// SPDX-License-Identifier: Apache-2.0
#include "core/device/nvml.h"

#include <array>

#include <dlfcn.h>

namespace paretoscope::device {

namespace {

// As NVML's reference describes them; its header comes with the toolkit's development files only.
using Device = struct DeviceHandle*;
constexpr int success = 0;
constexpr unsigned multiprocessorClock = 1;
constexpr unsigned memoryClock = 2;
constexpr unsigned gpuSensor = 0;

class Library {
public:
    static const Library& instance() {
        static const Library library;
        return library;
    }

    template <typename... Parameters>
    [[nodiscard]] bool call(const char* name, Parameters... parameters) const {
        void* symbol = handle_ == nullptr ? nullptr : dlsym(handle_, name);
        return symbol != nullptr && reinterpret_cast<int (*)(Parameters...)>(symbol)(parameters...) == success;
    }

    [[nodiscard]] Device device(const std::string& pciBusId) const {
        Device device = nullptr;
        return call("nvmlDeviceGetHandleByPciBusId_v2", pciBusId.c_str(), &device) ? device : nullptr;
    }

private:
    Library() : handle_(dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL)) {
        if (handle_ != nullptr && !call("nvmlInit_v2")) {
            handle_ = nullptr;
        }
    }
    void* handle_;
};

}

std::optional<GpuState> gpuState(const std::string& pciBusId) {
    const Library& library = Library::instance();
    const Device device = library.device(pciBusId);
    if (device == nullptr) {
        return std::nullopt;
    }
    GpuState state;
    unsigned value = 0;
    if (library.call("nvmlDeviceGetClockInfo", device, multiprocessorClock, &value)) {
        state.clockMhz = value;
    }
    if (library.call("nvmlDeviceGetClockInfo", device, memoryClock, &value)) {
        state.memoryClockMhz = value;
    }
    if (library.call("nvmlDeviceGetTemperature", device, gpuSensor, &value)) {
        state.temperatureC = value;
    }
    if (library.call("nvmlDeviceGetPowerUsage", device, &value)) {
        state.powerWatt = value / 1000.0;
    }
    std::array<char, 96> driver{};
    if (library.call("nvmlSystemGetDriverVersion", driver.data(), static_cast<unsigned>(driver.size()))) {
        state.driver = driver.data();
    }
    return state;
}

std::optional<double> energyMillijoules(const std::string& pciBusId) {
    const Library& library = Library::instance();
    const Device device = library.device(pciBusId);
    unsigned long long millijoules = 0;
    if (device == nullptr || !library.call("nvmlDeviceGetTotalEnergyConsumption", device, &millijoules)) {
        return std::nullopt;
    }
    return static_cast<double>(millijoules);
}

}
