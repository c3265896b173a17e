// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/predictor/error_report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        options::validate(options::jobConfigFromJson(bytes));
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    try {
        (void)predictor::fitReportFromJson(bytes);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    return 0;
}
