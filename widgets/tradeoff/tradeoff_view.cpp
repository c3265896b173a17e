// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tradeoff/tradeoff_view.h"

#include <QDataStream>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/cell/cell_pane.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/controls.h"
#include "widgets/common/kept_splitter.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/common/tool_row.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/candidate_table.h"
#include "widgets/front/front_overlays.h"
#include "widgets/front/front_reader.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/measured_elsewhere.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/search/history_reader.h"
#include "widgets/tradeoff/remark_commands.h"

namespace paretoscope::widgets {

namespace {

constexpr int frontWidth = 580;
constexpr int cellWidth = 470;
constexpr int tableHeight = 190;
constexpr std::size_t mostDetailed = 500; ///< chosen rows whose cells are read
const QString whatIfCurve = QStringLiteral("whatIf");

class FactsReader : public PartReader<ArchitectureFacts> {
public:
    std::shared_ptr<const ArchitectureFacts> read(Reading& reading) override {
        return facts_.read(reading.project(), reading.predictors());
    }

private:
    ArchitectureFactsReader facts_;
};

}

TradeoffView::TradeoffView(const ViewContext& context, QWidget* parent)
    : View(parent)
    , selection_(context.selection)
    , jobs_(context.jobs)
    , splitter_(new KeptSplitter(Qt::Horizontal, this))
    , halves_(new KeptSplitter(Qt::Vertical, this))
    , front_(new FrontView(selection_, this))
    , cell_(new CellPane(selection_, this))
    , candidates_(new CandidateTable(selection_, this))
    , tableShown_(new QToolButton(this))
    , remarksUndo_(new QUndoStack(this)) {
    splitter_->setObjectName(QStringLiteral("frontAndCell"));
    splitter_->addWidget(front_);
    splitter_->addWidget(cell_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    cell_->setMinimumWidth(std::max(cellWidth / 2, cell_->minimumSizeHint().width()));
    splitter_->setSizes({frontWidth, cellWidth});
    setUpTable();
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(&front_->toolRow());
    layout->addWidget(halves_, 1);
    connectSelection();
    connectLambda();
    connectCell();
    connect(&front_->overlays(), &FrontOverlays::queryChanged, this, &View::queryChanged);
    connect(&front_->overlays(), &FrontOverlays::measureRequested, this, &TradeoffView::measure);
}

void TradeoffView::setUpTable() {
    halves_->addWidget(splitter_);
    halves_->addWidget(candidates_);
    halves_->setStretchFactor(0, 1);
    halves_->setCollapsible(0, false);
    halves_->setSizes({frontWidth, tableHeight});
    candidates_->hide();
    tableShown_->setObjectName(QStringLiteral("candidatesShown"));
    tableShown_->setCheckable(true);
    //: A button: the candidates as a table under the front.
    tableShown_->setText(tr("Table"));
    tableShown_->setToolTip(tr("The candidates as a table: filter, sort, choose several"));
    front_->toolRow().addSeparator();
    front_->toolRow().addButton(tableShown_, QStringLiteral("table"));
    connect(tableShown_, &QToolButton::toggled, candidates_, &QWidget::setVisible);
    connect(candidates_, &CandidateTable::detailsWanted, this, &View::queryChanged);
    connect(candidates_, &CandidateTable::measureRequested, this, &TradeoffView::measure);
    connect(candidates_, &CandidateTable::starRequested, this,
        [this](const std::vector<std::int64_t>& candidates, bool starred) {
            remarksUndo_->push(starCommand(jobs_, candidates, starred));
        });
    connect(candidates_, &CandidateTable::noteRequested, this, [this](std::int64_t candidate, const QString& note) {
        const auto remarks = snapshot_->part<Remarks>();
        remarksUndo_->push(noteCommand(jobs_, candidate, remarks ? remarks->of(candidate).note : std::string(), note));
    });
    connect(candidates_, &CandidateTable::trainRequested, this, [this](const std::vector<space::Genotype>& genotypes) {
        jobs_.trainUnder(snapshot_->part<FrontSnapshot>()->protocol, genotypes);
    });
}

void TradeoffView::connectSelection() {
    connect(&selection_, &Selection::protocolChanged, this, &View::queryChanged);
    connect(&selection_, &Selection::candidateChanged, this, [this](std::int64_t candidate) {
        if (candidate != 0 && snapshot_ && genotypeOf(snapshot_, candidate).empty()) {
            Q_EMIT queryChanged(); // its details are not at hand
        }
    });
    connect(&selection_, &Selection::candidatesWanted, this, &TradeoffView::chooseInTable);
    connect(&selection_, &Selection::genotypeWanted, this, [this](const space::Genotype& genotype) {
        const auto front = snapshot_ ? snapshot_->part<FrontSnapshot>() : nullptr;
        const std::int64_t candidate = front ? front->candidateOf(genotype) : 0;
        if (candidate != 0) {
            selection_.setCandidate(candidate);
        }
    });
}

void TradeoffView::chooseInTable(const std::vector<std::int64_t>& candidates) {
    tableShown_->setChecked(true);
    candidates_->choose(candidates);
}

void TradeoffView::connectLambda() {
    LambdaPanel& panel = front_->lambdaPanel();
    const auto follow = [this, &panel] {
        if (!panel.follows()) {
            return;
        }
        if (const auto target = panel.target()) {
            jobs_.followTarget(*target);
        } else if (const auto lambda = panel.lambda()) {
            jobs_.followLambda(*lambda);
        }
    };
    connect(&selection_, &Selection::priceChanged, this, follow);
    connect(&selection_, &Selection::budgetChanged, this, follow);
    connect(&panel, &LambdaPanel::followChanged, this, follow);
    connect(&panel, &LambdaPanel::refineRequested, this, [this, &panel] {
        if (panel.target() || panel.lambda()) {
            jobs_.refine(panel.lambda().value_or(analysis::Lambda{}), panel.target());
        }
    });
}

void TradeoffView::connectCell() {
    connect(cell_, &CellPane::measureRequested, &jobs_, &JobController::measureArchitecture);
    connect(cell_, &CellPane::scoreRequested, &jobs_, &JobController::scoreArchitectures);
    connect(cell_, &CellPane::trainRequested, &jobs_, &JobController::trainArchitecture);
    connect(cell_, &CellPane::trainEstimatedRequested, this, [this](const space::Genotype& genotype) {
        jobs_.trainUnder(snapshot_->part<FrontSnapshot>()->protocol, {genotype});
    });
    connect(cell_, &CellPane::whatIfChanged, this, &TradeoffView::showWhatIf);
    connect(&front_->plot(), &PlotView::rangeChanged, this, &TradeoffView::showWhatIf);
}

void TradeoffView::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    front_->setSnapshot(snapshot);
    candidates_->setSnapshot(snapshot);
    if (!snapshot) {
        remarksUndo_->clear();
    }
    const auto history = snapshot ? snapshot->part<HistorySnapshot>() : nullptr;
    cell_->setHistory(history ? history->cells : std::vector<EpochCell>());
    cell_->setSnapshot(snapshot);
}

void TradeoffView::addTo(SnapshotQuery& query, bool /*shown*/) const {
    FrontQuery front{.protocol = selection_.protocol()};
    front_->overlays().addTo(front);
    query.set(front);
    std::vector<std::int64_t> detailed = candidates_->chosen();
    detailed.resize(std::min(detailed.size(), mostDetailed));
    detailed.push_back(selection_.candidate());
    addDetails(query, snapshot_, detailed);
}

void TradeoffView::showState(const ProjectState& state) {
    state_ = state;
    QString noMeasuring = state.noJob();
    if (noMeasuring.isEmpty() && snapshot_) {
        noMeasuring = whyNotMeasuredHere(measuring(), *snapshot_);
    }
    cell_->setPossibleJobs(state.noJob(), noMeasuring);
    front_->lambdaPanel().setFollowable(jobs_.followable());
    candidates_->setState(state, noMeasuring);
    front_->overlays().setNoMeasuring(noMeasuring);
    const bool searchable = snapshot_ && newestPredictorOf(*snapshot_, snapshot_->deviceSetting) != nullptr;
    front_->lambdaPanel().setRefinable(searchable && state.noJob().isEmpty(),
        searchable || state.readOnly ? state.noJob() : tr("A search needs a predictor first."));
}

options::MeasureConfig TradeoffView::measuring() const {
    options::MeasureConfig config = jobs_.plan().measure;
    if (const auto front = snapshot_ ? snapshot_->part<FrontSnapshot>() : nullptr) {
        config.deviceSetting = front->deviceSetting.toStdString();
        config.network.space = front->protocol.space;
        config.network.shape = front->protocol.shape;
    }
    return config;
}

void TradeoffView::measure(const QStringList& genotypes) {
    if (!snapshot_ || state_.readOnly) {
        return;
    }
    if (jobs_.isBusy()) {
        Q_EMIT message(Severity::Warning, tr("A job is running. Measure when it has ended."));
        return;
    }
    options::MeasureConfig config = measuring();
    config.genotypes.clear();
    for (const QString& genotype : genotypes) {
        config.genotypes.push_back(genotype.toStdString());
    }
    jobs_.startJob(config);
}

/// Where the changed cell would stand on the front: its accuracy is open, so it is a line.
void TradeoffView::showWhatIf() {
    const auto latency = cell_->changedLatency();
    if (!latency) {
        front_->plot().removeCurve(whatIfCurve);
        return;
    }
    const AxisRange range = front_->plot().transformation().y;
    front_->plot().setCurve(whatIfCurve, {{latency->ms, range.minimum}, {latency->ms, range.maximum}},
        QPen(colour(Colour::Selected, palette()), 1.6, Qt::DotLine));
}

QList<QUndoStack*> TradeoffView::undoStacks() {
    return {&cell_->whatIf().stack(), remarksUndo_};
}

QList<ViewPicture> TradeoffView::pictures() {
    return front_->pictures();
}

QList<qint64> TradeoffView::chosenCandidates() const {
    const std::vector<std::int64_t> rows =
        tableShown_->isChecked() ? candidates_->chosen() : std::vector<std::int64_t>();
    return rows.size() > 1 ? QList<qint64>(rows.begin(), rows.end()) : QList<qint64>();
}

QByteArray TradeoffView::saveArrangement() const {
    QByteArray arrangement;
    QDataStream stream(&arrangement, QIODevice::WriteOnly);
    stream << splitter_->arrangement() << halves_->arrangement() << tableShown_->isChecked();
    return arrangement;
}

void TradeoffView::restoreArrangement(const QByteArray& arrangement) {
    QDataStream stream(arrangement);
    QByteArray across;
    QByteArray down;
    bool table = false;
    stream >> across >> down >> table;
    if (stream.status() == QDataStream::Ok) {
        splitter_->restoreArrangement(across);
        halves_->restoreArrangement(down);
        tableShown_->setChecked(table);
    }
}

ViewType tradeoffView() {
    return {"front", [] { return TradeoffView::tr("&Front"); },
        [](const ViewContext& context, QWidget* parent) -> View* { return new TradeoffView(context, parent); },
        [](PartReaders& readers) {
            readers.add(std::make_unique<FactsReader>());
            readers.add(std::make_unique<FrontReader>());
            readers.add(std::make_unique<DetailReader>());
            readers.add(std::make_unique<RemarksReader>());
        }};
}

}
