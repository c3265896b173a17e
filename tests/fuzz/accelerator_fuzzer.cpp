// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/vta/accelerator.h"
#include "core/vta/workload.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        (void)vta::acceleratorFromJson(bytes, "fuzz");
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    try {
        (void)vta::parseLayers(bytes, "fuzz");
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    return 0;
}
