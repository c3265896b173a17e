// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_path_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

#include "core/interchange/cell_svg.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

constexpr int margin = 8;
constexpr int visibleRows = 9;
constexpr double narrowest = 34; ///< an operation's name fits a column from here on, abbreviated

QColor fillOf(space::Operation operation) {
    return QColor(toQString(space::operationSpec(operation).fill));
}

}

LambdaPathView::LambdaPathView(QWidget* parent) : QAbstractScrollArea(parent) {
    nameWidget(this, "lambdaPath", tr("λ path: the operation that wins on each edge as λ grows"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int LambdaPathView::rowHeight() const {
    return fontMetrics().height() + 2;
}

int LambdaPathView::headerHeight() const {
    return fontMetrics().height() + 8;
}

QSize LambdaPathView::sizeHint() const {
    return {400, headerHeight() + visibleRows * rowHeight()};
}

void LambdaPathView::setChoice(const FrontChoice& choice) {
    choice_ = choice;
    path_ = lambdaPath(choice);
    labelWidth_ = fontMetrics().horizontalAdvance(tr("λ rises →")) + 2 * margin;
    for (const LambdaPath::Row& row : path_.rows) {
        labelWidth_ = std::max(labelWidth_, fontMetrics().horizontalAdvance(rowLabel(row)) + 2 * margin);
    }
    updateScroll();
    describe();
    viewport()->update();
}

void LambdaPathView::showLambda(std::optional<double> lambda) {
    if (lambda_ != lambda) {
        lambda_ = lambda;
        if (isVisible()) {
            describe();
            viewport()->update();
        }
    }
}

void LambdaPathView::updateScroll() {
    const int content = headerHeight() + static_cast<int>(path_.rows.size()) * rowHeight();
    verticalScrollBar()->setRange(0, std::max(0, content - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
}

void LambdaPathView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    updateScroll();
}

void LambdaPathView::scrollContentsBy(int, int) {
    viewport()->update();
}

QRectF LambdaPathView::columnRect(std::size_t interval) const {
    const double left = labelWidth();
    const double width = (viewport()->width() - margin - left) / static_cast<double>(path_.points.size());
    return {left + width * static_cast<double>(interval), 0, width, static_cast<double>(viewport()->height())};
}

std::optional<std::size_t> LambdaPathView::intervalAtX(double x) const {
    if (path_.empty() || x < labelWidth()) {
        return std::nullopt;
    }
    const double width = columnRect(0).width();
    const auto interval = static_cast<std::size_t>((x - labelWidth()) / width);
    return std::min(interval, path_.points.size() - 1);
}

QString LambdaPathView::rowLabel(const LambdaPath::Row& row) const {
    const space::SearchSpace& space = space::searchSpace(path_.space);
    //: An edge of a cell: kind of cell, from state, to state.
    return tr("%1 %2 → %3")
        .arg(space.kindCount() == 1 ? QString()
                //: Kind of cell, short.
                : row.kind == 0 ? tr("norm.")
                                //: Kind of cell (reduction), short.
                                : tr("red."),
            toQString(interchange::stateLabel(path_.space, row.source)),
            toQString(interchange::stateLabel(path_.space, row.target)))
        .trimmed();
}

void LambdaPathView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colour(Colour::PlotBackground, palette()));
    if (path_.empty()) {
        painter.setPen(colour(Colour::MutedText, palette()));
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
            tr("The path shows here as soon as the front has cells to choose from."));
        return;
    }
    double top = headerHeight() - verticalScrollBar()->value();
    for (const LambdaPath::Row& row : path_.rows) {
        if (top + rowHeight() > headerHeight() && top < viewport()->height()) {
            paintRow(painter, row, top);
        }
        top += rowHeight();
    }
    painter.fillRect(QRect(0, 0, viewport()->width(), headerHeight()), colour(Colour::PlotBackground, palette()));
    paintHeader(painter);
    paintCurrent(painter);
}

void LambdaPathView::paintRow(QPainter& painter, const LambdaPath::Row& row, double top) const {
    painter.setPen(colour(Colour::Text, palette()));
    painter.drawText(QRectF(margin, top, labelWidth() - margin, rowHeight()), Qt::AlignVCenter, rowLabel(row));
    std::size_t begin = 0;
    while (begin < row.operations.size()) {
        std::size_t end = begin + 1;
        while (end < row.operations.size() && row.operations[end] == row.operations[begin]) {
            ++end;
        }
        const space::Operation operation = row.operations[begin];
        const QRectF bar(columnRect(begin).left() + 1, top + 1,
            columnRect(end - 1).right() - columnRect(begin).left() - 2, rowHeight() - 2);
        if (operation == space::Operation::None) {
            painter.setPen(QPen(colour(Colour::Grid, palette()), 1));
            painter.drawLine(QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y()));
        } else {
            const QColor fill = fillOf(operation);
            painter.fillRect(bar, fill);
            if (bar.width() >= narrowest) {
                painter.setPen(QColor(toQString(space::operationSpec(operation).text)));
                painter.drawText(bar.adjusted(3, 0, -3, 0), Qt::AlignVCenter,
                    painter.fontMetrics().elidedText(toQString(space::operationSpec(operation).label), Qt::ElideRight,
                        static_cast<int>(bar.width()) - 6));
            }
        }
        begin = end;
    }
}

