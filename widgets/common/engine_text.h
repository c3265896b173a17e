// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace paretoscope::widgets {

/// A text that the program composed in English and stored or sent, in the window's language: titles of runs and
/// accuracy protocols, what a job is doing. One that is not known, such as a title that somebody gave, comes back as it
/// is. GUI thread.
QString engineText(std::string_view english);
QString engineText(const QString& english);

}
