// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace paretoscope::widgets {

class ElidingLabel;

/// Stands where a view may show another device setting than the current one: says so while it does, and why, and leads
/// back. Hidden while the view follows the window's header.
class DevicePin : public QWidget {
    Q_OBJECT
public:
    DevicePin(const char* name, QWidget* parent);

    /// The view shows the current device.
    void showFollowing();
    /// Another one was chosen in the view itself.
    void showPinned(const QString& current);
    /// The view is about predictions, and none can be made for the current device.
    void showUnknown(const QString& current);
    /// Empty while it follows.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// The view shall follow the current device again.
    void released();

private:
    void say(const QString& text, bool releasable);

    ElidingLabel* text_;
    QToolButton* release_;
};

}
