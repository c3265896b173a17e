// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace paretoscope::widgets {

/// What a window is opened at: `paretoscope PROJECT --view VIEW --select ID,ID --device SETTING`.
struct DeepLink {
    QString project; ///< path of the project file
    QString view; ///< ViewType::id; empty: the one that the window was left with
    QList<qint64> candidates; ///< one is selected, two are compared in the view for that, several chosen in the table
    QString deviceSetting; ///< empty: currentDevice() chooses
};

/// The command that opens a window there, quoted for a shell.
QString commandOf(const DeepLink& link);

}
