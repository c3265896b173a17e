// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/kept_splitter.h"

namespace paretoscope::widgets {

KeptSplitter::KeptSplitter(Qt::Orientation orientation, QWidget* parent) : QSplitter(orientation, parent) {
    connect(this, &QSplitter::splitterMoved, this, [this] { put_ = saveState(); });
}

bool KeptSplitter::isPushed() const {
    for (int i = 0; i < count(); ++i) {
        const QWidget& part = *widget(i);
        const QSize least = part.minimumSizeHint().expandedTo(part.minimumSize());
        const bool atLeast =
            orientation() == Qt::Horizontal ? part.width() <= least.width() : part.height() <= least.height();
        if (!part.isHidden() && atLeast) {
            return true;
        }
    }
    return false;
}

QByteArray KeptSplitter::arrangement() const {
    return isPushed() && !put_.isEmpty() ? put_ : saveState();
}

void KeptSplitter::restoreArrangement(const QByteArray& arrangement) {
    if (restoreState(arrangement)) {
        put_ = arrangement;
    }
}

}
