// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/options/pipeline.h"

namespace paretoscope::engine {

/// The trained cells as a table: origin, latency predicted and measured, accuracy, parameters.
std::vector<std::vector<std::string>> cellRows(const options::PipelineResult& result);

/// What each price of latency chooses from the cells that were trained briefly.
std::vector<std::vector<std::string>> choiceRows(const options::PipelineResult& result);

/// What may be said of the chosen cell, in sentences: its latency and accuracy against the cell of λ = 0, or that no
/// saving was worth it; "better than k of n random cells at this budget, within/beyond 2 seed deviations"; and "no
/// decision made" where α stayed uniform.
std::string verdict(const options::PipelineResult& result);

/// Flat JSON object of the figures: samples, predictor_error, predictor_tau, ceiling_tau, noise_floor, worth_it,
/// lambda, predicted_saving, latency_saving, accuracy_gap, random_accuracy_gap, better_than_random, minutes,
/// training_minutes, alpha_entropy.
std::string figuresJson(const options::PipelineResult& result);

}
