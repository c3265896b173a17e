// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "widgets/jobs/data_fetch.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace paretoscope::widgets {

/// Downloads a published data set: which one, how far it is, and what went wrong. Accepted when the set is on this
/// computer. Cancel ends a download first, and the dialog with it; the next one goes on where it was.
class FetchDialog : public QDialog {
    Q_OBJECT
public:
    /// `source`: the data source that stands in the field, whose set is proposed.
    FetchDialog(const QString& source, QWidget* parent);

    /// Opens one whose set's name comes into the field, which says textChanged() also where that stood there before.
    static void openFor(QLineEdit& field, QWidget* parent);

    /// The data source that is there once the dialog was accepted: "cifar10".
    [[nodiscard]] QString source() const;

public Q_SLOTS:
    void reject() override;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void showSet();
    void start();
    void showStep(const FetchStep& step);
    void finish(DataFetch::End end, const QString& problem);
    void setRunning(bool running);

    DataFetch fetch_;
    QComboBox* set_;
    QLabel* about_;
    QProgressBar* bar_;
    QLabel* state_;
    QPushButton* start_;
};

}
