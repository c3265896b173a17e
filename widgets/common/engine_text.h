// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace paretoscope::widgets {

/// A text that the program composed in English and stored or sent, in the window's language: titles of runs and
/// accuracy protocols, what a job is doing. One that is not known, such as a title that somebody gave, comes back as it
/// is. GUI thread.
QString engineText(std::string_view english);
QString engineText(const QString& english);

/// A device setting's id as people read it: "H200 · CUDA graph · batch 64" for nvidia-h200:gpu0/graph/b64/f32. What is
/// usual (one thread, float32) is left out. An id that the grammar does not know is given back.
QString deviceText(const QString& setting);

/// For a tool tip: the id, and whether it is this computer's, another one's, simulated or imported.
QString deviceToolTip(const QString& setting);

}
