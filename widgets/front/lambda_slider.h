// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>
#include <vector>

namespace paretoscope::widgets {

/// λ on a logarithmic scale, with λ = 0 as a stop of its own at the left end and a tick wherever the choice changes.
/// Arrow keys move a little, PageUp and PageDown to the middle of the next interval, Home to 0.
class LambdaSlider : public QSlider {
    Q_OBJECT
public:
    explicit LambdaSlider(QWidget* parent = nullptr);

    /// Ascending λ at which the choice changes; the scale spans them with air on both sides.
    void setBreakpoints(std::vector<double> breakpoints);
    [[nodiscard]] const std::vector<double>& breakpoints() const { return breakpoints_; }
    [[nodiscard]] double lambda() const;
    /// Moves the knob without a signal; values outside the scale stop at its ends.
    void showLambda(double lambda);
    [[nodiscard]] double minimumLambda() const { return low_; }
    [[nodiscard]] double maximumLambda() const { return high_; }
    /// To the middle of the next interval between break points, upwards (+1) or downwards (-1).
    void stepInterval(int direction);

Q_SIGNALS:
    void lambdaMoved(double lambda);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int positionOf(double lambda) const;

    std::vector<double> breakpoints_;
    double low_ = 0.01;
    double high_ = 10;
};

}
