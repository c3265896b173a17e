// SPDX-License-Identifier: GPL-3.0-or-later
// What the window is opened at, and what its pictures say they are of.
#include <QFileInfo>
#include <algorithm>
#include <utility>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/front/front_overlays.h"
#include "widgets/front/front_view.h"
#include "widgets/front/point_text.h"
#include "widgets/main/main_window.h"
#include "widgets/main/view_docks.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

void MainWindow::openLink(const DeepLink& link) {
    openFile(link.project);
    if (path_ == QFileInfo(link.project).absoluteFilePath()) { // not a picture, and not refused
        pendingLink_ = link;
    }
}

DeepLink MainWindow::link() const {
    DeepLink link{path_, QString::fromUtf8(page_->view().data(), static_cast<qsizetype>(page_->view().size())), {},
        page_->find<FrontView>().overlays().shownSetting()};
    const int current = page_->docks().currentView();
    link.candidates = page_->views().at(static_cast<std::size_t>(current))->chosenCandidates();
    if (link.candidates.isEmpty() && selection_.candidate() != 0) {
        link.candidates = {selection_.candidate()};
    }
    return link;
}

void MainWindow::applyLink(const ProjectSnapshot& snapshot) {
    const auto front = snapshot.part<FrontSnapshot>();
    const QString& device = pendingLink_->deviceSetting;
    const bool known = std::ranges::find(snapshot.costSettings, device) != snapshot.costSettings.end();
    if (known) {
        selection_.setDeviceSetting(device);
        if (snapshot.deviceSetting != device) {
            return; // comes again with what is known of that device
        }
    }
    const DeepLink link = *std::exchange(pendingLink_, std::nullopt);
    QStringList missing; // one message: a second would cover the first
    if (!device.isEmpty() && !known) {
        //: %1 a device setting.
        missing.append(tr("No candidate of this project has a latency on %1.").arg(deviceText(link.deviceSetting)));
    }
    if (!link.view.isEmpty()) {
        page_->showView(link.view.toStdString());
    }
    std::vector<std::int64_t> candidates;
    for (const qint64 candidate : link.candidates) {
        if (front && front->indexOf(candidate) >= 0) {
            candidates.push_back(candidate);
        } else {
            missing.append(tr("Candidate %1 is not among those with an accuracy and a latency here.").arg(candidate));
        }
    }
    if (!missing.empty()) {
        messages().showMessage(Severity::Warning, missing.join(QLatin1Char(' ')));
    }
    if (candidates.empty()) {
        return;
    }
    selection_.setCandidate(candidates.front());
    if (link.view == QLatin1String("compare") && candidates.size() > 1) {
        selection_.wantComparison(candidates[0], candidates[1]);
    } else if (candidates.size() > 1) {
        selection_.wantCandidates(candidates);
    }
}

PlotCaption MainWindow::captionOf(const PlotView& plot) const {
    const QString project = QFileInfo(path_).completeBaseName();
    auto& front = page_->find<FrontView>();
    PlotCaption caption{QStringLiteral("%1 – %2").arg(project, plot.accessibleName()), {}};
    if (&plot != &front.plot() || front.choice().empty()) {
        return caption;
    }
    const FrontSnapshot& shown = *front.choice().front();
    QStringList parts{deviceText(front.overlays().shownSetting()), engineText(shown.protocol.title)};
    if (const int index = shown.indexOf(selection_.candidate()); index >= 0) {
        const store::FrontPoint& point = shown.points[static_cast<std::size_t>(index)];
        //: In a picture: %1 the number of a candidate, %2 its accuracy, %3 its latency.
        parts.append(tr("candidate %1: %2, %3")
                         .arg(QString::number(point.candidateId), accuracyText(point), latencyText(point.cost)));
    }
    caption.conditions = parts.join(QStringLiteral("  ·  "));
    return caption;
}

}
