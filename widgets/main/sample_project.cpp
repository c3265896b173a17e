// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/sample_project.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include "core/base/error.h"

namespace paretoscope::widgets {

QString sampleProjectPath() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation))
        .filePath(QStringLiteral("sample.paretoscope"));
}

bool isSampleProject(const QString& path) {
    const QFileInfo asked(path);
    const QFileInfo sample(sampleProjectPath());
    // By name also where it is not there: a picture tells of it after the cache was emptied.
    return asked.absoluteFilePath() == sample.absoluteFilePath()
        || (sample.exists() && asked.canonicalFilePath() == sample.canonicalFilePath());
}

bool unpackSampleProject() {
    QFile resource(QStringLiteral(":/sample/sample.paretoscope.z"));
    if (!resource.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray bytes = qUncompress(resource.readAll());
    const QString path = sampleProjectPath();
    QFile known(path);
    if (known.open(QIODevice::ReadOnly) && known.readAll() == bytes) {
        return true;
    }
    known.close();
    QDir().mkpath(QFileInfo(path).path());
    for (const char* beside : {"-wal", "-shm"}) { // a log of another version would be played into this one
        QFile::remove(path + QLatin1String(beside));
    }
    // Put in the place of the one before in one step: another window may be opening it.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        throw Error(ErrorCode::FileUnwritable,
            "The sample project cannot be unpacked to " + path.toStdString() + ": " + file.errorString().toStdString()
                + ".",
            {{"file", path.toStdString()}});
    }
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther);
    return true;
}

}
