// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_picture.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <utility>

#include "paretoscope/version.h"
#include "widgets/common/palette.h"
#include "widgets/plot/described_picture.h"
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

}
