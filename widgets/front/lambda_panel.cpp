// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_panel.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <cmath>

#include "widgets/common/number_text.h"
#include "widgets/common/selection.h"
#include "widgets/front/lambda_slider.h"
#include "widgets/front/point_text.h"

namespace paretoscope::widgets {

namespace {

constexpr double largestLambda = 1e6;
constexpr double smallestTargetMs = 0.001;
constexpr double largestTargetMs = 1e6;

QString signedText(double value, int decimals) {
    return (value >= 0 ? QStringLiteral("+") : QStringLiteral("−"))
        + QLocale().toString(std::abs(value), 'f', decimals);
}

}

LambdaPanel::LambdaPanel(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , name_(new QLabel(this))
    , slider_(new LambdaSlider(this))
    , number_(new QDoubleSpinBox(this))
    , follow_(new QCheckBox(tr("Running search &follows"), this))
    , targetOn_(new QCheckBox(tr("&Target latency"), this))
    , target_(new QDoubleSpinBox(this))
    , refine_(new QPushButton(tr("Refine &here"), this))
    , chosen_(new QLabel(this))
    , faster_(new QLabel(this))
    , better_(new QLabel(this)) {
    slider_->setObjectName(QStringLiteral("lambdaSlider"));
    slider_->setAccessibleName(tr("Lambda, the price of latency"));
    slider_->setToolTip(tr("The price of latency: 0 asks for accuracy alone. Ticks mark where the choice changes; "
                           "Page Up and Page Down go from choice to choice."));
    number_->setObjectName(QStringLiteral("lambdaNumber"));
    number_->setAccessibleName(tr("Lambda as a number"));
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
    for (QLabel* text : {chosen_, faster_, better_}) {
        text->setWordWrap(true);
    }
    chosen_->setObjectName(QStringLiteral("lambdaChosen"));
    faster_->setObjectName(QStringLiteral("lambdaFaster"));
    better_->setObjectName(QStringLiteral("lambdaBetter"));
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
                             "search finds the price by itself."));
    target_->setObjectName(QStringLiteral("lambdaTarget"));
    target_->setAccessibleName(tr("Target latency in milliseconds"));
    target_->setRange(smallestTargetMs, largestTargetMs);
    target_->setDecimals(3);
    target_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    target_->setKeyboardTracking(false);
    //: Unit: milliseconds.
    target_->setSuffix(tr(" ms"));
    target_->setEnabled(false);
    refine_->setObjectName(QStringLiteral("lambdaRefine"));
    connect(targetOn_, &QCheckBox::toggled, this, [this] {
        showMode();
        selection_.setBudgetMs(target());
        if (!target()) {
            selection_.setPrice(choice_.price(number_->value())); // the price decides again
        }
    });
    connect(target_, &QDoubleSpinBox::valueChanged, this, [this] {
        if (targetOn_->isChecked()) {
            selection_.setBudgetMs(target());
        }
    });
    connect(refine_, &QPushButton::clicked, this, &LambdaPanel::refineRequested);
}

void LambdaPanel::placeWidgets() {
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(8, 2, 8, 4);
    layout->addWidget(name_, 0, 0);
    layout->addWidget(slider_, 0, 1, 1, 2);
    layout->addWidget(number_, 0, 3);
    layout->addWidget(follow_, 0, 4);
    layout->addWidget(chosen_, 1, 0, 1, 2);
    layout->addWidget(targetOn_, 1, 2, Qt::AlignRight);
    layout->addWidget(target_, 1, 3);
    layout->addWidget(refine_, 1, 4);
    layout->addWidget(faster_, 2, 0, 1, 2);
    layout->addWidget(better_, 2, 2, 1, 3);
    layout->setColumnStretch(1, 2);
    layout->setColumnStretch(2, 1);
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
    return targetOn_->isChecked() ? std::optional(target_->value()) : std::nullopt;
}

/// Only while it aims at one: a budget alone is the front view's.
void LambdaPanel::showTarget() {
    const auto budget = selection_.budgetMs();
    if (target() && target() != budget) {
        const QSignalBlocker quietBox(targetOn_);
        const QSignalBlocker quietNumber(target_);
        targetOn_->setChecked(budget.has_value());
        target_->setValue(budget.value_or(target_->value()));
        showMode();
    }
}

