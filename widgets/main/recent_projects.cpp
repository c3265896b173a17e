// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/recent_projects.h"

#include <QFileInfo>
#include <QSettings>

#include "widgets/main/sample_project.h"

namespace paretoscope::widgets {

namespace {
const QString key = QStringLiteral("recentProjects");
constexpr int limit = 10;
}

QStringList recentProjects() {
    QStringList existing;
    for (const QString& path : QSettings().value(key).toStringList()) {
        if (QFileInfo::exists(path) && !isSampleProject(path)) {
            existing.append(path);
        }
    }
    return existing;
}

void rememberProject(const QString& path) {
    QStringList paths = recentProjects();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    QSettings().setValue(key, paths.mid(0, limit));
}

}
