// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "core/interchange/csv.h"
#include "core/queries/front_table.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/controls.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/common/tool_row.h"
#include "widgets/front/front_cloud.h"
#include "widgets/front/front_overlays.h"
#include "widgets/front/hover_card.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/front/lambda_path_view.h"
#include "widgets/front/latency_floor.h"
#include "widgets/front/point_text.h"
#include "widgets/plot/plot_view.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {
const QString frontCurve = QStringLiteral("front");
const QString lambdaCurve = QStringLiteral("lambda");
/// Of the front's network on its setting, where a predictor knows them.
std::optional<double> floorOf(const ProjectSnapshot* snapshot) {
    const auto front = snapshot != nullptr ? snapshot->part<FrontSnapshot>() : nullptr;
    const auto facts = snapshot != nullptr ? snapshot->part<ArchitectureFacts>() : nullptr;
    if (!front || !facts) {
        return std::nullopt;
    }
    const records::AccuracyProtocol& protocol = front->protocol;
    const auto* predictor = facts->predictorOf(front->deviceSetting, protocol.shape, protocol.space);
    return predictor == nullptr ? std::nullopt : std::optional(latencyFloor(*predictor));
}

QString whyNoFront(const ProjectSnapshot* snapshot) {
    const bool elsewhere = snapshot != nullptr && !snapshot->costSettings.empty()
        && std::ranges::find(snapshot->costSettings, snapshot->deviceSetting) == snapshot->costSettings.end();
    return elsewhere
        //: %1 a device setting.
        ? FrontView::tr(
            "No candidate has a latency on “%1” yet.\nMeasure there, fit, then explore or search; or choose "
            "another device above.")
              .arg(deviceText(snapshot->deviceSetting))
        : FrontView::tr("No candidates with an accuracy and a latency yet.\nMeasure a device, fit, then explore.");
}

}

