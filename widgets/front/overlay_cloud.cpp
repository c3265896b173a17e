// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/overlay_cloud.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

struct LensCloud {
    Q_DECLARE_TR_FUNCTIONS(LensCloud)
};

/// From this probability on, a point is this opaque; the faintest first, since that is the drawing order.
struct MorphStep {
    double from;
    float alpha;
};
constexpr std::array steps{MorphStep{0, 0.12F}, MorphStep{0.01, 0.4F}, MorphStep{0.1, 0.7F}, MorphStep{0.5, 1}};

std::size_t stepOf(double probability) {
    std::size_t step = 0;
    while (step + 1 < steps.size() && probability >= steps[step + 1].from) {
        ++step;
    }
    return step;
}

}

double travelledLatency(double from, double to, double travelled) {
    if (travelled <= 0) {
        return from;
    }
    if (!std::isfinite(to) || to <= 0 || from <= 0) {
        return std::numeric_limits<double>::infinity();
    }
    return travelled >= 1 ? to : std::exp((1 - travelled) * std::log(from) + travelled * std::log(to));
}

CloudPointer travelledCloud(const Cloud& cloud, const FrontMorph& morph, double travelled) {
    auto moved = std::make_shared<Cloud>(cloud);
    for (std::size_t i = 0; i < moved->points.size() && i < morph.cost.size(); ++i) {
        moved->points[i].x = travelledLatency(moved->points[i].x, morph.cost[i], travelled);
    }
    return moved;
}

QString morphText(const FrontSnapshot& front, const FrontMorph& morph) {
    const QLocale locale;
    QString text;
    if (const std::size_t unknown = front.points.size() - morph.common; unknown > 0) { // first: what follows may be cut
        //: %n candidates of the front, which are not drawn where the points travel to.
        text = LensCloud::tr("%n without a latency there", nullptr, static_cast<int>(unknown)) + QStringLiteral(" · ");
    }
    //: %1 and %2 correlations; %n candidates, the most accurate ones.
    return text
        + LensCloud::tr("τ %1 overall, %2 among the %n most accurate", nullptr, static_cast<int>(morph.top))
              .arg(locale.toString(morph.tau, 'f', 2), locale.toString(morph.topTau, 'f', 2));
}

CloudPointer fadedCloud(const Cloud& cloud, std::span<const double> probability) {
    auto faded = std::make_shared<Cloud>();
    faded->points = cloud.points;
    for (const MorphStep& step : steps) {
        for (MarkerStyle style : cloud.styles) {
            style.colour.setAlphaF(step.alpha);
            faded->styles.push_back(style);
        }
    }
    for (std::size_t i = 0; i < faded->points.size() && i < probability.size(); ++i) {
        faded->points[i].style += static_cast<std::uint32_t>(stepOf(probability[i]) * cloud.styles.size());
    }
    return faded;
}

QList<Legend::Entry> fadedLegend(const QPalette& palette) {
    QList<Legend::Entry> entries;
    for (std::size_t step = steps.size(); step-- > 1;) {
        QColor shade = colour(Colour::Searched, palette);
        shade.setAlphaF(steps[step].alpha);
        //: Legend: %1 a probability; how likely a candidate is on the front.
        entries.append({LensCloud::tr("on the front: %1 or more").arg(percentText(steps[step].from, 0)),
            MarkerStyle{shade, MarkerShape::Circle, true, 7}, QPen(Qt::NoPen)});
    }
    return entries;
}

QList<QPointF> bandCurve(const FrontNoise& noise, const std::vector<double>& accuracy) {
    QList<QPointF> stairs;
    for (std::size_t i = 0; i < accuracy.size(); ++i) {
        if (std::isnan(accuracy[i])) {
            continue;
        }
        const QPointF point(noise.bandMs[i], 100 * accuracy[i]);
        if (!stairs.isEmpty() && stairs.back().y() != point.y()) {
            stairs.append({point.x(), stairs.back().y()});
        }
        stairs.append(point);
    }
    return stairs;
}

}
