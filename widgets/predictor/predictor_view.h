// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/common/snapshot.h"

class QComboBox;
class QLabel;

namespace paretoscope::widgets {

class Legend;
class PlotView;

/// Predicted against measured latency of architectures that the predictor had not seen, with bands of ±5 and ±10 %, and
/// its report: errors beside the noise floor, τ beside its ceiling, the paper's plain network beside ours.
class PredictorView : public QWidget {
    Q_OBJECT
public:
    explicit PredictorView(QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    [[nodiscard]] PlotView& plot() { return *plot_; }
    [[nodiscard]] QString reportText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showPredictor();
    void showBands(double low, double high);
    [[nodiscard]] QString reportOf(const PredictorSnapshot& predictor) const;

    SnapshotPointer snapshot_;
    std::shared_ptr<const PredictorSnapshot> shown_;
    QComboBox* which_;
    PlotView* plot_;
    Legend* legend_;
    QLabel* report_;
};

}
