// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/line_icon.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

QPixmap render(const QString& name, const QSize& pixels, const QColor& colour) {
    const QString key = QStringLiteral("line/%1/%2/%3x%4")
                            .arg(name, colour.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QFile file(QStringLiteral(":/icons/line/%1.svg").arg(name));
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll().replace("#000", colour.name().toLatin1()));
        QPainter painter(&pixmap);
        renderer.render(&painter);
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class LineIconEngine : public QIconEngine {
public:
    explicit LineIconEngine(QString name) : name_(std::move(name)) { }

    void paint(QPainter* painter, const QRect& place, QIcon::Mode mode, QIcon::State /*state*/) override {
        drawLineIcon(*painter, place, name_, colourOf(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/) override {
        return render(name_, size, colourOf(mode));
    }
    [[nodiscard]] QIconEngine* clone() const override { return new LineIconEngine(name_); }
    bool isNull() override { return false; }

private:
    static QColor colourOf(QIcon::Mode mode) {
        return colour(mode == QIcon::Disabled ? Colour::DisabledText : Colour::MutedText, QApplication::palette());
    }

    QString name_;
};

}

QIcon lineIcon(const QString& name) {
    return QIcon(new LineIconEngine(name));
}

void drawLineIcon(QPainter& painter, const QRectF& place, const QString& name, const QColor& colour) {
    const double ratio = painter.device()->devicePixelRatio();
    QPixmap pixmap = render(name, (place.size() * ratio).toSize(), colour);
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()));
}

}
