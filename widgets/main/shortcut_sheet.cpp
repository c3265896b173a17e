// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/shortcut_sheet.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/common/controls.h"

namespace paretoscope::widgets {

namespace {

constexpr int sheetWidth = 560;
constexpr int sheetHeight = 620;

void addRow(QTreeWidgetItem* group, const QString& keys, const QString& text) {
    new QTreeWidgetItem(group, {keys, text});
}

QString keyText(int key) {
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

}

ShortcutSheet::ShortcutSheet(const QList<NamedAction>& actions, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(sheetWidth, sheetHeight);
    auto* tree = new QTreeWidget(this);
    nameWidget(tree, "shortcutList", tr("Keyboard shortcuts"));
    tree->setColumnCount(2);
    tree->setHeaderLabels({tr("Keys"), tr("What they do")});
    tree->setRootIsDecorated(false);
    tree->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* menus = new QTreeWidgetItem(tree, {tr("Everywhere")});
    for (const NamedAction& named : actions) {
        if (named.action && !named.action->shortcut().isEmpty()) {
            addRow(menus, named.action->shortcut().toString(QKeySequence::NativeText), named.path);
        }
    }
    auto* front = new QTreeWidgetItem(tree, {tr("Front")});
    addRow(front, keyText(Qt::Key_Left) + QStringLiteral(", ") + keyText(Qt::Key_Right),
        tr("next candidate along the front"));
    auto* lambda = new QTreeWidgetItem(tree, {tr("λ slider and λ path")});
    addRow(lambda, keyText(Qt::Key_Left) + QStringLiteral(", ") + keyText(Qt::Key_Right),
        tr("a little; choice by choice on the path"));
    addRow(
        lambda, keyText(Qt::Key_PageUp) + QStringLiteral(", ") + keyText(Qt::Key_PageDown), tr("to the next choice"));
    addRow(lambda, keyText(Qt::Key_Home), tr("λ = 0: accuracy alone"));
    auto* plots = new QTreeWidgetItem(tree, {tr("Plots")});
    addRow(plots, QStringLiteral("+, −"), tr("zoom"));
    addRow(plots, keyText(int(Qt::ControlModifier) | Qt::Key_Left) + QStringLiteral(" …"), tr("move"));
    addRow(plots, keyText(Qt::Key_Backspace), tr("zoom back"));
    addRow(plots, keyText(Qt::Key_Home), tr("show everything"));
    for (QTreeWidgetItem* group : {menus, front, lambda, plots}) {
        QFont bold = tree->font();
        bold.setBold(true);
        group->setFont(0, bold);
        group->setFirstColumnSpanned(true);
    }
    tree->expandAll();
    tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

}
