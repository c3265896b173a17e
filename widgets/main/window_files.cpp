// SPDX-License-Identifier: GPL-3.0-or-later
// What the window reads and writes beside the project: exports, reports, copies, profiles, files that are dropped on
// it.
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>
#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/store/project_copy.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/jobs/export_dialog.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/main_window.h"
#include "widgets/main/sample_project.h"
#include "widgets/plot/described_picture.h"
#include "widgets/plot/plot_view.h"
#include "widgets/report/html_report.h"

namespace paretoscope::widgets {

namespace {

/// The worker reads files only, so a profile within the program is written to one; empty where that fails.
QString shippedProfile(const QString& name) {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    const QString path = folder.filePath(name);
    QFile::remove(path);
    const bool written = folder.mkpath(QStringLiteral(".")) && QFile::copy(QStringLiteral(":/profiles/") + name, path);
    return written ? path : QString();
}

/// What a file that is no project is good for here; empty where nothing is known of such files.
QString useOf(const QString& suffix) {
    if (suffix == QLatin1String("csv") || suffix == QLatin1String("tsv")) {
        return MainWindow::tr("A table of latencies or accuracies is taken into a project in a terminal: "
                              "paretoscope-cli import.");
    }
    if (suffix == QLatin1String("onnx")) {
        return MainWindow::tr("ONNX files are what this program writes; it does not read them.");
    }
    if (suffix == QLatin1String("psprofile")) {
        return MainWindow::tr("A device profile is taken into an open project: File › Import device profile….");
    }
    return {};
}

/// A project that can be written, with what stands in its log, in the place of one that may be there. The log of the
/// old one goes too: SQLite would play it into the new one. Throws Error.
void copyProject(const QString& from, const QString& to) {
    if (QFileInfo(from) == QFileInfo(to)) {
        throw Error(ErrorCode::FileUnwritable, "A project is not copied onto itself. Choose another name.",
            {{"file", to.toStdString()}});
    }
    base::TemporaryFile copy(to.toStdString(), base::Access::Private);
    store::copyProject(from.toStdString(), copy.path());
    for (const char* beside : {"-wal", "-shm", "-journal"}) {
        QFile::remove(to + QLatin1String(beside));
    }
    copy.replaceTarget();
}

}

QString whyNoProject(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists()) {
        return QFileInfo(info.absolutePath()).isDir()
            ? MainWindow::tr("There is no file %1.").arg(path)
            : MainWindow::tr("There is no folder %1.").arg(info.absolutePath());
    }
    if (info.isDir()) {
        return MainWindow::tr("%1 is a folder. A project is a file.").arg(path);
    }
    if (!info.isFile()) { // opening it may wait for ever
        return MainWindow::tr("%1 is a pipe or a device. A project is a file.").arg(path);
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return errorTitle(ErrorCode::FileUnreadable) + QLatin1Char(' ') + path + QLatin1String(": ")
            + file.errorString();
    }
    if (file.size() == 0) {
        return MainWindow::tr("%1 is no Paretoscope project: it is empty.").arg(info.fileName());
    }
    if (file.read(16) != QByteArray("SQLite format 3\0", 16)) { // how projects begin
        const QString use = useOf(info.suffix().toLower());
        const QString text = MainWindow::tr("%1 is no Paretoscope project.").arg(info.fileName());
        return use.isEmpty() ? text : text + QLatin1Char(' ') + use;
    }
    return {};
}

void MainWindow::savePlot(PlotView& plot) {
    const QString name = plot.objectName().remove(QStringLiteral("Plot"));
    const QString path = dialogs_->saveFile(this, tr("Save picture"),
        (name.isEmpty() ? QStringLiteral("plot") : name) + QStringLiteral(".svg"), tr("Pictures (*.svg *.pdf *.png)"));
    if (!path.isEmpty() && !plot.saveImage(path)) {
        messages().showMessage(Severity::Bad, errorTitle(ErrorCode::FileUnwritable) + QLatin1Char(' ') + path);
    }
}

