// SPDX-License-Identifier: Apache-2.0
// What every LibTorch file needs, precompiled once: it costs ~15 s and 1.3 GB to parse.
#pragma once

#include <torch/torch.h>
