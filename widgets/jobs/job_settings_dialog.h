// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>
#include <vector>

#include "core/options/jobs.h"
#include "widgets/common/palette.h"
#include "widgets/jobs/job_memory.h"
#include "widgets/jobs/job_plan.h"

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QWidget;

namespace paretoscope::widgets {

class JobController;

/// The settings of a job: a row for each option that is described with a label, everything else keeps its value. A
/// row's widget has the option's name as object name. Wrong values are said in words and keep the dialog open. Where a
/// kind of job has presets, one fills the fields, which stay as changeable as before; the network stays the project's.
/// Published images that are not on this computer are downloaded from here.
class JobSettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// `randomCells`: also asks how many random cells a training has beside those chosen.
    explicit JobSettingsDialog(
        options::JobConfig config, std::optional<int> randomCells = std::nullopt, QWidget* parent = nullptr);
    /// Says below the fields how long the job would take in this project, and offers its device settings.
    void setSnapshot(const SnapshotPointer& snapshot);

    /// In place of this computer, as it was when the dialog was made.
    void setComputer(const Computer& computer);

    [[nodiscard]] const options::JobConfig& config() const { return config_; }
    [[nodiscard]] int randomCells() const;

public Q_SLOTS:
    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What the fields hold. Throws Error where one of them holds no such value.
    [[nodiscard]] options::JobConfig changed() const;
    /// A row with the presets of this kind of job, where it has some.
    void offerPresets(QFormLayout& form);
    void fillFrom(const std::string& preset);
    /// The field for the images, with a button beside it that downloads some.
    QWidget* withFetch(QWidget* editor, const QString& title);
    /// The option of that path, and no other.
    void markField(const std::string& path);
    void showProblem(const QString& problem, Colour colourOf);
    /// Says what is wrong as soon as it is typed, otherwise how long the job would take and how much memory.
    void showEstimate();
    [[nodiscard]] QString timeText(const options::JobConfig& config) const;
    void showMemory(const options::JobConfig& config);

    options::JobConfig config_;
    SnapshotPointer snapshot_;
    QComboBox* presets_ = nullptr;
    QLabel* presetNote_ = nullptr; ///< what of a preset is not set here
    Computer computer_ = Computer::here();
    QLabel* estimate_;
    QLabel* memory_;
    QLabel* problem_;
    int problemHeight_ = 0; ///< room that is always kept for it, pixels
    QDialogButtonBox* buttons_;
    QSpinBox* randomCells_ = nullptr;
    QLineEdit* images_ = nullptr; ///< one of the editors, where the job sees images
    std::vector<QWidget*> editors_; ///< in the rows' order
};

/// Lets the user change a step of the plan.
void editPlan(JobController& jobs, Step step, QWidget* parent);

}
