// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/device_pin.h"

#include <QHBoxLayout>
#include <QToolButton>

#include "widgets/common/controls.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/engine_text.h"
#include "widgets/style/line_icon.h"

namespace paretoscope::widgets {

DevicePin::DevicePin(const char* name, QWidget* parent)
    : QWidget(parent)
    , text_(new ElidingLabel(this, Colour::Warning))
    , release_(new QToolButton(this)) {
    setObjectName(QString::fromLatin1(name));
    text_->fitText();
    release_->setObjectName(objectName() + QStringLiteral("Release"));
    release_->setIcon(lineIcon(QStringLiteral("close")));
    release_->setAutoRaise(true);
    release_->setFocusPolicy(Qt::StrongFocus);
    release_->setToolTip(tr("Follows the current device again"));
    release_->setAccessibleName(release_->toolTip());
    auto* layout = bare(new QHBoxLayout(this));
    layout->setSpacing(sizes::grid);
    layout->addWidget(text_, 1);
    layout->addWidget(release_);
    connect(release_, &QToolButton::clicked, this, &DevicePin::released);
    showFollowing();
}

void DevicePin::showFollowing() {
    say({}, false);
}

void DevicePin::showPinned(const QString& current) {
    //: A view shows another device setting than the rest of the window; %1 the window's.
    say(tr("Pinned; the current device is %1").arg(deviceText(current)), true);
}

void DevicePin::showUnknown(const QString& current) {
    //: A view shows another device setting than the rest of the window; %1 the window's.
    say(tr("The current device, %1, has no predictor for this; it is another one’s").arg(deviceText(current)), false);
}

void DevicePin::say(const QString& text, bool releasable) {
    text_->setText(text);
    release_->setVisible(releasable);
    setVisible(!text.isEmpty());
}

QString DevicePin::text() const {
    return text_->text();
}

}
