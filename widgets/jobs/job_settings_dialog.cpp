// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_settings_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "core/base/error.h"
#include "core/options/option_rows.h"
#include "core/vta/accelerator.h"
#include "core/vta/tuner.h"
#include "core/vta/workload.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/job_times.h"
#include "widgets/jobs/option_editor.h"

namespace paretoscope::widgets {

namespace {

/// The options that have a label. The network and the device are set where they are measured; other jobs take them from
/// there.
std::vector<options::OptionRow> shownRows(options::JobConfig& config) {
    std::vector<options::OptionRow> rows = std::visit([](auto& job) { return options::rowsOf(job); }, config);
    const bool isMeasuring = options::kindOf(config) == records::JobKind::Measure;
    std::erase_if(rows, [isMeasuring](const options::OptionRow& row) {
        const bool isShared = row.group() == "network" || row.path == "device_setting";
        return row.option.title == nullptr || (isShared && !isMeasuring);
    });
    return rows;
}

/// Which cell and file are meant is chosen when the job starts: anything does for the check.
void fillIn(std::string& text) {
    text = text.empty() ? "DARTS_V2" : text;
}

/// What the worker would refuse is refused here already, while the form is open.
void requireValid(options::JobConfig config) {
    if (auto* train = std::get_if<options::TrainConfig>(&config)) {
        train->genotypes.resize(std::max<std::size_t>(train->genotypes.size(), 1));
    } else if (auto* writing = std::get_if<options::ExportConfig>(&config)) {
        fillIn(writing->genotype);
        fillIn(writing->path);
    } else if (auto* tune = std::get_if<options::TuneConfig>(&config)) {
        fillIn(tune->genotype);
        for (const std::string& method : tune->methods) {
            vta::methodFromName(method);
        }
        const vta::Accelerator accelerator = vta::loadAccelerator(tune->accelerator);
        for (const std::string& layer : tune->layers) {
            vta::pack(vta::workloadFromText(layer), accelerator);
        }
    }
    options::validate(config);
}

}

JobSettingsDialog::JobSettingsDialog(options::JobConfig config, std::optional<int> randomCells, QWidget* parent)
    : QDialog(parent)
    , config_(std::move(config))
    , estimate_(new QLabel(this))
    , problem_(new QLabel(this))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("jobSettings"));
    //: Title of a settings form; %1 is a kind of job such as "Search".
    setWindowTitle(tr("Settings: %1").arg(optionText(options::descriptionOf(options::kindOf(config_)).title)));
    problem_->setObjectName(QStringLiteral("jobSettingsProblem"));
    problem_->setWordWrap(true);
    estimate_->setObjectName(QStringLiteral("jobSettingsEstimate"));
    estimate_->setWordWrap(true);
    auto* form = new QFormLayout;
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(estimate_);
    layout->addWidget(problem_);
    layout->addWidget(buttons_);
    // One of the two is always there, so that the buttons stay where they are.
    estimate_->setMinimumHeight(2 * fontMetrics().height());
    problem_->setMinimumHeight(estimate_->minimumHeight());
    connect(buttons_, &QDialogButtonBox::accepted, this, &JobSettingsDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const options::OptionRow& row : shownRows(config_)) {
        editors_.push_back(makeOptionEditor(row, this));
        form->addRow(optionText(row.option.title), editors_.back());
        onOptionEdited(*editors_.back(), this, [this] { showEstimate(); });
    }
    if (randomCells) {
        randomCells_ = new QSpinBox(this);
        randomCells_->setObjectName(QStringLiteral("random_cells"));
        randomCells_->setValue(*randomCells);
        form->addRow(tr("Random cells beside"), randomCells_);
    }
    if (editors_.empty()) {
        form->addRow(new QLabel(tr("Trained weights are written where the project holds some,\nrandom ones otherwise; "
                                   "the file says which."),
            this));
    }
    if (!editors_.empty()) {
        editors_.front()->setFocus(); // not the button behind all of them
    }
    showEstimate();
}

void JobSettingsDialog::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    if (snapshot) {
        std::vector<QString> settings;
        for (const store::DeviceSettingSummary& summary : snapshot->settings) {
            settings.push_back(toQString(summary.deviceSetting));
        }
        for (QWidget* editor : editors_) {
            offerSettings(*editor, settings);
        }
    }
    showEstimate();
}

int JobSettingsDialog::randomCells() const {
    return randomCells_ != nullptr ? randomCells_->value() : 0;
}

options::JobConfig JobSettingsDialog::changed() const {
    options::JobConfig changed = config_;
    const std::vector<options::OptionRow> rows = shownRows(changed);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        readOptionEditor(rows[i], editors_[i]);
    }
    requireValid(changed);
    return changed;
}

void JobSettingsDialog::showEstimate() {
    QString problem;
    QString estimate;
    try {
        const options::JobConfig config = changed();
        const auto time = snapshot_ ? expectedTime(config, *snapshot_) : std::nullopt;
        if (time && time->asRun != 0) {
            //: %1 a duration, %2 the number of a run.
            estimate = tr("About %1, at the pace of run %2 in this project.")
                           .arg(durationText(time->seconds), QString::number(time->asRun));
        } else if (time) {
            //: %1 a duration.
            estimate = tr("About %1, as set above.").arg(durationText(time->seconds));
        } else if (snapshot_ && !editors_.empty()) {
            estimate = tr("How long it takes is not known yet: no job like it has run in this project.");
        }
    } catch (const Error& error) {
        const Error named = options::withNames(error, shownRows(config_),
            [](const options::Option& option) { return "“" + optionText(option.title).toStdString() + "”"; });
        problem = errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(named.what());
    }
    estimate_->setText(estimate);
    estimate_->setVisible(!estimate.isEmpty());
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

void JobSettingsDialog::accept() {
    showEstimate();
    if (buttons_->button(QDialogButtonBox::Ok)->isEnabled()) {
        config_ = changed();
        QDialog::accept();
    }
}

void editPlan(JobController& jobs, Step step, QWidget* parent) {
    const JobPlan& plan = jobs.plan();
    auto* dialog = new JobSettingsDialog(
        plan.settings(step), step == Step::Train ? std::optional(plan.randomCells) : std::nullopt, parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSnapshot(jobs.snapshot());
    QObject::connect(dialog, &QDialog::accepted, &jobs, [&jobs, dialog, step] {
        jobs.plan().take(dialog->config());
        if (step == Step::Train) {
            jobs.plan().randomCells = dialog->randomCells();
        }
    });
    dialog->open();
}

}
