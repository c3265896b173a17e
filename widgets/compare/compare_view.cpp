// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <tuple>
#include <utility>

#include "widgets/cell/cell_canvas.h"
#include "widgets/cell/edge_costs.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/controls.h"
#include "widgets/common/device_picker.h"
#include "widgets/common/device_pin.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/common/selection.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/compare/difference_bars.h"
#include "widgets/compare/verdict.h"
#include "widgets/front/candidate_details.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

const predictor::MeanPredictor* predictorFor(
    const SnapshotPointer& snapshot, const QString& setting, const CompareEntry& entry) {
    const auto facts = snapshot->part<ArchitectureFacts>();
    return facts ? facts->predictorOf(setting, entry.architecture.shape, entry.architecture.genotype.space) : nullptr;
}

void showSide(QComboBox& box, const std::vector<CompareEntry>& entries, const QString& key) {
    const QSignalBlocker quiet(&box);
    bool same = box.count() == static_cast<int>(entries.size());
    for (int i = 0; same && i < box.count(); ++i) {
        const CompareEntry& entry = entries[static_cast<std::size_t>(i)];
        same = box.itemData(i).toString() == entry.key && box.itemText(i) == entry.title;
    }
    if (!same) { // an open list must not be torn away
        box.clear();
        for (const CompareEntry& entry : entries) {
            box.addItem(entry.title, entry.key);
            box.setItemData(box.count() - 1, entry.title, Qt::ToolTipRole);
        }
    }
    box.setCurrentIndex(box.findData(key));
}

}

CompareView::CompareView(Selection& selection, QWidget* parent)
    : View(parent)
    , selection_(selection)
    , swap_(new QPushButton(tr("S&wap"), this))
    //: A button: the cell that was searched for a GPU beside the one for a CPU.
    , gpuCpu_(new QPushButton(tr("&GPU ↔ CPU"), this))
    , verdict_(new QLabel(this))
    , bars_(new DifferenceBars(this))
    , showCosts_(new QCheckBox(tr("&Cost of each edge"), this))
    , setting_(new DevicePicker(this))
    , pin_(new DevicePin("comparePin", this))
    , differencesOnly_(new QCheckBox(tr("Only &differences"), this))
    , canvas_(new CellCanvas(this))
    , summary_(new QTableWidget(this))
    , operators_(new QTableWidget(this))
    , explained_(new QTableWidget(this))
    , explainHint_(new QLabel(this))
    , hint_(new QLabel(tr("Two architectures will stand here side by side.\nSearch, or select a candidate on the "
                          "front."),
          this))
    , pages_(new QStackedWidget(this)) {
    setUpControls();
    place();
    connect(&selection_, &Selection::candidateChanged, this, &CompareView::followSelection);
    connect(&selection_, &Selection::comparisonWanted, this, &CompareView::compareCandidates);
    refresh();
}

