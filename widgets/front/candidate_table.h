// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "widgets/common/view.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/remarks.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace paretoscope::widgets {

class CandidateModel;
class ElidingLabel;
class Selection;

/// The table under the front: what is selected here is selected there, and the other way round. Several rows are
/// compared, measured, trained or exported together. A star and a note stay with a cell in the project.
class CandidateTable : public QWidget {
    Q_OBJECT
public:
    explicit CandidateTable(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    /// `noMeasuring`: why nothing can be measured on the current device; empty where no more stands against it than
    /// against any job.
    void setState(const ProjectState& state, const QString& noMeasuring = {});
    /// Chooses those of them that are shown, and no others.
    void choose(const std::vector<std::int64_t>& candidates);
    [[nodiscard]] std::vector<std::int64_t> chosen() const;

Q_SIGNALS:
    void measureRequested(const QStringList& genotypes);
    void trainRequested(const std::vector<paretoscope::space::Genotype>& genotypes);
    /// Rows were chosen that the snapshot does not know in detail.
    void detailsWanted();
    void exportRequested(const std::vector<std::int64_t>& candidates);
    void starRequested(const std::vector<std::int64_t>& candidates, bool starred);
    void noteRequested(std::int64_t candidate, const QString& note);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setUp();
    void showFront();
    static QString filterWords();
    [[nodiscard]] bool isEditing() const;
    /// Shows what came while a note was written.
    void endWaiting();
    void applyFilter();
    /// `problem`: the word of the filter that is not understood.
    void showCount(const QString& problem);
    void followSelection();
    /// Changes what is shown; several chosen rows stay chosen.
    void keepChosen(const std::function<void()>& change);
    void onRowsChanged();
    /// Gives the chosen ones a star, or takes it away where all have one.
    void toggleStars();
    void connectButtons();
    [[nodiscard]] std::vector<space::Genotype> genotypes() const;

    Selection& selection_;
    CandidateModel* model_;
    SnapshotPointer snapshot_; ///< its front is not shown yet while the table is hidden
    SnapshotPointer waiting_; ///< came while a note is written
    QLineEdit* filter_;
    ElidingLabel* count_;
    QTableView* table_;
    QLabel* none_; ///< where the table is empty
    QPushButton* compare_;
    QPushButton* measure_;
    QPushButton* train_;
    QPushButton* export_;
    QPushButton* star_;
    ProjectState state_;
    QString noMeasuring_;
    bool following_ = false;
};

}
