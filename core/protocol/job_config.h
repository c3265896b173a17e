// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/options/jobs.h"

namespace paretoscope::protocol {

using options::CollapseGuard;
using options::DataConfig;
using options::ExportConfig;
using options::ExportFormat;
using options::FitConfig;
using options::JobConfig;
using options::LambdaMode;
using options::MeasureConfig;
using options::NetworkConfig;
using options::ScoreConfig;
using options::SearchConfig;
using options::TrainConfig;
using options::TuneConfig;
using options::WeightsKind;
namespace defaults = options::defaults;
using options::defaultDeviceSetting;
using options::jobConfigFromJson;
using options::kindOf;
using options::publishedNetwork;
using options::suffixOf;
using options::title;
using options::toJson;
using options::validate;

}
