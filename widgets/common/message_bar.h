// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QTimer>
#include <functional>
#include <utility>

class QHBoxLayout;
class QLabel;

namespace paretoscope::widgets {

enum class Severity { Note, Good, Warning, Bad };

/// What happened and what can be done about it, over the lower right corner of its parent, so that nothing moves when
/// it comes or goes. The newest message replaces the one before; nothing is modal. Good news go by themselves.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    using Action = std::pair<QString, std::function<void()>>;

    explicit MessageBar(QWidget* parent);
    void showMessage(Severity severity, const QString& text, const QList<Action>& actions = {});
    void dismiss();
    [[nodiscard]] QString text() const;
    /// How much of the parent's lower edge is left free, in pixels.
    void setFoot(int height);

    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QLabel* text_;
    QHBoxLayout* buttons_;
    QTimer fading_;
    Severity severity_ = Severity::Note;
    int foot_ = 0;
};

}