void MainWindow::savePlotData(PlotView& plot) {
    const QString path = dialogs_->saveFile(this, tr("Save data"), QStringLiteral("front.csv"), tr("Tables (*.csv)"));
    if (!path.isEmpty()) {
        writeFile(path, plot.csv().toUtf8());
    }
}

void MainWindow::writeFile(const QString& path, const QByteArray& bytes) {
    try {
        base::writeFileAtomically(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        messages().showMessage(Severity::Good, tr("Written: %1").arg(path));
    } catch (const Error& error) {
        tellOf(error);
    }
}

void MainWindow::requestReport() {
    const SnapshotPointer snapshot = reader_.snapshot();
    if (!snapshot) {
        return;
    }
    const QString suggestion = QFileInfo(path_).absolutePath() + QLatin1Char('/') + QFileInfo(path_).completeBaseName()
        + QStringLiteral(".html");
    const QString path = dialogs_->saveFile(this, tr("Write report"), suggestion, tr("Web pages (*.html)"));
    if (!path.isEmpty()) {
        const FrontChoice choice(snapshot->part<FrontSnapshot>(), QualityAxis::Accuracy);
        writeFile(path, htmlReport(snapshot, selection_.candidate(), choice.number(selection_.price())).toUtf8());
    }
}

void MainWindow::requestExport() {
    if (const QString reason = whyNot(Step::Export); !reason.isEmpty()) {
        refuse(Step::Export, reason);
        return;
    }
    exportCandidates({selection_.candidate()});
}

/// One of them into a file, several into a folder: by their numbers.
void MainWindow::exportCandidates(const std::vector<std::int64_t>& candidates) {
    std::vector<options::ExportConfig> cells;
    for (const std::int64_t candidate : candidates) {
        const auto detail = detailOf(reader_.snapshot(), candidate);
        if (!detail) {
            return; // its project was changed meanwhile
        }
        cells.push_back(jobs_.exportConfig(detail->architecture()));
    }
    const bool trained =
        std::ranges::all_of(cells, [](const auto& cell) { return cell.weights == options::WeightsKind::Trained; });
    auto* dialog = new ExportDialog(cells.front(), trained, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, candidates, cells] {
        const options::ExportConfig chosen = dialog->config();
        const std::vector<std::string> paths = exportPaths(chosen.format, candidates);
        if (paths.empty() || (readOnly_ && !useWritableCopy())) {
            return;
        }
        for (std::size_t i = 0; i < paths.size(); ++i) {
            options::ExportConfig config = chosen;
            config.genotype = cells[i].genotype;
            if (config.weights == options::WeightsKind::Trained) {
                config.network = cells[i].network; // which these weights are of
            }
            config.path = paths[i];
            jobs_.startJob(config);
        }
    });
    dialog->open();
}

std::vector<std::string> MainWindow::exportPaths(
    options::ExportFormat format, const std::vector<std::int64_t>& candidates) {
    const QString suffix = toQString(options::suffixOf(format));
    const QString name = format == options::ExportFormat::PyTorch ? QStringLiteral("model") : QStringLiteral("cell");
    if (candidates.size() == 1 || format == options::ExportFormat::Profile) { // a profile is of no cell
        const QString path = dialogs_->saveFile(
            this, tr("Export"), QFileInfo(path_).absolutePath() + QLatin1Char('/') + name + suffix, fileFilter(format));
        return path.isEmpty() ? std::vector<std::string>() : std::vector{path.toStdString()};
    }
    const QString folder =
        dialogs_->folder(this, tr("Folder for %n file(s)", nullptr, static_cast<int>(candidates.size())));
    if (folder.isEmpty()) {
        return {};
    }
    std::vector<std::string> paths;
    int existing = 0;
    for (const std::int64_t candidate : candidates) {
        const QString path = QDir(folder).filePath(QStringLiteral("%1-%2%3").arg(name).arg(candidate).arg(suffix));
        existing += QFileInfo::exists(path) ? 1 : 0;
        paths.push_back(path.toStdString());
    }
    const bool replace = existing == 0
        || dialogs_->ask(this, tr("Export"), tr("%n of these files exist(s) there already.", nullptr, existing),
               {tr("Replace"), tr("Cancel")})
            == 0;
    return replace ? paths : std::vector<std::string>();
}

