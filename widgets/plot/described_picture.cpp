// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/described_picture.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QXmlStreamReader>
#include <QtEndian>

#include <zlib.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace paretoscope::widgets {

namespace {

const QString textKey = QStringLiteral("paretoscope");
const QString elementId = QStringLiteral("paretoscope");
/// In XMP: the element with the text, as it stands in the file.
const QByteArray xmpElement("paretoscope:view");
/// Larger files are no pictures of ours.
constexpr std::size_t largestFile = std::size_t{64} << 20U;

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

/// A PDF's metadata are neither compressed nor encoded, so that programs find them without reading the document.
QByteArray pdfDescription(const QByteArray& bytes) {
    const QByteArray end = "</" + xmpElement + ">";
    const qsizetype begin = bytes.indexOf("<" + xmpElement + ">");
    const qsizetype last = begin < 0 ? -1 : bytes.indexOf(end, begin);
    if (last < 0) {
        return {};
    }
    QXmlStreamReader reader(bytes.mid(begin, last + end.size() - begin));
    reader.setNamespaceProcessing(false);
    return reader.readNextStartElement() ? reader.readElementText().toUtf8() : QByteArray();
}

/// A few bytes may stand for gigabytes: no description is as long.
QByteArray inflated(const QByteArray& packed) {
    constexpr qsizetype longest = qsizetype{1} << 20;
    QByteArray plain(longest, '\0');
    auto size = static_cast<uLongf>(plain.size());
    const bool whole = uncompress(reinterpret_cast<Bytef*>(plain.data()), &size,
                           reinterpret_cast<const Bytef*>(packed.constData()), static_cast<uLong>(packed.size()))
        == Z_OK;
    return whole ? plain.left(static_cast<qsizetype>(size)) : QByteArray();
}

/// What follows the name in a chunk of text, by the chunk's kind (PNG specification, section 11.3.3).
QByteArray pngText(const QByteArray& kind, const QByteArray& rest) {
    if (kind == "tEXt") {
        return QString::fromLatin1(rest).toUtf8();
    }
    if (kind == "zTXt") {
        return QString::fromLatin1(inflated(rest.mid(1))).toUtf8(); // behind the method, of which there is one
    }
    const qsizetype language = rest.indexOf('\0', 2);
    const qsizetype translated = language < 0 ? -1 : rest.indexOf('\0', language + 1);
    if (kind != "iTXt" || translated < 0) {
        return {};
    }
    const QByteArray text = rest.mid(translated + 1);
    return rest[0] == 1 ? inflated(text) : text;
}

/// By hand: libpng takes as much memory as a chunk of a broken file claims to have.
QByteArray pngDescription(const QByteArray& bytes) {
    const QByteArray begin("\x89PNG\r\n\x1a\n", 8);
    constexpr qsizetype around = 12; // length, kind and checksum
    const QByteArray name = textKey.toLatin1() + '\0';
    for (qsizetype at = bytes.startsWith(begin) ? begin.size() : bytes.size(); bytes.size() - at >= around;) {
        const qsizetype length = qFromBigEndian<quint32>(bytes.constData() + at);
        if (length > bytes.size() - at - around) {
            break;
        }
        const QByteArray kind = bytes.mid(at + 4, 4);
        if (kind == "tEXt" || kind == "zTXt" || kind == "iTXt") {
            const QByteArray body = bytes.mid(at + 8, length);
            if (body.startsWith(name)) {
                return pngText(kind, body.mid(name.size()));
            }
        }
        at += length + around;
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

QByteArray xmpOf(const QString& title, const QByteArray& description) {
    const auto escaped = [](const QString& text) { return text.toHtmlEscaped().toUtf8(); };
    return "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:paretoscope=\"urn:paretoscope\">\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"
        + escaped(title) + "</rdf:li></rdf:Alt></dc:title>\n<" + xmpElement + ">"
        + escaped(QString::fromUtf8(description)) + "</" + xmpElement
        + ">\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end='w'?>\n";
}

QByteArray pictureDescription(const QByteArray& bytes, const QString& suffix) {
    if (suffix == QLatin1String("svg")) {
        return svgDescription(bytes);
    }
    if (suffix == QLatin1String("pdf")) {
        return pdfDescription(bytes);
    }
    return pngDescription(bytes);
}

QByteArray pictureDescription(const QString& path) {
    try {
        const std::string bytes = base::readFile(path.toStdString(), largestFile);
        return pictureDescription(QByteArray::fromStdString(bytes), QFileInfo(path).suffix().toLower());
    } catch (const Error&) {
        return {};
    }
}

}
