// SPDX-License-Identifier: Apache-2.0
// LibTorch's wheel brings c10d's header of ProcessGroupGloo and Gloo's code, not Gloo's headers. These five declare
// what that header names, and it keeps all of it behind pointers: nothing here is defined, made or called by this
// program.
#pragma once

#include <chrono>

namespace gloo {

class Context {
public:
    void setTimeout(std::chrono::milliseconds timeout);
};

}
