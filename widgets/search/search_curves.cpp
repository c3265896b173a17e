// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/search_curves.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/common/colour_scale.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

struct CurveText {
    Q_DECLARE_TR_FUNCTIONS(SearchView)
};

constexpr std::size_t mostLive = 600; ///< points of a curve; a plot is not wider
constexpr std::size_t mostCurves = 12;
constexpr double lightest = 0.4; ///< of the colours of λ: still seen on the background

QString curveName(const char* kind, std::size_t search) {
    return QString::fromLatin1(kind) + (search == 0 ? QString() : QString::number(search));
}

}

void SearchCurves::Search::add(const Point& point) {
    if (pending > 0 && pending < together) {
        Point& last = live.back();
        const double share = 1.0 / (pending + 1);
        const auto joined = [share](double mean, double value) {
            return std::isfinite(mean) ? mean + share * (value - mean) : value;
        };
        last = {point.step, joined(last.train, point.train), joined(last.validation, point.validation)};
        ++pending;
        return;
    }
    live.push_back(point);
    pending = 1;
    if (live.size() >= mostLive) {
        halve();
    }
}

void SearchCurves::Search::halve() {
    for (std::size_t i = 0; i + 1 < live.size(); i += 2) {
        const Point& a = live[i];
        const Point& b = live[i + 1];
        const double validation = std::isfinite(a.validation) ? (a.validation + b.validation) / 2 : b.validation;
        live[i / 2] = {b.step, (a.train + b.train) / 2, validation};
    }
    live.resize(live.size() / 2);
    together *= 2;
    pending = together;
}

std::vector<SearchCurves::Point> SearchCurves::Search::points() const {
    std::vector<Point> points;
    const double begin = live.empty() ? std::numeric_limits<double>::infinity() : live.front().step;
    for (const Point& epoch : epochs) {
        if (epoch.step < begin) {
            points.push_back(epoch);
        }
    }
    points.insert(points.end(), live.begin(), live.end());
    return points;
}

SearchCurves::Search& SearchCurves::search(int place) {
    const auto index = static_cast<std::size_t>(std::max(0, place));
    if (index >= searches_.size()) {
        searches_.resize(index + 1);
    }
    return searches_[index];
}

void SearchCurves::setHistory(const HistorySnapshot& history) {
    if (history.run != run_) {
        clear();
        run_ = history.run;
    }
    lambdas_ = history.lambdas;
    steps_ = std::max(steps_, history.steps);
    ended_ = history.points.empty() ? 0 : (history.points.back().epoch + 1) / std::max(1, history.epochs);
    for (Search& each : searches_) {
        each.epochs.clear();
    }
    for (const HistorySnapshot::Point& point : history.points) {
        Search& its = search(point.search);
        its.epochs.push_back({static_cast<double>(point.ownStep), point.trainLoss, point.validationLoss});
        its.lambda = point.lambda;
    }
}

void SearchCurves::begin() {
    live_ = -1;
}

void SearchCurves::add(const options::SearchSnapshot& live) {
    if (live_ < 0) {
        live_ = ended_;
        search(live_).live.clear(); // those after the checkpoint come again
    } else if (live.step < lastStep_) {
        ++live_; // the next λ begins behind the warm-up
    }
    lastStep_ = live.step;
    steps_ = live.steps;
    Search& its = search(live_);
    its.lambda = live.lambda;
    its.add({static_cast<double>(live.step), live.trainLoss, live.validationLoss});
}

bool SearchCurves::empty() const {
    return std::ranges::all_of(searches_, [](const Search& each) { return each.epochs.empty() && each.live.empty(); });
}

double SearchCurves::lambdaOf(std::size_t place) const {
    return place < lambdas_.size() ? lambdas_[place] : searches_[place].lambda;
}

double SearchCurves::shareOf(std::size_t place, std::size_t shown) const {
    std::size_t below = 0;
    for (std::size_t other = 0; other < shown; ++other) {
        below += lambdaOf(other) < lambdaOf(place) ? 1 : 0;
    }
    return shown < 2 ? 1 : static_cast<double>(below) / static_cast<double>(shown - 1);
}

QList<Legend::Entry> SearchCurves::draw(PlotView& plot, const QPalette& palette) const {
    const double infinity = std::numeric_limits<double>::infinity();
    QPointF low(0, infinity);
    QPointF high(std::max(1, steps_), -infinity);
    QList<Legend::Entry> lambdas;
    const std::size_t shown = std::min(searches_.size(), mostCurves);
    for (std::size_t i = 0; i < mostCurves; ++i) {
        if (i >= shown) {
            plot.removeCurve(curveName("train", i));
            plot.removeCurve(curveName("validation", i));
            continue;
        }
        QList<QPointF> train;
        QList<QPointF> validation;
        for (const Point& point : searches_[i].points()) {
            for (auto [list, value] : {std::pair{&train, point.train}, std::pair{&validation, point.validation}}) {
                if (std::isfinite(value)) {
                    list->append({point.step, value});
                    low.setY(std::min(low.y(), value));
                    high = {std::max(high.x(), point.step), std::max(high.y(), value)};
                }
            }
        }
        const QColor shade = sequentialColour(lightest + (1 - lightest) * shareOf(i, shown), palette);
        const QPen pen(shade, 1.6);
        plot.setCurve(curveName("train", i), train, pen);
        plot.setCurve(curveName("validation", i), validation, QPen(shade, 1.6, Qt::DashLine));
        //: Legend: %1 a price of latency.
        lambdas.append({CurveText::tr("λ %1").arg(numberText(lambdaOf(i))), std::nullopt, pen});
    }
    if (high.y() >= low.y()) {
        plot.setHomeRange(low, high);
    } else {
        plot.clearHomeRange();
    }
    const QPen pen(colour(Colour::Text, palette), 1.6);
    QList<Legend::Entry> entries{{CurveText::tr("training loss"), std::nullopt, pen},
        {CurveText::tr("validation loss"), std::nullopt, QPen(pen.color(), pen.widthF(), Qt::DashLine)}};
    return entries + lambdas;
}

}
