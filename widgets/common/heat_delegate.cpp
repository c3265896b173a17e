// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/heat_delegate.h"

#include <QPainter>

#include "widgets/common/colour_scale.h"
#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {
constexpr double frameWidth = 2.5;
}

void HeatDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const double share = index.data(shareRole).toDouble();
    const QColor fill =
        scale_ == Scale::Sequential ? sequentialColour(share, option.palette) : divergingColour(share, option.palette);
    painter->save();
    painter->fillRect(option.rect, fill);
    painter->setPen(readableOn(fill));
    painter->drawText(option.rect, Qt::AlignCenter, index.data(Qt::DisplayRole).toString());
    if ((option.state & QStyle::State_Selected) != 0) {
        painter->setPen(QPen(colour(Colour::Selected, option.palette), frameWidth));
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

}
