// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/options/search_progress.h"
#include "core/predictor/additive_part.h"
#include "core/space/genotype.h"
#include "widgets/cell/epoch_cell.h"

class QCheckBox;
class QMenu;
class QSlider;
class QToolButton;

namespace paretoscope::widgets {

class CellCanvas;
class ElidingLabel;

/// A candidate's cells, one kind under the other, with what each edge costs on a device; or, epoch by epoch, the cells
/// that a search went through.
class CellView : public QWidget {
    Q_OBJECT
public:
    explicit CellView(QWidget* parent = nullptr);

    /// Genotype text; `title` says whose it is. A text that cannot be read is said so. `original`: what differs from it
    /// is marked.
    void showGenotype(const QString& genotype, const QString& title, const std::vector<options::AlphaTable>& alpha = {},
        const std::optional<space::Genotype>& original = {});
    /// Nothing is drawn; `hint` says instead of a title what would fill it, by default a candidate.
    void clear(const QString& hint = {});
    /// What each edge costs there; nothing where the setting has no predictor for this network.
    void setCosts(const std::optional<predictor::CostTable>& costs, const QString& setting);
    /// The epochs of a search; a slider walks through them.
    void setHistory(const std::vector<EpochCell>& cells);
    /// Whether edges of a candidate can be taken.
    void setEditable(bool editable);
    /// Text of what is drawn, empty for nothing.
    [[nodiscard]] QString genotype() const;
    /// Number of cells drawn.
    [[nodiscard]] int cellCount() const;
    [[nodiscard]] CellCanvas& canvas() { return *canvas_; }

Q_SIGNALS:
    /// An edge of the candidate was taken (not of an epoch's cell).
    void edgeActivated(int kind, int edge, QPoint position);

private:
    void setUpCopying();
    void setUpControls();
    void draw();
    void drawEpoch();
    void copySvg();
    void copyDot();

    struct Shown {
        space::Genotype genotype;
        QString text;
        QString title;
        std::vector<options::AlphaTable> alpha;
        std::optional<space::Genotype> original;
    };
    void drawCells(const Shown& shown);

    ElidingLabel* title_;
    QToolButton* copy_;
    CellCanvas* canvas_;
    QCheckBox* showCosts_;
    QCheckBox* overTime_;
    QSlider* epoch_;
    QString hint_; ///< instead of a candidate's title
    std::optional<Shown> candidate_;
    QString drawn_; ///< text of what is drawn
    std::optional<predictor::CostTable> costs_;
    std::vector<EpochCell> history_;
    bool editable_ = false;
};

}
