// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>

namespace paretoscope::widgets {

/// One of the line drawings in resources/icons/line (NAME.svg, 24 × 24, black strokes). It is drawn in the colour of
/// the application's text at the time of painting, greyed where it is disabled, so that it follows the theme.
QIcon lineIcon(const QString& name);

/// The same drawing in a colour of the caller's.
void drawLineIcon(QPainter& painter, const QRectF& place, const QString& name, const QColor& colour);

}
