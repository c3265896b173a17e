// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

namespace paretoscope::widgets {

/// What the window asks of the desktop around it, behind an interface, so that tests see what was asked.
class DesktopServices {
public:
    virtual ~DesktopServices() = default;
    /// A short message outside of the window.
    virtual void notify(const QString& title, const QString& text) = 0;
    /// Keeps the computer from going to sleep, or lets it again; `reason` is shown by the desktop.
    virtual void keepAwake(bool awake, const QString& reason) = 0;
    /// Whether the computer runs on its battery now.
    [[nodiscard]] virtual bool onBattery() const { return false; }
};

/// Over D-Bus (org.freedesktop.Notifications, the session manager's inhibitor of systemd-logind); does nothing where
/// there is none. Calls are not waited for.
std::unique_ptr<DesktopServices> desktopServices();

/// From the kernel's list of power supplies: some battery is being emptied, and no mains are plugged in. False where
/// there is no such list.
bool runsOnBattery(const QString& supplies = QStringLiteral("/sys/class/power_supply"));

}
