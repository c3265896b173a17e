// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "core/records/candidate.h"
#include "widgets/cell/what_if.h"
#include "widgets/common/architecture_facts.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace paretoscope::widgets {

/// What a change of the cell does to the latency on every setting, and what to do with the changed cell. Hidden while
/// nothing is changed.
class WhatIfPanel : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfPanel(WhatIf& whatIf, QWidget* parent = nullptr);

    /// `original`: the candidate that the changes started from, may be null.
    void setFacts(std::shared_ptr<const ArchitectureFacts> facts, std::shared_ptr<const records::Candidate> original);
    /// What is known of the changed cell's accuracy, in words; empty: nothing.
    void setAccuracy(const QString& text);
    /// False while another job runs, or where nothing may be written.
    void setPossibleJobs(const QString& noJob, const QString& noMeasuring);

Q_SIGNALS:
    void scoreRequested();
    void measureRequested();
    void trainRequested();

private:
    void refresh();
    void fillTable();
    void showAccuracy();

    WhatIf& whatIf_;
    std::shared_ptr<const ArchitectureFacts> facts_;
    std::shared_ptr<const records::Candidate> candidate_;
    QLabel* title_;
    QTableWidget* table_;
    QLabel* accuracy_;
    QString known_; ///< of the changed cell's accuracy
    QPushButton* score_;
    QPushButton* measure_;
    QPushButton* train_;
};

}
