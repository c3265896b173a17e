// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <vector>

#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// A list of device settings by names that people read, each with its id, its origin and how many architectures were
/// measured on it in the tool tip. The only way to choose one. An open list is not torn away by news.
class DevicePicker : public QComboBox {
    Q_OBJECT
public:
    explicit DevicePicker(QWidget* parent = nullptr);

    /// `none`: text of a first entry for no setting; empty: there is none.
    void setSettings(const ProjectSnapshot* snapshot, const std::vector<QString>& settings, const QString& current,
        const QString& none = {});
    /// Empty where nothing is chosen.
    [[nodiscard]] QString setting() const { return currentData().toString(); }

Q_SIGNALS:
    /// The user chose another one.
    void settingChosen(const QString& setting);
};

}
