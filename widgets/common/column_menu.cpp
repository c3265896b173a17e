// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/column_menu.h"

#include <QAbstractItemModel>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QVariantList>

namespace paretoscope::widgets {

namespace {

QString settingOf(const QString& key) {
    return QStringLiteral("columns/") + key;
}

void keepHidden(const QHeaderView& header, const QString& key) {
    QVariantList hidden;
    for (int column = 0; column < header.count(); ++column) {
        if (header.isSectionHidden(column)) {
            hidden.append(column);
        }
    }
    QSettings().setValue(settingOf(key), hidden);
}

void showMenu(QHeaderView& header, const QString& key, QPoint position) {
    auto* menu = new QMenu(&header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("columnMenu"));
    const int shown = header.count() - header.hiddenSectionCount();
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        const QVariant accessible = header.model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole);
        const QString name = header.model()->headerData(column, Qt::Horizontal).toString();
        QAction* action = menu->addAction(name.isEmpty() ? accessible.toString() : name);
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(column));
        action->setEnabled(header.isSectionHidden(column) || shown > 1);
        action->setVisible(!action->text().isEmpty());
        QObject::connect(action, &QAction::toggled, &header, [&header, key, column](bool on) {
            header.setSectionHidden(column, !on);
            keepHidden(header, key);
        });
    }
    menu->popup(header.mapToGlobal(position));
}

}

void offerColumns(QHeaderView& header, const QString& key) {
    int shown = header.count();
    for (const QVariant& hidden : QSettings().value(settingOf(key)).toList()) {
        const int column = hidden.toInt();
        if (column >= 0 && column < header.count() && shown > 1 && !header.isSectionHidden(column)) {
            header.setSectionHidden(column, true);
            --shown;
        }
    }
    header.setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(&header, &QWidget::customContextMenuRequested, &header,
        [&header, key](QPoint position) { showMenu(header, key, position); });
}

}
