// SPDX-License-Identifier: Apache-2.0
#include "core/engine/torch_boundary.h"

#include <new>
#include <string>

#include <c10/util/Exception.h>

#include "core/base/error.h"

namespace paretoscope::engine {

namespace {

[[noreturn]] void throwNotEnoughMemory(const std::string& detail) {
    throw Error(ErrorCode::NotEnoughMemory,
        "The job ran out of memory (" + detail
            + "). Lower the batch size, the channels or the number of cells and start it again.",
        {{"detail", detail}});
}

}

void atTorchBoundary(const std::function<void()>& work) {
    try {
        work();
    } catch (const c10::OutOfMemoryError& error) {
        throwNotEnoughMemory(error.what_without_backtrace());
    } catch (const c10::Error& error) {
        const std::string detail = error.what_without_backtrace();
        // The CPU allocator reports a failed allocation as a plain c10::Error.
        if (detail.find("DefaultCPUAllocator") != std::string::npos) {
            throwNotEnoughMemory(detail);
        }
        throw Error(ErrorCode::EngineFailure, "LibTorch reported: " + detail, {{"detail", detail}});
    } catch (const std::bad_alloc&) {
        throwNotEnoughMemory("std::bad_alloc");
    }
}

}
