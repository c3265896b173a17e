// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iostream>

#include "core/base/error.h"

namespace paretoscope {

/// Runs a benchmark's `run` and says what went wrong as the programs do, with their exit codes.
inline int benchMain(int argc, char** argv, int (*run)(int, char**)) {
    try {
        return run(argc, argv);
    } catch (const Error& error) {
        std::cerr << "error: " << error.what() << '\n';
        return exitCode(error.code());
    }
}

}
