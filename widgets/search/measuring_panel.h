// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QWidget>
#include <memory>
#include <span>

#include "widgets/search/measuring_reader.h"

class QLabel;

namespace paretoscope::widgets {

class ElidingLabel;
class PlotView;

/// The outline of a histogram of these values in equal steps of their logarithm, from its left foot to its right one;
/// heights count values. Empty for none.
QList<QPointF> histogramOutline(std::span<const double> values);

/// A measuring job while it runs: the latencies as they come, with the sentinel's among them, and how far the sentinel
/// has drifted. What spoils all of it, such as other programs that keep the processors busy, stands above.
class MeasuringPanel : public QWidget {
    Q_OBJECT
public:
    explicit MeasuringPanel(QWidget* parent);

    /// Null: nothing was measured, or nothing of it was read yet.
    void setMeasuring(std::shared_ptr<const MeasuringSnapshot> measuring);
    /// Stands until the next job begins; empty takes it away.
    void showWarning(const QString& text);
    [[nodiscard]] PlotView& histogram() { return *histogram_; }
    [[nodiscard]] PlotView& drift() { return *drift_; }
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showPlots();
    void showNumbers();

    std::shared_ptr<const MeasuringSnapshot> measuring_;
    QWidget* warning_;
    ElidingLabel* warningText_;
    QLabel* numbers_;
    PlotView* histogram_;
    PlotView* drift_;
};

}
