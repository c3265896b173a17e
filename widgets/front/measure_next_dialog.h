// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

#include "widgets/front/front_snapshot.h"

class QPushButton;
class QTableWidget;

namespace paretoscope::widgets {

/// The candidates whose measurement would change the front most, and a button that measures them.
class MeasureNextDialog : public QDialog {
    Q_OBJECT
public:
    /// The front has its noise. `noMeasuring`: why nothing can be measured on its device; empty where it can.
    MeasureNextDialog(std::shared_ptr<const FrontSnapshot> front, const QString& noMeasuring, QWidget* parent);
    /// Of the rows that are ticked.
    [[nodiscard]] QStringList genotypes() const;

Q_SIGNALS:
    void measureRequested(const QStringList& genotypes);

private:
    void fill();
    void showPossible();

    std::shared_ptr<const FrontSnapshot> front_;
    QTableWidget* table_;
    QPushButton* measure_;
    QString noMeasuring_;
};

}
