// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/explore/exploration.h"
#include "tests/explore/synthetic_cells.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    static const explore::SyntheticCells cells(explore::SyntheticCells::Regime::Deep);
    try {
        nlohmann::json state =
            base::parseSortedJson({reinterpret_cast<const char*>(data), size}, {.what = "the exploration"});
        if (state.is_object() && state.contains("options") && state["options"].is_object()) {
            state["options"]["pool_size"] = 20; // a large one takes its time, as it may
        }
        explore::Exploration exploration(state, cells);
        (void)exploration.pending();
        (void)exploration.toJson();
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    return 0;
}
