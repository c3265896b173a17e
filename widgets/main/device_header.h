// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

class DevicePicker;
class ElidingLabel;
class Selection;

/// The row above steps and views that says which device setting all of them are about, and what is known of it; another
/// one is chosen here.
class DeviceHeader : public QWidget {
    Q_OBJECT
public:
    explicit DeviceHeader(Selection& selection, QWidget* parent = nullptr);

    /// Null: no project was read.
    void setSnapshot(const SnapshotPointer& snapshot);
    /// What is said of the device beside its name.
    [[nodiscard]] QString facts() const;

private:
    DevicePicker* device_;
    ElidingLabel* facts_;
};

}
