// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

namespace paretoscope::device {

/// What counts the energy of a device; false where nothing does.
struct EnergyCounter {
    std::function<double()> totalMj; ///< since some moment of the past, never less than before
    /// A counter that moves in steps this far apart, as a GPU's does, says nothing about shorter windows: energy is
    /// counted apart from time then, from one step to another. 0: it moves with every run.
    double stepMs = 0;
    std::function<double()> nowMs; ///< a wall clock's, where there are steps

    explicit operator bool() const { return static_cast<bool>(totalMj); }
};

/// What the processor's packages draw (all that runs on them, not only this program), by the running average power
/// limit counters that Linux shows under /sys/class/powercap (Intel since Sandy Bridge, AMD since Zen; updated about
/// once a millisecond; a few minutes of full load make them start again, which is counted on). Empty where there are
/// none or they may not be read: most systems let only root, because of side channels (CVE-2020-8694). Torch-free.
EnergyCounter processorEnergy(const std::filesystem::path& powercap = "/sys/class/powercap");

}
