// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/hypervolume_dialog.h"

#include <QLabel>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/common/palette.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

HypervolumeDialog::HypervolumeDialog(const std::vector<analysis::HypervolumePoint>& history, QWidget* parent)
    : QDialog(parent)
    , plot_(new PlotView(this)) {
    setObjectName(QStringLiteral("hypervolumeDialog"));
    setWindowTitle(tr("Hypervolume"));
    nameWidget(plot_, "hypervolumePlot", tr("Hypervolume by number of candidates"));
    plot_->setAxisTitles(tr("Candidates, in the order in which they were found"), tr("Hypervolume"));
    QList<QPointF> line;
    for (const analysis::HypervolumePoint& point : history) {
        line.append({point.candidates, point.volume});
    }
    double low = 0;
    double high = 0;
    if (!line.isEmpty()) {
        low = line.front().y();
        high = line.back().y();
    }
    plot_->setCurve(QStringLiteral("volume"), line, QPen(colour(Colour::Front, palette()), 1.8));
    plot_->setHomeRange({line.isEmpty() ? 0 : line.front().x(), low}, {line.isEmpty() ? 1 : line.back().x(), high});
    auto* note = new QLabel(tr("Area in log latency × accuracy that the front covers, against the 99th percentile of "
                               "the latencies and the best accuracy less 15 points, the same for the whole curve."),
        this);
    note->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(plot_, 1);
    layout->addWidget(note);
    resize(560, 380);
}

}
