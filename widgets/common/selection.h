// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/lambda_line.h"
#include "core/space/genotype.h"

namespace paretoscope::widgets {

/// What is selected, once for all views: views read it and change it, and never talk to each other. GUI thread only.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// What one can go back to.
    struct Place {
        std::int64_t candidate = 0;
        QString deviceSetting;
        QString protocol;
        std::optional<analysis::Price> price;
        std::optional<double> budgetMs;
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] Place place() const { return {candidate_, deviceSetting_, protocol_, price_, budgetMs_}; }
    /// Changes all of it before it says so. Meanwhile isRestored(): neither price nor budget chooses a candidate.
    void restore(const Place& place);
    [[nodiscard]] bool isRestored() const { return restored_; }

    /// Row id of the candidate in the store, 0 for none.
    [[nodiscard]] std::int64_t candidate() const { return candidate_; }
    [[nodiscard]] std::int64_t run() const { return run_; }
    [[nodiscard]] QString deviceSetting() const { return deviceSetting_; }
    [[nodiscard]] QString protocol() const { return protocol_; }
    /// Price of latency that the user chose, nothing before the first choice.
    [[nodiscard]] std::optional<analysis::Price> price() const { return price_; }
    /// Latency budget in ms.
    [[nodiscard]] std::optional<double> budgetMs() const { return budgetMs_; }

    void setCandidate(std::int64_t candidate);
    /// Asks for the candidate of this genotype (choices sorted) to be selected, where the front has it.
    void wantGenotype(const space::Genotype& genotype) { Q_EMIT genotypeWanted(genotype); }
    /// Asks for two candidates to be shown side by side.
    void wantComparison(std::int64_t left, std::int64_t right) { Q_EMIT comparisonWanted(left, right); }
    /// Asks for several candidates to be chosen where candidates are listed.
    void wantCandidates(const std::vector<std::int64_t>& candidates) { Q_EMIT candidatesWanted(candidates); }
    void setRun(std::int64_t run) { run_ = run; }
    void setDeviceSetting(const QString& deviceSetting);
    void setProtocol(const QString& protocol);
    /// Says so also where it is the same as before: the price decides again which candidate is chosen.
    void setPrice(std::optional<analysis::Price> price);
    void setBudgetMs(std::optional<double> budgetMs);
    /// Forgets everything: another project was opened.
    void clear();

Q_SIGNALS:
    void candidateChanged(std::int64_t candidate);
    void genotypeWanted(const paretoscope::space::Genotype& genotype);
    void comparisonWanted(std::int64_t left, std::int64_t right);
    void candidatesWanted(const std::vector<std::int64_t>& candidates);
    void deviceSettingChanged(const QString& deviceSetting);
    void protocolChanged(const QString& protocol);
    void priceChanged();
    void budgetChanged();

private:
    std::int64_t candidate_ = 0;
    std::int64_t run_ = 0;
    QString deviceSetting_;
    QString protocol_;
    std::optional<analysis::Price> price_;
    std::optional<double> budgetMs_;
    bool restored_ = false;
};

}