/// An export is a run, which the worker writes down: of a project that can only be read it works on a copy.
bool MainWindow::useWritableCopy() {
    if (copyOf_ == path_) {
        return true;
    }
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    const QString copy = folder.filePath(QStringLiteral("read-only-copy.paretoscope"));
    folder.mkpath(QStringLiteral("."));
    try {
        copyProject(path_, copy);
    } catch (const Error& error) {
        tellOf(error);
        return false;
    }
    jobs_.setProject(copy);
    jobs_.setSnapshot(reader_.snapshot());
    copyOf_ = path_;
    return true;
}

void MainWindow::copySample() {
    QString path = dialogs_->saveFile(
        this, tr("Make it mine"), QStringLiteral("my-sample.paretoscope"), tr("Paretoscope projects (*.paretoscope)"));
    if (path.isEmpty()) {
        return;
    }
    if (QFileInfo(path).suffix().isEmpty()) {
        path += QStringLiteral(".paretoscope");
    }
    try {
        copyProject(path_, path);
    } catch (const Error& error) {
        tellOf(error);
        return;
    }
    DeepLink here = link();
    here.project = path;
    const ViewState shown = viewStateOf(page_->find<FrontView>(), selection_, reader_.snapshot().get());
    openLink(here);
    pendingState_ = shown; // a link knows no price and no budget
}

/// Another computer's measurements and predictors: those of a GPU come with the program.
void MainWindow::requestProfile() {
    if (path_.isEmpty() || readOnly_) {
        messages().showMessage(Severity::Warning, tr("Open a project of your own first."));
        return;
    }
    const QString title = tr("Import device profile");
    const int choice = dialogs_->ask(this, title,
        tr("What another computer measured, and the predictors fitted to it, become device settings of that computer "
           "in "
           "this project: to search for, and to compare with."),
        {QStringLiteral("NVIDIA H100"), QStringLiteral("NVIDIA H200"), tr("From a file…"), tr("Cancel")});
    QString path;
    if (choice == 0) {
        path = shippedProfile(QStringLiteral("nvidia-h100.psprofile"));
    } else if (choice == 1) {
        path = shippedProfile(QStringLiteral("nvidia-h200.psprofile"));
    } else if (choice == 2) {
        path = dialogs_->openFile(this, title, tr("Device profiles (*.psprofile)"));
    }
    if (!path.isEmpty()) {
        jobs_.importProfile(path);
    }
}

void MainWindow::openSample() {
    openProject(sampleProjectPath());
    firstLook_ = isSample_;
}

bool MainWindow::unpackSample() {
    try {
        if (unpackSampleProject()) {
            return true;
        }
        messages().showMessage(Severity::Bad, tr("This program was built without its sample project."));
    } catch (const Error& error) {
        tellOf(error);
    }
    return false;
}

void MainWindow::openFile(const QString& path) {
    const auto state = viewStateFromJson(pictureDescription(path));
    if (!state) {
        openProject(path);
        return;
    }
    if (state->project != path_ && !QFileInfo::exists(state->project) && !isSampleProject(state->project)) {
        messages().showMessage(
            Severity::Bad, tr("The picture was made from %1, which no longer exists.").arg(state->project));
        return;
    }
    if (state->project == path_ && reader_.snapshot()) {
        page_->showView("front");
        applyViewState(*state, page_->find<FrontView>(), selection_);
        return;
    }
    openProject(state->project);
    if (path_ == QFileInfo(state->project).absoluteFilePath()) { // not refused
        pendingState_ = state;
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool picture =
        suffix == QLatin1String("svg") || suffix == QLatin1String("png") || suffix == QLatin1String("pdf");
    if (picture && !viewStateFromJson(pictureDescription(path))) {
        messages().showMessage(Severity::Warning, tr("This picture contains no information about what it shows."));
        return;
    }
    event->acceptProposedAction();
    if (suffix == QLatin1String("psprofile") && !path_.isEmpty() && !readOnly_) {
        jobs_.importProfile(path);
        return;
    }
    openFile(path);
}

}
