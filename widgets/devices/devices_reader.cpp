// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/devices_reader.h"

#include <algorithm>

#include "core/queries/front_points.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t shownShifts = 12;

QString keyOf(const MeasuredNetwork& network, const QString& setting) {
    return network.key() + QLatin1Char('|') + setting;
}

bool holds(const store::DeviceSettingSummary& summary, const MeasuredNetwork& network) {
    return MeasuredNetwork{summary.space, summary.shape} == network;
}

std::string fingerprint(const store::DeviceSettingSummary& summary) {
    return std::to_string(summary.measurements) + '/' + std::to_string(summary.sentinels) + '/' + summary.lastTakenAt;
}

/// Everything that what is shown rests on, but for the candidates.
QString ranksSignature(const std::vector<store::DeviceSettingSummary>& summaries, const MeasuredNetwork& network) {
    QString text = network.key();
    for (const store::DeviceSettingSummary& summary : summaries) {
        if (holds(summary, network)) {
            text += QLatin1Char(';') + toQString(summary.deviceSetting) + toQString(fingerprint(summary));
        }
    }
    return text;
}

std::optional<std::size_t> rowOf(const DevicesSnapshot& devices, const QString& setting) {
    for (std::size_t i = 0; i < devices.settings.size(); ++i) {
        if (devices.settings[i].deviceSetting == setting) {
            return i;
        }
    }
    return std::nullopt;
}

}

std::vector<MeasuredNetwork> measuredNetworks(const std::vector<store::DeviceSettingSummary>& summaries) {
    struct Entry {
        MeasuredNetwork network;
        int settings = 0;
        std::int64_t measurements = 0;
    };
    std::vector<Entry> entries;
    for (const store::DeviceSettingSummary& summary : summaries) {
        auto found = std::find_if(
            entries.begin(), entries.end(), [&summary](const Entry& entry) { return holds(summary, entry.network); });
        if (found == entries.end()) {
            found = entries.insert(entries.end(), {MeasuredNetwork{summary.space, summary.shape}});
        }
        ++found->settings;
        found->measurements += summary.measurements;
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.settings != b.settings ? a.settings > b.settings : a.measurements > b.measurements;
    });
    std::vector<MeasuredNetwork> networks;
    for (Entry& entry : entries) {
        networks.push_back(std::move(entry.network));
    }
    return networks;
}

const DevicesReader::Setting& DevicesReader::settingOf(
    const store::Project& project, const store::DeviceSettingSummary& summary, const MeasuredNetwork& network) {
    Setting& setting = settings_[keyOf(network, toQString(summary.deviceSetting))];
    if (setting.fingerprint == fingerprint(summary)) {
        return setting;
    }
    const std::vector<records::Measurement> measurements =
        project.measurements({.deviceSetting = summary.deviceSetting, .space = summary.space, .shape = summary.shape});
    setting.fingerprint = fingerprint(summary);
    setting.column = analysis::costColumn(measurements);
    setting.noise = device::noiseReport(measurements);
    setting.sentinels = std::count_if(measurements.begin(), measurements.end(),
        [](const records::Measurement& measurement) { return measurement.sentinel; });
    setting.measurements = static_cast<std::int64_t>(measurements.size()) - setting.sentinels;
    return setting;
}

void DevicesReader::fillSettings(
    const store::Project& project, const ProjectSnapshot& snapshot, DevicesSnapshot& devices) {
    std::vector<const analysis::CostColumn*> columns;
    for (const store::DeviceSettingSummary& summary : snapshot.settings) {
        if (!holds(summary, devices.network)) {
            continue;
        }
        const Setting& setting = settingOf(project, summary, devices.network);
        columns.push_back(&setting.column);
        DeviceRow row;
        row.deviceSetting = toQString(summary.deviceSetting);
        row.provenance = toQString(setting.column.provenance());
        row.measurements = setting.measurements;
        row.architectures = static_cast<std::int64_t>(setting.column.values.size());
        row.sentinels = setting.sentinels;
        row.lastTakenAt = toQString(summary.lastTakenAt);
        row.noise = setting.noise;
        devices.settings.push_back(std::move(row));
    }
    rows_ = analysis::joinColumns(columns);
    devices.ranks = analysis::rankMatrix(rows_.costs, analysis::Intervals::Computed);
    devices.order = analysis::clusterOrder(devices.ranks.taus());
}

void DevicesReader::fillPair(const DevicesQuery& query, const QString& ranksSignature, DevicesSnapshot& devices) const {
    const auto a = rowOf(devices, query.deviceA);
    const auto b = rowOf(devices, query.deviceB);
    auto chosen = devices.ranks.leastAlike();
    if (a && b && *a != *b) {
        chosen = std::pair(*a, *b);
    } else if (const auto current = rowOf(devices, devices.current)) {
        if (const auto other = devices.ranks.leastAlikeTo(*current)) {
            chosen = std::pair(*current, *other);
        }
    }
    if (!chosen) {
        return;
    }
    if (current_ && ranksSignature_ == ranksSignature && current_->pair && current_->pair->a == chosen->first
        && current_->pair->b == chosen->second) {
        devices.pair = current_->pair;
        devices.pair->protocol.clear();
        devices.pair->toA.reset();
        devices.pair->toB.reset();
        return;
    }
    DevicePair pair{queries::explainShifts(rows_.costs, rows_.genotypes, chosen->first, chosen->second, shownShifts)};
    pair.genotypes = rows_.genotypes;
    pair.costOnA = rows_.costs[pair.a];
    pair.costOnB = rows_.costs[pair.b];
    devices.pair = std::move(pair);
}

