// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <vector>

#include "widgets/jobs/job_plan.h"

class QFormLayout;
class QLabel;

namespace paretoscope::widgets {

/// The few settings of a step that matter; everything else keeps its default. Wrong values are said in words and keep
/// the dialog open.
class JobSettingsDialog : public QDialog {
    Q_OBJECT
public:
    JobSettingsDialog(Step step, JobPlan plan, QWidget* parent = nullptr);

    [[nodiscard]] const JobPlan& plan() const { return plan_; }

public Q_SLOTS:
    void accept() override;

private:
    using Store = std::function<void(JobPlan&)>; ///< reads a field into the plan

    void addNetworkRows();
    void addDataRows();
    void addMeasureRows();
    void addSearchRows();
    void addTrainRows();
    void addTuneRows();
    void addNumber(const QString& id, const QString& label, int value, int low, int high,
        std::function<void(JobPlan&, int)> store);
    void addReal(const QString& id, const QString& label, double value, double low, double high, int decimals,
        std::function<void(JobPlan&, double)> store);
    void addText(const QString& id, const QString& label, const QString& value, const QString& hint,
        std::function<void(JobPlan&, const QString&)> store);
    void addChoice(const QString& id, const QString& label, const QStringList& texts, int current,
        std::function<void(JobPlan&, int)> store);

    Step step_;
    JobPlan plan_;
    QFormLayout* form_;
    QLabel* problem_;
    std::vector<Store> stores_;
};

}
