// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/interchange/device_profile.h"

namespace paretoscope::interchange {

/// Measurements as arrays, a number each: the body of a profile. `texts` holds sessions and conditions once each.
std::vector<base::NamedArray> columnsOf(const ProfilePart& part);

/// The inverse; the part's setting, space and shape are those that its header names. Throws Error (InvalidData,
/// InvalidGenotype, InvalidShape) on anything that a measurement cannot be.
std::vector<records::Measurement> measurementsFrom(const ProfilePart& part, std::span<const base::NamedArray> columns);

}
