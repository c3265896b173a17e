// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_picture.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QXmlStreamReader>

#include <algorithm>
#include <utility>

#include "paretoscope/version.h"
#include "widgets/common/palette.h"
#include "widgets/plot/plot_canvas.h"

namespace paretoscope::widgets {

namespace {

constexpr int margin = 8;
/// Of a page, in dots an inch: a pixel of the window is a dot of the page.
constexpr int pageResolution = 96;
constexpr double pointsPerInch = 72;

QFont boldOf(QFont font) {
    font.setBold(true);
    return font;
}

}

PlotPicture::PlotPicture(PlotCanvas& canvas, PlotCaption caption, QList<Legend::Entry> legend)
    : canvas_(canvas)
    , caption_(std::move(caption))
    , legend_(std::move(legend)) { }

QSize PlotPicture::size() const {
    const int width = canvas_.width();
    int height = canvas_.height();
    if (!caption_.title.isEmpty()) {
        height += margin + QFontMetrics(boldOf(canvas_.font())).height();
    }
    if (!caption_.conditions.isEmpty()) {
        height += QFontMetrics(canvas_.font()).height();
    }
    if (const int legend = Legend::heightOf(legend_, QFontMetrics(canvas_.font()), width); legend > 0) {
        height += legend + margin;
    }
    return {width, height};
}

QRect PlotPicture::drawFrame(QPainter& painter) const {
    const QPalette& palette = canvas_.palette();
    const QSize whole = size();
    painter.fillRect(QRect(QPoint(), whole), colour(Colour::PlotBackground, palette));
    int top = 0;
    const auto line = [&](const QString& text, const QFont& font, Colour role) {
        painter.setFont(font);
        painter.setPen(colour(role, palette));
        const QFontMetrics metrics(font);
        painter.drawText(QPoint(margin, top + metrics.ascent()),
            metrics.elidedText(text, Qt::ElideRight, whole.width() - 2 * margin));
        top += metrics.height();
    };
    if (!caption_.title.isEmpty()) {
        top += margin;
        line(caption_.title, boldOf(canvas_.font()), Colour::Text);
    }
    if (!caption_.conditions.isEmpty()) {
        line(caption_.conditions, canvas_.font(), Colour::MutedText);
    }
    const QRect plot(QPoint(0, top), canvas_.size());
    painter.save();
    painter.setFont(canvas_.font());
    painter.translate(plot.left(), plot.bottom() + 1);
    Legend::draw(painter, legend_, whole.width(), palette);
    painter.restore();
    return plot;
}

void PlotPicture::draw(QPainter& painter) const {
    const QRect plot = drawFrame(painter);
    canvas_.render(&painter, plot, canvas_.viewport()->rect());
}

QImage PlotPicture::image(double leastRatio) const {
    const double ratio = std::max(canvas_.devicePixelRatioF(), leastRatio);
    QImage image((QSizeF(size()) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    const QRect plot = drawFrame(painter);
    if (ratio > canvas_.devicePixelRatioF()) {
        canvas_.render(&painter, plot, canvas_.viewport()->rect());
    } else {
        painter.drawPixmap(plot.topLeft(), canvas_.grab()); // as it stands on the screen, to the pixel
    }
    return image;
}

QByteArray PlotPicture::svg() const {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(QRect(QPoint(), size()));
    QPainter painter;
    if (painter.begin(&generator)) {
        draw(painter);
        painter.end();
    }
    return buffer.data();
}

QByteArray PlotPicture::pdf(const QByteArray& description) const {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(pageResolution);
    writer.setPageSize(QPageSize(
        QSizeF(size()) * (pointsPerInch / pageResolution), QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins({0, 0, 0, 0});
    writer.setTitle(caption_.title);
    writer.setCreator(QStringLiteral("Paretoscope %1").arg(QString::fromLatin1(programVersion)));
    writer.setDocumentXmpMetadata(xmpOf(caption_.title, description));
    QPainter painter;
    if (!painter.begin(&writer)) {
        return {};
    }
    draw(painter);
    painter.end();
    return bytes;
}

namespace {

const QString textKey = QStringLiteral("paretoscope");
const QString elementId = QStringLiteral("paretoscope");
/// In XMP: the element with the text, as it stands in the file.
const QByteArray xmpElement("paretoscope:view");
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

QByteArray pictureDescription(const QString& path) {
    QFile file(path);
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        return svgDescription(file.readAll());
    }
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        return pdfDescription(file.readAll());
    }
    QImageReader reader(&file);
    return reader.canRead() ? reader.text(textKey).toUtf8() : QByteArray();
}

}
