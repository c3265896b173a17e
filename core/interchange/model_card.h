// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/interchange/onnx.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

/// What a model card says beyond the metadata that the file itself carries.
struct CardFacts {
    std::string file; ///< name of the file it lies beside
    bool python = false; ///< a PyTorch module, not ONNX
    std::string trainedOn; ///< the data source, "cifar10:DIR"; empty for random weights
    std::string listCommand; ///< that lists the files which the accuracy is of; empty where they are none
    std::string recipe; ///< of the training, JSON; empty for random weights
};

/// One page in Markdown: the cell, what the network takes and gives, accuracy and latencies with where they come from,
/// the data and its licence as far as it is known. Says so where something is not known. Any thread.
std::string modelCard(
    const space::LoweredNetwork& network, const OnnxMetadata& metadata, const OnnxForm& form, const CardFacts& facts);

}
