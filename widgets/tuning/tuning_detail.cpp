// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/tuning_detail.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

using Series = TuningSnapshot::Series;

QList<QPointF> pointsOf(const std::vector<double>& cycles, const vta::Task& task) {
    QList<QPointF> points;
    double previous = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        if (!std::isfinite(cycles[i])) {
            continue;
        }
        const double ms = task.milliseconds(std::llround(cycles[i]));
        if (ms != previous || i + 1 == cycles.size()) { // a staircase: its corners are enough
            if (!points.isEmpty() && ms != previous) {
                points.append({static_cast<double>(i + 1), previous});
            }
            points.append({static_cast<double>(i + 1), ms});
        }
        previous = ms;
    }
    return points;
}

std::vector<TuningDetail::Curve> curvesOf(const TuningSnapshot::Operator& op) {
    std::vector<TuningDetail::Curve> curves;
    for (const vta::TuningMethod method : vta::allMethods()) {
        const QString tuner = toQString(vta::methodName(method));
        std::vector<std::vector<vta::Trial>> runs;
        for (const Series& series : op.series) {
            if (series.tuner == tuner) {
                runs.push_back(series.trials);
            }
        }
        if (runs.empty()) {
            continue;
        }
        const vta::ConvergenceBand band = vta::convergenceBand(runs);
        TuningDetail::Curve curve{tuner, static_cast<int>(runs.size()), pointsOf(band.median, *op.task), {}, {}};
        if (runs.size() > 1) {
            curve.low = pointsOf(band.low, *op.task);
            curve.high = pointsOf(band.high, *op.task);
        }
        curves.push_back(std::move(curve));
    }
    return curves;
}

/// The fastest of all trials; of equally fast ones the first.
void findBest(TuningDetail& detail) {
    const vta::Task& task = *detail.source->task;
    for (const Series& series : detail.source->series) {
        for (const vta::Trial& trial : series.trials) {
            if (trial.outcome.reason == vta::Reason::Valid
                && (!detail.best || trial.outcome.cycles < detail.best->cycles)) {
                detail.best.emplace();
                detail.best->tuner = series.tuner;
                detail.best->index = trial.index;
                detail.best->cycles = trial.outcome.cycles;
            }
        }
    }
    if (!detail.best) {
        return;
    }
    TuningDetail::Best& best = *detail.best;
    const vta::Schedule schedule = task.space().at(best.index);
    best.ms = task.milliseconds(best.cycles);
    best.schedule = toQString(vta::toText(schedule));
    best.fill = vta::occupancy(task, schedule);
    best.clocks = task.model().cycles(schedule);
    const auto place = std::find(detail.map.indices.begin(), detail.map.indices.end(), best.index);
    const auto position = static_cast<std::uint32_t>(place - detail.map.indices.begin());
    best.column = position % detail.map.columns;
    best.row = position / detail.map.columns;
}

}

TuningDetail detailOf(std::shared_ptr<const TuningSnapshot::Operator> source) {
    TuningDetail detail;
    detail.source = std::move(source);
    const TuningSnapshot::Operator& op = *detail.source;
    std::vector<vta::Trial> all;
    for (const Series& series : op.series) {
        for (const vta::Trial& trial : series.trials) {
            ++detail.tried[static_cast<std::size_t>(trial.outcome.reason)];
            ++detail.measurements;
        }
        all.insert(all.end(), series.trials.begin(), series.trials.end());
    }
    if (op.task) {
        detail.curves = curvesOf(op);
        detail.map = vta::spaceMap(*op.task, all);
        for (const vta::Reason reason : detail.map.reasons) {
            ++detail.space[static_cast<std::size_t>(reason)];
        }
        findBest(detail);
    }
    return detail;
}

}
