// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "widgets/common/view.h"

namespace paretoscope::widgets {

/// All views of the program, in the order of their tabs. Any thread.
std::span<const ViewType> viewTypes();

}
