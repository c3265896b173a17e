// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/run_job.h"
#include "core/options/jobs.h"

// What a command line leaves open follows the data set and the project. Each says on standard error what it chose.

namespace paretoscope::cli {

/// The classes, and counts of images and a batch where the usual ones are more than the data set has. `halves`: a
/// search, which trains weights and architecture on a half each. Throws Error as engine::sizeOfData().
void followData(const CLI::App& command, options::DataConfig& data, space::Shape& shape, int& batchSize, bool halves);

/// The one network that the project knows anything of.
void chooseProjectsNetwork(const Session& session, options::MeasureConfig& config);
/// The one network that was measured on the setting.
void chooseMeasuredNetwork(const Session& session, options::FitConfig& config);
/// The one network that the search's setting has a predictor of.
void choosePredictedNetwork(const Session& session, options::SearchConfig& config);
/// The one network that predictors are of.
void choosePredictedNetwork(const Session& session, options::ExploreConfig& config);

}
