// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace paretoscope::bench {

/// A project of `runs` finished searches with `candidates` different cells each, all of one accuracy protocol and with
/// a predicted latency on one device setting. Cells of DARTS where `darts`, else of NAS-Bench-201 (15,625 in all).
/// Made-up accuracies and latencies: only their number matters here. Takes about 20 s per million candidates.
void makeProject(const std::filesystem::path& path, int runs, int candidates, bool darts);

}
