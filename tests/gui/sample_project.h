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

/// What tuning a small network for the VTA leaves: real trials of three tuners over three seeds.
void addTuning(store::Project& project);
/// A predictor and a finished search for another device setting, "cpu/script/t1/b1/f32".
void addSecondSetting(store::Project& project);

}