/// What is compared, what it comes to, the cells, and below them the numbers.
void CompareView::place() {
    auto* chooser = new QHBoxLayout;
    chooser->addWidget(sides_[0].box, 1);
    chooser->addWidget(sides_[0].pin);
    chooser->addWidget(swap_);
    chooser->addWidget(sides_[1].box, 1);
    chooser->addWidget(sides_[1].pin);
    chooser->addSpacing(sizes::gap);
    chooser->addWidget(gpuCpu_);
    auto* explanation = new QWidget(this);
    auto* explanationLayout = new QVBoxLayout(explanation);
    explanationLayout->setContentsMargins(0, sizes::gap, 0, 0);
    auto* explainControls = new QHBoxLayout;
    explainControls->addWidget(setting_, 1);
    explainControls->addWidget(pin_, 1);
    explainControls->addWidget(showCosts_);
    explainControls->addWidget(differencesOnly_);
    explanationLayout->addLayout(explainControls);
    explanationLayout->addWidget(explainHint_);
    explanationLayout->addWidget(explained_, 1);
    auto* details = new QTabWidget(this);
    details->setObjectName(QStringLiteral("compareDetails"));
    details->setDocumentMode(true);
    //: Tab: which edges make one network slower than the other.
    details->addTab(explanation, tr("&Explain"));
    //: Tab: latency, accuracy and size of both networks in a table.
    details->addTab(summary_, tr("&Numbers"));
    details->addTab(operators_, tr("&Operators"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(bars_);
    scroll->setWidgetResizable(true);
    auto* lower = new QSplitter(Qt::Horizontal, this);
    lower->addWidget(scroll);
    lower->addWidget(details);
    lower->setSizes({400, 650});
    auto* legend = new ElidingLabel(this);
    legend->setText(
        tr("Thick frame: another operation there · dashed: an edge that only this one has · number: predicted "
           "cost in the whole network against a skip connection there"));
    auto* cells = new QWidget(this);
    auto* cellsLayout = bare(new QVBoxLayout(cells));
    cellsLayout->setSpacing(sizes::grid);
    cellsLayout->addWidget(verdict_);
    cellsLayout->addWidget(canvas_, 1);
    cellsLayout->addWidget(legend);
    auto* both = new QSplitter(Qt::Vertical, this);
    both->addWidget(cells);
    both->addWidget(lower);
    both->setSizes({480, 230});
    both->setStretchFactor(0, 1);
    hint_->setAlignment(Qt::AlignCenter);
    pages_->addWidget(hint_);
    pages_->addWidget(both);
    auto* layout = bare(new QVBoxLayout(this));
    layout->addLayout(chooser);
    layout->addWidget(pages_, 1);
}

void CompareView::setUpControls() {
    const std::array names{tr("Left architecture"), tr("Right architecture")};
    const std::array<const char*, 2> boxes{"compareLeft", "compareRight"};
    const std::array<const char*, 2> pins{"comparePinLeft", "comparePinRight"};
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_.at(i);
        side.box = new QComboBox(this);
        side.box->setObjectName(QString::fromLatin1(boxes.at(i)));
        side.box->setAccessibleName(names.at(i));
        side.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        side.box->setMinimumContentsLength(14);
        //: Check box: this side stays when another candidate is selected.
        side.pin = new QCheckBox(tr("Pin"), this);
        side.pin->setObjectName(QString::fromLatin1(pins.at(i)));
        side.pin->setToolTip(tr("Stays when another candidate is selected"));
        side.pin->setAccessibleName(names.at(i) + QStringLiteral(": ") + side.pin->toolTip());
        connect(side.box, &QComboBox::activated, this, [this, i] {
            sides_.at(i).key = sides_.at(i).box->currentData().toString();
            sides_.at(i).pin->setChecked(true); // chosen by hand
            refresh();
        });
    }
    swap_->setObjectName(QStringLiteral("compareSwap"));
    swap_->setIcon(lineIcon(QStringLiteral("swap")));
    gpuCpu_->setObjectName(QStringLiteral("compareGpuCpu"));
    gpuCpu_->setIcon(lineIcon(QStringLiteral("chip")));
    verdict_->setObjectName(QStringLiteral("compareVerdict"));
    verdict_->setWordWrap(true);
    verdict_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verdict_->setTextFormat(Qt::PlainText);
    setHeading(*verdict_);
    verdict_->setFixedHeight(2 * verdict_->fontMetrics().lineSpacing() + sizes::gap); // two lines, whatever it says
    showCosts_->setObjectName(QStringLiteral("compareCosts"));
    nameWidget(setting_, "compareSetting", tr("Device setting that is explained"));
    differencesOnly_->setObjectName(QStringLiteral("compareDifferences"));
    differencesOnly_->setChecked(true);
    showCosts_->setChecked(true);
    nameWidget(canvas_, "compareCells", tr("Cells of both architectures"));
    nameWidget(summary_, "compareSummary", tr("Latency, accuracy and size of both architectures"));
    setUpTable(*summary_, {QString(), tr("Left"), tr("Right"), tr("Right against left")});
    summary_->horizontalHeaderItem(0)->setText(tr("Setting, protocol"));
    summary_->setToolTip(provenanceLegend());
    nameWidget(
        operators_, "compareOperators", tr("Operators of both architectures: edges, multiply-adds and parameters"));
    //: MACs are multiply-accumulate operations of one image.
    setUpTable(*operators_,
        {tr("Operation"), tr("Left: edges · MACs · parameters"), tr("Right: edges · MACs · parameters"), tr("MACs")});
    // Here the names are short and the numbers long.
    operators_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    operators_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    operators_->horizontalHeader()->setSectionResizeMode(3, QHeaderView::ResizeToContents);
    nameWidget(explained_, "compareExplained", tr("Cost of each edge on the chosen setting"));
    setUpTable(*explained_, {tr("Edge"), tr("Left"), tr("Right"), tr("Difference")});
    explainHint_->setWordWrap(true);
    connect(swap_, &QPushButton::clicked, this, &CompareView::swapSides);
    connect(gpuCpu_, &QPushButton::clicked, this, &CompareView::compareGpuAndCpu);
    connect(setting_, &DevicePicker::settingChosen, this, [this](const QString& setting) {
        pinned_ = setting;
        refresh();
    });
    connect(pin_, &DevicePin::released, this, [this] {
        pinned_.clear();
        refresh();
    });
    connect(showCosts_, &QCheckBox::toggled, this, &CompareView::refresh);
    connect(differencesOnly_, &QCheckBox::toggled, this, &CompareView::refresh);
}

void CompareView::setSnapshot(const SnapshotPointer& snapshot) {
    if (!snapshot || !snapshot_ || snapshot->path != snapshot_->path) {
        for (Side& side : sides_) { // another project
            side.key.clear();
            side.pin->setChecked(false);
        }
        pinned_.clear();
    }
    snapshot_ = snapshot;
    refresh();
}

void CompareView::addTo(SnapshotQuery& query, bool shown) const {
    if (shown) {
        addDetails(query, snapshot_, candidates());
    }
}

std::vector<std::int64_t> CompareView::candidates() const {
    std::vector<std::int64_t> result;
    for (const Side& side : sides_) {
        if (side.key.startsWith(QStringLiteral("candidate:"))) {
            result.push_back(side.key.section(QLatin1Char(':'), 1).toLongLong());
        }
    }
    if (selection_.candidate() != 0) {
        result.push_back(selection_.candidate());
    }
    return result;
}

const CompareEntry* CompareView::side(int which) const {
    return choice_.find(sides_.at(static_cast<std::size_t>(which)).key);
}

QList<qint64> CompareView::chosenCandidates() const {
    QList<qint64> candidates;
    for (const int which : {0, 1}) {
        if (const CompareEntry* entry = side(which); entry != nullptr && entry->candidate) {
            candidates.append(entry->candidate->id);
        }
    }
    return candidates.size() == 2 ? candidates : QList<qint64>();
}

void CompareView::followSelection() {
    if (selection_.candidate() == 0) {
        return;
    }
    const std::size_t follower = !sides_[0].pin->isChecked() ? 0 : 1;
    if (!sides_.at(follower).pin->isChecked()) {
        sides_.at(follower).key = CompareChoice::keyOf(selection_.candidate());
        refresh();
    }
}

/// Fills the sides that nobody has chosen.
void CompareView::chooseDefaults() {
    if (sides_[0].key.isEmpty() && selection_.candidate() != 0) { // selected before this view was made
        sides_[0].key = CompareChoice::keyOf(selection_.candidate());
    }
    const auto [left, right] = choice_.defaultPair(device_);
    if (choice_.find(sides_[0].key) == nullptr && !sides_[0].key.startsWith(QStringLiteral("candidate:"))) {
        sides_[0].key = left;
    }
    if (choice_.find(sides_[1].key) == nullptr && !sides_[1].key.startsWith(QStringLiteral("candidate:"))) {
        sides_[1].key = right;
        const CompareEntry* a = side(0);
        const CompareEntry* b = side(1);
        if (a != nullptr && b != nullptr && a->architecture.genotype == b->architecture.genotype) {
            sides_[1].key = left; // compared with itself nothing would be seen
        }
    }
}

/// A pair that a rule gave for the device before is given by the same rule for the one of now.
void CompareView::followDevice() {
    const QString before = std::exchange(device_, snapshot_ ? snapshot_->deviceSetting : QString());
    const bool byHand = sides_[0].pin->isChecked() || sides_[1].pin->isChecked();
    if (before.isEmpty() || before == device_ || byHand) {
        return;
    }
    const std::pair shown(sides_[0].key, sides_[1].key);
    for (const auto rule : {&CompareChoice::defaultPair, &CompareChoice::gpuAndCpu}) {
        if ((choice_.*rule)(before) == shown) {
            std::tie(sides_[0].key, sides_[1].key) = (choice_.*rule)(device_);
            return;
        }
    }
}

void CompareView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (stale_) {
        refresh();
    }
}

