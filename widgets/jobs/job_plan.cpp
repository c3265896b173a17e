// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_plan.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/base/error.h"
#include "core/space/genotype.h"
#include "core/space/search_space.h"
#include "widgets/common/current_device.h"
#include "widgets/common/number_text.h"
#include "widgets/jobs/stored_weights.h"

namespace paretoscope::widgets {

namespace {

struct StepText {
    Q_DECLARE_TR_FUNCTIONS(GuidedPath)
};

}

QString stepTitle(Step step) {
    switch (step) {
    case Step::Measure:
        //: A button: time architectures on the current device.
        return StepText::tr("Measure");
    case Step::Fit:
        //: A button: fit the latency predictor.
        return StepText::tr("Fit");
    case Step::Explore:
        //: A button: train few cells briefly and learn from them which ones are good.
        return StepText::tr("Explore");
    case Step::Search:
        //: A button: search for cells.
        return StepText::tr("Search");
    case Step::Choose:
        //: A button: choose a candidate with λ.
        return StepText::tr("Choose");
    case Step::Train:
        //: A button: train the cells found.
        return StepText::tr("Train");
    case Step::Export:
        return StepText::tr("Export ONNX…");
    case Step::Finish:
        //: A menu entry: cells on the front are measured and trained instead of predicted.
        return StepText::tr("Measure and train the front");
    case Step::Tune:
        return StepText::tr("Tune for the VTA");
    case Step::Count:
        break;
    }
    return {};
}

JobPlan JobPlan::standard() {
    JobPlan plan;
    plan.search.lambdas = {0, 0.02, 0.05, 0.1, 0.2};
    return plan;
}

options::JobConfig JobPlan::settings(Step step) const {
    switch (step) {
    case Step::Measure:
        return measure;
    case Step::Fit:
        return fit;
    case Step::Explore:
        return explore;
    case Step::Search:
        return search;
    case Step::Train:
        return train;
    case Step::Finish:
        return finish;
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
    } else if (const auto* exploring = std::get_if<options::ExploreConfig>(&settings)) {
        explore = *exploring;
        setImages(exploring->data.source);
    } else if (const auto* searching = std::get_if<options::SearchConfig>(&settings)) {
        search = *searching;
        setData(searching->data);
    } else if (const auto* training = std::get_if<options::TrainConfig>(&settings)) {
        train = *training;
        setData(training->data);
    } else if (const auto* finishing = std::get_if<options::FinishConfig>(&settings)) {
        finish = *finishing;
    } else if (const auto* tuning = std::get_if<options::TuneConfig>(&settings)) {
        tune = *tuning;
    }
}

void JobPlan::setNetwork(const options::NetworkConfig& network) {
    measure.network = network;
    fit.network = network;
    explore.network = network;
    search.network = network;
    train.network = network;
    exporting.network = network;
    tune.network = network;
}

void JobPlan::setData(const options::DataConfig& data) {
    search.data = data;
    train.data = data;
    explore.data.source = data.source; // it has numbers of images of its own
}

void JobPlan::setImages(const std::string& source) {
    explore.data.source = search.data.source = train.data.source = source;
}

void JobPlan::setDeviceSetting(const std::string& deviceSetting) {
    measure.deviceSetting = deviceSetting;
    fit.deviceSetting = deviceSetting;
    search.deviceSetting = deviceSetting;
    finish.device = deviceSetting;
}

options::TrainConfig JobPlan::trainConfig(const std::vector<std::string>& genotypes) const {
    options::TrainConfig config = train;
    config.genotypes.clear();
    const auto add = [&config](const std::string& genotype) {
        const bool isNew =
            std::find(config.genotypes.begin(), config.genotypes.end(), genotype) == config.genotypes.end();
        if (isNew) {
            config.genotypes.push_back(genotype);
        }
        return isNew;
    };
    std::for_each(genotypes.begin(), genotypes.end(), add);
    space::Random random(train.seed);
    for (int i = 0; i < randomCells; ++i) {
        config.randomCells += add(space::identityText(space::sampleUniform(train.network.space, random))) ? 1 : 0;
    }
    return config;
}

options::ExportConfig JobPlan::exportConfig(
    const space::Architecture& architecture, const options::NetworkConfig* trained, const std::string& path) const {
    options::ExportConfig config = exporting;
    config.genotype = space::identityText(architecture.genotype);
    config.path = path;
    config.weights = trained != nullptr ? options::WeightsKind::Trained : options::WeightsKind::Random;
    config.network =
        trained != nullptr ? *trained : options::NetworkConfig{architecture.genotype.space, architecture.shape};
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
    const records::Run* search = newestSoughtHere(snapshot, records::JobKind::Search);
    auto result = search != nullptr ? options::resultOf<options::SearchConfig>(*search) : std::nullopt;
    return result ? std::move(result->searches) : std::vector<options::SearchedCell>();
}

const records::Run* newestSearchOf(const ProjectSnapshot& snapshot, const options::NetworkConfig& network) {
    for (const records::Run& run : snapshot.runs) {
        if (run.kind != records::JobKind::Search || run.state != records::RunState::Finished) {
            continue;
        }
        try {
            if (options::jobConfigFromJson<options::SearchConfig>(run.configuration).network == network) {
                return &run;
            }
        } catch (const Error&) {
            // A newer version's job, or a damaged record: what it searched is not known.
        }
    }
    return nullptr;
}

const options::NetworkConfig* weightsNetwork(const ProjectSnapshot& snapshot, const space::Architecture& architecture) {
    const auto weights = snapshot.part<StoredWeights>();
    return weights ? weights->networkOf(architecture) : nullptr;
}

}
