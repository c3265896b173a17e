// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/options/finish.h"

namespace paretoscope::engine {

/// Predicted beside measured, expected beside trained, a row a cell.
std::vector<std::vector<std::string>> finishedRows(const options::FinishResult& result);

/// How far the two are apart, and how many cells are on the front that is measured and trained, in sentences.
std::string summary(const options::FinishResult& result);

}
