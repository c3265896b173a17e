// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_panel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/cell/edge_costs.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_field.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/common/selection.h"
#include "widgets/front/lambda_slider.h"
#include "widgets/front/point_text.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

constexpr double largestLambda = 1e6;
constexpr double smallestTargetMs = 0.001;
constexpr double largestTargetMs = 1e6;

}

LambdaPanel::LambdaPanel(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , name_(new QLabel(this))
    , slider_(new LambdaSlider(this))
    , number_(new NumberField(this))
    , follow_(new QCheckBox(tr("Search &follows"), this))
    , targetOn_(new QCheckBox(tr("Latency &budget"), this))
    , target_(new NumberField(this))
    , refine_(new QPushButton(tr("Refine &here"), this))
    , chosen_(new QLabel(this))
    , faster_(new QToolButton(this))
    , better_(new QToolButton(this)) {
    nameWidget(slider_, "lambdaSlider", tr("Lambda, the price of latency"));
    slider_->setToolTip(tr("The price of latency: 0 asks for accuracy alone. Ticks mark where the choice changes; "
                           "Page Up and Page Down go from choice to choice."));
    nameWidget(number_, "lambdaNumber", tr("Lambda as a number"));
    number_->setRange(0, largestLambda);
    number_->setDecimals(4);
    number_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    number_->setKeyboardTracking(false);
    follow_->setObjectName(QStringLiteral("lambdaFollow"));
    follow_->setToolTip(
        tr("The search that runs takes this λ, or this target latency, from its next step on. Searches that “Refine "
           "here” starts do; one over a list of λ keeps to its list."));
    follow_->setEnabled(false);
    name_->setBuddy(slider_);
    chosen_->setObjectName(QStringLiteral("lambdaChosen"));
    setHeading(*chosen_);
    chosen_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a longer text moves nothing
    faster_->setObjectName(QStringLiteral("lambdaFaster"));
    faster_->setIcon(lineIcon(QStringLiteral("left")));
    better_->setObjectName(QStringLiteral("lambdaBetter"));
    better_->setIcon(lineIcon(QStringLiteral("right")));
    for (QToolButton* chip : {faster_, better_}) {
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setFocusPolicy(Qt::StrongFocus);
    }
    connect(faster_, &QToolButton::clicked, this, [this] { takeStep(-1); });
    connect(better_, &QToolButton::clicked, this, [this] { takeStep(1); });
    setUpTarget();
    placeWidgets();
    connect(slider_, &LambdaSlider::lambdaMoved, this, &LambdaPanel::setNumber);
    connect(number_, &QDoubleSpinBox::valueChanged, this, &LambdaPanel::setNumber);
    connect(&selection_, &Selection::priceChanged, this, &LambdaPanel::showPrice);
    connect(&selection_, &Selection::candidateChanged, this, &LambdaPanel::showPoint);
    connect(&selection_, &Selection::budgetChanged, this, &LambdaPanel::showTarget);
    connect(follow_, &QCheckBox::toggled, this, &LambdaPanel::followChanged);
    setChoice({});
}

void LambdaPanel::setUpTarget() {
    targetOn_->setObjectName(QStringLiteral("lambdaTargetOn"));
    targetOn_->setToolTip(tr("Aim at a latency instead of a price: the best candidate that is as fast is chosen, and a "
                             "search finds the price by itself. Drag the line in the plot, or type."));
    nameWidget(target_, "lambdaTarget", tr("Target latency in milliseconds"));
    target_->setRange(smallestTargetMs, largestTargetMs);
    target_->setDecimals(3);
    target_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    target_->setKeyboardTracking(false);
    //: Unit: milliseconds.
    target_->setLatency(tr(" ms"));
    target_->setSpecialValueText(QStringLiteral("–")); // the smallest: nothing to aim at is known yet
    target_->setEnabled(false);
    refine_->setObjectName(QStringLiteral("lambdaRefine"));
    connect(targetOn_, &QCheckBox::toggled, this, [this] {
        showMode();
        selection_.setBudgetMs(targetOn_->isChecked() ? std::optional(target_->value()) : std::nullopt);
        if (!target()) {
            selection_.setPrice(choice_.price(number_->value())); // the price decides again
        }
    });
    connect(target_, &QDoubleSpinBox::valueChanged, this, [this] {
        if (targetOn_->isChecked()) {
            selection_.setBudgetMs(target_->value());
        }
    });
    connect(refine_, &QPushButton::clicked, this, &LambdaPanel::refineRequested);
}

void LambdaPanel::placeWidgets() {
    auto* price = new QHBoxLayout;
    price->addWidget(name_);
    price->addWidget(slider_, 1);
    price->addWidget(number_);
    price->addSpacing(sizes::gap);
    price->addWidget(targetOn_);
    price->addWidget(target_);
    auto* steps = new QHBoxLayout;
    steps->addWidget(faster_);
    steps->addWidget(better_);
    steps->addStretch(1);
    steps->addWidget(refine_);
    auto* choice = new QHBoxLayout;
    choice->addWidget(chosen_, 1);
    choice->addWidget(follow_);
    auto* layout = bare(new QVBoxLayout(this));
    layout->setSpacing(sizes::grid);
    layout->addLayout(price);
    layout->addLayout(choice);
    layout->addLayout(steps);
}

void LambdaPanel::holdWidths() {
    chosen_->setText(chosenHint());
    chosen_->setMinimumWidth(chosen_->sizeHint().width());
    const QString latency = signedLatencyText(-100);
    const QString longest = choice_.axis() == QualityAxis::CrossEntropy
        ? tr("%1 nats, %2").arg(QStringLiteral("−1.0000"), latency)
        : tr("%1 pt, %2").arg(QStringLiteral("−10.00"), latency);
    for (QToolButton* chip : {faster_, better_}) {
        chip->setFixedWidth(
            chip->fontMetrics().horizontalAdvance(longest) + forText(sizes::icon, *chip) + 2 * sizes::margin);
    }
}

void LambdaPanel::showMode() {
    const bool aims = targetOn_->isChecked();
    target_->setEnabled(aims);
    slider_->setEnabled(!aims);
    number_->setEnabled(!aims);
    // On an accuracy axis without a loss beside it the slider's number is no λ that a search could take.
    const bool priced = aims || lambda();
    const bool followable = priced && followable_ == (aims ? options::LambdaMode::Target : options::LambdaMode::Live);
    follow_->setEnabled(followable);
    if (!followable) {
        follow_->setChecked(false);
    }
    refine_->setEnabled(refinable_ && priced);
    refine_->setToolTip(!priced ? tr("A search takes λ. Here only μ is known: choose a target latency instead.")
            : refinable_        ? tr("Starts a search at this λ, or for this target latency")
                                : refineReason_);
}

void LambdaPanel::setRefinable(bool refinable, const QString& reason) {
    refinable_ = refinable;
    refineReason_ = reason;
    showMode();
}

std::optional<double> LambdaPanel::target() const {
    return targetOn_->isChecked() ? selection_.budgetMs() : std::nullopt;
}

void LambdaPanel::showTarget() {
    const auto budget = selection_.budgetMs();
    const QSignalBlocker quietBox(targetOn_);
    const QSignalBlocker quietNumber(target_);
    targetOn_->setChecked(budget.has_value());
    target_->setValue(budget.value_or(target_->value()));
    showMode();
    showPoint();
}

void LambdaPanel::stepChoice(int direction) {
    if (selectedIndex() >= 0) {
        takeStep(-direction);
    } else if (!targetOn_->isChecked()) {
        slider_->stepInterval(direction); // nothing to go from
    }
}

void LambdaPanel::setNumber(double number) {
    selection_.setPrice(choice_.price(number));
}

void LambdaPanel::setChoice(const FrontChoice& choice) {
    const bool otherDevice =
        choice_.front() && choice.front() && choice_.front()->deviceSetting != choice.front()->deviceSetting;
    choice_ = choice;
    holdWidths();
    //: λ and μ are the prices of latency in the loss and in the accuracy.
    name_->setText(choice.inMu() ? tr("&μ") : tr("&λ"));
    name_->setToolTip(choice.inMu()
            ? tr("μ, the price of latency in accuracy: no cross-entropy is known here that λ could be a price in")
            : tr("λ, the price of latency in the loss"));
    slider_->setBreakpoints(choice.breakpoints());
    setPossible(*this, choice.empty() ? tr("No candidates yet.") : QString());
    if (choice.empty()) { // nothing of another project stays
        const QSignalBlocker quietNumber(number_);
        const QSignalBlocker quietTarget(target_);
        slider_->showLambda(0);
        number_->setValue(0);
        target_->setValue(smallestTargetMs);
    } else {
        showPrice();
    }
    // A number of another device setting means nothing here.
    if (!choice.empty() && !targetOn_->isChecked() && (otherDevice || target_->value() <= smallestTargetMs)) {
        const auto& members = choice.hull().front(); // somewhere to begin: the middle of the front
        const QSignalBlocker quiet(target_);
        target_->setValue(choice.front()->points[members[members.size() / 2]].cost);
    }
    showMode();
    showPoint();
}

void LambdaPanel::showPrice() {
    const auto number = choice_.number(selection_.price());
    if (number || !selection_.price()) {
        slider_->showLambda(number.value_or(0));
        const QSignalBlocker quiet(number_);
        number_->setValue(number.value_or(0));
    }
    if (own_ && !isOwnChoice(selectedIndex())) { // the price has come to what was chosen otherwise
        showPoint();
    }
}

int LambdaPanel::selectedIndex() const {
    return choice_.front() ? choice_.front()->indexOf(selection_.candidate()) : -1;
}

std::optional<analysis::Lambda> LambdaPanel::lambda() const {
    if (choice_.inMu()) {
        return std::nullopt;
    }
    return analysis::Lambda{choice_.number(selection_.price()).value_or(number_->value())};
}

void LambdaPanel::setFollowable(options::LambdaMode mode) {
    followable_ = mode;
    showMode();
}

bool LambdaPanel::follows() const {
    return follow_->isChecked();
}

bool LambdaPanel::isOwnChoice(int index) const {
    if (index < 0 || choice_.empty()) {
        return false;
    }
    if (const auto budget = selection_.budgetMs()) {
        return choice_.selectWithinBudget(*budget) != index;
    }
    const auto number = choice_.number(selection_.price());
    return !number || choice_.select(*number) != index;
}

void LambdaPanel::takeStep(int step) {
    const int index = selectedIndex();
    const int next = index < 0 ? -1 : choice_.neighbour(index, step);
    if (next < 0) {
        return;
    }
    selection_.setBudgetMs(std::nullopt);
    if (const auto number = choice_.numberOf(next)) {
        setNumber(*number);
    } else {
        selection_.setCandidate(choice_.front()->points[static_cast<std::size_t>(next)].candidateId);
    }
}

void LambdaPanel::showStep(QToolButton& chip, int index, int step) const {
    const int next = index < 0 ? -1 : choice_.neighbour(index, step);
    chip.setEnabled(next >= 0);
    if (next < 0) {
        const auto& members = choice_.hull().front();
        const bool onFront =
            std::find(members.begin(), members.end(), static_cast<std::size_t>(index)) != members.end();
        QString text;
        if (index >= 0 && onFront && step > 0) {
            text = tr("Nothing on the front is more accurate.");
        } else if (index >= 0 && onFront) {
            text = floorMs_ ? tr("Nothing on the front is faster; stem, head and links alone take about %1.")
                                  .arg(latencyText(*floorMs_))
                            : tr("Nothing on the front is faster.");
        }
        chip.setText(QStringLiteral("–"));
        chip.setToolTip(text);
        chip.setAccessibleName(text);
        return;
    }
    const store::FrontPoint& from = choice_.front()->points[static_cast<std::size_t>(index)];
    const store::FrontPoint& to = choice_.front()->points[static_cast<std::size_t>(next)];
    const QString latency = signedLatencyText(to.cost - from.cost);
    const bool loss = choice_.axis() == QualityAxis::CrossEntropy;
    const QString change = signedText(choice_.shownExpected(to) - choice_.shownExpected(from), loss ? 4 : 2);
    //: A step along the front: %1 a difference of accuracies in percentage points, %2 of latencies.
    chip.setText(loss ? tr("%1 nats, %2").arg(change, latency) : tr("%1 pt, %2").arg(change, latency));
    chip.setAccessibleName(step < 0 ? tr("Next faster: %1").arg(chip.text()) : tr("Next better: %1").arg(chip.text()));
    chip.setToolTip(chip.accessibleName());
}

QString LambdaPanel::chosenHint() {
    return tr("Move the slider or click a candidate.");
}

QString LambdaPanel::chosenText(int index) const {
    if (choice_.empty()) {
        return tr("No candidates yet.");
    }
    if (index < 0 && selection_.budgetMs() && choice_.selectWithinBudget(*selection_.budgetMs()) < 0) {
        //: The latency budget is too small; %1 is a latency.
        return tr("No candidate is this fast; the fastest takes %1.")
            .arg(latencyText(choice_.front()->points[choice_.hull().front().front()].cost));
    }
    if (index < 0 && selection_.candidate() != 0) {
        //: %1 the number of the selected candidate: the front is of another device setting or accuracy protocol.
        return tr("Candidate %1 has no latency and accuracy here.").arg(selection_.candidate());
    }
    if (index < 0) {
        return chosenHint();
    }
    const store::FrontPoint& point = choice_.front()->points[static_cast<std::size_t>(index)];
    const QString provenance = provenanceText(point.costProvenance);
    QString text = choice_.axis() == QualityAxis::Accuracy
        //: %1 accuracy, %2 its provenance, %3 latency, %4 its provenance.
        ? tr("<b>%1</b> %2, <b>%3</b> %4")
              .arg(accuracyText(point), provenanceText(*choice_.front(), point), latencyText(point.cost), provenance)
        //: %1 cross-entropy, %2 latency, %3 its provenance.
        : tr("<b>%1 nats</b>, <b>%2</b> %3")
              .arg(numberText(point.crossEntropy, 4), latencyText(point.cost), provenance);
    if (const FrontMorph* other = choice_.front()->morph.get();
        other != nullptr && std::isfinite(other->cost[static_cast<std::size_t>(index)])) {
        const auto i = static_cast<std::size_t>(index);
        text += QStringLiteral(" · ")
            //: %1 a latency on the other device setting that is chosen above the front, with the mark of its
            //: provenance.
            + tr("<b>%1</b> there")
                  .arg(provenanceMark(other->provenance[i]) + QLatin1Char(' ') + latencyText(other->cost[i]));
    }
    if (own_) {
        //: After a candidate that was clicked: neither λ nor the budget would choose it.
        text += QStringLiteral(" · ") + tr("own choice");
    }
    return text;
}

void LambdaPanel::showPoint() {
    const int index = selectedIndex();
    own_ = isOwnChoice(index);
    if (index >= 0 && !targetOn_->isChecked()) {
        const QSignalBlocker quiet(target_);
        target_->setValue(choice_.front()->points[static_cast<std::size_t>(index)].cost);
    }
    chosen_->setText(chosenText(index));
    chosen_->setToolTip(chosen_->text()); // where the window is too narrow for it
    showStep(*faster_, index, -1);
    showStep(*better_, index, 1);
}

}
