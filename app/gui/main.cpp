// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QIcon>
#include <iostream>

#include "app/gui/options.h"
#include "app/gui/report.h"
#include "app/gui/screenshot.h"
#include "core/base/crash_report.h"
#include "core/base/error.h"
#include "paretoscope/version.h"
#include "widgets/common/application.h"
#include "widgets/common/language.h"
#include "widgets/common/preferences.h"
#include "widgets/main/main_window.h"
#include "widgets/style/style.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::gui {
namespace {

int runWindow(const Options& options) {
    widgets::MainWindow window(std::make_unique<widgets::ProcessTransport>(), widgets::desktopDialogs());
    window.restoreLayout();
    window.show();
    if (!options.project.empty()) {
        const QString project = QString::fromStdString(options.project);
        if (options.demo || !QFileInfo::exists(project)) {
            window.createProject(project, options.demo);
        } else {
            window.openLink({project, QString::fromStdString(options.openView),
                QList<qint64>(options.select.begin(), options.select.end()), QString::fromStdString(options.device)});
        }
    }
    window.tellOfCrash();
    return QApplication::exec();
}

int run(int argc, char** argv) {
    Options options;
    if (const auto code = readOptions(argc, argv, options)) {
        return *code;
    }
    if (options.screenshot || !options.report.empty()) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    widgets::Application application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("paretoscope"));
    QApplication::setOrganizationName(QStringLiteral("paretoscope"));
    QApplication::setApplicationVersion(QString::fromLatin1(programVersion));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/paretoscope.svg")));
    const bool drawn = options.screenshot || !options.report.empty();
    const widgets::Preferences preferences = widgets::loadPreferences();
    widgets::applyStyle();
    widgets::applyTheme(!drawn ? preferences.theme : options.dark ? widgets::Theme::Dark : widgets::Theme::Light);
    if (!drawn && preferences.textPercent != 100) { // else the fonts stay those of the desktop, and follow it
        widgets::applyTextSize(preferences.textPercent);
    }
    widgets::applyLanguage(!options.language.empty() ? QString::fromStdString(options.language)
            : drawn                                  ? QStringLiteral("en")
                                                     : preferences.language);
    try {
        if (!options.report.empty()) {
            return writeReport(options);
        }
        return options.screenshot ? takeScreenshots(options) : runWindow(options);
    } catch (...) { // also what a library throws, and memory that runs out
        const Error error = currentError();
        std::cerr << "error: " << error.what() << '\n';
        return exitCode(error.code());
    }
}

}
}

int main(int argc, char** argv) {
    paretoscope::base::reportCrashes(paretoscope::widgets::MainWindow::programName, paretoscope::programVersion);
    return paretoscope::gui::run(argc, argv);
}
