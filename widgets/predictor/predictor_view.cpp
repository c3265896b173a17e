// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/space/genotype.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/controls.h"
#include "widgets/common/device_pin.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/cost_map.h"
#include "widgets/predictor/outlier_model.h"
#include "widgets/predictor/predictor_numbers.h"
#include "widgets/predictor/predictor_plots.h"
#include "widgets/predictor/predictors_reader.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {
constexpr int reportWidth = 300;
constexpr int outliersWidth = 430;
}

PredictorView::PredictorView(Selection& selection, QWidget* parent)
    : View(parent)
    , selection_(selection)
    , which_(new QComboBox(this))
    , pin_(new DevicePin("predictorPin", this))
    , baseline_(new QCheckBox(tr("Compare with &plain network"), this))
    , tabs_(new QTabWidget(this))
    , scatter_(makePlot("predictorPlot", tr("Predicted against measured latency"), tr("Measured latency (ms)"),
          tr("Predicted latency (ms)")))
    , histogram_(makePlot("predictorHistogram", tr("Histogram of errors"), tr("Error (%)"), tr("Architectures (%)")))
    , byLatency_(makePlot(
          "predictorByLatency", tr("Error by latency"), tr("Measured latency (ms)"), tr("Size of the error (%)")))
    , learning_(makePlot("predictorLearning", tr("Error by number of architectures"), tr("Architectures measured"),
          tr("Mean error (%)")))
    , calibration_(makePlot("predictorCalibration", tr("Calibration"), tr("Level of the stated interval (%)"),
          tr("Measured inside it (%)")))
    , costs_(new CostMap(this))
    , outliers_(new QWidget(this))
    , outlierTable_(new QTableView(this))
    , outlierModel_(new OutlierModel(this))
    , cell_(new CellView(this))
    , report_(new QLabel) {
    setUpControls();
    setUpOutliers();
    tabs_->setObjectName(QStringLiteral("predictorTabs"));
    tabs_->setDocumentMode(true);
    tabs_->addTab(pageOf({scatter_}), tr("Predicted and measured"));
    //: Tab: a predictor's errors.
    tabs_->addTab(pageOf({histogram_, byLatency_}), tr("Errors"));
    tabs_->addTab(pageOf({learning_}), tr("Learning curve"));
    tabs_->addTab(pageOf({calibration_}), tr("Calibration"));
    //: Tab: what operations cost on each edge.
    tabs_->addTab(costs_, tr("Costs"));
    //: Tab: the architectures that the predictor misses most.
    tabs_->addTab(outliers_, tr("Outliers"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(report_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFixedWidth(forText(reportWidth, *this));
    auto* controls = bare(new QHBoxLayout);
    controls->addWidget(which_, 1);
    controls->addWidget(pin_, 1);
    controls->addWidget(baseline_);
    auto* left = new QVBoxLayout;
    left->addLayout(controls);
    left->addWidget(tabs_, 1);
    auto* layout = bare(new QHBoxLayout(this));
    layout->addLayout(left, 1);
    layout->addWidget(scroll);
    showPredictor();
}

void PredictorView::setUpControls() {
    nameWidget(which_, "predictorChoice", tr("Predictor"));
    which_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    which_->setMinimumContentsLength(12);
    baseline_->setObjectName(QStringLiteral("predictorBaseline"));
    report_->setObjectName(QStringLiteral("predictorReport"));
    report_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    report_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    report_->setWordWrap(true);
    report_->setMargin(12);
    connect(which_, &QComboBox::currentIndexChanged, this, &PredictorView::showPredictor);
    connect(which_, &QComboBox::activated, this, [this] {
        pinned_ = true;
        showPin();
    });
    connect(pin_, &DevicePin::released, this, [this] {
        pinned_ = false;
        followDevice();
    });
    connect(baseline_, &QCheckBox::toggled, this, &PredictorView::showPlots);
    connect(scatter_.plot, &PlotView::pointClicked, this, &PredictorView::chooseScatterPoint);
}

void PredictorView::setUpOutliers() {
    nameWidget(outlierTable_, "predictorOutliers", tr("Architectures with the largest errors"));
    outlierTable_->setModel(outlierModel_);
    setUpRows(outlierTable_);
    outlierTable_->setSelectionMode(QAbstractItemView::SingleSelection);
    outlierTable_->setFrameShape(QFrame::NoFrame);
    outlierTable_->horizontalHeader()->setStretchLastSection(true);
    auto* splitter = new QSplitter(Qt::Horizontal, outliers_);
    splitter->addWidget(outlierTable_);
    splitter->addWidget(cell_);
    splitter->setSizes({outliersWidth, outliersWidth});
    auto* layout = bare(new QVBoxLayout(outliers_));
    layout->addWidget(splitter);
    connect(outlierTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) { showOutlier(current.isValid() ? current.row() : -1); });
}

PredictorView::Plot PredictorView::makePlot(
    const char* name, const QString& accessibleName, const QString& x, const QString& y) {
    Plot plot{new PlotView(this), new Legend(this)};
    plot.plot->setObjectName(QString::fromLatin1(name));
    plot.plot->setAccessibleName(accessibleName);
    plot.plot->setAxisTitles(x, y);
    plot.plot->setLegend(*plot.legend);
    return plot;
}

QWidget* PredictorView::pageOf(std::initializer_list<Plot> plots) {
    auto* page = new QWidget(this);
    auto* row = bare(new QHBoxLayout(page));
    for (const Plot& plot : plots) {
        auto* column = new QVBoxLayout;
        column->addWidget(plot.plot, 1);
        column->addWidget(plot.legend);
        row->addLayout(column, 1);
    }
    return page;
}

void PredictorView::setSnapshot(const SnapshotPointer& snapshot) {
    PredictorList predictors = snapshot ? predictorsOf(*snapshot) : PredictorList();
    const QString path = snapshot ? snapshot->path : QString();
    if (predictors != predictors_ || path != path_) {
        predictors_ = std::move(predictors);
        pinned_ = pinned_ && path == path_;
        path_ = path;
        fillChoice();
        showPredictor();
    }
    if (const QString device = snapshot ? snapshot->deviceSetting : QString(); device != device_) {
        device_ = device;
        followDevice();
    }
}

void PredictorView::fillChoice() {
    const QSignalBlocker quiet(which_);
    const qint64 before = pinned_ ? which_->currentData().toLongLong() : 0;
    which_->clear();
    for (const auto& predictor : predictors_) {
        //: %1 a device setting, %2 what it was fitted from ("330 measurements"), %3 the predictor's number.
        which_->addItem(lineIcon(QStringLiteral("chip")),
            tr("%1, %2 (no. %3)")
                .arg(deviceText(predictor->deviceSetting),
                    //: What a predictor was fitted from.
                    tr("%n measurement(s)", nullptr, static_cast<int>(predictor->measurements)))
                .arg(predictor->id),
            QVariant::fromValue<qint64>(predictor->id));
        which_->setItemData(which_->count() - 1,
            deviceToolTip(predictor->deviceSetting) + QLatin1Char('\n') + toQString(predictor->shape), Qt::ToolTipRole);
    }
    which_->setCurrentIndex(which_->count() > 0 ? std::max(0, which_->findData(before)) : -1);
    setPossible(*which_,
        which_->count() > 1       ? QString()
            : which_->count() > 0 ? tr("The only predictor of this project")
                                  : tr("No predictor yet."));
    followDevice();
}

void PredictorView::followDevice() {
    const auto found = std::find_if(predictors_.begin(), predictors_.end(),
        [this](const auto& predictor) { return predictor->deviceSetting == device_; });
    if (!pinned_ && found != predictors_.end()) {
        which_->setCurrentIndex(static_cast<int>(found - predictors_.begin()));
    }
    showPin();
}

void PredictorView::showPin() {
    const int index = which_->currentIndex();
    const bool follows = index < 0 || predictors_[static_cast<std::size_t>(index)]->deviceSetting == device_;
    if (follows) {
        pin_->showFollowing();
    } else if (pinned_) {
        pin_->showPinned(device_);
    } else {
        pin_->showUnknown(device_);
    }
}

void PredictorView::showPredictor() {
    const int index = which_->currentIndex();
    const bool any = index >= 0 && std::cmp_less(index, predictors_.size());
    shown_ = any ? predictors_[static_cast<std::size_t>(index)] : nullptr;
    outlierModel_->setPredictor(shown_);
    outlierTable_->resizeColumnsToContents();
    cell_->clear();
    costs_->setTable(shown_ ? shown_->costs : nullptr);
    tabs_->setTabVisible(tabs_->indexOf(costs_), shown_ && shown_->costs);
    showCell(outlierModel_->pointAt(0));
    report_->setText(shown_ ? predictorReport(*shown_) : QString());
    setPossible(*baseline_, shown_ ? QString() : tr("No predictor yet."),
        tr("The network that the LA-DARTS paper feeds with the one-hot encoding, on the same data"));
    showPlots();
}

void PredictorView::showPlots() {
    if (!shown_) {
        for (const Plot& each : {scatter_, histogram_, byLatency_, learning_, calibration_}) {
            clearPlot(*each.plot, *each.legend, tr("No predictor yet.\nMeasure a device, then fit."));
        }
        return;
    }
    const bool baseline = baseline_->isChecked();
    showScatter(*scatter_.plot, *scatter_.legend, *shown_, baseline);
    showHistogram(*histogram_.plot, *histogram_.legend, *shown_, baseline);
    showErrorByLatency(*byLatency_.plot, *byLatency_.legend, *shown_, baseline);
    showLearningCurve(*learning_.plot, *learning_.legend, predictors_, *shown_);
    showCalibration(*calibration_.plot, *calibration_.legend, *shown_);
}

void PredictorView::chooseScatterPoint(int index) {
    if (!shown_ || index < 0 || index >= static_cast<int>(shown_->report.points.size())) {
        return;
    }
    if (const int row = outlierModel_->rowOf(index); row >= 0) {
        outlierTable_->selectRow(row);
        tabs_->setCurrentWidget(outliers_);
    }
}

void PredictorView::showCell(int pointIndex) {
    if (!shown_ || pointIndex < 0 || shown_->report.points[static_cast<std::size_t>(pointIndex)].genotype.empty()) {
        cell_->clear();
        return;
    }
    const predictor::HeldOutPoint& point = shown_->report.points[static_cast<std::size_t>(pointIndex)];
    cell_->showGenotype(toQString(point.genotype),
        //: %1 and %2 latencies.
        tr("Measured %1, predicted %2").arg(latencyText(point.measuredMs), latencyText(point.predictedMs)));
}

void PredictorView::showOutlier(int row) {
    const int index = outlierModel_->pointAt(row);
    if (!shown_ || index < 0) {
        return;
    }
    const predictor::HeldOutPoint& point = shown_->report.points[static_cast<std::size_t>(index)];
    scatter_.plot->setRings({{point.measuredMs, point.predictedMs}}, colour(Colour::Selected, palette()));
    showCell(index);
    try {
        selection_.wantGenotype(space::fromText(point.genotype));
    } catch (const Error&) {
        return; // a report of another version: the cell view says that it cannot be read
    }
}

QList<ViewPicture> PredictorView::pictures() {
    QList<ViewPicture> pictures;
    for (int tab = 1; tab < tabs_->count(); ++tab) {
        pictures.append(
            {QStringLiteral("predictor-%1").arg(tab + 1), [this, tab] { tabs_->setCurrentIndex(tab); }, {}});
    }
    return pictures;
}

QString PredictorView::shownGenotype() const {
    return cell_->genotype();
}

QString PredictorView::reportText() const {
    return report_->text();
}

void PredictorView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showPlots();
    }
    QWidget::changeEvent(event);
}

ViewType predictorView() {
    return {"predictor", [] { return PredictorView::tr("&Predictor"); },
        [](const ViewContext& context, QWidget* parent) -> View* {
            return new PredictorView(context.selection, parent);
        },
        [](PartReaders& readers) { readers.add(std::make_unique<PredictorsReader>()); }};
}

}
