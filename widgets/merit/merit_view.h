// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/view.h"
#include "widgets/merit/merit_reader.h"

class QLabel;
class QPushButton;

namespace paretoscope::widgets {

class EffectBars;
class KeptSplitter;
class MeritPlot;
class PlotView;

/// Whether the chosen cell is worth it: beside random cells of its latency that were trained alike; and why, as far as
/// the trainings tell. What is missing for that can be started here.
class MeritView : public View {
    Q_OBJECT
public:
    explicit MeritView(const ViewContext& context, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void addTo(SnapshotQuery& query, bool shown) const override;
    void showState(const ProjectState& state) override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QByteArray saveArrangement() const override;
    void restoreArrangement(const QByteArray& arrangement) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpControls();
    void setUpLayout();
    void showMerit();
    void showLearnt();
    void showButtons();
    /// Cells to be trained as the protocol says; `randomCells` of them, the last ones, are a yardstick.
    void train(const std::vector<space::Genotype>& genotypes, int randomCells, std::uint64_t seed, int repeats);

    Selection& selection_;
    JobController& jobs_;
    SnapshotPointer snapshot_;
    std::shared_ptr<const MeritSnapshot> merit_; ///< of the snapshot; null before it was read
    ProjectState state_;
    QLabel* text_;
    QPushButton* trainCell_;
    QPushButton* trainSeeds_;
    QPushButton* trainRandom_;
    MeritPlot* plot_;
    QLabel* whyText_;
    EffectBars* effects_;
    QLabel* effectsCaption_;
    PlotView* growth_;
    QWidget* why_;
    KeptSplitter* splitter_;
};

}
