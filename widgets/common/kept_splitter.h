// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace paretoscope::widgets {

/// A splitter that tells where it was put from where its parts were pushed: larger texts need more room, and once they
/// are small again it stands as before.
class KeptSplitter : public QSplitter {
    Q_OBJECT
public:
    explicit KeptSplitter(Qt::Orientation orientation, QWidget* parent = nullptr);

    /// As saveState(), without what only a part's least size has moved.
    [[nodiscard]] QByteArray arrangement() const;
    /// Takes both, saveState()'s and arrangement()'s.
    void restoreArrangement(const QByteArray& arrangement);

private:
    /// One of its parts has no more than the room that it must have.
    [[nodiscard]] bool isPushed() const;

    QByteArray put_; ///< where it was moved or restored to last; empty: nowhere yet
};

}
