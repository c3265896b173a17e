// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <optional>

namespace paretoscope::widgets {

/// What is selected, once for all views: views read it and change it, and never talk to each other. GUI thread only.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Row id of the candidate in the store, 0 for none.
    [[nodiscard]] std::int64_t candidate() const { return candidate_; }
    [[nodiscard]] std::int64_t run() const { return run_; }
    [[nodiscard]] QString deviceSetting() const { return deviceSetting_; }
    [[nodiscard]] QString protocol() const { return protocol_; }
    /// Price of latency that the user chose, nothing before the first choice.
    [[nodiscard]] std::optional<double> lambda() const { return lambda_; }
    /// Latency budget in ms.
    [[nodiscard]] std::optional<double> budgetMs() const { return budgetMs_; }

    void setCandidate(std::int64_t candidate);
    void setRun(std::int64_t run);
    void setDeviceSetting(const QString& deviceSetting);
    void setProtocol(const QString& protocol);
    void setLambda(std::optional<double> lambda);
    void setBudgetMs(std::optional<double> budgetMs);
    /// Forgets everything: another project was opened.
    void clear();

Q_SIGNALS:
    void candidateChanged(std::int64_t candidate);
    void runChanged(std::int64_t run);
    void deviceSettingChanged(const QString& deviceSetting);
    void protocolChanged(const QString& protocol);
    void lambdaChanged(std::optional<double> lambda);
    void budgetChanged(std::optional<double> budgetMs);

private:
    std::int64_t candidate_ = 0;
    std::int64_t run_ = 0;
    QString deviceSetting_;
    QString protocol_;
    std::optional<double> lambda_;
    std::optional<double> budgetMs_;
};

}
