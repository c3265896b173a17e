// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/options/jobs.h"
#include "widgets/common/number_field.h"
#include "widgets/front/front_choice.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace paretoscope::widgets {

class LambdaSlider;
class Selection;

/// The controls of the price of latency: slider, spin box, target, what they choose, and what the next step would cost
/// and buy. Changes the selection, and follows it.
class LambdaPanel : public QWidget {
    Q_OBJECT
public:
    explicit LambdaPanel(Selection& selection, QWidget* parent = nullptr);

    void setChoice(const FrontChoice& choice);
    /// The slider's λ; nothing where the slider is in μ, which no search takes.
    [[nodiscard]] std::optional<analysis::Lambda> lambda() const;
    /// What a running search takes from here: λ (Live), the target latency (Target), or nothing (Fixed).
    void setFollowable(options::LambdaMode mode);
    [[nodiscard]] bool follows() const;
    /// What no choice of operations can save on this setting, in ms; nothing where it is not known.
    void setFloor(std::optional<double> latencyMs) { floorMs_ = latencyMs; }
    /// To the next choice along the whole front, as the two buttons do: +1 faster, -1 more accurate.
    void stepChoice(int direction);
    /// The latency that the user aims at, nothing while the price decides.
    [[nodiscard]] std::optional<double> target() const;
    /// Whether a search can be started from here, and why not.
    void setRefinable(bool refinable, const QString& reason);

Q_SIGNALS:
    void followChanged(bool follow);
    /// A search at this λ (or for this target) is wanted.
    void refineRequested();

private:
    void setNumber(double number);
    void showPrice();
    void showPoint();
    void showTarget();
    void placeWidgets();
    /// So that no step's text moves what stands beside it.
    void holdWidths();
    void setUpTarget();
    void showMode();
    void showStep(QToolButton& chip, int index, int step) const;
    void takeStep(int step);
    [[nodiscard]] QString chosenText(int index) const;
    static QString chosenHint();
    /// Whether neither the price nor the budget would choose it.
    [[nodiscard]] bool isOwnChoice(int index) const;
    [[nodiscard]] int selectedIndex() const;

    Selection& selection_;
    FrontChoice choice_;
    QLabel* name_;
    LambdaSlider* slider_;
    NumberField* number_;
    QCheckBox* follow_;
    QCheckBox* targetOn_;
    NumberField* target_;
    QPushButton* refine_;
    options::LambdaMode followable_ = options::LambdaMode::Fixed;
    std::optional<double> floorMs_;
    bool refinable_ = false;
    bool own_ = false; ///< what is selected was chosen by itself
    QString refineReason_;
    QLabel* chosen_;
    QToolButton* faster_;
    QToolButton* better_;
};

}
