// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_reader.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/options/jobs.h"
#include "core/queries/predictions.h"
#include "core/queries/shown_front.h"
#include "core/space/encoding.h"
#include "core/space/genotype.h"
#include "core/space/lowering.h"
#include "widgets/common/number_text.h"
#include "widgets/front/front_figures.h"

namespace paretoscope::widgets {

namespace {

/// Up to here all candidates of a kind, estimated or not, are loaded in full (hover cards, random or searched); beyond,
/// only the front's members.
constexpr std::size_t fullDetailLimit = 4000;

bool isPublished(const space::Genotype& genotype) {
    static const std::set<space::Genotype> published = [] {
        std::set<space::Genotype> cells;
        for (const std::string_view name : space::publishedNames()) {
            cells.insert(space::sorted(space::published(name)));
        }
        return cells;
    }();
    return published.contains(genotype);
}

PointOrigin originOf(const records::Candidate& candidate) {
    using records::Origin;
    if (candidate.origin == Origin::Derived) {
        return PointOrigin::Derived;
    }
    if (candidate.origin == Origin::Published || candidate.origin == Origin::Imported
        || isPublished(candidate.genotype)) {
        return PointOrigin::Published;
    }
    return candidate.origin == Origin::Random || candidate.origin == Origin::Trained ? PointOrigin::Random
                                                                                     : PointOrigin::Searched;
}

/// The search's: frozen at the fit. Where nothing was measured either, the candidates' own median.
void readReference(const store::Project& project, FrontSnapshot& front) {
    std::optional<double> reference = storedReference(project, front.deviceSetting, front.protocol);
    front.referenceMeasured = reference.has_value();
    if (!reference) {
        std::vector<double> values;
        for (const store::FrontPoint& point : front.points) {
            values.push_back(point.cost);
        }
        reference = analysis::median(values);
    }
    front.referenceMs = std::isfinite(*reference) && *reference > 0 ? *reference : 1;
}

void readDetails(const store::Project& project, FrontSnapshot& front) {
    const auto keep = [&front](records::Candidate&& candidate) {
        const int index = front.indexOf(candidate.id);
        if (index >= 0 && front.points[static_cast<std::size_t>(index)].candidateId == candidate.id) {
            front.origins[static_cast<std::size_t>(index)] = originOf(candidate);
        }
        const std::int64_t id = candidate.id;
        front.details.emplace(id, std::make_shared<const records::Candidate>(std::move(candidate)));
    };
    const auto keepAllOf = [&](const std::string& protocol) {
        for (records::Candidate& candidate : project.candidates({.protocol = protocol})) {
            keep(std::move(candidate));
        }
    };
    if (front.points.size() - front.estimated <= fullDetailLimit) {
        keepAllOf(front.protocol.id);
        if (front.estimated > 0 && front.estimated <= fullDetailLimit) {
            keepAllOf(records::estimatesOf(front.protocol).id);
        }
        if (front.estimated <= fullDetailLimit) {
            return;
        }
    }
    std::vector<std::int64_t> wanted;
    for (const auto* hull : {&front.accuracyHull, &front.lossHull}) {
        for (const std::size_t index : hull->front()) {
            wanted.push_back(front.points[index].candidateId);
        }
    }
    if (front.noise) {
        for (const analysis::NextMeasurement& next : front.noise->next) {
            wanted.push_back(front.points[next.index].candidateId);
        }
    }
    for (const std::int64_t id : wanted) {
        if (!front.details.contains(id)) {
            keep(project.candidate(id));
        }
    }
}

void leaveOutLarge(
    const store::Project& project, const FrontQuery& query, ActivationSizes& activations, FrontSnapshot& front) {
    const auto leaveOut = [&front](const std::vector<std::int64_t>& large) {
        front.leftOut += std::erase_if(front.points, [&large](const store::FrontPoint& point) {
            return std::binary_search(large.begin(), large.end(), point.candidateId);
        });
    };
    if (query.mostParameters > 0 || query.mostMacs > 0) {
        leaveOut(project.candidatesAbove(query.mostParameters, query.mostMacs));
    }
    if (query.mostActivationBytes > 0) {
        leaveOut(activations.above(project, query.mostActivationBytes));
    }
}

/// The shown protocol with its points, and nothing more; empty where no protocol has any on the setting.
FrontSnapshot chosenFront(const store::Project& project, const FrontQuery& query, const ProjectSnapshot& snapshot) {
    const records::DeviceSetting setting = toSetting(snapshot.deviceSetting);
    const auto estimates = query.estimates ? queries::Estimates::Shown : queries::Estimates::Hidden;
    queries::ShownFront shown;
    const auto wanted =
        std::ranges::find(snapshot.protocols, query.protocol.toStdString(), &records::AccuracyProtocol::id);
    if (wanted != snapshot.protocols.end() && wanted->provenance != records::AccuracyProvenance::Estimated) {
        shown = {*wanted, queries::frontPoints(project, *wanted, setting, std::nullopt, estimates)};
    }
    if (shown.front.points.empty()) {
        shown = queries::shownFront(project, setting, estimates);
    }
    FrontSnapshot front;
    front.deviceSetting = snapshot.deviceSetting;
    front.protocol = std::move(shown.protocol);
    front.points = std::move(shown.front.points);
    front.expectations = std::move(shown.front.expectations);
    front.merged = std::move(shown.front.merged);
    front.trainingDeviation = shown.front.trainingDeviation;
    return front;
}

}

std::shared_ptr<const FrontSnapshot> FrontReader::read(Reading& reading) {
    const auto query = reading.query().get<FrontQuery>();
    const ProjectSnapshot& snapshot = reading.snapshot();
    if (changeCounter_ != snapshot.changeCounter || query != query_ || deviceSetting_ != snapshot.deviceSetting) {
        current_ = make(reading, query);
        query_ = query;
        deviceSetting_ = snapshot.deviceSetting;
        changeCounter_ = snapshot.changeCounter;
    }
    return current_;
}

std::shared_ptr<const FrontSnapshot> FrontReader::make(Reading& reading, const FrontQuery& query) {
    const store::Project& project = reading.project();
    auto front = std::make_shared<FrontSnapshot>(chosenFront(project, query, reading.snapshot()));
    if (front->points.empty()) {
        return nullptr;
    }
    leaveOutLarge(project, query, activations_, *front);
    readReference(project, *front);
    finishFront(*front);
    front->hypervolume = hypervolumeHistory(*front);
    if (query.noise) {
        const auto predictor = predictorOf(
            *reading.part<PredictorList>(), front->deviceSetting, front->protocol.space, front->protocol.shape);
        front->noise = frontNoise(*front, predictor.get());
    }
    readDetails(project, *front);
    front->marks = referenceMarks(project, *front);
    if (query.gaps) {
        front->gaps = readGaps(project, reading.snapshot().runs, *front);
    }
    if (!query.morphSetting.isEmpty() && query.morphSetting != front->deviceSetting) {
        const bool isOverlay =
            std::ranges::find(query.overlaySettings, query.morphSetting) != query.overlaySettings.end();
        front->morph = readMorph(project, query.morphSetting, *front, isOverlay);
    }
    for (const QString& setting : query.overlaySettings) {
        if (setting != front->deviceSetting) {
            front->elsewhere.push_back(
                {setting, setting == query.morphSetting ? front->morph : readMorph(project, setting, *front, true)});
        }
    }
    return front;
}

void ActivationSizes::read(const store::Project& project) {
    const std::int64_t after = sizes_.empty() ? 0 : sizes_.back().candidate;
    project.forEachArchitecture(after, [this](std::int64_t candidate, const space::Architecture& architecture) {
        std::string key = space::toText(architecture.shape);
        for (const std::uint8_t operation : space::pack(architecture.genotype)) {
            key += static_cast<char>(operation);
        }
        auto known = known_.find(key);
        if (known == known_.end()) {
            known = known_.emplace(std::move(key), space::lower(architecture).peakActivationBytes()).first;
        }
        sizes_.push_back({candidate, known->second});
    });
}

std::vector<std::int64_t> ActivationSizes::above(const store::Project& project, std::int64_t bytes) {
    read(project);
    std::vector<std::int64_t> ids;
    for (const Size& size : sizes_) {
        if (size.bytes > bytes) {
            ids.push_back(size.candidate);
        }
    }
    return ids;
}

}
