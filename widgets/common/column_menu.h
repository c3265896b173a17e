// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QHeaderView;

namespace paretoscope::widgets {

/// A menu on a table's header in which columns are switched on and off; one always stays. What was chosen is kept in
/// the user's settings under `key`, and taken from there now. The header must have its model.
void offerColumns(QHeaderView& header, const QString& key);

}
