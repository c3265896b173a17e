// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>
#include <QWidget>
#include <vector>

#include "core/protocol/snapshots.h"

class QLabel;
class QPushButton;

namespace paretoscope::widgets {

/// A candidate's cells, one kind under the other. Wheel zooms, dragging moves, a double click fits.
class CellView : public QWidget {
    Q_OBJECT
public:
    explicit CellView(QWidget* parent = nullptr);

    /// Genotype text; `title` says whose it is. A text that cannot be read is said so.
    void showGenotype(
        const QString& genotype, const QString& title, const std::vector<protocol::AlphaTable>& alpha = {});
    void clear();
    [[nodiscard]] QString genotype() const { return genotype_; }
    /// Number of cells drawn.
    [[nodiscard]] int cellCount() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();
    void copyGenotype();
    void copySvg();

    QGraphicsView* view_;
    QLabel* title_;
    QPushButton* copyText_;
    QPushButton* copyPicture_;
    QString genotype_;
    std::vector<protocol::AlphaTable> alpha_;
    bool fitted_ = true;
};

}
