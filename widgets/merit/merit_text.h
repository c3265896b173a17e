// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/merit/merit_reader.h"

namespace paretoscope::widgets {

// What the merit view says in words.

/// "Beats 17 of 20 random cells of the same latency (85 %, 64 to 95 %)", the gain, and what the numbers rest on; or
/// what is missing and how to get it.
QString meritText(const MeritSnapshot& merit);

/// "convolution depth, normal cell".
QString traitText(const std::string& trait);
/// What the traits that are certain say, and which of them the chosen cell has more or less of than others.
QString whyText(const queries::Learnt& learnt);

}
