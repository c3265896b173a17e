// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>
#include <vector>

#include "widgets/cell/cell_item.h"

namespace paretoscope::widgets {

/// One cell and where it stands: cells of one row have their nodes on one line, cells of one column stand under each
/// other.
struct CellPicture {
    space::Genotype genotype;
    int kind = 0;
    QString heading; ///< above the cell
    int row = 0;
    int column = 0;
    std::vector<options::AlphaTable> alpha; ///< by kind; empty where unknown
    std::vector<QString> edgeTexts;
    std::vector<EdgeMark> marks;
};

/// Normal and reduction cell of one genotype under each other.
std::vector<CellPicture> cellPictures(
    const space::Genotype& genotype, const std::vector<options::AlphaTable>& alpha = {}, int column = 0);

/// Draws cells. Wheel or + and − zoom, dragging moves, a double click or Home fits; the arrow keys walk along the
/// edges, a click or Enter takes one. GUI thread only.
class CellCanvas : public QGraphicsView {
    Q_OBJECT
public:
    explicit CellCanvas(QWidget* parent = nullptr);

    void setPictures(const std::vector<CellPicture>& pictures);
    /// Whether edges can be taken, and what for (the end of an edge's tool tip).
    void setEditable(bool editable, const QString& invitation = {});
    [[nodiscard]] const std::vector<CellItem*>& items() const { return items_; }
    /// Where an edge's box is drawn, in the viewport's coordinates.
    [[nodiscard]] QRect edgeRectangle(int picture, int edge) const;
    void fit();

Q_SIGNALS:
    /// An edge was taken; `position` on the screen, for a menu.
    void edgeActivated(int picture, int edge, QPoint position);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Place {
        int picture = -1;
        int edge = -1;
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] Place placeAt(QPoint position) const;
    [[nodiscard]] QString textOf(Place place) const;
    void setCurrent(Place place);
    void walk(int step);
    void zoom(double factor);
    /// While all is in sight there are no scroll bars: one that appears takes room, the picture shrinks, the bar goes,
    /// the picture grows again, for ever.
    void setFitted(bool fitted);
    void describe();

    std::vector<CellPicture> pictures_;
    std::vector<CellItem*> items_;
    QString description_;
    QString invitation_;
    Place current_;
    QPoint pressed_;
    bool editable_ = false;
    bool fitted_ = true;
};

}
