// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace paretoscope::widgets {

/// Where the project of real runs that comes with the program is unpacked to: in the user's cache.
QString sampleProjectPath();

/// Puts it there as a file that can only be read, unless it is there. False where the program was built without it.
/// Throws Error (FileUnwritable) where the cache cannot be written.
bool unpackSampleProject();

/// Whether that file is meant: by its own path or through links, there or not. It is never a project of the user's.
bool isSampleProject(const QString& path);

}
