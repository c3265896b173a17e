// SPDX-License-Identifier: Apache-2.0
// What every LibTorch file needs, precompiled once. Not <torch/torch.h>: the functions that its module and data headers
// define inline are compiled anew in every file, which took half of a file's ten seconds. A file that needs
// <torch/optim/...> or <torch/nn/...> includes them itself.
#pragma once

#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>
