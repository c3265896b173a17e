// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QMainWindow>
#include <QPointer>
#include <memory>

#include "core/base/error.h"
#include "widgets/common/dialogs.h"
#include "widgets/common/preferences.h"
#include "widgets/common/selection.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/main/deep_link.h"
#include "widgets/main/desktop_services.h"
#include "widgets/main/project_page.h"
#include "widgets/main/selection_history.h"
#include "widgets/main/view_state.h"
#include "widgets/plot/plot_picture.h"
#include "widgets/reader/project_reader.h"

class QMenu;
class QStackedWidget;

namespace paretoscope::widgets {

class PlotView;
class Tour;
class WelcomePage;

/// The window: wires reader, worker and views, and owns menus and closing. It computes nothing and writes no project.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// The transport and the dialogs are given, so that tests bring their own.
    MainWindow(std::unique_ptr<WorkerTransport> transport, std::unique_ptr<Dialogs> dialogs);
    ~MainWindow() override;

    /// `readOnly`: the sample project, which is opened to be looked at and not remembered.
    void openProject(const QString& path, bool readOnly = false);
    /// The project of real runs that comes with the program.
    void openSample();
    /// A project file, or a picture that one of these windows made: shows what it shows.
    void openFile(const QString& path);
    /// A project, and what is looked at in it. Says so where there is no such candidate or device.
    void openLink(const DeepLink& link);
    /// What is looked at now.
    [[nodiscard]] DeepLink link() const;
    /// Size, place and splitters as they were when the last window closed.
    void restoreLayout();
    /// In the place of the desktop's own services (tests).
    void setDesktopServices(std::unique_ptr<DesktopServices> services);
    /// What a job has to last to be worth a notification.
    static constexpr qint64 longJobMs = 60'000;
    void setLongJobMs(qint64 milliseconds) { longJobMs_ = milliseconds; }
    /// How the window is called in the reports of crashes (core/base/crash_report.h).
    static constexpr const char* programName = "window";
    /// Where the window before crashed: says so once, with what can be sent, and offers its project.
    void tellOfCrash();
    /// Makes a new project, and runs everything where `everything`.
    void createProject(const QString& path, bool everything);
    [[nodiscard]] QString projectPath() const { return path_; }
    [[nodiscard]] ProjectPage& page() { return *page_; }
    [[nodiscard]] Selection& selection() { return selection_; }
    [[nodiscard]] JobController& jobs() { return jobs_; }
    [[nodiscard]] ProjectReader& reader() { return reader_; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// Pages and menus with all that is connected to them, in the language of the moment.
    void buildPages();
    /// The same again, after a change of language or of the text's size.
    void rebuildPages();
    void rebuildSoon();
    /// The running job in the line below and in the path, as far as it has come.
    void showJob();
    void showStepProgress(double fraction);
    /// Of what is looked at: the open project, or the first page.
    [[nodiscard]] MessageBar& messages();
    void tellOf(const Error& error);
    void enterProject(const QString& path, bool readOnly);
    /// False where it cannot be written, which is said.
    bool unpackSample();
    /// The first page, without a project.
    void closeProject();
    /// What was to be opened is no project: the one before comes back, or the first page.
    void giveUpOpening(ErrorCode code, const QString& text);
    void setUpMenus();
    void setUpFileMenu();
    void setUpEditMenu();
    void setUpJobMenu();
    void setUpViewMenu();
    void fillLayoutMenu();
    void refillLayoutMenu();
    void setUpHelpMenu();
    void connectPlots();
    void saveLayout();
    void usePreferences();
    void tellDesktop(const protocol::JobFinished& finished);
    void requestReport();
    void requestRoom();
    void requestProfile();
    void requestPreferences();
    void savePlot(PlotView& plot);
    void savePlotData(PlotView& plot);
    void writeFile(const QString& path, const QByteArray& bytes);
    void connectReader();
    void connectJobs();
    void connectPage();
    void onSnapshot();
    void applyLink(const ProjectSnapshot& snapshot);
    [[nodiscard]] PlotCaption captionOf(const PlotView& plot) const;
    void askReader();
    void showState();
    void requestStep(Step step);
    /// Why a step cannot be started now; empty where it can.
    [[nodiscard]] QString whyNot(Step step) const;
    void requestStepOrSayWhyNot(Step step);
    void refuse(Step step, const QString& reason);
    bool useWritableCopy();
    void copySample();
    void requestEverything();
    void requestNew(bool everything);
    void startTour();
    void takeFirstLook(const ProjectSnapshot& snapshot);
    void requestOpen();
    void requestExport();
    void exportCandidates(const std::vector<std::int64_t>& candidates);
    /// Asks where to; empty where the user cancelled.
    std::vector<std::string> exportPaths(options::ExportFormat format, const std::vector<std::int64_t>& candidates);
    void rememberProject();
    void showRecent();

    std::unique_ptr<Dialogs> dialogs_;
    Preferences preferences_;
    std::unique_ptr<DesktopServices> services_;
    QElapsedTimer jobClock_;
    qint64 longJobMs_ = longJobMs;
    std::optional<ViewState> pendingState_; ///< shown when the reader has brought the project
    std::optional<DeepLink> pendingLink_; ///< the same
    struct Refusal {
        Step step;
        QString text;
    };
    std::optional<Refusal> refused_; ///< the last one that was said
    std::int64_t shownStage_ = 0; ///< the step of a pipeline whose view was brought to the front
    bool isNew_ = false; ///< the worker is making the project's file
    std::optional<DeepLink> before_; ///< what was open while another project is read for the first time
    bool isSample_ = false;
    Selection selection_;
    SelectionHistory history_{selection_};
    ProjectReader reader_;
    JobController jobs_;
    QString path_;
    bool readOnly_ = false;
    QString copyOf_; ///< of which project that can only be read the worker has a copy
    bool closing_ = false;
    bool rebuildPending_ = false;
    QByteArray layout_; ///< before the texts took another size, which pushes things aside
    QStackedWidget* pages_;
    WelcomePage* welcome_ = nullptr;
    ProjectPage* page_ = nullptr;
    QMenu* recentMenu_ = nullptr;
    QMenu* layoutMenu_ = nullptr;
    QPointer<Tour> tour_;
    bool firstLook_ = false; ///< at the sample, whose front was not read yet
};

/// Why this file cannot be a project, as far as a look at it tells; empty where it may be one.
QString whyNoProject(const QString& path);

}
