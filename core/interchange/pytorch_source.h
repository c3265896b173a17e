// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace paretoscope::interchange {

// The fixed parts of the Python files that pytorchModule() writes.

/// From a picture to what the network takes.
extern const std::string_view pytorchInput;
/// The blocks that OperationSpec::python and SearchSpace::pythonNetwork use.
extern const std::string_view pytorchBlocks;
/// Reading weights, and what happens when the file is run.
extern const std::string_view pytorchLoading;

}
