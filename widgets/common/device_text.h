// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace paretoscope::widgets {

/// A device setting's id as people read it: "H200 · CUDA graph · batch 64" for nvidia-h200:gpu0/graph/b64/f32. What is
/// usual (one thread, float32) is left out. An id that the grammar does not know is given back.
QString deviceText(const QString& setting);

/// For a tool tip: the id, and whether it is this computer's, another one's, simulated or imported.
QString deviceToolTip(const QString& setting);

}
