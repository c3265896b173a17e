// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/view.h"
#include "widgets/predictor/predictor_snapshot.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QTabWidget;
class QTableView;

namespace paretoscope::widgets {

class CellView;
class CostMap;
class DevicePin;
class Legend;
class OutlierModel;
class PlotView;
class Selection;

/// How good a latency predictor is on architectures that it had not seen: predicted against measured with bands of ±5
/// and ±10 %, errors, learning curve, calibration, its costs by edge and operation, and the architectures it misses
/// most; beside them its report, with the noise floor, τ's ceiling and the paper's plain network.
class PredictorView : public View {
    Q_OBJECT
public:
    explicit PredictorView(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    /// One a tab after the first.
    [[nodiscard]] QList<ViewPicture> pictures() override;
    [[nodiscard]] PlotView& plot() { return *scatter_.plot; }
    [[nodiscard]] QTabWidget& tabs() { return *tabs_; }
    [[nodiscard]] QString reportText() const;
    /// The outliers' genotype that is looked at, empty for none.
    [[nodiscard]] QString shownGenotype() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Plot {
        PlotView* plot = nullptr;
        Legend* legend = nullptr;
    };

    void setUpControls();
    void setUpOutliers();
    Plot makePlot(const char* name, const QString& accessibleName, const QString& x, const QString& y);
    QWidget* pageOf(std::initializer_list<Plot> plots);
    void fillChoice();
    /// The newest of the current device, unless another one was chosen here.
    void followDevice();
    void showPin();
    void showPredictor();
    void showPlots();
    void chooseScatterPoint(int index);
    /// The cell of one of the report's architectures.
    void showCell(int pointIndex);
    void showOutlier(int row);

    Selection& selection_;
    QString path_; ///< of the project
    QString device_; ///< the current one
    PredictorList predictors_;
    std::shared_ptr<const PredictorSnapshot> shown_;
    QComboBox* which_;
    DevicePin* pin_;
    bool pinned_ = false; ///< chosen here
    QCheckBox* baseline_;
    QTabWidget* tabs_;
    Plot scatter_;
    Plot histogram_;
    Plot byLatency_;
    Plot learning_;
    Plot calibration_;
    CostMap* costs_;
    QWidget* outliers_;
    QTableView* outlierTable_;
    OutlierModel* outlierModel_;
    CellView* cell_;
    QLabel* report_;
};

}
