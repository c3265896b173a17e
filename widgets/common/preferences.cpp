// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/preferences.h"

#include <QApplication>
#include <QFont>
#include <QPalette>
#include <QSettings>
#include <algorithm>

#include "widgets/common/palette.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

Preferences loadPreferences() {
    const QSettings settings;
    const Preferences defaults;
    Preferences loaded;
    loaded.theme = static_cast<Theme>(
        std::clamp(settings.value(QStringLiteral("theme"), 0).toInt(), 0, static_cast<int>(Theme::Count) - 1));
    loaded.textPercent = std::clamp(settings.value(QStringLiteral("textPercent"), defaults.textPercent).toInt(),
        Preferences::smallestText, Preferences::largestText);
    loaded.language = settings.value(QStringLiteral("language")).toString();
    loaded.cores = std::max(0, settings.value(QStringLiteral("cores"), defaults.cores).toInt());
    loaded.dataSource = settings.value(QStringLiteral("dataSource")).toString();
    loaded.notify = settings.value(QStringLiteral("notify"), defaults.notify).toBool();
    loaded.keepAwake = settings.value(QStringLiteral("keepAwake"), defaults.keepAwake).toBool();
    return loaded;
}

void savePreferences(const Preferences& preferences) {
    QSettings settings;
    settings.setValue(QStringLiteral("theme"), static_cast<int>(preferences.theme));
    settings.setValue(QStringLiteral("textPercent"), preferences.textPercent);
    settings.setValue(QStringLiteral("language"), preferences.language);
    settings.setValue(QStringLiteral("cores"), preferences.cores);
    settings.setValue(QStringLiteral("dataSource"), preferences.dataSource);
    settings.setValue(QStringLiteral("notify"), preferences.notify);
    settings.setValue(QStringLiteral("keepAwake"), preferences.keepAwake);
}

void applyTheme(Theme theme) {
    bool dark = theme == Theme::Dark || theme == Theme::ContrastDark;
    if (theme == Theme::System) {
        QApplication::setPalette(QPalette()); // the desktop's, to see which of the two it is
        dark = isDark(QApplication::palette());
    }
    QApplication::setPalette(themePalette(dark, theme == Theme::ContrastLight || theme == Theme::ContrastDark));
}

void applyTextSize(int percent) {
    static const QFont desktops = QApplication::font();
    QApplication::setFont(
        scaled(desktops, std::clamp(percent, Preferences::smallestText, Preferences::largestText) / 100.0));
}

}
