// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/compare/verdict.h"

namespace paretoscope::widgets {

/// The right one against the left one: a bar for the accuracy, with its 95 % interval, then one a device, all on one
/// scale of per cent and percentage points. Bars to the right are more accurate or slower; green is better.
class DifferenceBars : public QWidget {
    Q_OBJECT
public:
    explicit DifferenceBars(QWidget* parent = nullptr);
    void setVerdict(Verdict verdict);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Row {
        QString name;
        QString toolTip;
        QString difference;
        QString values; ///< left and right one
        double size = 0; ///< per cent or percentage points, signed
        double reach = 0; ///< of its interval, 0: none
        Verdict::Better better = Verdict::Better::Neither;
    };
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int rowAt(QPoint position) const;

    std::vector<Row> rows_;
};

}
