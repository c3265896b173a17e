// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace paretoscope::widgets {

/// The languages that the program speaks, as locale names: "en", "de", "zh_CN".
QStringList languages();
/// A language's own name: "Deutsch".
QString nativeName(const QString& language);
/// The one of languages() nearest to what the desktop is set to; "en" where there is none.
QString systemLanguage();

/// Installs a language's translations (ours and Qt's own) and makes its numbers and dates the default; empty: the
/// system's. Widgets are told by QEvent::LanguageChange. GUI thread only.
void applyLanguage(const QString& language);

}
