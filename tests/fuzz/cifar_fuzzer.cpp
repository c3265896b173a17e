// SPDX-License-Identifier: Apache-2.0
// A file of records of either kind, and the names of the classes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/data/cifar_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using paretoscope::data::CifarRecords;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const CifarRecords& records : {CifarRecords{1, 10}, CifarRecords{2, 100}}) {
        const auto count = static_cast<std::size_t>(records.countIn(bytes));
        std::vector<std::uint8_t> pixels(count * CifarRecords::pixelBytes);
        std::vector<std::int64_t> labels(count);
        (void)records.unpack(bytes, pixels, labels);
        if (std::cmp_not_equal(records.classNames(std::string(bytes)).size(), records.classes)) {
            std::abort();
        }
    }
    return 0;
}
