// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace paretoscope::widgets {

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
