// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/search_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTabWidget>
#include <QTime>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/analysis/decision.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/job_times.h"
#include "widgets/jobs/measured_elsewhere.h"
#include "widgets/jobs/stored_weights.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"
#include "widgets/search/exploration_panel.h"
#include "widgets/search/exploration_reader.h"
#include "widgets/search/history_reader.h"
#include "widgets/search/log_panel.h"
#include "widgets/search/measuring_panel.h"
#include "widgets/search/measuring_reader.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {

constexpr int curvesWidth = 640;
constexpr int cellWidth = 400;

struct SearchText {
    Q_DECLARE_TR_FUNCTIONS(SearchView)
};

/// A job keeps the device that it was started for, whatever the window shows by now.
QString latencyName(const QString& setting) {
    return setting.isEmpty() ? SearchText::tr("Predicted latency")
                             //: %1 a device setting.
                             : SearchText::tr("Predicted latency on %1").arg(deviceText(setting).toHtmlEscaped());
}

}

QString entropyText(double entropy) {
    if (!std::isfinite(entropy)) {
        return QStringLiteral("–");
    }
    const QString number = QLocale().toString(entropy, 'f', 3);
    //: %1 is an entropy, 1 means that all operations are equally likely.
    return entropy > analysis::noDecisionEntropy ? SearchText::tr("%1: no decision made").arg(number) : number;
}

SearchView::SearchView(QWidget* parent)
    : View(parent)
    , plot_(new PlotView(this))
    , legend_(new Legend(this))
    , numbers_(new QLabel(this))
    , cell_(new CellView(this))
    , log_(new LogPanel(this))
    , tabs_(new QTabWidget(this))
    , exploration_(new ExplorationPanel(this))
    , measuring_(new MeasuringPanel(this)) {
    nameWidget(plot_, "searchPlot", tr("Losses of the search"));
    plot_->setAxisTitles(tr("Step"), tr("Cross-entropy (nats)"));
    plot_->setLegend(*legend_);
    numbers_->setObjectName(QStringLiteral("searchNumbers"));
    numbers_->setWordWrap(true);
    numbers_->setMargin(sizes::grid);
    numbers_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, sizes::grid, 0, 0);
    leftLayout->addWidget(numbers_);
    leftLayout->addWidget(plot_, 1);
    leftLayout->addWidget(legend_);
    tabs_->setObjectName(QStringLiteral("searchTabs"));
    tabs_->setDocumentMode(true);
    //: Tab: how the losses of a search fall.
    tabs_->addTab(left, tr("Losses"));
    //: Tab: the trainings of an exploration.
    tabs_->addTab(exploration_, tr("Exploration"));
    //: Tab: latencies as they are measured.
    tabs_->addTab(measuring_, tr("Measuring"));
    connect(
        exploration_, &ExplorationPanel::genotypeWanted, this, [this](const QString& genotype, const QString& title) {
            explored_ = {genotype, title, {}};
            showCell();
        });
    connect(tabs_, &QTabWidget::currentChanged, this, &SearchView::showCell);
    auto* top = new QSplitter(Qt::Horizontal, this);
    top->addWidget(tabs_);
    top->addWidget(cell_);
    top->setStretchFactor(0, 1);
    top->setStretchFactor(1, 1);
    top->setSizes({curvesWidth, cellWidth});
    auto* all = new QSplitter(Qt::Vertical, this);
    all->addWidget(top);
    all->addWidget(log_);
    all->setStretchFactor(0, 4);
    all->setStretchFactor(1, 1);
    all->setSizes({560, 140});
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(all);
    clear();
}

void SearchView::clear() {
    history_ = {};
    live_.reset();
    newest_ = 0;
    searching_ = false;
    unread_ = false;
    exploration_->setExploration(nullptr);
    measuring_->setMeasuring(nullptr);
    measuring_->showWarning({});
    log_->clear();
    curves_.clear();
    searched_.reset();
    explored_.reset();
    showCell();
    showCurves();
    showNumbers();
}