FrontView::FrontView(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , tools_(new ToolRow(this))
    , protocol_(new QComboBox(this))
    , quality_(new QComboBox(this))
    , logarithmic_(new QToolButton(this))
    , pathShown_(new QToolButton(this))
    , budgetText_(new ElidingLabel(this))
    , wholeRange_(new QToolButton(this))
    , overlays_(new FrontOverlays(this))
    , plot_(new PlotView(this))
    , legend_(new Legend(this))
    , lambdaPanel_(new LambdaPanel(selection, this))
    , lambdaPath_(new LambdaPathView(this))
    , card_(new HoverCard(plot_)) {
    setUpControls();
    placeWidgets();
    connect(plot_, &PlotView::pointClicked, this,
        [this](int point) { choosePoint(overlays_->candidateAt(choice_, point)); });
    connect(plot_, &PlotView::pointHovered, this, [this](int point, QPoint position) {
        const int index = overlays_->candidateAt(choice_, point);
        if (choice_.front() && index >= 0) {
            card_->showPoint(*choice_.front(), index, position);
        } else {
            card_->hide();
        }
    });
    connect(plot_, &PlotView::handleMoved, this, [this](double budgetMs) { selection_.setBudgetMs(budgetMs); });
    connect(plot_, &PlotView::rangeChanged, this, &FrontView::showLine);
    connect(lambdaPath_, &LambdaPathView::lambdaWanted, this, &FrontView::moveLambda);
    connect(plot_, &PlotView::rangeChanged, this, [this] { wholeRange_->setEnabled(plot_->isZoomed()); });
    connect(overlays_, &FrontOverlays::changed, this, &FrontView::showPoints);
    connect(overlays_, &FrontOverlays::travelling, this, &FrontView::showFront);
    connect(&selection_, &Selection::candidateChanged, this, [this] {
        followLambda_ = followLambda_ && selectedIndex() == indexAtPrice(); // not where it was chosen otherwise
        showSelection();
    });
    connect(&selection_, &Selection::priceChanged, this, &FrontView::chooseByPrice);
    connect(&selection_, &Selection::budgetChanged, this, &FrontView::chooseByBudget);
    showFront();
}

/// The tools in one row, then what the plot shows, and below it what λ chooses.
void FrontView::placeWidgets() {
    tools_->addControl(protocol_, 3);
    tools_->addSeparator();
    tools_->addButton(logarithmic_, QStringLiteral("log"));
    tools_->addButton(pathShown_, QStringLiteral("path"));
    overlays_->addControls(*tools_);
    auto* header = new QHBoxLayout;
    header->addWidget(quality_);
    header->addWidget(budgetText_, 3);
    header->addWidget(&overlays_->note(), 2);
    header->addWidget(&overlays_->hypervolume());
    header->addWidget(wholeRange_);
    auto* layout = bare(new QVBoxLayout(this));
    layout->setSpacing(sizes::grid);
    layout->addWidget(tools_);
    layout->addLayout(header);
    layout->addWidget(plot_, 1);
    layout->addWidget(legend_);
    layout->addWidget(lambdaPath_);
    layout->addWidget(lambdaPanel_);
}

void FrontView::setUpControls() {
    nameWidget(protocol_, "frontProtocol", tr("Accuracy protocol"));
    protocol_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    protocol_->setMinimumContentsLength(12);
    nameWidget(quality_, "frontQuality", tr("Vertical axis"));
    quality_->addItem(tr("Accuracy"));
    quality_->addItem(tr("Cross-entropy"));
    logarithmic_->setObjectName(QStringLiteral("frontLogarithmic"));
    logarithmic_->setCheckable(true);
    //: A button: latencies on a logarithmic axis.
    logarithmic_->setText(tr("&Logarithmic"));
    logarithmic_->setToolTip(tr("Latencies on a logarithmic axis"));
    budgetText_->setObjectName(QStringLiteral("frontBudgetText"));
    wholeRange_->setObjectName(QStringLiteral("frontWholeRange"));
    wholeRange_->setIcon(lineIcon(QStringLiteral("zoom")));
    wholeRange_->setAutoRaise(true);
    wholeRange_->setFocusPolicy(Qt::StrongFocus);
    wholeRange_->setAccessibleName(tr("Reset zoom"));
    wholeRange_->setToolTip(tr("Shows everything again (Ctrl+0, or a double click on the plot)"));
    wholeRange_->setEnabled(false);
    connect(wholeRange_, &QToolButton::clicked, plot_, &PlotView::resetZoom);
    plot_->setObjectName(QStringLiteral("frontPlot"));
    plot_->setTable([this] { return csv(); });
    plot_->setLegend(*legend_);
    plot_->setAccessibleName(tr("Front of accuracy against latency"));
    pathShown_->setObjectName(QStringLiteral("frontPath"));
    pathShown_->setCheckable(true);
    pathShown_->setText(tr("λ &path"));
    pathShown_->setToolTip(tr("Which operation wins on each edge as λ grows"));
    lambdaPath_->hide();
    connect(pathShown_, &QToolButton::toggled, this, [this](bool on) {
        lambdaPath_->setVisible(on);
        if (on) {
            lambdaPath_->setChoice(choice_);
            lambdaPath_->showLambda(choice_.number(selection_.price()));
        }
    });
    connect(protocol_, &QComboBox::activated, this,
        [this] { selection_.setProtocol(protocol_->currentData().toString()); });
    connect(quality_, &QComboBox::currentIndexChanged, this,
        [this](int index) { setAxis(index == 0 ? QualityAxis::Accuracy : QualityAxis::CrossEntropy); });
    connect(logarithmic_, &QToolButton::toggled, this, [this](bool on) {
        plot_->setLogarithmicX(on);
        showLine();
    });
}

void FrontView::setSnapshot(const SnapshotPointer& snapshot) {
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    const bool other = !snapshot || !snapshot_ || front != snapshot_->part<FrontSnapshot>();
    snapshot_ = snapshot;
    if (snapshot) {
        fillControls(*snapshot);
    }
    if (other) {
        choice_ = FrontChoice(front, axis_);
        overlays_->setSnapshot(snapshot);
        lambdaPanel_->setFloor(floorOf(snapshot.get()));
        showFront();
    }
}

void FrontView::fillControls(const ProjectSnapshot& snapshot) {
    QList<std::pair<QString, QString>> protocols;
    for (const records::AccuracyProtocol& protocol : snapshot.protocols) {
        if (protocol.provenance == records::AccuracyProvenance::Estimated) {
            continue; // on the front of its trainings
        }
        protocols.append({engineText(protocol.title.empty() ? protocol.id : protocol.title), toQString(protocol.id)});
    }
    const QSignalBlocker quiet(protocol_);
    bool same = protocol_->count() == protocols.size();
    for (int i = 0; same && i < protocol_->count(); ++i) {
        same = protocol_->itemData(i).toString() == protocols[i].second && protocol_->itemText(i) == protocols[i].first;
    }
    if (!same) {
        protocol_->clear();
        for (const auto& [text, id] : protocols) {
            protocol_->addItem(text, id);
            protocol_->setItemData(protocol_->count() - 1, text, Qt::ToolTipRole);
        }
    }
    const auto front = snapshot.part<FrontSnapshot>();
    protocol_->setCurrentIndex(protocol_->findData(front ? toQString(front->protocol.id) : QString()));
}

void FrontView::showLambdaPath(bool shown) {
    pathShown_->setChecked(shown);
}

bool FrontView::isLambdaPathShown() const {
    return pathShown_->isChecked();
}

void FrontView::setLogarithmic(bool logarithmic) {
    logarithmic_->setChecked(logarithmic);
}

bool FrontView::isLogarithmic() const {
    return logarithmic_->isChecked();
}

QList<ViewPicture> FrontView::pictures() {
    QList<ViewPicture> pictures = overlays_->pictures();
    pictures.append({QStringLiteral("lambda-path"),
        [this] {
            overlays_->goHome();
            showLambdaPath(true);
        },
        {}});
    return pictures;
}

QString FrontView::csv() const {
    queries::FrontTable table;
    if (choice_.front()) {
        const FrontSnapshot& front = *choice_.front();
        table.protocol = front.protocol;
        table.deviceSetting = toSetting(front.deviceSetting);
        for (const store::FrontPoint& point : front.points) {
            const queries::Expectation* expectation = front.expectationOf(point.candidateId);
            table.rows.push_back({.point = point,
                .expectation = expectation == nullptr ? std::nullopt : std::optional(*expectation),
                .candidate = front.detail(point.candidateId)});
        }
        for (const std::size_t member : front.accuracyHull.front()) {
            table.rows[member].onFront = true;
        }
    }
    return toQString(interchange::csvText(queries::toCsv(table)));
}

void FrontView::setAxis(QualityAxis axis) {
    const QSignalBlocker quiet(quality_);
    quality_->setCurrentIndex(axis == QualityAxis::Accuracy ? 0 : 1);
    axis_ = axis;
    choice_ = FrontChoice(choice_.front(), axis);
    plot_->resetZoom();
    showFront();
}

QString FrontView::latencyTitle() const {
    const QString setting = overlays_->shownSetting();
    const QString device = setting.isEmpty() ? QString() : deviceText(setting);
    if (overlays_->inShares(choice_)) {
        //: Title of an axis that shows several devices; %1 the one whose candidates are shown, %2 a latency.
        return tr("Latency in % of each device’s reference; %1: 100 % = %2")
            .arg(device, latencyText(choice_.front()->referenceMs));
    }
    //: Title of an axis; %1 is a device setting.
    return device.isEmpty() ? tr("Latency (ms)") : tr("Latency on %1 (ms)").arg(device);
}

/// What has nothing to act on is disabled and says so; what is switched on can be switched off.
void FrontView::showPossible() {
    const QString none = choice_.front() ? QString() : tr("No candidates yet.");
    setPossible(
        *protocol_, none, tr("Accuracies are compared only within one protocol: the same data, network and training"));
    const bool hasEntropy =
        axis_ == QualityAxis::CrossEntropy || (choice_.front() && !choice_.front()->lossHull.front().empty());
    setPossible(
        *quality_, !none.isEmpty() || hasEntropy ? none : tr("No candidate has a cross-entropy in this protocol."));
    for (QToolButton* button : {logarithmic_, pathShown_}) {
        button->setEnabled(none.isEmpty() || button->isChecked());
    }
}

void FrontView::showFront() {
    card_->hide();
    lambdaPanel_->setChoice(choice_);
    if (pathShown_->isChecked()) {
        lambdaPath_->setChoice(choice_);
    }
    const bool accuracy = axis_ == QualityAxis::Accuracy;
    const QString provenance = choice_.front() ? provenanceText(choice_.front()->protocol.provenance) : QString();
    showPossible();
    plot_->setAxisTitles(latencyTitle(),
        !accuracy             ? tr("Cross-entropy (nats, lower is better)")
            : choice_.front() ? tr("Accuracy, %1 (%)", "%1 is the accuracy's provenance").arg(provenance)
                              : tr("Accuracy (%)"));
    if (choice_.empty()) {
        plot_->setCloud(nullptr);
        plot_->clearHomeRange();
        plot_->removeCurve(frontCurve);
        overlays_->draw(*plot_, choice_);
        legend_->setEntries({});
        plot_->setHint(choice_.front() ? choice_.front()->leftOut > 0 && choice_.front()->points.empty()
                    ? tr("Every candidate exceeds the size limit (More, Size of the networks).")
                    : tr("No candidate has a cross-entropy in this protocol.")
                                       : whyNoFront(snapshot_.get()));
        showSelection();
        return;
    }
    plot_->setHint({});
    const double infinity = std::numeric_limits<double>::infinity();
    QPointF low(infinity, infinity);
    QPointF high(-infinity, -infinity);
    for (const store::FrontPoint& point : choice_.front()->points) {
        const double shown = choice_.shown(point);
        if (std::isfinite(point.cost) && std::isfinite(shown) && point.cost > 0) {
            low = {std::min(low.x(), point.cost), std::min(low.y(), shown)};
            high = {std::max(high.x(), point.cost), std::max(high.y(), shown)};
        }
    }
    overlays_->include(choice_, low, high);
    plot_->setHomeRange(low, high);
    showPoints();
    if (followLambda_) {
        chooseByPrice();
    } else {
        showSelection();
    }
}

void FrontView::showPoints() {
    if (choice_.empty()) {
        return;
    }
    plot_->setCloud(overlays_->cloud(choice_, palette()));
    plot_->setCurve(frontCurve, overlays_->frontLine(choice_), QPen(colour(Colour::Front, palette()), 1.6));
    overlays_->draw(*plot_, choice_);
    QList<Legend::Entry> entries = frontLegend(choice_, palette(), overlays_->elsewhere());
    entries.append({tr("front"), std::nullopt, QPen(colour(Colour::Front, palette()), 1.6)});
    entries.append(overlays_->legend(choice_, palette()));
    legend_->setEntries(entries);
    showSelection();
}

int FrontView::selectedIndex() const {
    return choice_.front() ? choice_.front()->indexOf(selection_.candidate()) : -1;
}

void FrontView::moveLambda(double number) {
    selection_.setPrice(choice_.price(number));
}

int FrontView::indexAtPrice() const {
    const auto number = choice_.number(selection_.price());
    return number && !choice_.empty() ? choice_.select(*number) : -1;
}

void FrontView::chooseByPrice() {
    if (selection_.isRestored()) {
        followLambda_ = false;
        showSelection();
        return;
    }
    followLambda_ = selection_.price().has_value();
    const int index = indexAtPrice();
    if (index >= 0 && choice_.front()->points[static_cast<std::size_t>(index)].candidateId != selection_.candidate()) {
        selection_.setCandidate(
            choice_.front()->points[static_cast<std::size_t>(index)].candidateId); // calls showSelection()
    } else {
        showSelection();
    }
}

void FrontView::choosePoint(int index) {
    if (index < 0 || choice_.empty()) {
        return;
    }
    if (const auto number = choice_.numberOf(index)) {
        moveLambda(*number);
        return;
    }
    // In a dent or behind the front: no λ leads here, so the slider stays.
    selection_.setCandidate(choice_.front()->points[static_cast<std::size_t>(index)].candidateId);
}

void FrontView::showSelection() {
    const int index = selectedIndex();
    lambdaPath_->showLambda(choice_.number(selection_.price()));
    if (index >= 0) {
        plot_->setRings(overlays_->placesOf(choice_, index), colour(Colour::Selected, palette()));
    } else {
        plot_->setRings({}, {});
    }
    showLine();
    showBudget();
    describe();
}

void FrontView::showLine() {
    // Elsewhere the line means nothing: λ prices this setting's latency.
    const auto number = choice_.number(selection_.price());
    if (choice_.empty() || !number || overlays_->travelled() > 0) {
        plot_->removeCurve(lambdaCurve);
        return;
    }
    const PlotTransform view = plot_->transformation();
    QList<QPointF> points;
    for (const auto& [latency, value] : choice_
                                            .line(*number, std::max(view.x.minimum, 1e-9), view.x.maximum,
                                                view.y.minimum, view.y.maximum, view.x.logarithmic)
                                            .points) {
        points.append({latency, value});
    }
    plot_->setCurve(lambdaCurve, points, QPen(colour(Colour::Lambda, palette()), 1.6, Qt::DashLine));
}

void FrontView::chooseByBudget() {
    const auto budget = selection_.budgetMs();
    if (budget && !selection_.isRestored()) {
        followLambda_ = false;
        const int index = choice_.empty() ? -1 : choice_.selectWithinBudget(*budget);
        selection_.setCandidate(index < 0 ? 0 : choice_.front()->points[static_cast<std::size_t>(index)].candidateId);
    }
    showBudget();
}

void FrontView::showBudget() {
    fillBudget();
    budgetText_->setVisible(!budgetText_->text().isEmpty()); // leaves the notes beside it their room
}

void FrontView::fillBudget() {
    const auto budget = selection_.budgetMs();
    if (!budget) {
        plot_->setHandle(std::nullopt);
        budgetText_->clear();
        return;
    }
    plot_->setHandle(*budget, colour(Colour::Budget, palette()), tr("budget %1").arg(latencyText(*budget)));
    const int index = choice_.empty() ? -1 : choice_.selectWithinBudget(*budget);
    if (index < 0) {
        budgetText_->clear(); // said where the choice is
        return;
    }
    const store::FrontPoint& point = choice_.front()->points[static_cast<std::size_t>(index)];
    budgetText_->setText(axis_ == QualityAxis::Accuracy
            //: %1 a latency limit, %2 the best accuracy below it.
            ? tr("Best within %1: %2").arg(latencyText(*budget), accuracyText(point))
            //: %1 a latency limit, %2 the best cross-entropy below it.
            : tr("Best within %1: %2 nats").arg(latencyText(*budget), numberText(point.crossEntropy, 4)));
}

void FrontView::describe() {
    if (choice_.empty()) {
        plot_->setAccessibleDescription(tr("No candidates yet."));
        return;
    }
    const int index = selectedIndex();
    QString text = tr("Points on the front: %1.").arg(choice_.hull().front().size());
    if (index >= 0) {
        const store::FrontPoint& point = choice_.front()->points[static_cast<std::size_t>(index)];
        text += QLatin1Char(' ')
            + tr("Selected: %1, %2 (%3).", "%3 says how the accuracy is known")
                  .arg(latencyText(point.cost), accuracyText(point), spokenProvenanceText(*choice_.front(), point));
    }
    plot_->setAccessibleDescription(text);
}

void FrontView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        choosePoint(choice_.neighbour(selectedIndex(), event->key() == Qt::Key_Left ? -1 : 1));
        return;
    }
    QWidget::keyPressEvent(event);
}

void FrontView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showFront();
    }
    QWidget::changeEvent(event);
}

}
