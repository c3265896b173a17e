// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/common/snapshot.h"
#include "widgets/jobs/job_plan.h"

class QSplitter;

namespace paretoscope::widgets {

class CellPane;
class CellView;
class CompareView;
class DevicesView;
class FrontView;
class GuidedPath;
class MessageBar;
class PredictorView;
class ProgressStrip;
class RunsView;
class SearchView;
class Selection;
class TuningView;
class ViewDocks;

enum class View { Front, Compare, Predictor, Devices, Search, Runs, Tuning };

/// An open project: the guided path at the left, the views as docks, messages above and progress below. Only places
/// widgets and passes snapshots on.
class ProjectPage : public QWidget {
    Q_OBJECT
public:
    explicit ProjectPage(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    void showView(View view);
    /// Whether it can be seen, as the current view or beside it.
    [[nodiscard]] bool isShown(View view) const;
    [[nodiscard]] ViewDocks& docks() { return *docks_; }
    [[nodiscard]] View view() const;
    [[nodiscard]] int viewCount() const;
    /// As its dock says, without the mark of its key.
    [[nodiscard]] QString viewName(int view) const;
    /// Where the views stand, splitters and the view shown.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);
    /// The window's height is the user's: without this every new text in a wrapped label would lay out the whole
    /// window, twice a level.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

    [[nodiscard]] MessageBar& messages() { return *messages_; }
    [[nodiscard]] GuidedPath& path() { return *path_; }
    [[nodiscard]] FrontView& front() { return *front_; }
    [[nodiscard]] CellView& cell();
    [[nodiscard]] CellPane& cellPane() { return *cell_; }
    [[nodiscard]] CompareView& compare() { return *compare_; }
    [[nodiscard]] PredictorView& predictor() { return *predictor_; }
    [[nodiscard]] DevicesView& devices() { return *devices_; }
    [[nodiscard]] SearchView& search() { return *search_; }
    [[nodiscard]] RunsView& runs() { return *runs_; }
    [[nodiscard]] TuningView& tuning() { return *tuning_; }
    [[nodiscard]] ProgressStrip& progress() { return *progress_; }

Q_SIGNALS:
    /// Another view is looked at.
    void viewChanged();

private:
    void showWhatIf();

    MessageBar* messages_;
    GuidedPath* path_;
    ViewDocks* docks_;
    QSplitter* frontAndCell_;
    FrontView* front_;
    CellPane* cell_;
    CompareView* compare_;
    PredictorView* predictor_;
    DevicesView* devices_;
    SearchView* search_;
    RunsView* runs_;
    TuningView* tuning_;
    ProgressStrip* progress_;
};

}