void CompareView::refresh() {
    stale_ = !isVisible();
    if (stale_) { // a search brings many snapshots a second
        return;
    }
    const std::vector<std::int64_t> wanted = candidates();
    choice_.update(snapshot_, wanted);
    if (std::ranges::any_of(wanted, [this](std::int64_t candidate) { return !detailOf(snapshot_, candidate); })) {
        Q_EMIT queryChanged();
    }
    followDevice();
    chooseDefaults();
    fillBoxes();
    const CompareEntry* left = side(0);
    const CompareEntry* right = side(1);
    setPossible(*swap_, left != nullptr && right != nullptr ? QString() : tr("It takes two architectures."));
    gpuCpu_->setEnabled(!choice_.gpuAndCpu(device_).first.isEmpty());
    gpuCpu_->setToolTip(gpuCpu_->isEnabled()
            ? tr("The cell that was searched for a GPU beside the one for a CPU; of several, the one for the "
                 "current device")
            : tr("Needs a finished search for a GPU and one for a CPU"));
    if (left == nullptr || right == nullptr) {
        setting_->setSettings(snapshot_.get(), {}, {});
        showExplainable(swap_->toolTip());
        pages_->setCurrentIndex(0);
        return;
    }
    pages_->setCurrentIndex(1);
    fillSettings(*left, *right);
    drawCells(*left, *right);
    fillTables(*left, *right);
}

