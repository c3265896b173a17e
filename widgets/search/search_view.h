// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/options/search_progress.h"
#include "core/protocol/messages.h"
#include "widgets/common/view.h"
#include "widgets/search/history_snapshot.h"

class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace paretoscope::widgets {

class CellView;
class ExplorationPanel;
class Legend;
class PlotView;

/// A search while it runs: losses, λ, α entropy, latency, time a step, the cell that would be derived now; an
/// exploration: its trainings and why each is made; and the log.
class SearchView : public View {
    Q_OBJECT
public:
    explicit SearchView(QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void addTo(SnapshotQuery& query, bool shown) const override;
    [[nodiscard]] bool isReady() const override { return !unread_; }
    void showLive(const options::SearchSnapshot& live);
    void appendLog(protocol::LogLevel level, const QString& text);
    [[nodiscard]] bool follows(records::JobKind kind) const override {
        return kind == records::JobKind::Search || kind == records::JobKind::Explore
            || kind == records::JobKind::Pipeline;
    }
    [[nodiscard]] QString numbersText() const;
    [[nodiscard]] QString logText() const;
    [[nodiscard]] PlotView& plot() { return *plot_; }
    [[nodiscard]] CellView& cell() { return *cell_; }
    [[nodiscard]] ExplorationPanel& exploration() { return *exploration_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void clear();
    void showCurves();
    void showNumbers();
    /// Brings forward what the newest search or exploration is watched with.
    void followNewest(const ProjectSnapshot& snapshot);

    HistorySnapshot history_;
    std::optional<options::SearchSnapshot> live_;
    PlotView* plot_;
    Legend* legend_;
    QLabel* numbers_;
    CellView* cell_;
    QPlainTextEdit* log_;
    QTabWidget* tabs_;
    ExplorationPanel* exploration_;
    std::int64_t newest_ = 0; ///< run that was followed last
    bool unread_ = false; ///< there is an exploration, of which nothing was read yet
    bool searching_ = false; ///< a search runs, whose first numbers have not come
};

/// What an α entropy says: above analysis::noDecisionEntropy nothing was decided (docs/methods.md#one-shot-accuracy:
/// one cannot tell the derived cell from a random one).
QString entropyText(double entropy);

}
