// SPDX-License-Identifier: Apache-2.0
// A driver for CUDA 13.0 with two GPUs, made up: a Hopper, and one that says nothing of itself.
#include <cstddef>
#include <cstring>

namespace {

constexpr int success = 0;
constexpr int failure = 999;
constexpr int majorAttribute = 75;
constexpr int gpus = 2;

}

// NOLINTBEGIN(readability-identifier-naming): the driver's own names
extern "C" {

__attribute__((visibility("default"))) int cuInit(unsigned flags) {
    return flags == 0 ? success : failure;
}
__attribute__((visibility("default"))) int cuDriverGetVersion(int* version) {
    *version = 13000;
    return success;
}
__attribute__((visibility("default"))) int cuDeviceGetCount(int* count) {
    *count = gpus;
    return success;
}
__attribute__((visibility("default"))) int cuDeviceGet(int* device, int index) {
    *device = 40 + index;
    return index == 0 ? success : failure;
}
__attribute__((visibility("default"))) int cuDeviceGetAttribute(int* value, int attribute, int device) {
    *value = attribute == majorAttribute ? 9 : 0;
    return device == 40 ? success : failure;
}
__attribute__((visibility("default"))) int cuDeviceTotalMem_v2(std::size_t* bytes, int device) {
    *bytes = std::size_t{141} << 30U;
    return device == 40 ? success : failure;
}
__attribute__((visibility("default"))) int cuDeviceGetName(char* name, int length, int device) {
    std::strncpy(name, "Fake H200", static_cast<std::size_t>(length));
    return device == 40 ? success : failure;
}
}
// NOLINTEND(readability-identifier-naming)
