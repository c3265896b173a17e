// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/queue_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/engine_text.h"
#include "widgets/jobs/job_controller.h"

namespace paretoscope::widgets {

namespace {
constexpr int runRole = Qt::UserRole;
}

QueueDialog::QueueDialog(JobController& jobs, QWidget* parent)
    : QDialog(parent)
    , jobs_(jobs)
    , running_(new QLabel(this))
    , list_(new QListWidget(this))
    , up_(new QPushButton(tr("&Earlier"), this))
    , down_(new QPushButton(tr("&Later"), this))
    , remove_(new QPushButton(tr("&Take out"), this))
    , hold_(new QCheckBox(tr("&Hold the queue after the running job"), this)) {
    setObjectName(QStringLiteral("queueDialog"));
    setWindowTitle(tr("Queue"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(520, 340);
    running_->setObjectName(QStringLiteral("queueRunning"));
    running_->setWordWrap(true);
    list_->setObjectName(QStringLiteral("queueList"));
    list_->setAccessibleName(tr("Waiting jobs"));
    up_->setObjectName(QStringLiteral("queueUp"));
    down_->setObjectName(QStringLiteral("queueDown"));
    remove_->setObjectName(QStringLiteral("queueRemove"));
    remove_->setToolTip(tr("The run is kept and can be resumed"));
    hold_->setObjectName(QStringLiteral("queueHold"));
    auto* side = new QVBoxLayout;
    for (QPushButton* button : {up_, down_, remove_}) {
        side->addWidget(button);
    }
    side->addStretch(1);
    auto* middle = new QHBoxLayout;
    middle->addWidget(list_, 1);
    middle->addLayout(side);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(running_);
    layout->addLayout(middle, 1);
    layout->addWidget(hold_);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(list_, &QListWidget::currentRowChanged, this, &QueueDialog::enableButtons);
    connect(up_, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { move(1); });
    connect(remove_, &QPushButton::clicked, this, &QueueDialog::take);
    connect(hold_, &QCheckBox::clicked, this, [this](bool on) { jobs_.client().request(protocol::PauseQueue{on}); });
    connect(&jobs_, &JobController::stateChanged, this, &QueueDialog::ask);
    ask();
}

void QueueDialog::ask() {
    if (!jobs_.client().isRunning()) {
        show({});
        return;
    }
    const QPointer<QueueDialog> self(this);
    jobs_.client().request(protocol::QueueList{}, [self](const protocol::Answer& answer) {
        if (const auto* queue = answer.get<protocol::QueueState>(); self && queue != nullptr) {
            self->show(*queue);
        }
    });
}

void QueueDialog::show(const protocol::QueueState& queue) {
    const auto& titles = jobs_.client().titles();
    const qlonglong current = list_->currentItem() != nullptr ? list_->currentItem()->data(runRole).toLongLong() : 0;
    list_->clear();
    for (const std::int64_t id : queue.waiting) {
        //: %1 the number of a run, %2 its title.
        auto* item = new QListWidgetItem(tr("Run %1: %2").arg(id).arg(engineText(titles.value(id))), list_);
        item->setData(runRole, QVariant::fromValue<qlonglong>(id));
        if (id == current) {
            list_->setCurrentItem(item);
        }
    }
    hold_->setChecked(queue.paused);
    const auto& job = jobs_.client().job();
    running_->setText(job ? tr("Running: %1").arg(engineText(job->title)) : tr("Nothing is running."));
    hold_->setEnabled(jobs_.client().isRunning());
    enableButtons();
}

std::vector<std::int64_t> QueueDialog::order() const {
    std::vector<std::int64_t> runs;
    for (int i = 0; i < list_->count(); ++i) {
        runs.push_back(list_->item(i)->data(runRole).toLongLong());
    }
    return runs;
}

void QueueDialog::move(int by) {
    const int row = list_->currentRow();
    if (row < 0 || row + by < 0 || row + by >= list_->count()) {
        return;
    }
    QListWidgetItem* item = list_->takeItem(row);
    list_->insertItem(row + by, item);
    list_->setCurrentRow(row + by);
    jobs_.client().request(protocol::Reorder{order()});
}

void QueueDialog::take() {
    if (const QListWidgetItem* item = list_->currentItem()) {
        jobs_.client().stop(item->data(runRole).toLongLong());
    }
}

void QueueDialog::enableButtons() {
    const int row = list_->currentRow();
    up_->setEnabled(row > 0);
    down_->setEnabled(row >= 0 && row + 1 < list_->count());
    remove_->setEnabled(row >= 0);
}

}
