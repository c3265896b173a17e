// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/device/runner_protocol.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        (void)device::runnerHello(bytes);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    for (const auto action :
        {device::RunnerAction::Measure, device::RunnerAction::Prepare, device::RunnerAction::Drop}) {
        try {
            (void)device::runnerReply(bytes, {.id = 7, .action = action, .repeats = 3}, {}, 1e9);
        } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
        }
    }
    return 0;
}
