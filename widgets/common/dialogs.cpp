// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/dialogs.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace paretoscope::widgets {

namespace {

class DesktopDialogs : public Dialogs {
public:
    int ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons) override {
        QMessageBox box(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
        box.setTextFormat(Qt::PlainText); // names of files and projects are shown as they are
        QList<QAbstractButton*> added;
        for (const QString& label : buttons) {
            const bool last = added.size() + 1 == buttons.size();
            added.append(box.addButton(label, last ? QMessageBox::RejectRole : QMessageBox::ActionRole));
        }
        box.setEscapeButton(added.last());
        box.exec();
        const auto chosen = added.indexOf(box.clickedButton());
        return static_cast<int>(chosen < 0 ? added.size() - 1 : chosen);
    }

    QString openFile(QWidget* parent, const QString& title, const QString& filter) override {
        return QFileDialog::getOpenFileName(parent, title, {}, filter);
    }

    QString saveFile(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) override {
        return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
    }

    QString text(QWidget* parent, const QString& title, const QString& label) override {
        return QInputDialog::getText(parent, title, label).trimmed();
    }

    QString folder(QWidget* parent, const QString& title) override {
        return QFileDialog::getExistingDirectory(parent, title);
    }
};

}

std::unique_ptr<Dialogs> desktopDialogs() {
    return std::make_unique<DesktopDialogs>();
}

}
