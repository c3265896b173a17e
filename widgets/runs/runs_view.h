// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/common/snapshot.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace paretoscope::widgets {

class RunsModel;
class Selection;

/// All runs: sortable, with a search field; the selected one can be resumed.
class RunsView : public QWidget {
    Q_OBJECT
public:
    explicit RunsView(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    [[nodiscard]] RunsModel& model() { return *model_; }

Q_SIGNALS:
    void resumeRequested(std::int64_t run);

private:
    void showSelected();

    Selection& selection_;
    RunsModel* model_;
    QSortFilterProxyModel* proxy_;
    QLineEdit* filter_;
    QTableView* table_;
    QLabel* hint_;
    QPushButton* resume_;
};

}
