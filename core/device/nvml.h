// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace paretoscope::device {

/// What the driver's management library says of one GPU at this moment.
struct GpuState {
    double clockMhz = 0; ///< of the multiprocessors
    double memoryClockMhz = 0;
    double temperatureC = 0;
    double powerWatt = 0;
    std::string driver;
};

/// By PCI bus id ("00000000:01:00.0"), which is one GPU whatever CUDA_VISIBLE_DEVICES hides. Nothing where the library
/// is not there or says no. The library is loaded at run time: it comes with the driver, not with the toolkit.
std::optional<GpuState> gpuState(const std::string& pciBusId);

/// Energy in millijoules since the driver was loaded (Volta and later), or nothing.
std::optional<double> energyMillijoules(const std::string& pciBusId);

}
