// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/desktop_services.h"

#include <QDir>
#include <QFile>

#ifdef PARETOSCOPE_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QVariantMap>
#endif

namespace paretoscope::widgets {

namespace {

#ifdef PARETOSCOPE_DBUS

class DBusServices final : public DesktopServices {
public:
    [[nodiscard]] bool onBattery() const override { return runsOnBattery(); }

    void notify(const QString& title, const QString& text) override {
        constexpr int defaultTimeout = -1;
        QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"),
            QStringLiteral("/org/freedesktop/Notifications"), QStringLiteral("org.freedesktop.Notifications"),
            QStringLiteral("Notify"));
        call << QStringLiteral("Paretoscope") << uint{0} << QStringLiteral("io.github.paretoscope.Paretoscope") << title
             << text << QStringList() << QVariantMap() << defaultTimeout;
        QDBusConnection::sessionBus().asyncCall(call);
    }

    void keepAwake(bool awake, const QString& reason) override {
        if (awake == awake_) {
            return;
        }
        awake_ = awake;
        if (!awake) {
            lock_ = QDBusUnixFileDescriptor(); // closing it gives the lock back
            return;
        }
        QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.login1"),
            QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
            QStringLiteral("Inhibit"));
        call << QStringLiteral("sleep") << QStringLiteral("Paretoscope") << reason << QStringLiteral("block");
        auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(call), &context_);
        QObject::connect(
            watcher, &QDBusPendingCallWatcher::finished, &context_, [this](QDBusPendingCallWatcher* finished) {
                const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *finished;
                if (reply.isValid() && awake_) {
                    lock_ = reply.value();
                }
                finished->deleteLater();
            });
    }

private:
    QObject context_;
    QDBusUnixFileDescriptor lock_;
    bool awake_ = false;
};

#endif

class NoServices final : public DesktopServices {
public:
    void notify(const QString&, const QString&) override { }
    void keepAwake(bool, const QString&) override { }
    [[nodiscard]] bool onBattery() const override { return runsOnBattery(); }
};

}

std::unique_ptr<DesktopServices> desktopServices() {
#ifdef PARETOSCOPE_DBUS
    if (QDBusConnection::sessionBus().isConnected()) {
        return std::make_unique<DBusServices>();
    }
#endif
    return std::make_unique<NoServices>();
}

bool runsOnBattery(const QString& supplies) {
    const QDir folder(supplies);
    bool emptied = false;
    for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto said = [&](const char* what) {
            QFile file(folder.filePath(name) + QLatin1Char('/') + QLatin1String(what));
            return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
        };
        const QByteArray type = said("type");
        if (type == "Mains" && said("online") == "1") {
            return false;
        }
        // A mouse has a battery too; its scope is "Device".
        emptied |= type == "Battery" && said("scope") != "Device" && said("status") == "Discharging";
    }
    return emptied;
}

}
