// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/options/jobs.h"
#include "widgets/front/front_choice.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace paretoscope::widgets {

class LambdaSlider;

/// λ under the finger: slider, number, what it chose, and what the next step would cost and buy.
class LambdaPanel : public QWidget {
    Q_OBJECT
public:
    explicit LambdaPanel(QWidget* parent = nullptr);

    void setChoice(const FrontChoice& choice);
    /// Shows the point chosen (or clicked); -1 for none.
    void showPoint(int index);
    /// Moves slider and number without a signal.
    void showLambda(double lambda);
    [[nodiscard]] double lambda() const;
    /// What a running search takes from here: λ (Live), the target latency (Target), or nothing (Fixed).
    void setFollowable(options::LambdaMode mode);
    [[nodiscard]] bool follows() const;
    /// What no choice of operations can save on this setting, in ms; nothing where it is not known.
    void setFloor(std::optional<double> latencyMs) { floorMs_ = latencyMs; }
    /// Moves to the next choice: +1 a higher price (faster), -1 a lower one.
    void stepChoice(int direction);
    /// Shows the target without a signal; nothing: the price decides.
    void showTarget(std::optional<double> latencyMs);
    /// The latency that the user aims at, nothing while the price decides.
    [[nodiscard]] std::optional<double> target() const;
    /// Whether a search can be started from here, and why not.
    void setRefinable(bool refinable, const QString& reason);

Q_SIGNALS:
    void lambdaChanged(double lambda);
    void followChanged(bool follow);
    /// Nothing: back to the price.
    void targetChanged(std::optional<double> latencyMs);
    /// A search at this λ (or for this target) is wanted.
    void refineRequested();

private:
    void emitLambda(double lambda);
    void placeWidgets();
    void setUpTarget();
    void showMode();
    [[nodiscard]] QString stepText(int index, int step) const;

    FrontChoice choice_;
    QLabel* name_;
    LambdaSlider* slider_;
    QDoubleSpinBox* number_;
    QCheckBox* follow_;
    QCheckBox* targetOn_;
    QDoubleSpinBox* target_;
    QPushButton* refine_;
    options::LambdaMode followable_ = options::LambdaMode::Fixed;
    std::optional<double> floorMs_;
    bool refinable_ = false;
    QString refineReason_;
    QLabel* chosen_;
    QLabel* faster_;
    QLabel* better_;
};

}
