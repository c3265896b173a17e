// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <array>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "widgets/common/view.h"
#include "widgets/tuning/tuning_detail.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace paretoscope::widgets {

class Legend;
class PlotView;
class ShareBar;

/// Tuning for the simulated VTA, one operator at a time: best found against measurements for each tuner with a band
/// over its seeds; the configuration space as a map, valid or why not, with what was tried and the best; the buffers of
/// the chosen schedule; and how the newest tuned network's time is split. The space is looked through in another
/// thread.
class TuningView : public View {
    Q_OBJECT
public:
    explicit TuningView(QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void showTuning(const TuningPointer& tuning);
    [[nodiscard]] const SnapshotPointer& project() const { return project_; }
    void showState(const ProjectState& state) override;
    [[nodiscard]] bool follows(records::JobKind kind) const override { return kind == records::JobKind::Tune; }
    /// Shows a configuration of the current operator instead of its best.
    void chooseConfiguration(std::uint32_t index);

    [[nodiscard]] PlotView& curves() { return *curves_; }
    [[nodiscard]] PlotView& map() { return *map_; }
    [[nodiscard]] QString reportText() const;
    /// Null until the current operator's space was looked through.
    [[nodiscard]] std::shared_ptr<const TuningDetail> detail() const { return detail_; }

Q_SIGNALS:
    void tuneRequested();
    void settingsRequested();
    /// Another detail is shown (also none).
    void detailShown();
    /// From the other thread.
    void computed();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeSide();
    void fillOperators();
    void showOperator();
    void compute();
    void take();
    void redraw();
    void clearDetail(const QString& hint);
    void showCurves();
    void showMap();
    void showChosen();
    void showNetwork();
    void showReport(const QString& text);
    void hover(int point, QPoint position);

    SnapshotPointer project_;
    TuningPointer snapshot_;
    std::shared_ptr<const TuningSnapshot::Operator> current_;
    std::shared_ptr<const TuningDetail> detail_;
    bool computing_ = false;
    bool follows_ = true; ///< the chosen configuration is the best found
    std::vector<std::uint32_t> configurations_; ///< by point of the map
    QStringList curveIds_;

    QComboBox* operators_;
    QPushButton* tune_;
    QToolButton* settings_;
    PlotView* curves_;
    Legend* curveLegend_;
    PlotView* map_;
    Legend* mapLegend_;
    QLabel* report_;
    QSpinBox* chosen_;
    std::array<ShareBar*, 4> buffers_{};
    ShareBar* network_;

    std::mutex mutex_;
    std::shared_ptr<const TuningDetail> computed_; ///< on its way from the other thread
    std::jthread thread_; ///< last: it uses the rest
};

}
