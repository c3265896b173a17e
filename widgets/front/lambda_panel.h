// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/front/front_choice.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;

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
    /// A running search can take λ from here.
    void setFollowable(bool followable);
    [[nodiscard]] bool follows() const;

Q_SIGNALS:
    void lambdaChanged(double lambda);
    void followChanged(bool follow);

private:
    void emitLambda(double lambda);
    [[nodiscard]] QString stepText(int index, int step) const;

    FrontChoice choice_;
    QLabel* name_;
    LambdaSlider* slider_;
    QDoubleSpinBox* number_;
    QCheckBox* follow_;
    QLabel* chosen_;
    QLabel* faster_;
    QLabel* better_;
};

}
