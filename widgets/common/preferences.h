// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace paretoscope::widgets {

enum class Theme { System, Light, Dark, ContrastLight, ContrastDark, Count };

/// What the user set once for all projects; kept in the user's settings file.
struct Preferences {
    static constexpr int smallestText = 80;
    static constexpr int largestText = 200;

    Theme theme = Theme::System;
    int textPercent = 100; ///< size of all text, of the desktop's
    QString language; ///< one of languages(), empty: the system's
    int cores = 0; ///< most cores that jobs may use, 0: all
    QString dataSource; ///< images of new searches, as in "cifar10:FOLDER"; empty: the built-in set
    bool notify = true; ///< when a long job ends
    bool keepAwake = true; ///< while a job runs

    bool operator==(const Preferences&) const = default;
};

Preferences loadPreferences();
void savePreferences(const Preferences& preferences);

/// Puts the theme's palette on the application; System: the desktop's own. The first call keeps the desktop's palette.
void applyTheme(Theme theme);

/// Puts the desktop's font in another size on the application. What is shown already takes it where it has no font of
/// its own. The first call keeps the desktop's font.
void applyTextSize(int percent);

}
