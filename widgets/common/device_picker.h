// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <vector>

#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// What is known of a device setting in one line: how many architectures were measured on it, how wrong its newest
/// predictor is, and where it stands.
QString deviceFacts(const ProjectSnapshot& snapshot, const QString& setting);

/// A list of device settings by names that people read, each with its id and what is known of it in the tool tip. The
/// only way to choose one. An open list is not torn away by news.
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
