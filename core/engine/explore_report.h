// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/options/explore_result.h"

namespace paretoscope::engine {

/// For people, a row a choice: device setting, aim, latency, expected accuracy, ties; the first row names the columns.
std::vector<std::vector<std::string>> choiceRows(const options::ExploreResult& result);
/// Sentences about what was learnt and how far it can be trusted.
std::string summary(const options::ExploreResult& result);

}
