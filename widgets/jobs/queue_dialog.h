// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "core/protocol/messages.h"

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace paretoscope::widgets {

class JobController;

/// The jobs that wait: re-order them, take one out, hold the queue. Follows the worker while it is open.
class QueueDialog : public QDialog {
    Q_OBJECT
public:
    QueueDialog(JobController& jobs, QWidget* parent);

private:
    void ask();
    void show(const protocol::QueueState& queue);
    void move(int by);
    void take();
    void enableButtons();
    [[nodiscard]] std::vector<std::int64_t> order() const;

    JobController& jobs_;
    QLabel* running_;
    QListWidget* list_;
    QPushButton* up_;
    QPushButton* down_;
    QPushButton* remove_;
    QCheckBox* hold_;
};

}
