// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "widgets/main/command_palette.h"

namespace paretoscope::widgets {

/// All keys on one page: those of the menus, and those that views understand.
class ShortcutSheet : public QDialog {
    Q_OBJECT
public:
    ShortcutSheet(const QList<NamedAction>& actions, QWidget* parent);
};

}
