// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/records/run.h"

class QCheckBox;
class QTableWidget;

namespace paretoscope::widgets {

/// One field of the compared runs' configurations or results.
struct RunField {
    QString name; ///< "network.shape.cells"
    QStringList values; ///< by run, a dash where a run has no such field
    bool differs = false;
};

/// All fields of the runs' configurations, in the order in which they occur first.
std::vector<RunField> comparedFields(const std::vector<records::Run>& runs);

/// Runs side by side: what differs, or everything.
class RunCompareDialog : public QDialog {
    Q_OBJECT
public:
    explicit RunCompareDialog(const std::vector<records::Run>& runs, QWidget* parent = nullptr);

private:
    void fill();

    std::vector<RunField> fields_;
    QStringList headers_;
    QCheckBox* onlyDifferences_;
    QTableWidget* table_;
};

}
