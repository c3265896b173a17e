// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <functional>
#include <utility>

class QHBoxLayout;
class QLabel;

namespace paretoscope::widgets {

enum class Severity { Note, Good, Warning, Bad };

/// What happened and what can be done about it. The newest message replaces the one before; nothing is modal.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    using Action = std::pair<QString, std::function<void()>>;

    explicit MessageBar(QWidget* parent = nullptr);
    void showMessage(Severity severity, const QString& text, const QList<Action>& actions = {});
    void dismiss();
    [[nodiscard]] QString text() const;

private:
    QLabel* sign_;
    QLabel* text_;
    QHBoxLayout* buttons_;
};

}
