// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

/// What is known about the candidate under the pointer, each number with its provenance. Keeps inside its parent.
class HoverCard : public QLabel {
    Q_OBJECT
public:
    explicit HoverCard(QWidget* parent);

    void showPoint(const FrontSnapshot& front, int index, QPoint position);
    /// The card's text, for the card and for screen readers.
    static QString text(const FrontSnapshot& front, int index);
};

}
