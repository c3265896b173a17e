// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <cmath>

namespace paretoscope::widgets {

/// What an axis shows; a logarithmic one needs minimum > 0.
struct AxisRange {
    double minimum = 0;
    double maximum = 1;
    bool logarithmic = false;
    bool operator==(const AxisRange&) const = default;

    /// 0..1 along the axis, outside of it where the value is; -inf where a logarithmic axis cannot show it.
    [[nodiscard]] double position(double value) const {
        if (logarithmic) {
            return std::log(value / minimum) / std::log(maximum / minimum);
        }
        return (value - minimum) / (maximum - minimum);
    }
    [[nodiscard]] double value(double position) const {
        return logarithmic ? minimum * std::pow(maximum / minimum, position) : minimum + (maximum - minimum) * position;
    }
};

/// Data to pixels and back; y grows upwards in the data.
struct PlotTransform {
    QRectF area; ///< plot area, pixels
    AxisRange x;
    AxisRange y;
    bool operator==(const PlotTransform&) const = default;

    [[nodiscard]] QPointF toPixel(double dataX, double dataY) const {
        return {area.left() + x.position(dataX) * area.width(), area.bottom() - y.position(dataY) * area.height()};
    }
    [[nodiscard]] QPointF toData(QPointF pixel) const {
        return {
            x.value((pixel.x() - area.left()) / area.width()), y.value((area.bottom() - pixel.y()) / area.height())};
    }
};

/// A range around [minimum, maximum] with a little air; never empty, and positive where logarithmic.
AxisRange paddedRange(double minimum, double maximum, bool logarithmic);

/// The range zoomed by `factor` (< 1: closer) about the position 0..1, or moved by `shift` of its length.
AxisRange zoomed(const AxisRange& range, double position, double factor);
AxisRange shifted(const AxisRange& range, double shift);

}
