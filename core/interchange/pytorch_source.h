// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace paretoscope::interchange {

// The fixed parts of the Python files that pytorchModule() writes.

/// Imports and the blocks that both spaces share.
extern const std::string_view pytorchBlocks;
/// Cell and network of the DARTS space, and of NAS-Bench-201.
extern const std::string_view pytorchDarts;
extern const std::string_view pytorchNasBench201;
/// Reading weights, and what happens when the file is run.
extern const std::string_view pytorchLoading;

}
