// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include "widgets/plot/legend.h"

class QPainter;

namespace paretoscope::widgets {

class PlotCanvas;

/// What a picture of a plot says about it: two lines above, the legend below. Empty parts take no room.
struct PlotCaption {
    QString title; ///< what is shown, and of which project
    QString conditions; ///< under which the numbers hold: device, protocol
};

/// A plot as it stands, to be taken elsewhere: with its caption and its legend. GUI thread.
class PlotPicture {
public:
    PlotPicture(PlotCanvas& canvas, PlotCaption caption, QList<Legend::Entry> legend);

    /// In the screen's pixels, or in smaller ones: at least so many to one of the window's.
    [[nodiscard]] QImage image(double leastRatio = 1) const;
    [[nodiscard]] QByteArray svg() const;
    /// One page of the picture's size with the description in it (describedPng).
    [[nodiscard]] QByteArray pdf(const QByteArray& description) const;

private:
    [[nodiscard]] QSize size() const;
    /// What is round the plot; returns where the plot goes.
    QRect drawFrame(QPainter& painter) const;
    void draw(QPainter& painter) const;

    PlotCanvas& canvas_;
    PlotCaption caption_;
    QList<Legend::Entry> legend_;
};

}
