// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/options/search.h"
#include "core/options/train.h"

namespace paretoscope::options {

// Jobs are told their length in steps; papers say epochs: passes over the images that a step draws its batch from.

/// Steps of `batch` images in which `images` are seen `epochs` times, a begun one counted. Throws Error (InvalidValue)
/// for epochs that are not above 0, and for more steps than a job may have.
int stepsOf(double epochs, int images, int batch);

/// How often `images` are seen in so many steps.
double epochsOf(int steps, int images, int batch);

/// Sets the last rung; those before it keep their share of the length.
void setEpochs(TrainConfig& config, double epochs);

/// `epochs`: of one search, its warm-up included, as papers count. `warmUp`: of the warm-up alone. What is not said
/// keeps its steps. Throws Error (InvalidValue) also where the warm-up leaves nothing for the search.
void setEpochs(SearchConfig& config, std::optional<double> epochs, std::optional<double> warmUp);

}
