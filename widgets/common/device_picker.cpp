// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/device_picker.h"

#include <QSignalBlocker>
#include <algorithm>

#include "widgets/common/current_device.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/style/line_icon.h"

namespace paretoscope::widgets {

namespace {

/// Views that compare count the architectures of one network; where there are several, their sum says so.
QString measuredText(const ProjectSnapshot& snapshot, const QString& setting) {
    const std::int64_t measured = measuredOn(snapshot, setting);
    if (measured == 0) {
        return DevicePicker::tr("not measured");
    }
    const auto networks = std::ranges::count_if(snapshot.settings, [&](const store::DeviceSettingSummary& summary) {
        return toQString(summary.deviceSetting) == setting && summary.architectures > 0;
    });
    return networks == 1 ? DevicePicker::tr("measured: %1").arg(countText(measured))
                         //: %1 architectures; %2, more than one, how many networks (cells, channels, image size) they
                         //: were measured in.
                         : DevicePicker::tr("measured: %1 in %2 networks").arg(countText(measured)).arg(networks);
}

}

QString deviceFacts(const ProjectSnapshot& snapshot, const QString& setting) {
    QStringList facts{measuredText(snapshot, setting)};
    if (const auto predictor = newestPredictorOf(snapshot, setting)) {
        //: Of a device setting: %1 the mean error of the predictor fitted to its latencies.
        facts.append(DevicePicker::tr("predictor’s error: %1").arg(percentText(predictor->report.model.meanError, 1)));
    } else {
        facts.append(DevicePicker::tr("no predictor"));
    }
    if (const QString origin = deviceOrigin(setting); !origin.isEmpty()) {
        facts.append(origin);
    }
    return facts.join(QStringLiteral(" · "));
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
        const QString setting = itemData(i).toString();
        setItemData(i, snapshot == nullptr ? setting : setting + QLatin1Char('\n') + deviceFacts(*snapshot, setting),
            Qt::ToolTipRole);
    }
    setCurrentIndex(count() == 0 ? -1 : std::max(first - 1, findData(current)));
    setToolTip(currentData(Qt::ToolTipRole).toString());
}

}
