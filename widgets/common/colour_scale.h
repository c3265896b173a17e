// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QPen>
#include <QStyledItemDelegate>

namespace paretoscope::widgets {

/// Colours for numbers in a heat map, readable without colour vision: lightness rises (or falls) all the way. Cells
/// carry their number as well, in readableOn() of the colour.

/// 0 is the plot's background, 1 the strongest blue. Clamped; NaN is the background.
QColor sequentialColour(double share, const QPalette& palette);

/// How many series can be told apart.
inline constexpr int mostSeries = 6;
/// For lines that stand beside each other, from Okabe and Ito's set and told apart by their dashes too; `series` from
/// 0, beginning again after mostSeries.
QPen seriesPen(int series, const QPalette& palette);

/// −1 … 1 around the background: blue below, orange above.
QColor divergingColour(double share, const QPalette& palette);

/// Draws a table as a heat map: the cell's colour from a number, its text readable on it, a frame round the current
/// one.
class HeatDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The model's number for the colour: 0 … 1, or −1 … 1 on the diverging scale; NaN: no colour.
    static constexpr int shareRole = Qt::UserRole;
    enum class Scale { Sequential, Diverging };

    HeatDelegate(Scale scale, QObject* parent) : QStyledItemDelegate(parent), scale_(scale) { }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Scale scale_;
};

}
