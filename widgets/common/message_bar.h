// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QTimer>
#include <functional>
#include <optional>
#include <utility>

class QHBoxLayout;
class QLabel;

namespace paretoscope::widgets {

enum class Severity { Note, Good, Warning, Bad };

/// What happened and what can be done about it, over the lower edge of its parent, so that nothing moves when it comes
/// or goes. The newest message replaces the one before; nothing is modal. Good news go by themselves.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    using Action = std::pair<QString, std::function<void()>>;
    struct Message {
        Severity severity = Severity::Note;
        QString text;
        QList<Action> actions;
    };

    explicit MessageBar(QWidget* parent);
    void showMessage(Severity severity, const QString& text, const QList<Action>& actions = {});
    void dismiss();
    [[nodiscard]] QString text() const;
    /// What is shown, nothing where it is hidden.
    [[nodiscard]] std::optional<Message> message() const;
    /// How much of the parent's lower edge is left free, in pixels.
    void setFoot(int height);
    /// Stands in a column of this width at the left, over what can spare the room; 0: in the lower right corner.
    void setColumn(int width);

    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QLabel* text_;
    QHBoxLayout* buttons_;
    QTimer fading_;
    Message message_;
    int foot_ = 0;
    int column_ = 0;
};

}