void addTransfers(const store::Project& project, const records::AccuracyProtocol& protocol,
    const DevicesSnapshot& devices, DevicePair& pair) {
    if (protocol.shape != devices.network.shape || protocol.space != devices.network.space) {
        return;
    }
    const auto pointsOn = [&](std::size_t row) {
        return queries::frontPoints(
            project, protocol, toSetting(devices.settings[row].deviceSetting), std::nullopt, queries::Estimates::Hidden)
            .points;
    };
    const std::vector<store::FrontPoint> onA = pointsOn(pair.a);
    const std::vector<store::FrontPoint> onB = pointsOn(pair.b);
    std::vector<double> costOnA;
    std::vector<double> costOnB;
    std::vector<double> accuracy;
    std::size_t measured = 0;
    // Both come by candidate id.
    for (auto a = onA.begin(), b = onB.begin(); a != onA.end() && b != onB.end();) {
        if (a->candidateId != b->candidateId) {
            a->candidateId < b->candidateId ? ++a : ++b;
            continue;
        }
        if (a->cost > 0 && b->cost > 0) {
            costOnA.push_back(a->cost);
            costOnB.push_back(b->cost);
            accuracy.push_back(a->accuracy);
            measured += a->costProvenance != records::CostProvenance::Predicted
                    && b->costProvenance != records::CostProvenance::Predicted
                ? 1
                : 0;
        }
        ++a;
        ++b;
    }
    if (accuracy.size() < 2) {
        return;
    }
    pair.protocol = toQString(protocol.title.empty() ? protocol.id : protocol.title);
    pair.toB = DeviceTransfer{analysis::frontTransfer(costOnA, costOnB, accuracy), measured};
    pair.toA = DeviceTransfer{analysis::frontTransfer(costOnB, costOnA, accuracy), measured};
}

std::shared_ptr<const DevicesSnapshot> DevicesReader::read(Reading& reading) {
    const auto query = reading.query().get<DevicesQuery>();
    if (!query.wanted) {
        return nullptr;
    }
    const store::Project& project = reading.project();
    const ProjectSnapshot& snapshot = reading.snapshot();
    const auto front = reading.part<FrontSnapshot>();
    const auto predictors = reading.part<PredictorList>();
    std::vector<MeasuredNetwork> networks = measuredNetworks(snapshot.settings);
    const auto wanted = std::find_if(networks.begin(), networks.end(),
        [&query](const MeasuredNetwork& network) { return network.key() == query.network; });
    const QString& current = snapshot.deviceSetting;
    const auto ofCurrent = std::ranges::find_if(networks, [&](const MeasuredNetwork& network) {
        return std::ranges::any_of(snapshot.settings, [&](const store::DeviceSettingSummary& summary) {
            return holds(summary, network) && toQString(summary.deviceSetting) == current;
        });
    });
    const MeasuredNetwork network = wanted != networks.end() ? *wanted
        : ofCurrent != networks.end()                        ? *ofCurrent
        : networks.empty()                                   ? MeasuredNetwork{}
                                                             : networks.front();
    const QString ranks = networks.empty() ? QString() : ranksSignature(snapshot.settings, network);
    QString signature = ranks + QLatin1Char('#') + current + QLatin1Char('#') + query.deviceA + QLatin1Char('#')
        + query.deviceB + QLatin1Char('#') + QString::number(networks.size()) + QLatin1Char('#')
        + QString::number(snapshot.changeCounter);
    if (front) {
        signature += toQString(front->protocol.id);
    }
    if (current_ && signature == signature_) {
        return current_;
    }
    auto devices = std::make_shared<DevicesSnapshot>();
    devices->networks = std::move(networks);
    devices->network = network;
    devices->current = current;
    if (!devices->networks.empty()) {
        if (current_ && ranks == ranksSignature_) {
            devices->settings = current_->settings;
            devices->ranks = current_->ranks;
            devices->order = current_->order;
        } else {
            fillSettings(project, snapshot, *devices);
        }
        for (DeviceRow& row : devices->settings) {
            row.predictor = predictorOf(*predictors, row.deviceSetting, network.space, network.shape);
        }
        fillPair(query, ranks, *devices);
        if (front && devices->pair) {
            addTransfers(project, front->protocol, *devices, *devices->pair);
        }
    }
    signature_ = signature;
    ranksSignature_ = ranks;
    current_ = devices;
    return current_;
}

}
