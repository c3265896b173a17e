// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>
#include <vector>

#include "core/options/jobs.h"
#include "widgets/jobs/job_plan.h"

class QLabel;
class QSpinBox;
class QWidget;

namespace paretoscope::widgets {

class JobController;

/// The settings of a job: a row for each option that is described with a label, everything else keeps its value. A
/// row's widget has the option's name as object name. Wrong values are said in words and keep the dialog open.
class JobSettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// `randomCells`: also asks how many random cells a training has beside those chosen.
    explicit JobSettingsDialog(
        options::JobConfig config, std::optional<int> randomCells = std::nullopt, QWidget* parent = nullptr);

    [[nodiscard]] const options::JobConfig& config() const { return config_; }
    [[nodiscard]] int randomCells() const;

public Q_SLOTS:
    void accept() override;

private:
    options::JobConfig config_;
    QLabel* problem_;
    QSpinBox* randomCells_ = nullptr;
    std::vector<QWidget*> editors_; ///< in the rows' order
};

/// Lets the user change a step of the plan.
void editPlan(JobController& jobs, Step step, QWidget* parent);

}
