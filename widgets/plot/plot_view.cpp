// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_view.h"

#include <QClipboard>
#include <QDrag>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPixmap>
#include <QTemporaryDir>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "widgets/common/controls.h"
#include "widgets/common/palette.h"
#include "widgets/plot/described_picture.h"
#include "widgets/plot/plot_canvas.h"
#include "widgets/plot/plot_picture.h"
#include "widgets/plot/plot_table.h"

namespace paretoscope::widgets {

PlotView::PlotView(QWidget* parent) : QWidget(parent), canvas_(new PlotCanvas(this)) {
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(canvas_);
    setFocusProxy(canvas_);
    connect(canvas_, &PlotCanvas::pointClicked, this, &PlotView::pointClicked);
    connect(canvas_, &PlotCanvas::pointHovered, this, &PlotView::pointHovered);
    connect(canvas_, &PlotCanvas::handleMoved, this, &PlotView::handleMoved);
    connect(canvas_, &PlotCanvas::rangeChanged, this, &PlotView::rangeChanged);
    // Not from within a mouse event: a drag has an event loop of its own.
    connect(canvas_, &PlotCanvas::draggedOut, this, &PlotView::dragPicture, Qt::QueuedConnection);
    canvas_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(canvas_, &QWidget::customContextMenuRequested, this,
        [this](QPoint position) { showMenu(canvas_->viewport()->mapToGlobal(position)); });
}

PlotView::~PlotView() = default;

void PlotView::setAxisTitles(const QString& x, const QString& y) {
    canvas_->setAxisTitles(x, y);
}

void PlotView::setLogarithmicX(bool logarithmic) {
    canvas_->setLogarithmicX(logarithmic);
}

bool PlotView::logarithmicX() const {
    return canvas_->transformation().x.logarithmic;
}

void PlotView::setUnitX(double unit) {
    canvas_->setUnitX(unit);
}

double PlotView::unitX() const {
    return canvas_->unitX();
}

void PlotView::setHomeRange(QPointF minimum, QPointF maximum) {
    canvas_->setHomeRange(minimum, maximum);
}

void PlotView::clearHomeRange() {
    canvas_->setHomeRange({0, 0}, {1, 1});
    canvas_->resetZoom();
}

void PlotView::setCloud(CloudPointer cloud) {
    canvas_->setCloud(std::move(cloud));
}

void PlotView::setCurve(const QString& id, const QList<QPointF>& points, const QPen& pen) {
    canvas_->setCurve(id, points, pen);
}

void PlotView::removeCurve(const QString& id) {
    canvas_->removeCurve(id);
}

QList<QPointF> PlotView::curve(const QString& id) const {
    return canvas_->curve(id);
}

void PlotView::setBand(const QList<BandPoint>& band, const QColor& colour) {
    QList<BandItem::Point> points;
    for (const BandPoint& point : band) {
        points.append({point.x, point.low, point.high});
    }
    canvas_->band().setPoints(std::move(points), colour);
}

QList<PlotView::BandPoint> PlotView::band() const {
    QList<BandPoint> band;
    for (const BandItem::Point& point : canvas_->band().points()) {
        band.append({point.x, point.low, point.high});
    }
    return band;
}

void PlotView::setMarks(const QList<Mark>& marks) {
    QList<OverlayItem::Mark> items;
    for (const Mark& mark : marks) {
        items.append({mark.x, mark.y, mark.label});
    }
    canvas_->overlay().setMarks(items, colour(Colour::Published, QGuiApplication::palette()));
}

QList<PlotView::Mark> PlotView::marks() const {
    QList<Mark> marks;
    for (const OverlayItem::Mark& mark : canvas_->overlay().marks()) {
        marks.append({mark.x, mark.y, mark.label});
    }
    return marks;
}

void PlotView::setRings(const QList<QPointF>& points, const QColor& colour, double radius) {
    QList<OverlayItem::Ring> rings;
    for (const QPointF& point : points) {
        rings.append({point, colour, radius});
    }
    canvas_->overlay().setRings(std::move(rings));
}

void PlotView::setHandle(std::optional<double> x, const QColor& colour, const QString& label) {
    canvas_->overlay().setHandle(x ? std::optional(OverlayItem::Handle{*x, colour, label}) : std::nullopt);
}

void PlotView::setHint(const QString& hint) {
    canvas_->setScalesShown(hint.isEmpty());
    canvas_->overlay().setHint(hint, colour(Colour::MutedText, QGuiApplication::palette()));
}

bool PlotView::scalesShown() const {
    return canvas_->scalesShown();
}

void PlotView::resetZoom() {
    canvas_->resetZoom();
}

void PlotView::zoomBack() {
    canvas_->zoomBack();
}

void PlotView::zoomBy(double factor) {
    canvas_->zoomAbout(canvas_->transformation().area.center(), factor);
}

bool PlotView::isZoomed() const {
    return canvas_->isZoomed();
}

PlotTransform PlotView::transformation() const {
    return canvas_->transformation();
}

int PlotView::pointAt(QPoint position) const {
    return canvas_->pointAt(canvas_->mapFrom(this, position));
}

QPoint PlotView::positionOf(QPointF data) const {
    return canvas_->mapTo(this, canvas_->transformation().toPixel(data.x(), data.y()).toPoint());
}

int PlotView::cloudRenderings() const {
    return canvas_->cloudItem().renderings();
}

QByteArray PlotView::description() const {
    return describer_ ? describer_() : QByteArray("{}");
}

PlotPicture PlotView::picture() const {
    return {*canvas_, caption_ ? caption_() : PlotCaption(),
        legend_ != nullptr ? legend_->entries() : QList<Legend::Entry>()};
}

bool PlotView::saveImage(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QByteArray bytes = suffix == QLatin1String("svg") ? describedSvg(svg(), description())
        : suffix == QLatin1String("pdf")                    ? picture().pdf(description())
                                         : describedPng(picture().image(2), description()); // for print
    if (bytes.isEmpty()) {
        return false;
    }
    try {
        base::writeFileAtomically(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    } catch (const Error&) {
        return false;
    }
    return true;
}

QByteArray PlotView::svg() {
    return picture().svg();
}

QString PlotView::csv() const {
    return table_ ? table_() : canvas_->csv();
}

std::unique_ptr<QMimeData> PlotView::pictureData(bool asFile) {
    const QImage image = picture().image();
    const QByteArray png = describedPng(image, description());
    auto data = std::make_unique<QMimeData>();
    data->setImageData(image);
    data->setData(QStringLiteral("image/png"), png);
    data->setData(QStringLiteral("image/svg+xml"), describedSvg(svg(), description()));
    if (!asFile) {
        return data;
    }
    if (!folder_) {
        folder_ = std::make_unique<QTemporaryDir>();
    }
    QFile file(
        folder_->filePath((objectName().isEmpty() ? QStringLiteral("plot") : objectName()) + QLatin1String(".png")));
    if (folder_->isValid() && file.open(QIODevice::WriteOnly) && file.write(png) == png.size()) {
        data->setUrls({QUrl::fromLocalFile(file.fileName())});
    }
    return data;
}

void PlotView::copyPicture() {
    QGuiApplication::clipboard()->setMimeData(pictureData().release()); // takes it
}

void PlotView::dragPicture() {
    constexpr int shownWidth = 240;
    auto* drag = new QDrag(this); // goes by itself when it is over
    std::unique_ptr<QMimeData> data = pictureData(true);
    const QImage image = data->imageData().value<QImage>();
    drag->setPixmap(QPixmap::fromImage(image.scaledToWidth(shownWidth, Qt::SmoothTransformation)));
    drag->setMimeData(data.release()); // takes it
    drag->exec(Qt::CopyAction);
}

void PlotView::showTable() {
    auto* table = new PlotTable(accessibleName(), csv(), window());
    table->setAttribute(Qt::WA_DeleteOnClose);
    table->open();
}

void PlotView::copyData() const {
    QGuiApplication::clipboard()->setText(csv());
}

void PlotView::showMenu(QPoint position) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("plotMenu"));
    menu->addAction(tr("Copy &picture"), this, &PlotView::copyPicture);
    menu->addAction(tr("Copy &data (CSV)"), this, &PlotView::copyData);
    menu->addAction(tr("Show as &table…"), this, &PlotView::showTable);
    menu->addSeparator();
    menu->addAction(tr("&Save picture…"), this, &PlotView::saveRequested);
    menu->addAction(tr("Save d&ata…"), this, &PlotView::saveDataRequested);
    menu->addSeparator();
    menu->addAction(tr("&Reset zoom"), this, &PlotView::resetZoom);
    menu->addAction(tr("Zoom &back"), this, &PlotView::zoomBack);
    menu->popup(position);
}

}
