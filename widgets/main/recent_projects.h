// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace paretoscope::widgets {

/// Project files opened lately, newest first, those that are gone left out. Kept in the user's settings.
QStringList recentProjects();
void rememberProject(const QString& path);

}
