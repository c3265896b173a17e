// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTime>
#include <optional>

#include "core/options/search_progress.h"
#include "core/protocol/messages.h"
#include "widgets/common/view.h"
#include "widgets/search/history_reader.h"
#include "widgets/search/search_curves.h"

class QLabel;
class QTabWidget;

namespace paretoscope::widgets {

class CellView;
class ExplorationPanel;
class Legend;
class LogPanel;
class MeasuringPanel;
class PlotView;

/// Jobs while they run. A search: losses, λ, α entropy, latency, time a step, the cell that would be derived now; an
/// exploration: its trainings and why each is made; a measuring: its latencies and how steady they are; and the log.
class SearchView : public View {
    Q_OBJECT
public:
    explicit SearchView(QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void addTo(SnapshotQuery& query, bool shown) const override;
    [[nodiscard]] bool isReady() const override { return !unread_; }
    void showLive(const options::SearchSnapshot& live);
    void showStarted(records::JobKind kind);
    void appendLog(protocol::LogLevel level, const QString& text, QTime at = QTime::currentTime());
    [[nodiscard]] bool follows(records::JobKind kind) const override {
        return kind == records::JobKind::Measure || kind == records::JobKind::Search
            || kind == records::JobKind::Explore || kind == records::JobKind::Pipeline;
    }
    [[nodiscard]] QString numbersText() const;
    [[nodiscard]] QString logText() const;
    [[nodiscard]] PlotView& plot() { return *plot_; }
    [[nodiscard]] CellView& cell() { return *cell_; }
    [[nodiscard]] ExplorationPanel& exploration() { return *exploration_; }
    [[nodiscard]] MeasuringPanel& measuring() { return *measuring_; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void clear();
    void showCurves();
    void showNumbers();
    /// The cell that belongs to the tab: that of the search, or of the training that was clicked.
    void showCell();
    /// Brings forward what the newest job is watched with.
    void followNewest(const ProjectSnapshot& snapshot);

    struct ShownCell {
        QString genotype;
        QString title;
        std::vector<options::AlphaTable> alpha;
    };

    HistorySnapshot history_;
    SearchCurves curves_;
    std::optional<options::SearchSnapshot> live_;
    PlotView* plot_;
    Legend* legend_;
    QLabel* numbers_;
    CellView* cell_;
    std::optional<ShownCell> searched_; ///< where the search is, or ended
    std::optional<ShownCell> explored_; ///< of the training that was clicked
    LogPanel* log_;
    QTabWidget* tabs_;
    ExplorationPanel* exploration_;
    MeasuringPanel* measuring_;
    std::int64_t newest_ = 0; ///< run that was followed last
    records::JobKind watched_ = records::JobKind::Search; ///< kind of the job that began last
    bool unread_ = false; ///< there is an exploration, of which nothing was read yet
    bool searching_ = false; ///< a search runs, whose first numbers have not come
};

/// What an α entropy says: above analysis::noDecisionEntropy nothing was decided (docs/methods.md#one-shot-accuracy:
/// one cannot tell the derived cell from a random one).
QString entropyText(double entropy);

}
