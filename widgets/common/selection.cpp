// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/selection.h"

namespace paretoscope::widgets {

void Selection::setCandidate(std::int64_t candidate) {
    if (candidate_ != candidate) {
        candidate_ = candidate;
        Q_EMIT candidateChanged(candidate);
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

void Selection::setPrice(std::optional<analysis::Price> price) {
    price_ = price;
    Q_EMIT priceChanged();
}

void Selection::setBudgetMs(std::optional<double> budgetMs) {
    if (budgetMs_ != budgetMs) {
        budgetMs_ = budgetMs;
        Q_EMIT budgetChanged();
    }
}

void Selection::restore(const Place& wanted) {
    const Place before = place();
    candidate_ = wanted.candidate;
    deviceSetting_ = wanted.deviceSetting;
    protocol_ = wanted.protocol;
    price_ = wanted.price;
    budgetMs_ = wanted.budgetMs;
    restored_ = true;
    if (protocol_ != before.protocol) {
        Q_EMIT protocolChanged(protocol_);
    }
    if (deviceSetting_ != before.deviceSetting) {
        Q_EMIT deviceSettingChanged(deviceSetting_);
    }
    if (budgetMs_ != before.budgetMs) {
        Q_EMIT budgetChanged();
    }
    if (price_ != before.price) {
        Q_EMIT priceChanged();
    }
    if (candidate_ != before.candidate) {
        Q_EMIT candidateChanged(candidate_);
    }
    restored_ = false;
}

void Selection::clear() {
    setCandidate(0);
    setRun(0);
    setPrice(std::nullopt);
    setBudgetMs(std::nullopt);
    setProtocol({});
    setDeviceSetting({});
}

}
