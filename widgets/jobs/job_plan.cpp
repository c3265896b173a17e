// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_plan.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/space/genotype.h"
#include "core/space/search_space.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr int fewestForFit = 30;

struct StepText {
    Q_DECLARE_TR_FUNCTIONS(GuidedPath)
};

qint64 measuredArchitectures(const ProjectSnapshot& snapshot) {
    qint64 most = 0;
    for (const store::DeviceSettingSummary& setting : snapshot.settings) {
        most = std::max<qint64>(most, setting.architectures);
    }
    return most;
}

StepState fitState(const ProjectSnapshot& snapshot) {
    const qint64 measured = measuredArchitectures(snapshot);
    if (!snapshot.predictors.empty()) {
        //: A predictor's mean error on architectures that it has not seen.
        return {StepText::tr("error %1")
                    .arg(percentText(snapshot.predictors.front()->number(QStringLiteral("model.mean_error")), 1)),
            measured >= fewestForFit, true};
    }
    return measured >= fewestForFit ? StepState{StepText::tr("ready"), true, false}
                                    : StepState{StepText::tr("needs %1 measured").arg(fewestForFit), false, false};
}

StepState trainState(const ProjectSnapshot& snapshot, std::int64_t selected) {
    const bool trained = snapshot.newestFinished(records::JobKind::Train) != nullptr;
    const bool possible = !searchedCells(snapshot).empty() || !genotypeOf(snapshot, selected).empty();
    return {trained    ? StepText::tr("trained")
            : possible ? StepText::tr("ready")
                       : StepText::tr("needs a search"),
        possible, trained};
}

StepState exportState(const ProjectSnapshot& snapshot, std::int64_t selected) {
    const std::string genotype = genotypeOf(snapshot, selected);
    if (genotype.empty()) {
        return {StepText::tr("choose a candidate first"), false, false};
    }
    return {isTrained(snapshot, genotype) ? StepText::tr("with trained weights") : StepText::tr("untrained weights"),
        true, snapshot.newestFinished(records::JobKind::Export) != nullptr};
}

}

JobPlan JobPlan::standard() {
    JobPlan plan;
    plan.search.lambdas = {0, 0.02, 0.05, 0.1, 0.2};
    return plan;
}

JobPlan JobPlan::demo() {
    JobPlan plan;
    plan.measure.architectures = 90;
    plan.search.lambdas = {0, 0.05, 0.2};
    plan.search.data.trainImages = 6000;
    plan.search.data.validationImages = 1000;
    plan.search.warmUpSteps = 40;
    plan.search.searchSteps = 60;
    plan.search.epochSteps = 20;
    plan.search.archiveSamples = 8;
    plan.train.data = plan.search.data;
    plan.train.data.testImages = 2000;
    plan.train.rungs = {120};
    plan.randomCells = 3;
    return plan;
}

options::JobConfig JobPlan::settings(Step step) const {
    switch (step) {
    case Step::Measure:
        return measure;
    case Step::Fit:
        return fit;
    case Step::Search:
        return search;
    case Step::Train:
        return train;
    case Step::Tune:
        return tune;
    default:
        return exporting;
    }
}

void JobPlan::take(const options::JobConfig& settings) {
    if (const auto* measuring = std::get_if<options::MeasureConfig>(&settings)) {
        measure = *measuring;
        setNetwork(measuring->network);
        setDeviceSetting(measuring->deviceSetting);
    } else if (const auto* fitting = std::get_if<options::FitConfig>(&settings)) {
        fit = *fitting;
    } else if (const auto* searching = std::get_if<options::SearchConfig>(&settings)) {
        search = *searching;
        setData(searching->data);
    } else if (const auto* training = std::get_if<options::TrainConfig>(&settings)) {
        train = *training;
        setData(training->data);
    } else if (const auto* tuning = std::get_if<options::TuneConfig>(&settings)) {
        tune = *tuning;
    }
}

void JobPlan::setNetwork(const options::NetworkConfig& network) {
    measure.network = network;
    fit.network = network;
    search.network = network;
    train.network = network;
    exporting.network = network;
    tune.network = network;
}

void JobPlan::setData(const options::DataConfig& data) {
    search.data = data;
    train.data = data;
}

void JobPlan::setDeviceSetting(const std::string& deviceSetting) {
    measure.deviceSetting = deviceSetting;
    fit.deviceSetting = deviceSetting;
    search.deviceSetting = deviceSetting;
}

