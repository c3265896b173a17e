// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/exploration_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/explore/training.h"
#include "widgets/common/column_widths.h"
#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/result_text.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

constexpr double markerSize = 7;
constexpr float bandAlpha = 0.3F;
constexpr double bandLegendWidth = 7;
constexpr int plotHeight = 340;
constexpr int tableHeight = 220;

enum Column { Number, Why, For, Expected, Came, Accuracy, ColumnCount };

MarkerStyle resultStyle(const QPalette& palette) {
    return {colour(Colour::Searched, palette), MarkerShape::Circle, true, markerSize};
}

/// What is expected is of the fewest steps: a training of more steps stands beside, not within the band.
int fewestSteps(const std::vector<options::ExploredTraining>& trainings) {
    int fewest = std::numeric_limits<int>::max();
    for (const options::ExploredTraining& training : trainings) {
        fewest = std::min(fewest, training.steps);
    }
    return fewest;
}

MarkerStyle longerStyle(const QPalette& palette) {
    return {colour(Colour::Selected, palette), MarkerShape::Diamond, true, markerSize};
}

bool isNew(const options::ExploredTraining& training) {
    return training.round >= 0;
}

QTableWidgetItem* cellItem(const QString& text, bool number) {
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    item->setToolTip(text);
    return item;
}

}

QString reasonText(const std::string& reason) {
    switch (explore::reasonFromName(reason).value_or(explore::Reason::Known)) {
    case explore::Reason::Known:
        //: Why a cell was trained.
        return ExplorationPanel::tr("trained before this exploration");
    case explore::Reason::FirstDesign:
        //: Why a cell is trained.
        return ExplorationPanel::tr("a first sample of this latency");
    case explore::Reason::Uncertain:
        //: Why a cell is trained.
        return ExplorationPanel::tr("may be the best at its latency, not yet sure");
    case explore::Reason::Best:
        //: Why a cell is trained.
        return ExplorationPanel::tr("expected to be the best at its latency");
    case explore::Reason::Mutant:
        //: Why a cell is trained.
        return ExplorationPanel::tr("one edit away from an expected best one");
    case explore::Reason::Longer:
        //: Why a cell is trained.
        return ExplorationPanel::tr("among the best: more steps to be sure");
    case explore::Reason::Again:
        //: Why a cell is trained.
        return ExplorationPanel::tr("among the best: again with another seed");
    }
    return {};
}

ExplorationPanel::ExplorationPanel(QWidget* parent)
    : QWidget(parent)
    , summary_(new QLabel(this))
    , plot_(new PlotView(this))
    , legend_(new Legend(this))
    , table_(new QTableWidget(0, ColumnCount, this)) {
    summary_->setObjectName(QStringLiteral("explorationSummary"));
    nameWidget(plot_, "explorationPlot", tr("Trainings of the exploration: expected and reached"));
    plot_->setAxisTitles(tr("Training"), tr("Loss (nats, lower is better)"));
    nameWidget(table_, "explorationTable", tr("Trainings and why they were made"));
    table_->setHorizontalHeaderLabels(
        {tr("No."), tr("Why"), tr("For"), tr("Expected loss"), tr("Loss"), tr("Accuracy")});
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUpRows(table_);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    widths_ = new ColumnWidths(*table_, {0, 34, 0, 0, 0, 0}, Why);
    auto* upper = new QWidget(this);
    auto* upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, sizes::gap, 0, 0);
    upperLayout->setSpacing(sizes::grid);
    upperLayout->addWidget(summary_);
    upperLayout->addWidget(plot_, 1);
    upperLayout->addWidget(legend_);
    auto* both = new QSplitter(Qt::Vertical, this);
    both->addWidget(upper);
    both->addWidget(table_);
    both->setSizes({plotHeight, tableHeight});
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(both);
    connect(table_, &QTableWidget::currentCellChanged, this, [this](int row) { chooseRow(row); });
    setExploration(nullptr);
}

void ExplorationPanel::setExploration(std::shared_ptr<const ExplorationSnapshot> exploration, bool exists) {
    if (exploration && exploration == exploration_) {
        return;
    }
    exists_ = exists;
    exploration_ = std::move(exploration);
    showPlot();
    fillTable();
}

