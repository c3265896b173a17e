// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/named_layouts.h"

#include <QMap>
#include <QSettings>
#include <QVariant>
#include <algorithm>

namespace paretoscope::widgets {

namespace {

// One value with all of them: a name may hold any character, a key of the settings may not.
const QString key = QStringLiteral("window/layouts");

QVariantMap layouts() {
    return QSettings().value(key).toMap();
}

}

QStringList layoutNames() {
    QStringList names = layouts().keys();
    std::sort(names.begin(), names.end(),
        [](const QString& a, const QString& b) { return QString::localeAwareCompare(a, b) < 0; });
    return names;
}

QByteArray namedLayout(const QString& name) {
    return layouts().value(name).toByteArray();
}

void saveNamedLayout(const QString& name, const QByteArray& layout) {
    QVariantMap all = layouts();
    all.insert(name, layout);
    QSettings().setValue(key, all);
}

void removeNamedLayout(const QString& name) {
    QVariantMap all = layouts();
    all.remove(name);
    QSettings().setValue(key, all);
}

}
