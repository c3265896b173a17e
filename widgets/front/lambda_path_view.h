// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <optional>

#include "widgets/front/lambda_path.h"

namespace paretoscope::widgets {

/// Which operation wins on each edge as λ grows, drawn as a strip for each edge with break points between; a click or
/// Left and Right walk along it. Every interval has the same width: what changes counts here, not how far λ had to go.
class LambdaPathView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LambdaPathView(QWidget* parent = nullptr);

    void setChoice(const FrontChoice& choice);
    void showLambda(std::optional<double> lambda);
    [[nodiscard]] const LambdaPath& path() const { return path_; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void lambdaWanted(double lambda);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    [[nodiscard]] int labelWidth() const { return labelWidth_; }
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int headerHeight() const;
    [[nodiscard]] QRectF columnRect(std::size_t interval) const;
    [[nodiscard]] std::optional<std::size_t> intervalAtX(double x) const;
    [[nodiscard]] QString rowLabel(const LambdaPath::Row& row) const;
    [[nodiscard]] QString tipAt(QPoint position) const;
    void paintHeader(QPainter& painter) const;
    void paintRow(QPainter& painter, const LambdaPath::Row& row, double top) const;
    void paintCurrent(QPainter& painter) const;
    void walkTo(std::size_t interval);
    void updateScroll();
    void describe();

    FrontChoice choice_;
    LambdaPath path_;
    int labelWidth_ = 0; ///< of the longest name of an edge, with margins
    std::optional<double> lambda_;
};

}