void SearchView::showCell() {
    const bool exploring = tabs_->currentWidget() == exploration_;
    cell_->setVisible(tabs_->currentWidget() != measuring_); // a measuring has no cell to look at
    if (const auto& shown = exploring ? explored_ : searched_) {
        cell_->showGenotype(shown->genotype, shown->title, shown->alpha);
    } else {
        cell_->clear(exploring ? tr("Click a training to see its cell.") : tr("The cell of a search will stand here."));
    }
}

void SearchView::setSnapshot(const SnapshotPointer& snapshot) {
    if (!snapshot) {
        clear();
        return;
    }
    followNewest(*snapshot);
    const auto exploration = snapshot->part<ExplorationSnapshot>();
    const bool exists = std::any_of(snapshot->runs.begin(), snapshot->runs.end(),
        [](const records::Run& run) { return run.kind == records::JobKind::Explore; });
    unread_ = exists && !exploration;
    exploration_->setExploration(exploration, exists);
    measuring_->setMeasuring(snapshot->part<MeasuringSnapshot>());
    const auto read = snapshot->part<HistorySnapshot>();
    const HistorySnapshot history = read ? *read : HistorySnapshot{};
    const bool same = history.run == history_.run && history.points.size() == history_.points.size();
    history_ = history;
    if (!same) {
        curves_.setHistory(history_);
        showCurves();
        showNumbers();
        if (!live_ && !history_.genotype.empty()) {
            //: %1 is the number of a run. The cell that a search ended an epoch with.
            searched_ = {toQString(history_.genotype), tr("Run %1 at its last epoch").arg(history_.run), {}};
            showCell();
        }
    }
}

void SearchView::addTo(SnapshotQuery& query, bool shown) const {
    query.set(ExplorationQuery{shown});
    query.set(MeasuringQuery{shown});
}

void SearchView::followNewest(const ProjectSnapshot& snapshot) {
    const auto newest = std::find_if(snapshot.runs.begin(), snapshot.runs.end(), [](const records::Run& run) {
        return run.kind == records::JobKind::Search || run.kind == records::JobKind::Explore
            || run.kind == records::JobKind::Measure;
    });
    const bool searching = newest != snapshot.runs.end() && newest->kind == records::JobKind::Search
        && newest->state == records::RunState::Running;
    if (searching != searching_) {
        searching_ = searching;
        showCurves();
    }
    if (newest != snapshot.runs.end() && newest->id != newest_) {
        newest_ = newest->id;
        watched_ = newest->kind; // within a pipeline only the record tells
        tabs_->setCurrentIndex(newest->kind == records::JobKind::Measure ? 2
                : newest->kind == records::JobKind::Explore              ? 1
                                                                         : 0);
    }
}

void SearchView::showLive(const options::SearchSnapshot& live) {
    live_ = live;
    curves_.add(live);
    showNumbers();
    if (isVisible()) {
        showCurves();
    }
    if (!live.genotype.empty()) {
        //: %1 of %2: epochs of a search. The cell that the search would end with now.
        searched_ = {toQString(live.genotype),
            tr("Now, epoch %1 of %2; edges as thick as their weight").arg(live.epoch).arg(live.epochs), live.alpha};
        showCell();
    }
}

void SearchView::showStarted(records::JobKind kind) {
    watched_ = kind;
    if (kind == records::JobKind::Measure) {
        measuring_->showWarning({});
    }
    if (kind == records::JobKind::Search) {
        live_.reset(); // the numbers of the search before
        curves_.begin();
    }
}

void SearchView::appendLog(protocol::LogLevel level, const QString& text, QTime at) {
    const QString sign = level == protocol::LogLevel::Error ? tr("error: ")
        : level == protocol::LogLevel::Warning              ? tr("warning: ")
                                                            : QString();
    log_->append(level, sign.isEmpty() ? text : sign + text, at); // most texts are shared with who keeps the log
    if (level == protocol::LogLevel::Warning && watched_ == records::JobKind::Measure) {
        measuring_->showWarning(engineText(text)); // where it is measured, what is amiss is read
    }
}

