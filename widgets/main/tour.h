// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QPointer>

class QLabel;
class QPushButton;

namespace paretoscope::widgets {

/// A walk through a window: a card of text beside one part after another, and a ring round that part. Nothing is locked
/// meanwhile, and what the card speaks of can be tried. Parts that cannot be seen are passed over. Deletes itself at
/// its end. GUI thread.
class Tour : public QFrame {
    Q_OBJECT
public:
    struct Stop {
        QPointer<QWidget> part; ///< within the widget that the tour is over
        QString text;
    };

    /// Over `around`, at the first stop. At most one in a window.
    Tour(QList<Stop> stops, QWidget* around);
    ~Tour() override;

    [[nodiscard]] QString text() const;
    /// Takes the card away at once.
    void end();
    /// Beside the part, wherever that is now; without a ring where it cannot be seen.
    void place();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] bool isSeen(int stop) const;
    /// The next one that can be seen, forward (1) or backward (-1); -1 for none.
    [[nodiscard]] int seenFrom(int stop, int direction) const;
    /// How many that can be seen come before it.
    [[nodiscard]] int seenBefore(int stop) const;
    void go(int stop);

    QList<Stop> stops_;
    int current_ = -1;
    bool placed_ = false;
    QPointer<QWidget> ring_;
    QLabel* text_;
    QLabel* count_;
    QPushButton* back_;
    QPushButton* next_;
};

}