void CompareView::fillBoxes() {
    for (const Side& side : sides_) {
        showSide(*side.box, choice_.entries(), side.key);
        side.box->setEnabled(side.box->count() > 0);
        side.pin->setEnabled(side.box->count() > 0);
    }
}

void CompareView::fillSettings(const CompareEntry& left, const CompareEntry& right) {
    std::vector<QString> settings;
    if (const auto facts = snapshot_->part<ArchitectureFacts>()) {
        for (const QString& setting :
            facts->predictedSettings(left.architecture.shape, left.architecture.genotype.space)) {
            if (predictorFor(snapshot_, setting, right) != nullptr) {
                settings.push_back(setting);
            }
        }
    }
    const QString& current = snapshot_->deviceSetting;
    if (pinned_ == current) {
        pinned_.clear();
    }
    QString wanted = pinned_.isEmpty() ? current : pinned_;
    if (!settings.empty() && std::ranges::find(settings, wanted) == settings.end()) {
        wanted = settings.front(); // the device has no predictor for both
    }
    setting_->setSettings(snapshot_.get(), settings, wanted);
    if (settings.empty() || wanted == current) {
        pin_->showFollowing();
    } else if (wanted == pinned_) {
        pin_->showPinned(current);
    } else {
        pin_->showUnknown(current);
    }
    const QString none = settings.empty() ? tr("No predictor knows both cells.") : QString();
    showExplainable(none);
}

