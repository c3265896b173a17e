// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/interchange/benchmark_table.h"
#include "core/interchange/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        const interchange::CsvTable table = interchange::csvFromText(bytes);
        (void)interchange::readBenchmarkTable(table, interchange::mappingFor(table.header, {.tableName = "fuzz"}));
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    return 0;
}
