// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QPointer>
#include <QString>

class QLineEdit;
class QListWidget;

namespace paretoscope::widgets {

/// An action of the window with the menus that lead to it, "File › Open project…".
struct NamedAction {
    QString path;
    QPointer<QAction> action; ///< null once its menu was filled anew
};

/// All actions of a menu bar or menu, those of submenus included, in their order.
QList<NamedAction> actionsOf(const QWidget& menus);

/// What the buttons above the views that can be seen do, and the entries of their menus: "Front › Logarithmic".
QList<NamedAction> toolActionsOf(const QWidget& page);

/// How well what was typed fits a text: letters in order, better where they begin words or stand together; -1 where
/// they do not occur.
int matchScore(const QString& typed, const QString& text);

/// Type a part of an action's name, press Return. Everything that the menus and the views' tools can do is here.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(QList<NamedAction> actions, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void trigger();

    QList<NamedAction> actions_;
    QLineEdit* input_;
    QListWidget* list_;
};

}
