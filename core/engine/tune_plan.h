// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/options/jobs.h"
#include "core/vta/trial_store.h"
#include "core/vta/tuning_plan.h"

namespace paretoscope::engine {

/// What a Tune job tunes, in detail; also checks the names of its methods. Throws Error as vta::planTuning does, and
/// UnknownName (a method), InvalidGenotype.
vta::TuningPlan planOf(const options::TuneConfig& config);

/// One of its tunings: `seed` counts from 0.
vta::TunerOptions tunerOptions(const options::TuneConfig& config, const std::string& method, int seed);

}
