// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "widgets/cell/epoch_cell.h"
#include "widgets/cell/what_if.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

class CellView;
class EstimateBar;
class Selection;
class WhatIfPanel;

/// The selected candidate's cells, and what if one of their edges were another.
class CellPane : public QWidget {
    Q_OBJECT
public:
    explicit CellPane(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    /// What the newest search went through.
    void setHistory(const std::vector<EpochCell>& cells);
    /// Why no job can be started now, and why nothing can be measured on the current device; empty where it can.
    void setPossibleJobs(const QString& noJob, const QString& noMeasuring);
    [[nodiscard]] CellView& view() { return *view_; }
    [[nodiscard]] WhatIf& whatIf() { return whatIf_; }
    /// Latency of the changed cell on the front's setting; nothing where nothing is changed or predicted.
    [[nodiscard]] std::optional<SettingLatency> changedLatency() const;

Q_SIGNALS:
    void whatIfChanged();
    /// Jobs for the changed cell.
    void measureRequested(const paretoscope::space::Architecture& architecture, const QString& setting);
    /// One-shot scores of the cell before and after the change.
    void scoreRequested(const std::vector<paretoscope::space::Architecture>& architectures);
    void trainRequested(const paretoscope::space::Architecture& architecture);
    /// A training for the chosen cell, whose accuracy is an estimate, under the protocol that it is an estimate of.
    void trainEstimatedRequested(const paretoscope::space::Genotype& genotype);

private:
    void showCandidate();
    void showCells();
    void showAccuracy();
    [[nodiscard]] QString oneShotText() const;
    void openMenu(int kind, int edge, QPoint position);
    [[nodiscard]] std::shared_ptr<const records::Candidate> candidate() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString setting() const;

    Selection& selection_;
    SnapshotPointer snapshot_;
    std::shared_ptr<const FrontSnapshot> front_; ///< of the snapshot
    std::shared_ptr<const ArchitectureFacts> facts_; ///< of the snapshot
    WhatIf whatIf_;
    CellView* view_;
    EstimateBar* estimate_;
    WhatIfPanel* panel_;
};

}
