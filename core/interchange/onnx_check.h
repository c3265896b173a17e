// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/space/lowering.h"

namespace paretoscope::interchange {

struct OnnxSummary {
    int nodes = 0;
    std::int64_t weights = 0; ///< numbers in float initialisers
};

/// Reads an ONNX file's bytes again and checks what a runtime relies on: names are unique, every input of a node exists
/// before it, every initialiser has as many finite numbers as its dimensions say, the image and the logits have the
/// network's shape. Throws Error (InvalidData) saying what is wrong. Any thread.
OnnxSummary checkOnnx(std::string_view bytes, const space::LoweredNetwork& network);

}
