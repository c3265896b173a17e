// SPDX-License-Identifier: Apache-2.0
#include "core/device/gpu_plugin.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <dlfcn.h>

#include "core/base/error.h"

namespace paretoscope::device {

namespace {

constexpr const char* fileName = "libparetoscope_cuda.so";

std::vector<std::filesystem::path> places() {
    if (const char* chosen = std::getenv("PARETOSCOPE_CUDA_PLUGIN")) {
        return {chosen};
    }
    std::error_code failure;
    const std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", failure).parent_path();
    return {folder / fileName, folder.parent_path() / "lib" / "paretoscope" / fileName};
}

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorCode::DeviceFailure,
        "This computer cannot measure on a GPU: " + reason
            + ". The plug-in is built where the CUDA toolkit 13 is installed and needs an NVIDIA driver to run; a "
              "profile that was measured elsewhere can be imported instead (profile import).",
        {{"reason", reason}});
}

/// Stays loaded for the program's life.
void* opened(const std::filesystem::path& place) {
    return dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
}

GpuMeterFunction load() {
    for (const std::filesystem::path& place : places()) {
        std::error_code failure;
        if (!std::filesystem::exists(place, failure)) {
            continue;
        }
        void* library = opened(place);
        if (library == nullptr) {
            fail("its plug-in " + place.string() + " does not load (" + dlerror() + ")");
        }
        if (void* symbol = dlsym(library, gpuMeterFunctionName)) {
            return reinterpret_cast<GpuMeterFunction>(symbol);
        }
        fail(place.string() + " is no plug-in of this program");
    }
    fail("there is no plug-in " + places().front().string());
}

}

std::unique_ptr<Meter> makeGpuMeter(const records::DeviceSetting& setting) {
    return std::unique_ptr<Meter>(load()(setting));
}

void openGpuPlugin() {
    [[maybe_unused]] static const bool isOpen = [] {
        const char* driver = std::getenv("PARETOSCOPE_NVIDIA_DRIVER"); // tests have none
        std::error_code failure;
        return std::filesystem::exists(driver != nullptr ? driver : "/proc/driver/nvidia/version", failure)
            && std::ranges::any_of(places(), [](const auto& place) {
                   std::error_code missing;
                   return std::filesystem::exists(place, missing) && opened(place) != nullptr;
               });
    }();
}

}
