// SPDX-License-Identifier: Apache-2.0
#include "core/device/cuda_driver.h"

#include <array>

#include <dlfcn.h>

namespace paretoscope::device {

namespace {

// As the CUDA Driver API's reference describes them; its header comes with the toolkit only.
constexpr int success = 0;
constexpr int capabilityMajor = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
constexpr int capabilityMinor = 76;

/// Stays loaded: a driver that was started must not be unloaded.
class Library {
public:
    explicit Library(const char* path) : handle_(dlopen(path, RTLD_NOW | RTLD_LOCAL)) { }
    [[nodiscard]] bool isOpen() const { return handle_ != nullptr; }

    template <typename... Parameters>
    [[nodiscard]] bool call(const char* name, Parameters... parameters) const {
        void* symbol = dlsym(handle_, name);
        return symbol != nullptr && reinterpret_cast<int (*)(Parameters...)>(symbol)(parameters...) == success;
    }

private:
    void* handle_;
};

}

std::optional<CudaDriver> cudaDriver(const char* library) {
    const Library driver(library);
    int count = 0;
    CudaDriver found;
    if (!driver.isOpen() || !driver.call("cuInit", 0U) || !driver.call("cuDriverGetVersion", &found.version)
        || !driver.call("cuDeviceGetCount", &count)) {
        return std::nullopt;
    }
    for (int index = 0; index < count; ++index) {
        int device = 0;
        Gpu gpu;
        std::array<char, 128> name{};
        std::size_t bytes = 0;
        if (driver.call("cuDeviceGet", &device, index)
            && driver.call("cuDeviceGetAttribute", &gpu.major, capabilityMajor, device)
            && driver.call("cuDeviceGetAttribute", &gpu.minor, capabilityMinor, device)
            && driver.call("cuDeviceTotalMem_v2", &bytes, device)) {
            (void)driver.call("cuDeviceGetName", name.data(), static_cast<int>(name.size() - 1), device);
            gpu.name = name.data();
            gpu.bytes = static_cast<std::int64_t>(bytes);
        }
        found.gpus.push_back(gpu); // also one that says nothing of itself: numbers are places
    }
    return found;
}

}
