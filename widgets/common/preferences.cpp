// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/preferences.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#include <algorithm>

namespace paretoscope::widgets {

namespace {

QPalette paletteOf(QRgb window, QRgb base, QRgb alternate, QRgb text, QRgb disabled, QRgb highlight) {
    QPalette palette{QColor(window), QColor(window)};
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, QColor(text));
        palette.setColor(QPalette::Disabled, role, QColor(disabled));
    }
    palette.setColor(QPalette::PlaceholderText, QColor(disabled));
    palette.setColor(QPalette::Base, QColor(base));
    palette.setColor(QPalette::AlternateBase, QColor(alternate));
    palette.setColor(QPalette::ToolTipBase, QColor(alternate));
    palette.setColor(QPalette::Highlight, QColor(highlight));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

}

Preferences loadPreferences() {
    const QSettings settings;
    const Preferences defaults;
    Preferences loaded;
    loaded.theme = static_cast<Theme>(std::clamp(settings.value(QStringLiteral("theme"), 0).toInt(), 0, 2));
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
    settings.setValue(QStringLiteral("language"), preferences.language);
    settings.setValue(QStringLiteral("cores"), preferences.cores);
    settings.setValue(QStringLiteral("dataSource"), preferences.dataSource);
    settings.setValue(QStringLiteral("notify"), preferences.notify);
    settings.setValue(QStringLiteral("keepAwake"), preferences.keepAwake);
}

void applyTheme(Theme theme) {
    switch (theme) {
    case Theme::System:
        QApplication::setPalette(QPalette()); // the desktop's, and whatever it changes to
        break;
    case Theme::Light:
        QApplication::setPalette(paletteOf(0xffefefef, 0xffffffff, 0xfff5f5f5, 0xff1b1b1b, 0xff8a8a8a, 0xff2f6f9f));
        break;
    case Theme::Dark:
        QApplication::setPalette(paletteOf(0xff2b2d31, 0xff1e1f22, 0xff35373c, 0xffe8e8e8, 0xff808080, 0xff2f6f9f));
        break;
    }
}

}
