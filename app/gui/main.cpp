// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QPalette>
#include <QStyleFactory>
#include <iostream>

#include "app/gui/options.h"
#include "app/gui/screenshot.h"
#include "core/records/error.h"
#include "paretoscope/version.h"
#include "widgets/main/main_window.h"
#include "widgets/main/worker_transport.h"

namespace paretoscope::gui {
namespace {

QPalette darkPalette() {
    QPalette palette(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
    const QColor text(0xe8, 0xe8, 0xe8);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
    }
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::AlternateBase, QColor(0x35, 0x37, 0x3c));
    palette.setColor(QPalette::ToolTipBase, QColor(0x35, 0x37, 0x3c));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0x9f));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

int runWindow(const Options& options) {
    widgets::MainWindow window(std::make_unique<widgets::ProcessTransport>(), widgets::desktopDialogs());
    window.show();
    if (!options.project.empty()) {
        const QString project = QString::fromStdString(options.project);
        if (options.demo || !QFileInfo::exists(project)) {
            window.createProject(project, options.demo);
        } else {
            window.openProject(project);
        }
    }
    return QApplication::exec();
}

int run(int argc, char** argv) {
    Options options;
    if (const auto code = readOptions(argc, argv, options)) {
        return *code;
    }
    if (options.screenshot) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("paretoscope"));
    QApplication::setOrganizationName(QStringLiteral("paretoscope"));
    QApplication::setApplicationVersion(QString::fromLatin1(programVersion));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/paretoscope.svg")));
    if (options.screenshot) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        if (options.dark) {
            QApplication::setPalette(darkPalette());
        }
    }
    try {
        return options.screenshot ? takeScreenshots(options) : runWindow(options);
    } catch (const Error& error) {
        std::cerr << "error: " << error.what() << '\n';
        return exitCode(error.code());
    }
}

}
}

int main(int argc, char** argv) {
    return paretoscope::gui::run(argc, argv);
}
