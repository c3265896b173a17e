// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_view.h"

#include <QClipboard>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <cmath>

#include "core/interchange/cell_svg.h"
#include "core/records/error.h"
#include "core/space/genotype.h"
#include "widgets/cell/cell_item.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/error_text.h"

namespace paretoscope::widgets {

namespace {

constexpr double kindGap = 16;
constexpr double titleHeight = 22;
constexpr double largestFit = 1.25; ///< a small cell is not blown up to the window's size

QString kindText(std::string_view kind) {
    if (kind == "normal") {
        return CellView::tr("Normal cell");
    }
    return kind == "reduce" ? CellView::tr("Reduction cell") : CellView::tr("Cell");
}

const protocol::AlphaTable* alphaOf(const std::vector<protocol::AlphaTable>& tables, std::size_t kind) {
    return kind < tables.size() ? &tables[kind] : nullptr;
}

}

CellView::CellView(QWidget* parent)
    : QWidget(parent)
    , view_(new QGraphicsView(this))
    , title_(new QLabel(this))
    , copyText_(new QPushButton(tr("Copy &genotype"), this))
    , copyPicture_(new QPushButton(tr("Copy &picture"), this)) {
    view_->setObjectName(QStringLiteral("cellGraph"));
    view_->setAccessibleName(tr("Cell of the selected candidate"));
    view_->setScene(new QGraphicsScene(view_));
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setDragMode(QGraphicsView::ScrollHandDrag);
    view_->setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    view_->setFrameShape(QFrame::NoFrame);
    view_->viewport()->installEventFilter(this);
    title_->setObjectName(QStringLiteral("cellTitle"));
    title_->setWordWrap(true);
    copyText_->setObjectName(QStringLiteral("copyGenotype"));
    copyText_->setToolTip(tr("Copies the genotype as the DARTS codes print it"));
    copyPicture_->setObjectName(QStringLiteral("copyCellPicture"));
    copyPicture_->setToolTip(tr("Copies both cells as an SVG picture"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(8, 6, 8, 2);
    header->addWidget(title_, 1);
    header->addWidget(copyText_);
    header->addWidget(copyPicture_);
    layout->addLayout(header);
    layout->addWidget(view_, 1);
    connect(copyText_, &QPushButton::clicked, this, &CellView::copyGenotype);
    connect(copyPicture_, &QPushButton::clicked, this, &CellView::copySvg);
    clear();
}

void CellView::clear() {
    genotype_.clear();
    alpha_.clear();
    view_->scene()->clear();
    view_->setAccessibleDescription({});
    title_->setText(tr("Select a candidate on the front to see its cells."));
    copyText_->setEnabled(false);
    copyPicture_->setEnabled(false);
}

void CellView::showGenotype(const QString& text, const QString& title, const std::vector<protocol::AlphaTable>& alpha) {
    if (text == genotype_ && alpha == alpha_) {
        title_->setText(title);
        return;
    }
    clear();
    try {
        const space::Genotype genotype = space::fromTextOrName(text.toStdString());
        const space::SearchSpace& space = space::searchSpace(genotype.space);
        QStringList description;
        double y = 0;
        for (int kind = 0; kind < space.kindCount(); ++kind) {
            const auto index = static_cast<std::size_t>(kind);
            auto* item = new CellItem(genotype, kind, alphaOf(alpha, index));
            auto* name = view_->scene()->addSimpleText(kindText(space.cellKinds[index]));
            name->setBrush(colour(Colour::Text, palette()));
            name->setPos(item->boundingRect().left() + 4, y);
            view_->scene()->addItem(item);
            item->setPos(0, y + titleHeight - item->boundingRect().top());
            y += titleHeight + item->boundingRect().height() + kindGap;
            description.append(kindText(space.cellKinds[index]) + QStringLiteral(": ") + item->description());
        }
        view_->setAccessibleDescription(description.join(QStringLiteral(". ")));
    } catch (const Error& error) {
        title_->setText(errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(error.what()));
        return;
    }
    genotype_ = text;
    alpha_ = alpha;
    title_->setText(title);
    copyText_->setEnabled(true);
    copyPicture_->setEnabled(true);
    view_->scene()->setSceneRect(view_->scene()->itemsBoundingRect());
    if (fitted_) {
        fit();
    }
}

int CellView::cellCount() const {
    int count = 0;
    for (const QGraphicsItem* item : view_->scene()->items()) {
        count += dynamic_cast<const CellItem*>(item) != nullptr ? 1 : 0;
    }
    return count;
}

void CellView::fit() {
    fitted_ = true;
    const QRectF scene = view_->scene()->sceneRect();
    if (scene.isEmpty()) {
        return;
    }
    const QSizeF room = view_->viewport()->size();
    const double scale = std::min({room.width() / scene.width(), room.height() / scene.height(), largestFit});
    view_->setTransform(QTransform::fromScale(scale, scale));
    view_->centerOn(scene.center());
}

bool CellView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel) {
        const double factor = std::pow(1.25, static_cast<QWheelEvent*>(event)->angleDelta().y() / 120.0);
        view_->scale(factor, factor);
        fitted_ = false;
        return true;
    }
    if (event->type() == QEvent::MouseButtonDblClick) {
        fit();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void CellView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (fitted_) {
        fit();
    }
}

void CellView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (fitted_) {
        fit();
    }
}

void CellView::copyGenotype() {
    QGuiApplication::clipboard()->setText(genotype_);
}

void CellView::copySvg() {
    const space::Genotype genotype = space::fromTextOrName(genotype_.toStdString());
    const std::string svg = interchange::cellSvg(genotype, {.title = title_->text().toStdString()});
    auto* data = new QMimeData;
    data->setData(QStringLiteral("image/svg+xml"), QByteArray::fromStdString(svg));
    data->setText(QString::fromStdString(svg));
    QGuiApplication::clipboard()->setMimeData(data);
}

}
