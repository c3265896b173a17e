// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/merit/merit_plot.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

const QString meanCurve = QStringLiteral("mean");
enum Mark : std::uint32_t { Seed, RandomMean, ChosenMean };
constexpr double percent = 100;

std::vector<MarkerStyle> styles(const QPalette& palette) {
    return {{colour(Colour::MutedText, palette), MarkerShape::Circle, false, 5},
        {colour(Colour::Random, palette), MarkerShape::Triangle, true, 9},
        {colour(Colour::Searched, palette), MarkerShape::Diamond, true, 12}};
}

QPen meanPen(const QPalette& palette) {
    return {colour(Colour::Random, palette), 1.4, Qt::DashLine};
}

}

MeritPlot::MeritPlot(QWidget* parent)
    : QWidget(parent)
    , plot_(new PlotView(this))
    , legend_(new Legend(this))
    , point_(new QLabel(this)) {
    nameWidget(plot_, "meritPlot", tr("The chosen cell among random cells of its latency"));
    plot_->setAxisTitles(tr("Accuracy, trained (%)"), tr("Cells of this latency that it beats"));
    plot_->setLegend(*legend_);
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(plot_, 1);
    layout->addWidget(legend_);
    layout->addWidget(point_);
    connect(plot_, &PlotView::pointClicked, this, [this](int index) {
        if (index >= 0) {
            Q_EMIT candidateClicked(rows_[rowOfPoint_[static_cast<std::size_t>(index)]].cell.candidate);
        }
    });
    connect(plot_, &PlotView::pointHovered, this, [this](int index, QPoint) {
        if (index < 0) {
            point_->setText(QString());
            return;
        }
        const queries::MeritCell& cell = rows_[rowOfPoint_[static_cast<std::size_t>(index)]].cell;
        //: %1 the number of a candidate, %2 an accuracy, %3 a latency, %4 how it is known; %n training seeds.
        point_->setText(
            tr("Candidate %1: %2, mean of %n seed(s); %3, %4", nullptr, static_cast<int>(cell.accuracies.size()))
                .arg(QString::number(cell.candidate), percentText(cell.accuracy()), latencyText(cell.latencyMs),
                    provenanceText(cell.latencyProvenance)));
    });
}

void MeritPlot::setMerit(const queries::Merit& merit) {
    rows_.clear();
    for (const queries::MeritCell& cell : merit.random) {
        rows_.push_back({cell, false});
    }
    rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(merit.standing.beaten), Row{merit.cell, true});
    draw();
}

void MeritPlot::clear() {
    rows_.clear();
    draw();
}

void MeritPlot::draw() {
    rowOfPoint_.clear();
    point_->setText(QString());
    if (rows_.empty()) {
        plot_->setCloud(nullptr);
        plot_->removeCurve(meanCurve);
        plot_->setRings({}, {});
        legend_->setEntries({});
        return;
    }
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = styles(palette());
    double lowest = 1;
    double highest = 0;
    double sum = 0;
    QPointF chosen;
    const auto add = [&](std::size_t row, double accuracy, Mark mark) {
        cloud->points.push_back({percent * accuracy, static_cast<double>(row), mark});
        rowOfPoint_.push_back(row);
        lowest = std::min(lowest, accuracy);
        highest = std::max(highest, accuracy);
    };
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const queries::MeritCell& cell = rows_[row].cell;
        if (cell.accuracies.size() > 1) {
            for (const double accuracy : cell.accuracies) {
                add(row, accuracy, Seed);
            }
        }
        add(row, cell.accuracy(), rows_[row].chosen ? ChosenMean : RandomMean);
        if (rows_[row].chosen) {
            chosen = {percent * cell.accuracy(), static_cast<double>(row)};
        } else {
            sum += cell.accuracy();
        }
    }
    const auto top = static_cast<double>(rows_.size() - 1);
    plot_->setHomeRange({percent * lowest, 0}, {percent * highest, std::max(1.0, top)});
    const bool several =
        std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.cell.accuracies.size() > 1; });
    const std::vector<MarkerStyle> looks = cloud->styles;
    plot_->setCloud(std::move(cloud));
    plot_->setRings({chosen}, colour(Colour::Selected, palette()), 9);
    //: Legend: marks in a plot of cells.
    QList<Legend::Entry> entries{{tr("chosen cell"), looks[ChosenMean], QPen(Qt::NoPen)}};
    if (rows_.size() > 1) {
        const double mean = percent * sum / top;
        plot_->setCurve(meanCurve, {{mean, -1}, {mean, top + 1}}, meanPen(palette()));
        //: Legend: marks in a plot of cells.
        entries.append({tr("random cells"), looks[RandomMean], QPen(Qt::NoPen)});
        entries.append({tr("mean of the random cells"), std::nullopt, meanPen(palette())});
    } else {
        plot_->removeCurve(meanCurve);
    }
    if (several) {
        //: Legend: marks in a plot of cells.
        entries.append({tr("a training seed"), looks[Seed], QPen(Qt::NoPen)});
    }
    legend_->setEntries(entries);
}

void MeritPlot::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        draw();
    }
    QWidget::changeEvent(event);
}

}
