// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/front/front_snapshot.h"

class QLabel;
class QPushButton;

namespace paretoscope::widgets {

/// Says that the chosen cell's accuracy is an estimate, how sure it is, and offers to train the cell.
class EstimateBar : public QWidget {
    Q_OBJECT
public:
    explicit EstimateBar(QWidget* parent = nullptr);

    /// Hidden where the point is no estimate; null: no point.
    void showPoint(const store::FrontPoint* point);
    void setPossibleJobs(const QString& noJob);

Q_SIGNALS:
    void trainRequested();

private:
    QLabel* text_;
    QPushButton* train_;
};

}
