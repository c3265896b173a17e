// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "widgets/common/number_field.h"
#include "widgets/common/preferences.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace paretoscope::widgets {

class Dialogs;

/// The settings of the program. Applied with OK; data folders and how much they hold are shown with a button to each.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(const Preferences& preferences, Dialogs& dialogs, QWidget* parent);
    [[nodiscard]] Preferences preferences() const;

private:
    void chooseData();
    /// Says what keeps the images that are typed from being found.
    void showData();
    void addFolder(class QFormLayout& form, const QString& label, const QString& path);

    Dialogs& dialogs_;
    QComboBox* theme_;
    WholeNumberField* textSize_;
    QComboBox* language_;
    WholeNumberField* cores_;
    QLineEdit* data_;
    QLabel* dataNote_;
    QCheckBox* notify_;
    QCheckBox* keepAwake_;
    QDialogButtonBox* buttons_;
};

}
