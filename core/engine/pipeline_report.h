// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/options/pipeline.h"

namespace paretoscope::engine {

/// The trained cells as a table: origin, latency predicted and measured, accuracy, parameters.
std::vector<std::vector<std::string>> cellRows(const options::PipelineResult& result);

/// What may be said of the chosen cell, in sentences: whether the wanted saving could be had, whether without loss, and
/// whether the chosen cell beats the mean of the random cells of its latency.
std::string verdict(const options::PipelineResult& result);

/// Flat JSON object of the figures.
std::string figuresJson(const options::PipelineResult& result);

}
