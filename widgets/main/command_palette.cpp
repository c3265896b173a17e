// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/command_palette.h"

#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/controls.h"
#include "widgets/common/tool_row.h"

namespace paretoscope::widgets {

namespace {

constexpr int sheetWidth = 560;
constexpr int sheetHeight = 380;
constexpr int actionRole = Qt::UserRole;

/// Without the mark of its key; two ampersands are one that is shown.
QString plain(const QString& text) {
    QString shown;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && ++i == text.size()) {
            break;
        }
        shown += text[i];
    }
    return shown;
}

void collect(const QList<QAction*>& actions, const QString& prefix, QList<NamedAction>& found) {
    for (QAction* action : actions) {
        if (action->isSeparator() || !action->isVisible()) {
            continue;
        }
        if (action->menu() != nullptr) {
            //: Between a menu and its entry.
            collect(action->menu()->actions(), prefix + plain(action->text()) + QStringLiteral(" › "), found);
        } else {
            found.append({prefix + plain(action->text()), action});
        }
    }
}

/// Presses the button; made once and kept by it.
QAction* actionOf(QToolButton& button) {
    const QString name = QStringLiteral("paletteAction");
    auto* action = button.findChild<QAction*>(name, Qt::FindDirectChildrenOnly);
    if (action == nullptr) {
        action = new QAction(&button);
        action->setObjectName(name);
        QObject::connect(action, &QAction::triggered, &button, &QToolButton::click);
    }
    action->setEnabled(button.isEnabled());
    return action;
}

}

QList<NamedAction> actionsOf(const QWidget& menus) {
    QList<NamedAction> found;
    collect(menus.actions(), {}, found);
    return found;
}

QList<NamedAction> toolActionsOf(const QWidget& page) {
    QList<NamedAction> found;
    for (const ToolRow* row : page.findChildren<ToolRow*>()) {
        if (!row->isVisible()) {
            continue;
        }
        QString prefix;
        for (const QWidget* at = row; at != nullptr && prefix.isEmpty(); at = at->parentWidget()) {
            if (const auto* dock = qobject_cast<const QDockWidget*>(at)) {
                prefix = plain(dock->windowTitle()) + QStringLiteral(" › ");
            }
        }
        for (QToolButton* button : row->buttons()) {
            const QList<QAction*> entries = button->menu() != nullptr ? button->menu()->actions() : button->actions();
            if (entries.isEmpty() || !button->isEnabled()) {
                found.append({prefix + plain(button->text()), actionOf(*button)});
            } else {
                collect(entries, prefix + plain(button->text()) + QStringLiteral(" › "), found);
            }
        }
    }
    return found;
}

int matchScore(const QString& typed, const QString& text) {
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace()) {
            continue;
        }
        while (at < text.size() && text[at].toCaseFolded() != letter.toCaseFolded()) {
            ++at;
        }
        if (at == text.size()) {
            return -1;
        }
        const bool beginsWord = at == 0 || !text[at - 1].isLetterOrNumber();
        score += 1 + (at == last + 1 ? 3 : 0) + (beginsWord ? 4 : 0);
        last = at++;
    }
    return score;
}

CommandPalette::CommandPalette(QList<NamedAction> actions, QWidget* parent)
    : QDialog(parent, Qt::Dialog)
    , actions_(std::move(actions))
    , input_(new QLineEdit(this))
    , list_(new QListWidget(this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(sheetWidth, sheetHeight);
    nameWidget(input_, "commandInput", tr("Search in commands"));
    input_->setPlaceholderText(tr("Type a part of a command"));
    input_->installEventFilter(this);
    nameWidget(list_, "commandList", tr("Commands"));
    list_->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(input_);
    layout->addWidget(list_, 1);
    connect(input_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(input_, &QLineEdit::returnPressed, this, &CommandPalette::trigger);
    connect(list_, &QListWidget::itemActivated, this, &CommandPalette::trigger);
    fill();
    input_->setFocus();
}

void CommandPalette::fill() {
    std::vector<std::pair<int, qsizetype>> ranked;
    for (qsizetype i = 0; i < actions_.size(); ++i) {
        const int score = matchScore(input_->text(), actions_[i].path);
        if (score >= 0 && actions_[i].action) {
            ranked.emplace_back(-score, i);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    list_->clear();
    for (const auto& [score, i] : ranked) {
        const NamedAction& named = actions_[i];
        const QString keys = named.action->shortcut().toString(QKeySequence::NativeText);
        auto* item =
            new QListWidgetItem(keys.isEmpty() ? named.path : named.path + QStringLiteral("    ") + keys, list_);
        item->setData(actionRole, QVariant::fromValue<qlonglong>(i));
        if (!named.action->isEnabled()) {
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
        }
    }
    if (ranked.empty()) {
        auto* nothing = new QListWidgetItem(tr("No command has these letters."), list_);
        nothing->setFlags(nothing->flags() & ~Qt::ItemIsEnabled);
    }
    list_->setCurrentRow(0);
}

void CommandPalette::trigger() {
    const QListWidgetItem* item = list_->currentItem();
    if (item == nullptr || !item->flags().testFlag(Qt::ItemIsEnabled)) {
        return;
    }
    QAction* action = actions_[item->data(actionRole).toLongLong()].action;
    accept();
    if (action != nullptr) {
        action->trigger();
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool down = key->key() == Qt::Key_Down;
        if (down || key->key() == Qt::Key_Up) {
            const int row = list_->currentRow() + (down ? 1 : -1);
            list_->setCurrentRow(std::clamp(row, 0, std::max(0, list_->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}
