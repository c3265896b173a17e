// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/store/project.h"

namespace paretoscope::widgets::test {

/// Numbers as a small pipeline leaves them: measurements, a predictor with its report, a search with history and
/// archive, trainings. Made up, deterministic. Returns the project, open for writing.
store::Project makeSampleProject(const std::filesystem::path& path);

/// More one-shot candidates for the search run of such a project.
void addCandidates(store::Project& project, int count, std::uint64_t seed);

/// What an exploration leaves: sixty trained cells, so many with an estimated accuracy alone, and what it has learnt.
void addExploration(store::Project& project, int estimated);

/// Trains random cells of about the latency of the search's dearest cell, with two seeds each: a yardstick for it.
void addYardstick(store::Project& project, int count);

/// What tuning a small network for the VTA leaves: real trials of three tuners over three seeds.
void addTuning(store::Project& project);
/// A predictor and a finished search for another device setting, "cpu/script/t1/b1/f32".
void addSecondSetting(store::Project& project);

}
