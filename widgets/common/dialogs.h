// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <memory>

class QWidget;

namespace paretoscope::widgets {

/// Every modal question the window asks, behind an interface, so that tests drive whole journeys without a modal loop.
class Dialogs {
public:
    virtual ~Dialogs() = default;
    /// Index of the chosen button; the last one is what Escape means.
    virtual int ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons) = 0;
    /// Empty where the user cancelled.
    virtual QString openFile(QWidget* parent, const QString& title, const QString& filter) = 0;
    virtual QString saveFile(
        QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) = 0;
    /// One line of text; empty where the user cancelled.
    virtual QString text(QWidget* parent, const QString& title, const QString& label) = 0;
    virtual QString folder(QWidget* parent, const QString& title) = 0;
};

/// Message boxes and file dialogs of the desktop.
std::unique_ptr<Dialogs> desktopDialogs();

}
