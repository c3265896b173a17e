// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace paretoscope::engine {

/// Runs `work` and converts every exception of LibTorch (c10::Error) and std::bad_alloc into paretoscope::Error:
/// running out of memory becomes NotEnoughMemory, anything else EngineFailure with LibTorch's message without its
/// backtrace.
void atTorchBoundary(const std::function<void()>& work);

}
