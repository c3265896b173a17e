// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/error.h"

namespace paretoscope::widgets {

/// What went wrong, in the user's language: one short sentence for each code. The detail is the error's own text.
QString errorTitle(ErrorCode code);

}
