// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QLabel>
#include <QTableView>

#include "widgets/common/palette.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

// What views set up alike. GUI thread.

namespace paretoscope::widgets {

/// By what tests and stored arrangements find the widget, and how a screen reader calls it.
inline void nameWidget(QWidget* widget, const char* objectName, const QString& accessibleName) {
    widget->setObjectName(QString::fromLatin1(objectName));
    widget->setAccessibleName(accessibleName);
}

/// Enabled with its tool tip where nothing stands against it, otherwise disabled and saying what does.
inline void setPossible(QWidget& widget, const QString& whyNot, const QString& toolTip = {}) {
    widget.setEnabled(whyNot.isEmpty());
    widget.setToolTip(whyNot.isEmpty() ? toolTip : whyNot);
}

/// The layout, without margins.
template <typename Layout>
Layout* bare(Layout* layout) {
    layout->setContentsMargins(0, 0, 0, 0);
    return layout;
}

/// The text of a label in a colour of the theme.
inline void setTextColour(QLabel& label, Colour of) {
    QPalette colours = label.parentWidget()->palette();
    colours.setColor(QPalette::WindowText, colour(of, colours));
    label.setPalette(colours);
}

/// A table whose rows are chosen whole, of one line each and without numbers; Tab leaves it.
inline void setUpRows(QTableView* table) {
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(forText(sizes::row, *table));
}

}
