// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/device_picker.h"

#include <QSignalBlocker>
#include <algorithm>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/style/line_icon.h"

namespace paretoscope::widgets {

namespace {

QString fullToolTip(const ProjectSnapshot* snapshot, const QString& setting) {
    QString text = deviceToolTip(setting);
    std::int64_t measured = 0;
    if (snapshot != nullptr) {
        for (const store::DeviceSettingSummary& each : snapshot->settings) {
            if (toQString(each.deviceSetting) == setting) {
                measured += each.architectures;
            }
        }
    }
    return text + QLatin1Char('\n')
        + (measured > 0 ? DevicePicker::tr("measured: %1").arg(countText(measured)) : DevicePicker::tr("not measured"));
}

}

DevicePicker::DevicePicker(QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    connect(this, &QComboBox::activated, this, [this] {
        setToolTip(currentData(Qt::ToolTipRole).toString());
        Q_EMIT settingChosen(setting());
    });
}

void DevicePicker::setSettings(const ProjectSnapshot* snapshot, const std::vector<QString>& settings,
    const QString& current, const QString& none) {
    const QSignalBlocker quiet(this);
    const int first = none.isEmpty() ? 0 : 1;
    bool same = count() == static_cast<int>(settings.size()) + first && (first == 0 || itemText(0) == none);
    for (std::size_t i = 0; same && i < settings.size(); ++i) {
        same = itemData(static_cast<int>(i) + first).toString() == settings[i];
    }
    if (!same) {
        clear();
        if (first == 1) {
            addItem(none, QString());
        }
        for (const QString& setting : settings) {
            addItem(lineIcon(QStringLiteral("chip")), deviceText(setting), setting);
        }
    }
    for (int i = first; i < count(); ++i) {
        setItemData(i, fullToolTip(snapshot, itemData(i).toString()), Qt::ToolTipRole);
    }
    setCurrentIndex(count() == 0 ? -1 : std::max(first - 1, findData(current)));
    setToolTip(currentData(Qt::ToolTipRole).toString());
}

}
