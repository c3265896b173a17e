// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/selection.h"

namespace paretoscope::widgets {

void Selection::setCandidate(std::int64_t candidate) {
    if (candidate_ != candidate) {
        candidate_ = candidate;
        Q_EMIT candidateChanged(candidate);
    }
}

void Selection::setRun(std::int64_t run) {
    if (run_ != run) {
        run_ = run;
        Q_EMIT runChanged(run);
    }
}

void Selection::setDeviceSetting(const QString& deviceSetting) {
    if (deviceSetting_ != deviceSetting) {
        deviceSetting_ = deviceSetting;
        Q_EMIT deviceSettingChanged(deviceSetting);
    }
}

void Selection::setProtocol(const QString& protocol) {
    if (protocol_ != protocol) {
        protocol_ = protocol;
        Q_EMIT protocolChanged(protocol);
    }
}

void Selection::setLambda(std::optional<double> lambda) {
    if (lambda_ != lambda) {
        lambda_ = lambda;
        Q_EMIT lambdaChanged(lambda);
    }
}

void Selection::setBudgetMs(std::optional<double> budgetMs) {
    if (budgetMs_ != budgetMs) {
        budgetMs_ = budgetMs;
        Q_EMIT budgetChanged(budgetMs);
    }
}

void Selection::clear() {
    setCandidate(0);
    setRun(0);
    setLambda(std::nullopt);
    setBudgetMs(std::nullopt);
    setProtocol({});
    setDeviceSetting({});
}

}
