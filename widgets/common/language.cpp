// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <array>
#include <memory>
#include <vector>

namespace paretoscope::widgets {

namespace {

/// What is installed now; the application only borrows translators.
std::vector<std::unique_ptr<QTranslator>>& installed() {
    static std::vector<std::unique_ptr<QTranslator>> translators;
    return translators;
}

/// The words of Qt's standard buttons, with and without a key as the desktops have them: Qt's own translations are not
/// everywhere.
[[maybe_unused]] constexpr std::array standardButtons{QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&OK"), QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Cancel"), QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Close")};

void install(const QLocale& locale, const QString& name, const QString& folder) {
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(locale, name, QStringLiteral("_"), folder)) {
        QCoreApplication::installTranslator(translator.get());
        installed().push_back(std::move(translator));
    }
}

}

QStringList languages() {
    return {QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("zh_CN")};
}

QString nativeName(const QString& language) {
    return language == QLatin1String("en") ? QStringLiteral("English") : QLocale(language).nativeLanguageName();
}

QString systemLanguage() {
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        for (const QString& known : languages()) {
            if (QLocale(wanted).language() == QLocale(known).language()) {
                return known;
            }
        }
    }
    return QStringLiteral("en");
}

void applyLanguage(const QString& language) {
    for (const auto& translator : installed()) {
        QCoreApplication::removeTranslator(translator.get());
    }
    installed().clear();
    const QString chosen = language.isEmpty() ? systemLanguage() : language;
    // The desktop's own locale where it speaks this language: it knows the country's number format.
    const QLocale locale =
        QLocale::system().language() == QLocale(chosen).language() ? QLocale::system() : QLocale(chosen);
    QLocale::setDefault(locale);
    install(QLocale(chosen), QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QLocale(chosen), QStringLiteral("paretoscope"), QStringLiteral(":/translations"));
}

}
