// SPDX-License-Identifier: GPL-3.0-or-later
// One QApplication for all tests of a program: offscreen, without the user's settings, in a fixed style and locale.
#include <QLocale>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "widgets/common/application.h"
#include "widgets/common/language.h"
#include "widgets/common/preferences.h"
#include "widgets/style/style.h"

namespace {

/// What all tests begin with, whatever the one before chose.
void setDefaults() {
    paretoscope::widgets::applyLanguage(QStringLiteral("en"));
    paretoscope::widgets::applyTextSize(100);
    paretoscope::widgets::applyTheme(paretoscope::widgets::Theme::Light);
    QLocale::setDefault(QLocale::c());
}

class Defaults : public testing::EmptyTestEventListener {
    void OnTestEnd(const testing::TestInfo& /*test*/) override { setDefaults(); }
};

}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    testing::InitGoogleTest(&argc, argv);
    // Of this process: others run beside it. QStandardPaths' own test mode has one folder for all of them.
    const QTemporaryDir own;
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
        qputenv(folder, own.filePath(QString::fromLatin1(folder)).toLocal8Bit());
    }
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
    paretoscope::widgets::Application application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("paretoscope-test"));
    QApplication::setApplicationName(QStringLiteral("paretoscope-test"));
    paretoscope::widgets::applyStyle();
    setDefaults();
    testing::UnitTest::GetInstance()->listeners().Append(new Defaults); // takes it over
    return RUN_ALL_TESTS();
}
