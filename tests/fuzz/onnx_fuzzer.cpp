// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/interchange/onnx_check.h"
#include "core/space/genotype.h"
#include "core/space/lowering.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        static const space::LoweredNetwork network =
            space::lower({space::published("DARTS_V2"), space::Shape{.inputSize = 8, .channels = 4, .cells = 3}});
        (void)interchange::checkOnnx(bytes, network);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    return 0;
}