void SearchView::showCurves() {
    legend_->setEntries(curves_.draw(*plot_, palette()));
    plot_->setHint(!curves_.empty() ? QString()
            : searching_            ? tr("The search runs. Its losses appear here with its first steps.")
                                    : tr("No search yet.\nMeasure, fit, then press Search."));
}

void SearchView::showNumbers() {
    const auto entry = [](const QString& name, const QString& value) -> QString {
        return name + QStringLiteral(" <b>") + value + QStringLiteral("</b>");
    };
    QStringList parts;
    if (live_) {
        //: %1 of %2: steps of a search.
        parts = {entry(tr("Step"), tr("%1 of %2").arg(live_->step).arg(live_->steps)),
            entry(tr("λ"), numberText(live_->lambda)), entry(tr("Training loss"), numberText(live_->trainLoss, 4)),
            entry(tr("Validation loss"), numberText(live_->validationLoss, 4)),
            entry(tr("α entropy"), entropyText(live_->entropy)),
            entry(latencyName(toQString(live_->deviceSetting)), latencyText(live_->latencyMs)),
            entry(tr("Skip connections"), QLocale().toString(live_->skipCount)),
            entry(tr("Time a step"), latencyText(live_->stepMs))};
    } else if (!history_.points.empty()) {
        const HistorySnapshot::Point& last = history_.points.back();
        //: %1 is the number of a run.
        parts = {tr("Run %1").arg(history_.run), entry(tr("Step"), QLocale().toString(last.step)),
            entry(tr("λ"), numberText(last.lambda)), entry(tr("Training loss"), numberText(last.trainLoss, 4)),
            entry(tr("Validation loss"), numberText(last.validationLoss, 4)),
            entry(tr("α entropy"), entropyText(last.alphaEntropy)),
            entry(latencyName(history_.deviceSetting), latencyText(last.latencyMs))};
    } else {
        parts = {tr("No search yet.")};
    }
    numbers_->setText(parts.join(QStringLiteral(" &nbsp; · &nbsp; ")));
}

QString SearchView::numbersText() const {
    return numbers_->text();
}

QString SearchView::logText() const {
    return log_->text();
}

void SearchView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    showCurves(); // steps that came while nobody looked
}

void SearchView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showCurves();
    }
    QWidget::changeEvent(event);
}

ViewType searchView() {
    //: View: jobs while they run.
    return {"search", [] { return SearchView::tr("Job&s"); },
        [](const ViewContext& context, QWidget* parent) -> View* {
            auto* view = new SearchView(parent);
            WorkerClient& client = context.jobs.client();
            QObject::connect(&client, &WorkerClient::searchSnapshot, view, &SearchView::showLive);
            QObject::connect(
                &client, &WorkerClient::jobStarted, view, [view, &client] { view->showStarted(client.job()->kind); });
            const auto append = [view](const JobController::LogLine& line) {
                view->appendLog(line.level, line.text, line.time);
            };
            QObject::connect(&context.jobs, &JobController::logged, view, append);
            // Pages are made anew while a job runs: in another language, for another size of the text.
            if (client.job()) {
                view->showStarted(client.job()->kind);
            }
            std::ranges::for_each(context.jobs.log(), append);
            return view;
        },
        [](PartReaders& readers) {
            readers.add(std::make_unique<HistoryReader>());
            readers.add(std::make_unique<ExplorationReader>());
            readers.add(std::make_unique<MeasuringReader>());
            readers.add(std::make_unique<JobTimesReader>());
            readers.add(std::make_unique<StoredWeightsReader>());
            readers.add(std::make_unique<MeasuredElsewhereReader>());
        }};
}

}
