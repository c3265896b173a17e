// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>
#include <vector>

#include "core/queries/merit.h"

class QLabel;

namespace paretoscope::widgets {

class Legend;
class PlotView;

/// The chosen cell among random cells of its latency, each in a row of its own, the worst below: every training seed a
/// dot, the mean marked.
class MeritPlot : public QWidget {
    Q_OBJECT
public:
    explicit MeritPlot(QWidget* parent = nullptr);

    void setMerit(const queries::Merit& merit);
    void clear();
    [[nodiscard]] PlotView& plot() { return *plot_; }

Q_SIGNALS:
    void candidateClicked(std::int64_t candidate);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        queries::MeritCell cell;
        bool chosen = false;
    };
    void draw();

    std::vector<Row> rows_; ///< worst first
    std::vector<std::size_t> rowOfPoint_;
    PlotView* plot_;
    Legend* legend_;
    QLabel* point_;
};

}
