// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace paretoscope::analysis {

/// Mean over the edges of the entropy of their operations' weights, over log(operations), above which a search has made
/// no decision: the cell that it would derive cannot be told from a random one.
inline constexpr double noDecisionEntropy = 0.99;

}
