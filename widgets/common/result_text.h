// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/records/run.h"

namespace paretoscope::widgets {

/// What a finished run resulted in: one line in the user's language. Empty where the run has not finished, or where its
/// record cannot be read. Parses the record at each call. GUI thread.
QString resultText(const records::Run& run);

}
