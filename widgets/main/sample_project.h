// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace paretoscope::widgets {

/// The project of real runs that comes with the program, unpacked into the user's cache as a file that can only be
/// read. Empty where the program was built without it. Throws Error (FileUnwritable) where the cache cannot be written.
QString sampleProject();

}