void ExplorationPanel::showPlot() {
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {resultStyle(palette()), longerStyle(palette())};
    const int fewest = exploration_ ? fewestSteps(exploration_->trainings) : 0;
    bool longer = false;
    QList<PlotView::BandPoint> band;
    const double infinity = std::numeric_limits<double>::infinity();
    QPointF low(infinity, infinity);
    QPointF high(-infinity, -infinity);
    const auto include = [&](double x, double y) {
        low = {std::min(low.x(), x), std::min(low.y(), y)};
        high = {std::max(high.x(), x), std::max(high.y(), y)};
    };
    int number = 0;
    for (const options::ExploredTraining& training :
        exploration_ ? exploration_->trainings : std::vector<options::ExploredTraining>()) {
        ++number;
        if (std::isfinite(training.label)) {
            const bool more = training.steps > fewest;
            longer = longer || more;
            cloud->points.push_back({static_cast<double>(number), -training.label, more ? 1U : 0U});
            include(number, -training.label);
        }
        if (training.steps == fewest && std::isfinite(training.expected) && std::isfinite(training.deviation)) {
            const double below = -training.expected - training.deviation;
            const double above = -training.expected + training.deviation;
            band.append({static_cast<double>(number), below, above});
            include(number, below);
            include(number, above);
        }
    }
    const bool any = !cloud->points.empty() || !band.isEmpty();
    const ExploredCount count = exploration_ ? countOf(exploration_->trainings) : ExploredCount();
    //: %1 the number of a run, %2, %3 and %4 counts.
    summary_->setText(!exploration_ ? (exists_ ? tr("Reading…") : tr("No exploration yet."))
                                    : tr("Run %1: %2 of %3 trainings asked for have ended, of %4 cells.")
                                          .arg(exploration_->run)
                                          .arg(count.ended)
                                          .arg(count.asked)
                                          .arg(count.cells));
    summary_->setToolTip(tr("A cell that is among the best is trained again with another seed, or for more steps. In "
                            "the budget a longer training counts as several short ones."));
    plot_->setHint(any || exists_ ? QString() : tr("Each training will stand here, with what was expected of it."));
    if (any) {
        plot_->setHomeRange(low, high);
    } else {
        plot_->clearHomeRange();
    }
    plot_->setBand(band, colour(Colour::Front, palette()));
    plot_->setCloud(any ? cloud : nullptr);
    QColor bandColour = colour(Colour::Front, palette());
    bandColour.setAlphaF(bandAlpha);
    QList<Legend::Entry> entries{{tr("loss reached"), resultStyle(palette()), QPen(Qt::NoPen)},
        {tr("expected ± 1 standard deviation"), std::nullopt, QPen(bandColour, bandLegendWidth)}};
    if (longer) {
        entries.append({tr("after more steps"), longerStyle(palette()), QPen(Qt::NoPen)});
    }
    legend_->setEntries(entries);
}

void ExplorationPanel::fillTable() {
    const QSignalBlocker quiet(table_);
    const int before = table_->currentRow();
    const std::optional<std::size_t> chosen = before >= 0 && std::cmp_less(before, rows_.size())
        ? std::optional(rows_[static_cast<std::size_t>(before)])
        : std::nullopt;
    rows_.clear();
    if (exploration_) {
        for (std::size_t i = exploration_->trainings.size(); i-- > 0;) {
            if (isNew(exploration_->trainings[i])) {
                rows_.push_back(i);
            }
        }
    }
    table_->setRowCount(static_cast<int>(rows_.size()));
    const int fewest = exploration_ ? fewestSteps(exploration_->trainings) : 0;
    const QString none = QStringLiteral("–");
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const options::ExploredTraining& training = exploration_->trainings[rows_[i]];
        const int row = static_cast<int>(i);
        const bool ended = std::isfinite(training.label);
        const QString device = deviceText(toQString(training.deviceSetting));
        table_->setItem(row, Number, cellItem(QLocale().toString(static_cast<qulonglong>(rows_[i] + 1)), true));
        table_->setItem(row, Why, cellItem(reasonText(training.reason), false));
        table_->setItem(row, For,
            cellItem(std::isfinite(training.targetMs) ? latencyText(training.targetMs) + QStringLiteral(" · ") + device
                                                      : device,
                false));
        table_->setItem(row, Expected,
            cellItem(std::isfinite(training.expected) && training.steps == fewest
                    ? numberText(-training.expected, 4) + QStringLiteral(" ± ") + numberText(training.deviation, 2)
                    : none,
                true));
        //: A training that has not ended.
        const QString open = exploration_->running ? tr("training") : none;
        table_->setItem(row, Came, cellItem(ended ? numberText(-training.label, 4) : open, true));
        table_->setItem(row, Accuracy, cellItem(ended ? percentText(training.accuracy) : none, true));
    }
    // New trainings come in above: the row that was chosen has moved down.
    const auto stays = chosen ? std::ranges::find(rows_, *chosen) : rows_.end();
    table_->setCurrentCell(stays == rows_.end() ? -1 : static_cast<int>(stays - rows_.begin()), Number);
    for (const int column : {int(Number), int(For), int(Expected), int(Came), int(Accuracy)}) {
        table_->resizeColumnToContents(column);
    }
    widths_->fill();
}

void ExplorationPanel::chooseRow(int row) {
    if (row < 0 || std::cmp_greater_equal(row, rows_.size())) {
        return;
    }
    const std::size_t index = rows_[static_cast<std::size_t>(row)];
    const options::ExploredTraining& training = exploration_->trainings[index];
    Q_EMIT genotypeWanted(toQString(training.genotype),
        //: %1 the number of a training, %2 why it was made.
        tr("Training %1: %2").arg(QLocale().toString(static_cast<qulonglong>(index + 1)), reasonText(training.reason)));
}

void ExplorationPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showPlot();
    }
    QWidget::changeEvent(event);
}

}
