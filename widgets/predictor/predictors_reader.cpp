// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictors_reader.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/predictor/additive_part.h"
#include "core/predictor/stored_predictor.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t shownPredictors = 100;

/// Runs `read`; what is damaged or of another version is left out.
template <typename Read>
void readWherePossible(const Read& read) {
    try {
        read();
    } catch (const Error& error) {
        if (!isDamage(error.code())) {
            throw;
        }
    }
}

}

predictor::FitReport unknownReport() {
    const double nan = std::nan("");
    const predictor::ErrorReport unknown{.meanError = nan,
        .medianError = nan,
        .within5 = nan,
        .within10 = nan,
        .tau = nan,
        .tauLow = nan,
        .tauHigh = nan,
        .rho = nan};
    return {.model = unknown, .additive = unknown, .referenceMs = nan};
}

PredictorList predictorsOf(const ProjectSnapshot& snapshot) {
    const auto list = snapshot.part<PredictorList>();
    return list ? *list : PredictorList();
}

std::shared_ptr<const PredictorSnapshot> newestPredictorOf(
    const ProjectSnapshot& snapshot, const QString& deviceSetting) {
    const PredictorList predictors = predictorsOf(snapshot);
    const auto found = std::ranges::find_if(
        predictors, [&](const auto& predictor) { return predictor->deviceSetting == deviceSetting; });
    return found == predictors.end() ? nullptr : *found;
}

std::shared_ptr<const PredictorSnapshot> predictorOf(
    const PredictorList& predictors, const QString& deviceSetting, space::SpaceId space, const space::Shape& shape) {
    const auto found = std::find_if(predictors.begin(), predictors.end(), [&](const auto& predictor) {
        return predictor->deviceSetting == deviceSetting && predictor->shape == shape && predictor->space == space;
    });
    return found == predictors.end() ? nullptr : *found;
}

std::shared_ptr<PredictorSnapshot> predictorSnapshot(const store::PredictorRecord& record) {
    auto snapshot = std::make_shared<PredictorSnapshot>();
    snapshot->id = record.id;
    snapshot->name = toQString(record.name);
    snapshot->deviceSetting = toQString(record.deviceSetting);
    snapshot->space = record.space;
    snapshot->shape = record.shape;
    snapshot->createdAt = toQString(record.createdAt);
    snapshot->measurements = record.measurementCount;
    return snapshot;
}

std::shared_ptr<const PredictorList> PredictorsReader::read(Reading& reading) {
    auto list = std::make_shared<PredictorList>();
    decltype(known_) shown;
    for (const store::PredictorRecord& record : reading.predictors()) {
        if (list->size() == shownPredictors) {
            break;
        }
        std::shared_ptr<const PredictorSnapshot> known = known_[record.id];
        if (!known) {
            auto snapshot = predictorSnapshot(record);
            readWherePossible(
                [&] { snapshot->report = predictor::fitReportFromJson(reading.project().predictorReport(record.id)); });
            readWherePossible([&] {
                const auto stored = predictor::storedPredictor(reading.project().predictor(record.id).arrays);
                snapshot->relativeDeviation = stored.relativeDeviation;
                snapshot->costs =
                    std::make_shared<const predictor::CostTable>(predictor::costTable(stored.space, stored.additive));
            });
            known = std::move(snapshot);
        }
        shown.emplace(record.id, known);
        list->push_back(std::move(known));
    }
    known_ = std::move(shown); // what is not shown any more is not kept
    return list;
}

}
