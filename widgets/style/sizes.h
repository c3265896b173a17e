// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace paretoscope::widgets::sizes {

// Device-independent pixels on a grid of 4. Whatever is drawn or laid out takes its distances from here.
constexpr int grid = 4;
constexpr int gap = 8; ///< between controls that belong together
constexpr int margin = 12; ///< round a group
constexpr int radius = 6; ///< of buttons, fields and areas
constexpr int smallRadius = 4; ///< of boxes to tick and rows
constexpr int control = 28; ///< height of a button, a field, a list to choose from
constexpr int icon = 16;
constexpr int tick = 16; ///< side of a box to tick
constexpr int scrollBar = 10;
constexpr int splitter = 8;
constexpr int row = 26; ///< of a table

}
