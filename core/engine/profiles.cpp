// SPDX-License-Identifier: Apache-2.0
#include "core/engine/profiles.h"

#include <cctype>
#include <set>
#include <tuple>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/text.h"
#include "core/predictor/error_report.h"
#include "core/predictor/mean_predictor.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "paretoscope/version.h"

namespace paretoscope::engine {

namespace {

std::optional<interchange::ProfilePredictor> profilePredictor(const std::optional<store::PredictorRecord>& record) {
    if (!record) {
        return std::nullopt;
    }
    return interchange::ProfilePredictor{record->name, record->configuration, record->report, record->measurementCount,
        record->createdAt, record->arrays};
}

interchange::ProfilePart partOf(
    const store::Project& project, const records::DeviceSetting& setting, const options::NetworkConfig& network) {
    interchange::ProfilePart part{
        setting, network.space, network.shape, queries::measurementsOf(project, setting, network), {}, {}};
    const std::vector<records::Measurement> energies =
        queries::measurementsOf(project, setting, network, records::CostKind::EnergyMj);
    part.measurements.insert(part.measurements.end(), energies.begin(), energies.end());
    part.predictor = profilePredictor(queries::predictorOf(project, setting, network));
    part.energyPredictor =
        profilePredictor(queries::predictorOf(project, setting, network, records::CostKind::EnergyMj));
    return part;
}

/// What makes a measurement the same one: a session numbers its measurements.
using Identity = std::tuple<std::string, int, space::Genotype, records::CostKind, double>;

Identity identityOf(const records::Measurement& measurement) {
    return {measurement.session, measurement.sessionIndex, measurement.genotype, measurement.kind, measurement.value};
}

/// Throws Error (InvalidData) where a predictor from elsewhere cannot be used: arrays or report damaged or not finite,
/// or made for another search space.
void requirePredictor(const interchange::ProfilePredictor& stored, space::SpaceId space) {
    const predictor::MeanPredictor predictor(stored.arrays);
    predictor::fitReportFromJson(stored.report);
    if (predictor.space() != space) {
        const std::string name(space::searchSpace(space).name);
        throw Error(ErrorCode::InvalidData,
            "The latency predictor is for another search space than " + name + ". Fit one to the measurements.",
            {{"space", name}});
    }
}

void storeMeasurements(store::Project& project, const interchange::ProfilePart& part, ProfileImport& result) {
    std::set<Identity> known;
    for (const records::CostKind kind : {records::CostKind::LatencyMs, records::CostKind::EnergyMj}) {
        for (const records::Measurement& measurement :
            project.measurements({.deviceSetting = part.deviceSetting, .shape = part.shape, .kind = kind})) {
            known.insert(identityOf(measurement));
        }
    }
    std::vector<records::Measurement> fresh;
    for (const records::Measurement& measurement : part.measurements) {
        if (known.insert(identityOf(measurement)).second) {
            fresh.push_back(measurement);
        } else {
            ++result.known;
        }
    }
    project.addMeasurements(fresh);
    result.stored += static_cast<std::int64_t>(fresh.size());
}

void storePredictor(store::Project& project, const interchange::ProfilePart& part,
    const interchange::ProfilePredictor& predictor, records::CostKind kind, ProfileImport& result) {
    store::PredictorRecord record{.name = predictor.name,
        .kind = kind,
        .deviceSetting = part.deviceSetting,
        .space = part.space,
        .shape = part.shape,
        .configuration = predictor.configuration,
        .report = predictor.report,
        .measurementCount = predictor.measurementCount,
        .createdAt = predictor.createdAt,
        .arrays = predictor.arrays};
    const auto same = project.latestPredictor(record.deviceSetting, record.space, record.shape, record.kind);
    if (same && same->createdAt == record.createdAt && same->arrays == record.arrays) {
        return;
    }
    result.predictors.push_back(project.savePredictor(record));
}

}

interchange::DeviceProfile profileOf(
    const store::Project& project, const std::vector<records::DeviceSetting>& settings, const std::string& title) {
    interchange::DeviceProfile profile{title, base::utcNow(), std::string("paretoscope ") + programVersion, {}};
    const std::vector<store::DeviceSettingSummary> summaries = project.deviceSettings();
    for (const records::DeviceSetting& setting : settings) {
        const std::vector<options::NetworkConfig> networks = queries::networksOf(summaries, setting);
        if (networks.empty()) {
            const std::string known = base::listed(
                summaries, [](const store::DeviceSettingSummary& summary) { return toText(summary.deviceSetting); });
            throw Error(ErrorCode::NotFound,
                "The project holds no measurements on '" + toText(setting)
                    + "'; it holds: " + (known.empty() ? "none" : known) + ".",
                {{"device", toText(setting)}});
        }
        for (const options::NetworkConfig& network : networks) {
            profile.parts.push_back(partOf(project, setting, network));
        }
    }
    return profile;
}

ProfileImport storeProfile(store::Project& project, interchange::DeviceProfile profile, const std::string& computer) {
    for (interchange::ProfilePart& part : profile.parts) {
        part.deviceSetting = records::onComputer(part.deviceSetting, computer);
        for (records::Measurement& measurement : part.measurements) {
            measurement.deviceSetting = part.deviceSetting;
        }
        for (const auto* predictor : {&part.predictor, &part.energyPredictor}) {
            if (*predictor) {
                requirePredictor(**predictor, part.space);
            }
        }
    }
    ProfileImport result;
    project.transaction([&] {
        for (const interchange::ProfilePart& part : profile.parts) {
            storeMeasurements(project, part, result);
            if (part.predictor) {
                storePredictor(project, part, *part.predictor, records::CostKind::LatencyMs, result);
            }
            if (part.energyPredictor) {
                storePredictor(project, part, *part.energyPredictor, records::CostKind::EnergyMj, result);
            }
        }
    });
    for (const interchange::ProfilePart& part : profile.parts) {
        queries::attachKnown(project, part.deviceSetting, {part.space, part.shape});
    }
    return result;
}

std::string computerNamedBy(const std::filesystem::path& file) {
    std::string name = file.stem().string();
    for (char& c : name) {
        const bool allowed = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
        c = allowed ? c : '-';
    }
    return name.empty() ? "other" : name;
}

}
