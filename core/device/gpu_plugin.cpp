// SPDX-License-Identifier: Apache-2.0
#include "core/device/gpu_plugin.h"

#include <array>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <dlfcn.h>

#include "core/base/error.h"
#include "core/device/gpu_runtime.h"

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

bool hasDriver() {
    const char* driver = std::getenv("PARETOSCOPE_NVIDIA_DRIVER"); // tests have none
    std::error_code failure;
    return std::filesystem::exists(driver != nullptr ? driver : "/proc/driver/nvidia/version", failure);
}

/// Beside the LibTorch that this process has loaded; empty where that is linked in another way.
std::filesystem::path cudaPartOfTorch() {
    void* torch = dlopen("libtorch_cpu.so", RTLD_LAZY | RTLD_NOLOAD);
    if (torch == nullptr) {
        return {};
    }
    std::array<char, PATH_MAX> folder{};
    const bool known = dlinfo(torch, RTLD_DI_ORIGIN, folder.data()) == 0;
    dlclose(torch);
    return known ? std::filesystem::path(folder.data()) / "libtorch_cuda.so" : std::filesystem::path();
}

/// Returns why nothing could be opened.
std::string openCudaPart() {
    if (!hasDriver()) {
        return "there is no NVIDIA driver";
    }
    for (const std::filesystem::path& place : places()) {
        std::error_code failure;
        if (std::filesystem::exists(place, failure) && opened(place) != nullptr) {
            return {};
        }
    }
    const std::filesystem::path part = cudaPartOfTorch();
    std::error_code failure;
    if (part.empty() || !std::filesystem::exists(part, failure)) {
        return "LibTorch came without its CUDA part (libtorch_cuda.so)";
    }
    if (dlopen(part.c_str(), RTLD_LAZY | RTLD_LOCAL) == nullptr) {
        return std::string("LibTorch's CUDA part does not load (") + dlerror() + ")";
    }
    return {};
}

}

GpuRuntime& gpuRuntime() {
    for (const std::filesystem::path& place : places()) {
        std::error_code failure;
        if (!std::filesystem::exists(place, failure)) {
            continue;
        }
        void* library = opened(place);
        if (library == nullptr) {
            fail("its plug-in " + place.string() + " does not load (" + dlerror() + ")");
        }
        if (void* symbol = dlsym(library, gpuRuntimeFunctionName)) {
            return *reinterpret_cast<GpuRuntime* (*)()>(symbol)();
        }
        fail(place.string() + " is no plug-in of this version of the program");
    }
    fail("there is no plug-in " + places().front().string());
}

const std::string& openGpuPlugin() {
    static const std::string missing = openCudaPart();
    return missing;
}

}
