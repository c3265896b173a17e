// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

#include "core/space/architecture.h"
#include "core/space/search_space.h"

namespace paretoscope::widgets {

/// A text that the program composed in English and stored or sent, in the window's language and with names for ids and
/// paths: titles of runs and accuracy protocols, what a job is doing. One that is not known, such as a title that
/// somebody gave, comes back as it is. GUI thread.
QString engineText(std::string_view english);
QString engineText(const QString& english);

/// A device setting's id as people read it: "H200 · CUDA graph · batch 64" for nvidia-h200:gpu0/graph/b64/f32. What is
/// usual (one thread, float32) is left out. An id that the grammar does not know is given back.
QString deviceText(const QString& setting);

/// A network without its genotype as people read it: "DARTS of 3 cells, 8 channels, 16 px".
QString networkText(space::SpaceId space, const space::Shape& shape);

/// Where a device stands: this computer or not, another one, simulated or imported; empty where its id does not tell.
QString deviceOrigin(const QString& setting);

/// For a tool tip: the id and the origin.
QString deviceToolTip(const QString& setting);

}
