// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace paretoscope::widgets {

// Arrangements of the views that the user gave names to; kept in the program's settings.

QStringList layoutNames(); ///< in alphabetical order of the locale
QByteArray namedLayout(const QString& name); ///< empty where there is none
void saveNamedLayout(const QString& name, const QByteArray& layout); ///< in the place of one of that name
void removeNamedLayout(const QString& name);

}
