// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/device_header.h"

#include <QHBoxLayout>
#include <QLabel>

#include "widgets/common/controls.h"
#include "widgets/common/current_device.h"
#include "widgets/common/device_picker.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/selection.h"

namespace paretoscope::widgets {

namespace {
constexpr int pickerCharacters = 34; ///< most names are shorter, and a longer one moves nothing
}

DeviceHeader::DeviceHeader(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , device_(new DevicePicker(this))
    , facts_(new ElidingLabel(this)) {
    //: Before a list of device settings: the one that the whole window is about.
    auto* name = new QLabel(tr("Device:"), this);
    nameWidget(device_, "currentDevice", tr("Device that all steps, views and numbers are about"));
    device_->setMinimumContentsLength(pickerCharacters);
    facts_->setObjectName(QStringLiteral("currentDeviceFacts"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(sizes::margin, sizes::grid, sizes::margin, 0);
    layout->setSpacing(sizes::gap);
    layout->addWidget(name);
    layout->addWidget(device_);
    layout->addWidget(facts_, 1);
    connect(device_, &DevicePicker::settingChosen, &selection, &Selection::setDeviceSetting);
    setSnapshot(nullptr);
}

void DeviceHeader::setSnapshot(const SnapshotPointer& snapshot) {
    device_->setSettings(snapshot.get(), snapshot ? knownDevices(*snapshot) : std::vector<QString>(),
        snapshot ? snapshot->deviceSetting : QString());
    device_->setEnabled(device_->count() > 0);
    facts_->setText(snapshot ? deviceFacts(*snapshot, snapshot->deviceSetting) : QString());
}

QString DeviceHeader::facts() const {
    return facts_->text();
}

}
