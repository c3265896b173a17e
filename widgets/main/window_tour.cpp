// SPDX-License-Identifier: GPL-3.0-or-later
// The first look at the sample: a candidate is chosen, so that no half of the window is empty, and a tour explains it.
#include <QSettings>
#include <QTabBar>

#include "widgets/cell/cell_pane.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/main_window.h"
#include "widgets/main/tour.h"
#include "widgets/main/view_docks.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {
const QString seenKey = QStringLiteral("tour/seen");
}

/// Over the project page; its first view is brought to the front.
void MainWindow::startTour() {
    if (path_.isEmpty()) {
        QSettings().remove(seenKey);
        openSample(); // whose first look comes back here
        return;
    }
    if (tour_) {
        tour_->end();
    }
    QSettings().setValue(seenKey, true);
    page_->showView("front");
    auto& front = page_->find<FrontView>();
    // The docks' own tabs, which nothing else reaches.
    const auto bars = page_->docks().findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly);
    tour_ = new Tour(
        {{&front.plot(),
             tr("Each mark is a neural network: further up more accurate, further left faster. The line joins those "
                "that no other one beats on both counts.")},
            {&front.lambdaPanel(),
                tr("λ is the price of latency. Drag the slider: the best network at that price is selected on the "
                   "line.")},
            {page_->findChild<CellPane*>(),
                tr("The cells of the selected network. Click an operation to try another one: what it would cost on "
                   "each device is shown below.")},
            {bars.isEmpty() ? nullptr : bars.front(),
                tr("More views: compare two networks, see where devices disagree and how far the predictions can be "
                   "trusted, and follow the jobs.")},
            {&page_->path(),
                tr("The way to your own network: measure this computer, fit, explore, choose, train and export. The "
                   "sample can only be read; “Make it mine” copies it.")}},
        page_);
    connect(&page_->docks(), &ViewDocks::viewChanged, tour_, &Tour::place);
    tour_->setFocus();
}

/// Once the sample's front is there.
void MainWindow::takeFirstLook(const ProjectSnapshot& snapshot) {
    if (!firstLook_ || !snapshot.part<FrontSnapshot>()) {
        return;
    }
    firstLook_ = false;
    if (selection_.candidate() == 0) {
        page_->find<FrontView>().lambdaPanel().stepChoice(1); // away from the price 0: one that is fast as well
    }
    if (!QSettings().value(seenKey).toBool()) {
        QMetaObject::invokeMethod(this, &MainWindow::startTour, Qt::QueuedConnection); // once all has its place
    }
}

}
