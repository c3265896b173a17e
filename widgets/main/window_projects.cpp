// SPDX-License-Identifier: GPL-3.0-or-later
// Projects come and go: made, opened, refused, remembered.
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStackedWidget>
#include <QUrl>
#include <utility>

#include "core/base/crash_report.h"
#include "widgets/error_text.h"
#include "widgets/main/main_window.h"
#include "widgets/main/recent_projects.h"
#include "widgets/main/sample_project.h"
#include "widgets/main/tour.h"
#include "widgets/main/welcome_page.h"

namespace paretoscope::widgets {

namespace {

const QString suffix = QStringLiteral("paretoscope");

QString projectFilter() {
    return MainWindow::tr("Paretoscope projects (*.paretoscope)");
}

}

void MainWindow::openProject(const QString& path, bool readOnly) {
    if (isSampleProject(path) && !unpackSample()) {
        return;
    }
    if (const QString problem = whyNoProject(path); !problem.isEmpty()) {
        messages().showMessage(Severity::Bad, problem);
        return;
    }
    enterProject(path, readOnly);
}

void MainWindow::enterProject(const QString& path, bool readOnly) {
    if (jobs_.isBusy()) {
        messages().showMessage(Severity::Warning, tr("A job is running. Stop it before opening another project."));
        return;
    }
    if (reader_.snapshot()) {
        before_ = link();
    }
    pendingState_.reset();
    pendingLink_.reset();
    firstLook_ = false;
    if (tour_) {
        tour_->end();
    }
    path_ = QFileInfo(path).absoluteFilePath();
    const QFileInfo file(path_);
    isSample_ = readOnly || isSampleProject(path_);
    readOnly_ = isSample_ || (file.exists() ? !file.isWritable() : !QFileInfo(file.absolutePath()).isWritable());
    copyOf_.clear();
    selection_.clear();
    history_.clear();
    isNew_ = !file.exists();
    page_->messages().dismiss();
    welcome_->messages().dismiss();
    page_->setSnapshot({});
    askReader();
    reader_.open(path_);
    jobs_.setProject(path_);
    setWindowTitle(QStringLiteral("%1 – Paretoscope").arg(file.completeBaseName()));
    pages_->setCurrentWidget(page_);
    if (readOnly_ && !isSample_) { // the sample says so where its copy is offered
        messages().showMessage(Severity::Note, tr("This project can only be read."));
    }
    showState();
}

void MainWindow::closeProject() {
    path_.clear();
    isSample_ = readOnly_ = false;
    copyOf_.clear();
    selection_.clear();
    history_.clear();
    reader_.close();
    page_->setSnapshot({});
    jobs_.setProject({});
    setWindowTitle(QStringLiteral("Paretoscope"));
    pages_->setCurrentWidget(welcome_);
    showState();
}

void MainWindow::giveUpOpening(ErrorCode code, const QString& text) {
    const std::optional<DeepLink> before = std::exchange(before_, std::nullopt);
    closeProject();
    if (before) {
        openLink(*before);
    }
    messages().showMessage(Severity::Bad, errorTitle(code) + QLatin1Char(' ') + text);
}

void MainWindow::createProject(const QString& path, bool everything) {
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (QFileInfo::exists(path) || isSampleProject(path)) {
        openProject(path);
    } else if (!folder.isDir() || !folder.isWritable()) {
        messages().showMessage(Severity::Bad,
            folder.isDir() ? tr("No project can be made in the folder %1: it can only be read.").arg(folder.filePath())
                           : tr("There is no folder %1.").arg(folder.filePath()));
        return;
    } else {
        enterProject(path, false);
    }
    if (path_ != QFileInfo(path).absoluteFilePath() || readOnly_) {
        return;
    }
    page_->showView("front");
    jobs_.createProject();
    if (everything) {
        jobs_.runEverything(QFileInfo(path_).absolutePath());
    }
}

/// In a project that holds something it is first said what it will do.
void MainWindow::requestEverything() {
    const QString folder = QFileInfo(path_).absolutePath();
    const bool empty = reader_.snapshot() && reader_.snapshot()->runs.empty();
    if (!empty
        && dialogs_->ask(this, tr("Run everything"),
               //: %1 a folder.
               tr("Measures random architectures on this computer, fits, explores, trains and exports with small "
                  "settings: a few minutes on two cores. What the project holds stays, and is used where it fits. "
                  "cell.onnx, cell.svg and front.csv are written into %1.")
                   .arg(QDir::toNativeSeparators(folder)),
               {tr("Run everything"), tr("Cancel")})
            != 0) {
        return;
    }
    jobs_.runEverything(folder);
}

void MainWindow::requestNew(bool everything) {
    QString path = dialogs_->saveFile(this, tr("New project"), QStringLiteral("project.") + suffix, projectFilter());
    if (path.isEmpty()) {
        return;
    }
    if (QFileInfo(path).suffix().isEmpty()) {
        path += QLatin1Char('.') + suffix;
    }
    createProject(path, everything);
}

void MainWindow::requestOpen() {
    const QString path = dialogs_->openFile(this, tr("Open project"), projectFilter());
    if (!path.isEmpty()) {
        openFile(path);
    }
}

void MainWindow::tellOfCrash() {
    const std::optional<std::filesystem::path> report = base::takeCrashReport(programName);
    if (!report) {
        return;
    }
    const QString file = QString::fromStdString(report->string());
    QList<MessageBar::Action> actions;
    if (const QStringList recent = recentProjects(); path_.isEmpty() && !recent.isEmpty()) {
        const QString project = recent.front();
        //: A button; %1 is the name of a project.
        actions.append({tr("Open “%1” again").arg(QFileInfo(project).completeBaseName()),
            [this, project] { openProject(project); }});
    }
    //: A button: opens the report of a crash.
    actions.append({tr("Show the report"), [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }});
    messages().showMessage(Severity::Warning,
        //: %1 a file.
        tr("Paretoscope crashed the last time; what was stored is safe. A report that you can send, without personal "
           "data, is in %1.")
            .arg(QDir::toNativeSeparators(file)),
        actions);
}

void MainWindow::rememberProject() {
    const QStringList known = recentProjects();
    if (isSample_) {
        return;
    }
    if (known.isEmpty() || known.front() != path_) {
        widgets::rememberProject(path_);
        showRecent();
    }
}

void MainWindow::showRecent() {
    const QStringList paths = recentProjects();
    welcome_->setRecent(paths);
    recentMenu_->clear();
    recentMenu_->setEnabled(!paths.isEmpty());
    for (const QString& path : paths) {
        recentMenu_->addAction(QFileInfo(path).fileName(), this, [this, path] { openProject(path); })->setToolTip(path);
    }
}

}