void LambdaPathView::paintHeader(QPainter& painter) const {
    painter.setPen(colour(Colour::MutedText, palette()));
    painter.drawText(QRectF(margin, 0, labelWidth() - margin, headerHeight()), Qt::AlignVCenter,
        choice_.inMu() ? tr("μ rises →") : tr("λ rises →"));
    double free = 0; // labels that would run into each other are left out
    for (std::size_t i = 0; i < path_.breakpoints.size(); ++i) {
        const double x = columnRect(i).right();
        const QString label = numberText(path_.breakpoints[i], 2);
        const double width = fontMetrics().horizontalAdvance(label);
        painter.setPen(QPen(colour(Colour::Lambda, palette()), 1));
        painter.drawLine(QPointF(x, headerHeight() - 4), QPointF(x, viewport()->height()));
        if (x - width / 2 > free) {
            painter.setPen(colour(Colour::Text, palette()));
            painter.drawText(QRectF(x - width, 0, 2 * width, headerHeight() - 4), Qt::AlignCenter, label);
            free = x + width / 2 + margin;
        }
    }
}

void LambdaPathView::paintCurrent(QPainter& painter) const {
    if (!lambda_) {
        return;
    }
    const QRectF column = columnRect(path_.intervalAt(*lambda_));
    painter.setPen(QPen(colour(Colour::Selected, palette()), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(column.adjusted(1, headerHeight() - 1, -1, -1));
}

void LambdaPathView::walkTo(std::size_t interval) {
    Q_EMIT lambdaWanted(path_.lambdaIn(interval));
}

void LambdaPathView::mousePressEvent(QMouseEvent* event) {
    if (const auto interval = intervalAtX(event->position().x())) {
        walkTo(*interval);
    }
}

void LambdaPathView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        mousePressEvent(event);
    }
}

void LambdaPathView::keyPressEvent(QKeyEvent* event) {
    const bool left = event->key() == Qt::Key_Left;
    if (path_.empty() || (!left && event->key() != Qt::Key_Right)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const std::size_t now = path_.intervalAt(lambda_.value_or(0));
    if (left && now > 0) {
        walkTo(now - 1);
    } else if (!left && now + 1 < path_.points.size()) {
        walkTo(now + 1);
    }
}

QString LambdaPathView::tipAt(QPoint position) const {
    const auto interval = intervalAtX(position.x());
    const int row = (position.y() - headerHeight() + verticalScrollBar()->value()) / rowHeight();
    if (!interval || position.y() < headerHeight() || row >= static_cast<int>(path_.rows.size())) {
        return {};
    }
    const store::FrontPoint& point = choice_.front()->points[static_cast<std::size_t>(path_.points[*interval])];
    const LambdaPath::Row& edge = path_.rows[static_cast<std::size_t>(row)];
    const space::Operation operation = edge.operations[*interval];
    //: %1 an edge, %2 its operation, %3 latency and %4 accuracy of the candidate.
    return tr("%1: %2\n%3, %4")
        .arg(rowLabel(edge),
            operation == space::Operation::None ? tr("not chosen") : toQString(space::operationSpec(operation).label),
            latencyText(point.cost), percentText(point.accuracy));
}

bool LambdaPathView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !path_.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LambdaPathView::describe() {
    if (path_.empty()) {
        setAccessibleDescription({});
        return;
    }
    const std::size_t interval = path_.intervalAt(lambda_.value_or(0));
    QStringList parts;
    for (const LambdaPath::Row& row : path_.rows) {
        if (row.operations[interval] != space::Operation::None) {
            parts.append(
                rowLabel(row) + QStringLiteral(": ") + toQString(space::operationSpec(row.operations[interval]).label));
        }
    }
    setAccessibleDescription(tr("Choice %1 of %2.").arg(interval + 1).arg(path_.points.size()) + QLatin1Char(' ')
        + parts.join(QStringLiteral("; ")));
}

}
