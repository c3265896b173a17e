// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace paretoscope::widgets {

class MessageBar;

/// What the window shows without a project: what the program is for, and the ways in.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);
    void setRecent(const QStringList& paths);
    [[nodiscard]] MessageBar& messages() { return *messages_; }

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void demoRequested();
    void sampleRequested();
    void recentRequested(const QString& path);

private:
    QVBoxLayout* recent_;
    MessageBar* messages_;
};

}