options::TrainConfig JobPlan::trainConfig(const std::vector<std::string>& genotypes) const {
    options::TrainConfig config = train;
    config.genotypes = genotypes;
    space::Random random(train.seed);
    const space::SpaceId space = train.network.space;
    for (int i = 0; i < randomCells; ++i) {
        config.genotypes.push_back(space::identityText(space::sampleUniform(space, random)));
    }
    std::vector<std::string> unique;
    for (const std::string& genotype : config.genotypes) {
        if (std::find(unique.begin(), unique.end(), genotype) == unique.end()) {
            unique.push_back(genotype);
        }
    }
    config.genotypes = unique;
    return config;
}

options::ExportConfig JobPlan::exportConfig(const std::string& genotype, bool trained, const std::string& path) const {
    options::ExportConfig config = exporting;
    config.genotype = genotype;
    config.path = path;
    config.weights = trained ? options::WeightsKind::Trained : options::WeightsKind::Random;
    config.seed = train.seed;
    return config;
}

options::TuneConfig JobPlan::tuneConfig(const std::string& genotype) const {
    options::TuneConfig config = tune;
    if (!config.layers.empty()) {
        return config;
    }
    if (!genotype.empty()) {
        const space::SpaceId space = space::fromTextOrName(genotype).space;
        if (space != config.network.space) { // imported: in the network of its table
            config.network = options::publishedNetwork(space);
        }
        config.genotype = genotype;
        return config;
    }
    config.genotype = space::searchSpace(config.network.space).sentinel;
    return config;
}

std::vector<options::SearchedCell> searchedCells(const ProjectSnapshot& snapshot) {
    const records::Run* search = snapshot.newestFinished(records::JobKind::Search);
    auto result = search != nullptr ? options::resultOf<options::SearchConfig>(*search) : std::nullopt;
    return result ? std::move(result->searches) : std::vector<options::SearchedCell>();
}

std::string genotypeOf(const ProjectSnapshot& snapshot, std::int64_t candidate) {
    if (!snapshot.front || candidate == 0) {
        return {};
    }
    const auto found = snapshot.front->details.find(candidate);
    return found == snapshot.front->details.end() ? std::string() : space::identityText(found->second->genotype);
}

bool isTrained(const ProjectSnapshot& snapshot, const std::string& genotype) {
    return std::any_of(snapshot.runs.begin(), snapshot.runs.end(), [&genotype](const records::Run& run) {
        // Asked at every step of a drag: results are read only where the text occurs at all (JSON keeps it as it is).
        if (run.kind != records::JobKind::Train || run.state != records::RunState::Finished
            || run.results.find(genotype) == std::string::npos) {
            return false;
        }
        const auto result = options::resultOf<options::TrainConfig>(run);
        return result
            && std::ranges::find(result->cells, genotype, &options::TrainedCell::genotype) != result->cells.end();
    });
}

StepState stepState(Step step, const ProjectSnapshot* snapshot, std::int64_t selected) {
    if (snapshot == nullptr) {
        const bool possible = step == Step::Measure || step == Step::Tune; // these need nothing of a project
        return {step == Step::Measure ? StepText::tr("start here") : QString(), possible, false};
    }
    switch (step) {
    case Step::Measure: {
        const qint64 measured = measuredArchitectures(*snapshot);
        return {measured > 0 ? StepText::tr("architectures: %1").arg(countText(measured)) : StepText::tr("start here"),
            true, measured >= fewestForFit};
    }
    case Step::Fit:
        return fitState(*snapshot);
    case Step::Search: {
        const auto found = searchedCells(*snapshot).size();
        const bool possible = !snapshot->predictors.empty();
        return {found > 0  ? StepText::tr("cells found: %1").arg(found)
                : possible ? StepText::tr("ready")
                           : StepText::tr("needs a predictor"),
            possible, found > 0};
    }
    case Step::Choose:
        return snapshot->front ? StepState{StepText::tr("candidates: %1")
                                               .arg(countText(static_cast<qint64>(snapshot->front->points.size()))),
                   true, selected != 0}
                               : StepState{StepText::tr("needs candidates"), false, false};
    case Step::Train:
        return trainState(*snapshot, selected);
    case Step::Export:
        return exportState(*snapshot, selected);
    case Step::Tune:
        return {{}, true, snapshot->newestFinished(records::JobKind::Tune) != nullptr};
    case Step::Count:
        break;
    }
    return {};
}

}
