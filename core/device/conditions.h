// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace paretoscope::device {

// Torch-free. Any thread. What cannot be read is left out, never guessed.

/// JSON object: load_1min, running (processes running now), processors, clock_mhz, temperature_c, processor, kernel,
/// program and libtorch versions.
std::string machineConditions();

/// A sentence where other work keeps so many processors busy that `threads` threads cannot run undisturbed.
std::optional<std::string> busyWarning(int threads);

}
