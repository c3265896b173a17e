// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <memory>
#include <span>

#include "widgets/predictor/predictor_numbers.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

class Legend;
class PlotView;

// What the predictor view's plots show. Each fills a plot and its legend; `baseline` adds the paper's plain network.

void showScatter(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor, bool baseline);
void showHistogram(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor, bool baseline);
void showErrorByLatency(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor, bool baseline);
/// Error by number of architectures of all fits of the same setting and network; the shown fit is ringed.
void showLearningCurve(PlotView& plot, Legend& legend,
    std::span<const std::shared_ptr<const PredictorSnapshot>> predictors, const PredictorSnapshot& shown);
/// Share of architectures inside the intervals that the predictor states, against the level it states for them.
void showCalibration(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor);

/// Removes everything and shows what fills the plot.
void clearPlot(PlotView& plot, Legend& legend, const QString& hint);

}
