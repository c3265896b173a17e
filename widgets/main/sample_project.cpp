// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/sample_project.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include "core/base/error.h"

namespace paretoscope::widgets {

QString sampleProject() {
    QFile resource(QStringLiteral(":/sample/sample.paretoscope.z"));
    if (!resource.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray bytes = qUncompress(resource.readAll());
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    const QString path = folder.filePath(QStringLiteral("sample.paretoscope"));
    QFile known(path);
    if (known.open(QIODevice::ReadOnly) && known.readAll() == bytes) {
        return path;
    }
    known.close();
    folder.mkpath(QStringLiteral("."));
    QFile::remove(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        throw Error(ErrorCode::FileUnwritable,
            "The sample project cannot be unpacked to " + path.toStdString() + ": " + file.errorString().toStdString()
                + ".",
            {{"file", path.toStdString()}});
    }
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther);
    return path;
}

}
