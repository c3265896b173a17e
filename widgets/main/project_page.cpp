// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/project_page.h"

#include <QDataStream>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "widgets/cell/cell_pane.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/compare/compare_view.h"
#include "widgets/devices/devices_view.h"
#include "widgets/front/front_view.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/message_bar.h"
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
const QString whatIfCurve = QStringLiteral("whatIf");
}

ProjectPage::ProjectPage(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , messages_(new MessageBar(this))
    , path_(new GuidedPath(this))
    , tabs_(new QTabWidget(this))
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
    cell_->setMinimumWidth(cellWidth / 2);
    frontAndCell->setSizes({1050 - cellWidth, cellWidth});
    tabs_->setObjectName(QStringLiteral("views"));
    tabs_->setDocumentMode(true);
    tabs_->addTab(frontAndCell, tr("&Front"));
    tabs_->addTab(compare_, tr("&Compare"));
    tabs_->addTab(predictor_, tr("&Predictor"));
    tabs_->addTab(devices_, tr("&Devices"));
    //: Tab: the search while it runs.
    tabs_->addTab(search_, tr("&Search"));
    tabs_->addTab(runs_, tr("&Runs"));
    //: Tab: tuning operators for the VTA accelerator.
    tabs_->addTab(tuning_, tr("VTA &tuning"));
    path_->setFixedWidth(pathWidth);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(path_);
    middle->addWidget(tabs_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(messages_);
    layout->addLayout(middle, 1);
    layout->addWidget(progress_);
    connect(tabs_, &QTabWidget::currentChanged, this, &ProjectPage::viewChanged);
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
    tabs_->setCurrentIndex(static_cast<int>(view));
}

int ProjectPage::viewCount() const {
    return tabs_->count();
}

QString ProjectPage::viewName(int view) const {
    return tabs_->tabText(view).remove(QLatin1Char('&'));
}

QByteArray ProjectPage::saveLayout() const {
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << frontAndCell_->saveState() << tabs_->currentIndex();
    return layout;
}

void ProjectPage::restoreLayout(const QByteArray& layout) {
    QDataStream stream(layout);
    QByteArray splitter;
    int view = 0;
    stream >> splitter >> view;
    if (stream.status() == QDataStream::Ok) {
        frontAndCell_->restoreState(splitter);
        tabs_->setCurrentIndex(view);
    }
}

View ProjectPage::view() const {
    return static_cast<View>(tabs_->currentIndex());
}

}
