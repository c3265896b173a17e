// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTime>
#include <QWidget>
#include <deque>

#include "core/protocol/messages.h"

class QComboBox;
class QPlainTextEdit;

namespace paretoscope::widgets {

/// Messages of the worker, the newest last and a thousand at most. Those of less weight can be left out; then what is
/// shown goes back further.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);

    /// The time stands before the text where it is valid.
    void append(protocol::LogLevel level, const QString& text, QTime at = {});
    void clear();
    /// Leaves out what weighs less; what was left out before is shown again where it weighs enough.
    void showFrom(protocol::LogLevel level);
    /// The lines that are shown.
    [[nodiscard]] QString text() const;

private:
    struct Line {
        protocol::LogLevel level;
        QTime time;
        QString text;
        [[nodiscard]] QString shown() const;
    };
    std::deque<Line> lines_;
    protocol::LogLevel from_ = protocol::LogLevel::Debug;
    QComboBox* level_;
    QPlainTextEdit* text_;
};

}
