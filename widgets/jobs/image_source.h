// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace paretoscope::widgets {

/// What keeps images from being found, as far as names and folders tell: a sentence for the user.
struct ImagesProblem {
    QString text; ///< empty: nothing is known against it
    bool wrong = false; ///< no folder or download helps: the text names no data set
};

/// Of a data source as it is typed ("cifar10", "folder:FOLDER"). Looks whether files exist, nothing else. GUI thread.
ImagesProblem imagesProblem(const QString& source);

}