void LambdaPanel::stepChoice(int direction) {
    if (!targetOn_->isChecked()) {
        slider_->stepInterval(direction);
    }
}

void LambdaPanel::setNumber(double number) {
    selection_.setPrice(choice_.price(number));
}

void LambdaPanel::setChoice(const FrontChoice& choice) {
    choice_ = choice;
    //: λ and μ are the prices of latency in the loss and in the accuracy.
    name_->setText(choice.inMu() ? tr("&μ") : tr("&λ"));
    slider_->setBreakpoints(choice.breakpoints());
    setEnabled(!choice.empty());
    if (!choice.empty() && !targetOn_->isChecked() && target_->value() <= smallestTargetMs) {
        const auto& members = choice.hull().front(); // somewhere to begin: the middle of the front
        const QSignalBlocker quiet(target_);
        target_->setValue(choice.front()->points[members[members.size() / 2]].cost);
    }
    showMode();
    showPoint();
}

void LambdaPanel::showPrice() {
    if (const auto number = choice_.number(selection_.price())) {
        slider_->showLambda(*number);
        const QSignalBlocker quiet(number_);
        number_->setValue(*number);
    }
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

QString LambdaPanel::stepText(int index, int step) const {
    const int next = choice_.neighbour(index, step);
    if (index < 0 || next < 0) {
        if (step > 0) {
            return tr("Nothing on the front is more accurate.");
        }
        return floorMs_ ? tr("Nothing on the front is faster; stem, head and links alone take about %1.")
                              .arg(latencyText(*floorMs_))
                        : tr("Nothing on the front is faster.");
    }
    const store::FrontPoint& from = choice_.front()->points[static_cast<std::size_t>(index)];
    const store::FrontPoint& to = choice_.front()->points[static_cast<std::size_t>(next)];
    const QString latency = signedText(to.cost - from.cost, 2);
    if (choice_.axis() == QualityAxis::CrossEntropy) {
        const QString loss = signedText(choice_.shownExpected(to) - choice_.shownExpected(from), 4);
        return step < 0 ? tr("Next faster: %1 nats for %2 ms").arg(loss, latency)
                        : tr("Next better: %1 nats for %2 ms").arg(loss, latency);
    }
    const QString points = signedText(choice_.shownExpected(to) - choice_.shownExpected(from), 2);
    //: %1 is a difference of accuracies in percentage points, %2 of latencies.
    return step < 0 ? tr("Next faster: %1 points for %2 ms").arg(points, latency)
                    //: %1 is a difference of accuracies in percentage points, %2 of latencies.
                    : tr("Next better: %1 points for %2 ms").arg(points, latency);
}

void LambdaPanel::showPoint() {
    const int index = choice_.front() ? choice_.front()->indexOf(selection_.candidate()) : -1;
    if (choice_.empty()) {
        chosen_->setText(tr("No candidates yet."));
        faster_->clear();
        better_->clear();
        return;
    }
    if (index < 0) {
        chosen_->setText(tr("Move the slider or click a candidate."));
        faster_->clear();
        better_->clear();
        return;
    }
    const store::FrontPoint& point = choice_.front()->points[static_cast<std::size_t>(index)];
    if (!targetOn_->isChecked()) {
        const QSignalBlocker quiet(target_);
        target_->setValue(point.cost);
    }
    const QString provenance = provenanceText(point.costProvenance);
    chosen_->setText(choice_.axis() == QualityAxis::Accuracy
            //: %1 accuracy, %2 its provenance, %3 latency, %4 its provenance.
            ? tr("<b>%1</b> %2, <b>%3</b> %4")
                  .arg(
                      accuracyText(point), provenanceText(*choice_.front(), point), latencyText(point.cost), provenance)
            //: %1 cross-entropy, %2 latency, %3 its provenance.
            : tr("<b>%1 nats</b>, <b>%2</b> %3")
                  .arg(numberText(point.crossEntropy, 4), latencyText(point.cost), provenance));
    faster_->setText(stepText(index, -1));
    better_->setText(stepText(index, 1));
}

}
