// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace paretoscope::queries {

/// What was timed, by the conditions of a measurement: a GPU, a processor, or what a runner said of itself: hardware,
/// runtime, provider, threads, number type, without the runtime's version. Measurements that differ in it are not of
/// one device. Empty where they do not say.
std::string timedOn(const std::string& conditions);

}
