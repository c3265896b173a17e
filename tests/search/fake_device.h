// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <torch/types.h>

namespace paretoscope::testing {

/// A device with memory of its own, made up, so that what a GPU would refuse is found without one. A program that links
/// it has a device `hpu:0` (of a kind that LibTorch knows and nobody here has): every operator on it is done by the
/// processor, on the same bits, but one that is given tensors of the device and of the host at once throws c10::Error
/// with its name, as CUDA does. Numbers that C++ code writes down are let through, as CUDA lets them.
///
/// What it cannot find: kernels that CUDA has not got or that round differently, races between streams, and data
/// pointers of a tensor that code reads without asking where it lies, for here they can be read.
torch::Device fakeDevice();

/// How often the host has read a tensor of the device since the program began: each time it would have waited for a
/// GPU.
std::int64_t hostReads();
/// Operators done on the device.
std::int64_t deviceOperators();

}
