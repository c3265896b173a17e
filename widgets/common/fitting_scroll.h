// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace paretoscope::widgets {

/// Shows a widget without scrolling wherever the screen has room for its smallest size, and scrolls where it has not:
/// large text on a small screen.
class FittingScroll : public QScrollArea {
    Q_OBJECT
public:
    /// `others`: what the rest of the window needs of the screen.
    FittingScroll(QWidget* content, const QSize& others, QWidget* parent);

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }

protected:
    bool viewportEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QSize others_;
};

}
