// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "core/options/option_rows.h"

class QObject;
class QWidget;

namespace paretoscope::widgets {

/// A described text in the window's language.
QString optionText(const char* english);

/// A field for one option of a job, holding its value: spin box, choice, check box, or text with semicolons between the
/// parts of a list.
QWidget* makeOptionEditor(const options::OptionRow& row, QWidget* parent);

/// Calls `edited` whenever the field's content has changed.
void onOptionEdited(QWidget& editor, QObject* context, const std::function<void()>& edited);

/// Where the field is for a device setting: offers these beside what is typed.
void offerSettings(QWidget& editor, const std::vector<QString>& settings);

/// Shows the row's value in the field, as if it had been typed.
void writeOptionEditor(const options::OptionRow& row, QWidget* editor);

/// Shows whether the field is the one that holds no valid value.
void markOptionEditor(QWidget& editor, bool wrong);

/// Writes the field's content into the row's value. Throws Error (InvalidValue, UnknownName) that says the field's
/// title and has the row's path as "field" where it is no such value or is
/// marked as not taken.
void readOptionEditor(const options::OptionRow& row, const QWidget* editor);

}
