// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <memory>

#include "widgets/common/dialogs.h"
#include "widgets/common/selection.h"
#include "widgets/common/stall_watchdog.h"
#include "widgets/main/job_controller.h"
#include "widgets/main/project_page.h"
#include "widgets/main/project_reader.h"

class QMenu;
class QStackedWidget;

namespace paretoscope::widgets {

class WelcomePage;

/// The window: wires reader, worker and views, and owns menus and closing. It computes nothing and writes no project.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// The transport and the dialogs are given, so that tests bring their own.
    MainWindow(std::unique_ptr<WorkerTransport> transport, std::unique_ptr<Dialogs> dialogs);
    ~MainWindow() override;

    void openProject(const QString& path);
    /// Makes a new project, and runs everything where `everything`.
    void createProject(const QString& path, bool everything);
    [[nodiscard]] QString projectPath() const { return path_; }
    [[nodiscard]] ProjectPage& page() { return *page_; }
    [[nodiscard]] Selection& selection() { return selection_; }
    [[nodiscard]] JobController& jobs() { return jobs_; }
    [[nodiscard]] ProjectReader& reader() { return reader_; }
    [[nodiscard]] StallWatchdog& watchdog() { return watchdog_; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void setUpMenus();
    void setUpFileMenu();
    void connectReader();
    void connectJobs();
    void connectPage();
    void onSnapshot();
    void askReader();
    void showState();
    void requestStep(Step step);
    void requestSettings(Step step);
    void requestNew(bool everything);
    void requestOpen();
    void requestExport();
    void rememberProject();
    void showRecent();
    void savePicture();

    std::unique_ptr<Dialogs> dialogs_;
    Selection selection_;
    ProjectReader reader_;
    JobController jobs_;
    StallWatchdog watchdog_;
    QString path_;
    bool readOnly_ = false;
    bool closing_ = false;
    QStackedWidget* pages_;
    WelcomePage* welcome_;
    ProjectPage* page_;
    QMenu* recentMenu_ = nullptr;
};

}
