// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

/// One line of plain text in a place of its own: what does not fit is cut at the end and stands in the tool tip. Unless
/// told otherwise it never changes its size, so that nothing beside it moves with its text.
class ElidingLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidingLabel(QWidget* parent = nullptr, Colour role = Colour::MutedText);
    /// Takes what its text needs where there is so much room, and no more: another text stands behind it.
    void fitText();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    Colour role_;
    bool fitsText_ = false;
};

}