/// The controls of what edges cost; `none`: why nothing can be said of it.
void CompareView::showExplainable(const QString& none) {
    setPossible(*setting_, none, setting_->toolTip());
    setPossible(*showCosts_, none,
        tr("Shows in each box what the operation costs on the chosen setting, compared with a skip connection there"));
    setPossible(*differencesOnly_, none);
}

void CompareView::drawCells(const CompareEntry& left, const CompareEntry& right) {
    const bool comparable = left.architecture.genotype.space == right.architecture.genotype.space;
    const std::array entries{&left, &right};
    std::vector<CellPicture> pictures;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const space::Genotype& genotype = entries.at(i)->architecture.genotype;
        const space::Genotype& other = entries.at(1 - i)->architecture.genotype;
        const predictor::MeanPredictor* predictor = predictorFor(snapshot_, setting_->setting(), *entries.at(i));
        for (CellPicture& picture : cellPictures(genotype, {}, static_cast<int>(i))) {
            //: Heading of a cell in a comparison: %1 whose cell, %2 which kind of cell.
            picture.heading = tr("%1 – %2").arg(entries.at(i)->title, picture.heading);
            if (comparable) {
                picture.marks = edgeMarks(genotype, other, picture.kind);
            }
            if (predictor != nullptr && showCosts_->isChecked()) {
                picture.edgeTexts = edgeCostTexts(predictor->costTable(), genotype, picture.kind);
            }
            pictures.push_back(std::move(picture));
        }
    }
    canvas_->setPictures(pictures);
}

void CompareView::fillTables(const CompareEntry& left, const CompareEntry& right) {
    fillTable(*summary_, summaryRows(*snapshot_, left, right, snapshot_->part<ArchitectureFacts>().get()));
    fillTable(*operators_, operatorRows(left, right));
    explainDifference(left, right);
    Verdict verdict = verdictOf(*snapshot_, left, right, snapshot_->deviceSetting);
    verdict_->setText(verdict.sentence);
    bars_->setVerdict(std::move(verdict));
}

void CompareView::explainDifference(const CompareEntry& left, const CompareEntry& right) {
    const predictor::MeanPredictor* predictor = predictorFor(snapshot_, setting_->setting(), left);
    const bool sameNetwork = left.architecture.genotype.space == right.architecture.genotype.space
        && left.architecture.shape == right.architecture.shape;
    if (predictor == nullptr || !sameNetwork) {
        explained_->setRowCount(0);
        explainHint_->setText(sameNetwork ? tr("Fit a predictor for this network to see which edges cost what.")
                                          : tr("The two are cells of different networks: edges cannot be compared."));
        if (const auto facts = snapshot_->part<ArchitectureFacts>(); facts && !facts->problems().empty()) {
            explainHint_->setText(explainHint_->text() + QLatin1Char('\n') + facts->problems().back());
        }
        explainHint_->show();
        return;
    }
    explainHint_->hide();
    const Explanation explanation = explain(*predictor, left.architecture.genotype, right.architecture.genotype);
    fillTable(*explained_, explanationRows(explanation, predictor->space(), differencesOnly_->isChecked()));
}

void CompareView::compareCandidates(std::int64_t left, std::int64_t right) {
    sides_[0].key = CompareChoice::keyOf(left);
    sides_[1].key = CompareChoice::keyOf(right);
    for (Side& side : sides_) {
        side.pin->setChecked(true); // chosen by hand
    }
    refresh();
}

void CompareView::compareGpuAndCpu() {
    std::tie(sides_[0].key, sides_[1].key) = choice_.gpuAndCpu(device_);
    refresh();
}

void CompareView::swapSides() {
    std::swap(sides_[0].key, sides_[1].key);
    const bool pinned = sides_[0].pin->isChecked();
    sides_[0].pin->setChecked(sides_[1].pin->isChecked());
    sides_[1].pin->setChecked(pinned);
    refresh();
}

ViewType compareView() {
    return {"compare", [] { return CompareView::tr("&Compare"); },
        [](const ViewContext& context, QWidget* parent) -> View* { return new CompareView(context.selection, parent); },
        nullptr};
}

}
