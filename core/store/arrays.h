// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/array.h"
#include "core/store/query.h"

namespace paretoscope::store {

/// Arrays as rows: raw little-endian bytes with type, shape and checksum. `insert` and `select` are the statements for
/// the owner's kind (a predictor or a checkpoint). Internal to the module.
void insertArrays(Query& insert, std::int64_t owner, std::span<const base::NamedArray> arrays);

/// Nothing where one of them is damaged.
std::optional<std::vector<base::NamedArray>> readArrays(Query& select, std::int64_t owner);

}
