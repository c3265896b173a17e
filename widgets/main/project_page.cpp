// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/project_page.h"

#include <QDataStream>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/cell/cell_pane.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/compare/compare_view.h"
#include "widgets/devices/devices_view.h"
#include "widgets/front/front_view.h"
#include "widgets/jobs/guided_path.h"
#include "widgets/main/message_bar.h"
#include "widgets/main/view_docks.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/predictor_view.h"
#include "widgets/runs/runs_view.h"
#include "widgets/search/progress_strip.h"
#include "widgets/search/search_view.h"
#include "widgets/tuning/tuning_view.h"

namespace paretoscope::widgets {

namespace {
constexpr int pathWidth = 230;
constexpr int cellWidth = 470;
constexpr int layoutVersion = 2; // 1 had tabs
const QString whatIfCurve = QStringLiteral("whatIf");
}

ProjectPage::ProjectPage(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , messages_(new MessageBar(this))
    , path_(new GuidedPath(this))
    , docks_(new ViewDocks(this))
    , frontAndCell_(new QSplitter(Qt::Horizontal, this))
    , front_(new FrontView(selection, this))
    , cell_(new CellPane(selection, this))
    , compare_(new CompareView(selection, this))
    , predictor_(new PredictorView(selection, this))
    , devices_(new DevicesView(selection, this))
    , search_(new SearchView(this))
    , runs_(new RunsView(selection, this))
    , tuning_(new TuningView(this))
    , progress_(new ProgressStrip(this)) {
    auto* frontAndCell = frontAndCell_;
    frontAndCell->addWidget(front_);
    frontAndCell->addWidget(cell_);
    frontAndCell->setStretchFactor(0, 3);
    frontAndCell->setStretchFactor(1, 2);
    cell_->setMinimumWidth(std::max(cellWidth / 2, cell_->minimumSizeHint().width()));
    frontAndCell->setSizes({1050 - cellWidth, cellWidth});
    docks_->addView(frontAndCell, QStringLiteral("front"), tr("&Front"));
    docks_->addView(compare_, QStringLiteral("compare"), tr("&Compare"));
    docks_->addView(predictor_, QStringLiteral("predictor"), tr("&Predictor"));
    docks_->addView(devices_, QStringLiteral("devices"), tr("&Devices"));
    //: View: the search while it runs.
    docks_->addView(search_, QStringLiteral("search"), tr("&Search"));
    docks_->addView(runs_, QStringLiteral("runs"), tr("&Runs"));
    //: View: tuning operators for the VTA accelerator.
    docks_->addView(tuning_, QStringLiteral("tuning"), tr("VTA &tuning"));
    docks_->showView(static_cast<int>(View::Front));
    path_->setFixedWidth(std::max(pathWidth, path_->minimumSizeHint().width())); // longer words need more
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(path_);
    middle->addWidget(docks_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(messages_);
    layout->addLayout(middle, 1);
    layout->addWidget(progress_);
    connect(docks_, &ViewDocks::viewChanged, this, &ProjectPage::viewChanged);
    connect(cell_, &CellPane::whatIfChanged, this, &ProjectPage::showWhatIf);
    connect(&front_->plot(), &PlotView::rangeChanged, this, &ProjectPage::showWhatIf);
}

void ProjectPage::setSnapshot(const SnapshotPointer& snapshot) {
    front_->setSnapshot(snapshot);
    predictor_->setSnapshot(snapshot);
    devices_->setSnapshot(snapshot);
    search_->setSnapshot(snapshot);
    runs_->setSnapshot(snapshot);
    tuning_->setSnapshot(snapshot ? snapshot->tuning : nullptr);
    cell_->setSnapshot(snapshot);
    compare_->setSnapshot(snapshot);
}

CellView& ProjectPage::cell() {
    return cell_->view();
}

/// Where the changed cell would stand on the front: its accuracy is open, so it is a line.
void ProjectPage::showWhatIf() {
    const auto latency = cell_->changedLatency();
    if (!latency) {
        front_->plot().removeCurve(whatIfCurve);
        return;
    }
    const AxisRange range = front_->plot().transformation().y;
    front_->plot().setCurve(whatIfCurve, {{latency->ms, range.minimum}, {latency->ms, range.maximum}},
        QPen(colour(Colour::Selected, palette()), 1.6, Qt::DotLine));
}

void ProjectPage::showView(View view) {
    docks_->showView(static_cast<int>(view));
}

bool ProjectPage::isShown(View view) const {
    return docks_->isShown(static_cast<int>(view));
}

int ProjectPage::viewCount() const {
    return docks_->count();
}

QString ProjectPage::viewName(int view) const {
    return docks_->title(view);
}

QByteArray ProjectPage::saveLayout() const {
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << docks_->saveArrangement() << frontAndCell_->saveState() << docks_->currentView();
    return layout;
}

void ProjectPage::restoreLayout(const QByteArray& layout) {
    QDataStream stream(layout);
    int version = 0;
    QByteArray arrangement;
    QByteArray splitter;
    int view = 0;
    stream >> version;
    if (version == layoutVersion) {
        stream >> arrangement >> splitter >> view;
    }
    if (version == layoutVersion && stream.status() == QDataStream::Ok) {
        docks_->restoreArrangement(arrangement);
        frontAndCell_->restoreState(splitter);
        docks_->showView(view);
    }
}

View ProjectPage::view() const {
    return static_cast<View>(docks_->currentView());
}

}
