// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_plan.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

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

void JobPlan::setNetwork(const protocol::NetworkConfig& network) {
    measure.network = network;
    search.network = network;
    train.network = network;
    exporting.network = network;
    tune.network = network;
}

void JobPlan::setData(const protocol::DataConfig& data) {
    search.data = data;
    train.data = data;
}

void JobPlan::setDeviceSetting(const std::string& deviceSetting) {
    measure.deviceSetting = deviceSetting;
    search.deviceSetting = deviceSetting;
}

protocol::FitConfig JobPlan::fitConfig() const {
    return {.deviceSetting = measure.deviceSetting, .network = measure.network, .seed = fitSeed};
}

protocol::TrainConfig JobPlan::trainConfig(const std::vector<std::string>& genotypes) const {
    protocol::TrainConfig config = train;
    config.genotypes = genotypes;
    space::Random random(train.seed);
    const space::SpaceId space = space::searchSpace(train.network.space).id;
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

protocol::ExportConfig JobPlan::exportConfig(const std::string& genotype, bool trained, const std::string& path) const {
    protocol::ExportConfig config = exporting;
    config.genotype = genotype;
    config.path = path;
    config.weights = trained ? protocol::WeightsKind::Trained : protocol::WeightsKind::Random;
    config.seed = train.seed;
    return config;
}

protocol::TuneConfig JobPlan::tuneConfig(const std::string& genotype) const {
    protocol::TuneConfig config = tune;
    if (!config.layers.empty()) {
        return config;
    }
    if (!genotype.empty()) {
        const std::string_view space = space::searchSpace(space::fromTextOrName(genotype).space).name;
        if (space != config.network.space) { // imported: in the network of its table
            config.network = protocol::publishedNetwork(space);
        }
        config.genotype = genotype;
        return config;
    }
    config.genotype = space::searchSpace(config.network.space).sentinel;
    return config;
}

std::vector<SearchedCell> searchedCells(const ProjectSnapshot& snapshot) {
    std::vector<SearchedCell> cells;
    const records::Run* search = snapshot.newestFinished(records::JobKind::Search);
    const nlohmann::json results =
        search != nullptr ? nlohmann::json::parse(search->results, nullptr, false) : nlohmann::json();
    if (!results.is_object() || !results.contains("searches") || !results["searches"].is_array()) {
        return cells;
    }
    for (const nlohmann::json& one : results["searches"]) {
        const auto number = [&one](const char* name) {
            const auto found = one.find(name);
            return found != one.end() && found->is_number() ? found->get<double>()
                                                            : std::numeric_limits<double>::quiet_NaN();
        };
        if (one.is_object() && one.contains("genotype") && one["genotype"].is_string()) {
            cells.push_back({number("lambda"), one["genotype"].get<std::string>(), number("predicted_ms")});
        }
    }
    return cells;
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
        const nlohmann::json results = nlohmann::json::parse(run.results, nullptr, false);
        if (!results.is_object() || !results.contains("cells") || !results["cells"].is_array()) {
            return false;
        }
        const auto& cells = results["cells"];
        return std::any_of(cells.begin(), cells.end(), [&genotype](const nlohmann::json& cell) {
            return cell.is_object() && cell.contains("genotype") && cell["genotype"] == genotype;
        });
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
