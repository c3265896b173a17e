// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/options/measure.h"
#include "widgets/common/view.h"

class QToolButton;

namespace paretoscope::widgets {

class CandidateTable;
class CellPane;
class FrontView;
class KeptSplitter;

/// The front, and beside it the cells of the chosen candidate: what is chosen, changed or asked for there becomes jobs.
class TradeoffView : public View {
    Q_OBJECT
public:
    explicit TradeoffView(const ViewContext& context, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void addTo(SnapshotQuery& query, bool shown) const override;
    void showState(const ProjectState& state) override;
    [[nodiscard]] QList<QUndoStack*> undoStacks() override;
    [[nodiscard]] QList<ViewPicture> pictures() override;
    [[nodiscard]] QList<qint64> chosenCandidates() const override;
    [[nodiscard]] QByteArray saveArrangement() const override;
    void restoreArrangement(const QByteArray& arrangement) override;

private:
    void chooseInTable(const std::vector<std::int64_t>& candidates);
    void connectSelection();
    void connectLambda();
    void connectCell();
    void setUpTable();
    /// A job that measures cells of the front's network on the current device.
    [[nodiscard]] options::MeasureConfig measuring() const;
    void measure(const QStringList& genotypes);
    void showWhatIf();

    Selection& selection_;
    JobController& jobs_;
    SnapshotPointer snapshot_;
    ProjectState state_;
    KeptSplitter* splitter_; ///< front and cell
    KeptSplitter* halves_; ///< these two, and the candidates as a table below
    FrontView* front_;
    CellPane* cell_;
    CandidateTable* candidates_;
    QToolButton* tableShown_;
    QUndoStack* remarksUndo_;
};

}
