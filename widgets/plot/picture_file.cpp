// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/picture_file.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QXmlStreamReader>

namespace paretoscope::widgets {

namespace {

const QString textKey = QStringLiteral("paretoscope");
const QString elementId = QStringLiteral("paretoscope");
/// Larger files are no pictures of ours.
constexpr qint64 largestFile = qint64{64} << 20;

QByteArray svgDescription(const QByteArray& bytes) {
    QXmlStreamReader reader(bytes);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("metadata")
            && reader.attributes().value(QLatin1String("id")) == elementId) {
            return reader.readElementText().toUtf8();
        }
    }
    return {};
}

}

QByteArray describedPng(const QImage& image, const QByteArray& description) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setText(textKey, QString::fromUtf8(description));
    return writer.write(image) ? bytes : QByteArray();
}

QByteArray describedSvg(const QByteArray& svg, const QByteArray& description) {
    const qsizetype root = svg.indexOf("<svg");
    const qsizetype end = root < 0 ? -1 : svg.indexOf('>', root);
    if (end < 0) {
        return svg;
    }
    QByteArray described = svg;
    described.insert(end + 1,
        "\n<metadata id=\"" + elementId.toUtf8() + "\">" + QString::fromUtf8(description).toHtmlEscaped().toUtf8()
            + "</metadata>");
    return described;
}

QByteArray pictureDescription(const QString& path) {
    QFile file(path);
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        return svgDescription(file.readAll());
    }
    QImageReader reader(&file);
    return reader.canRead() ? reader.text(textKey).toUtf8() : QByteArray();
}

}
