// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QStyleOption>

#include "widgets/common/palette.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets::style {

// What the style's parts share. One per painting: the palette is asked once whether it is dark.

inline QColor of(const QStyleOption& option, Colour role) {
    return colour(role, option.palette);
}

inline bool has(const QStyleOption& option, QStyle::StateFlag flag) {
    return option.state.testFlag(flag);
}

/// A filled rectangle with round corners; the line is drawn inside of `place`.
void roundedRect(QPainter& painter, const QRectF& place, const QColor& fill, const QColor& line,
    double radius = sizes::radius, double width = 1);

/// Down, up, left or right, in the middle of `place`.
void chevron(QPainter& painter, const QRectF& place, Qt::ArrowType direction, const QColor& colour);

/// The ground of fields, lists to choose from and spin boxes, with the accent round it while it has the focus, and
/// marked where what stands in it is not taken.
void field(QPainter& painter, const QStyleOption& option, const QWidget* widget);

}
