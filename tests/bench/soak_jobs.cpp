// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/soak_jobs.h"

#include <QImage>
#include <array>
#include <random>

#include "core/base/error.h"
#include "core/space/genotype.h"

namespace paretoscope::bench {

namespace {

constexpr const char* setting = "cpu/eager/t1/b1/f32";
constexpr const char* scriptSetting = "cpu/script/t1/b1/f32";
/// Every so many rounds: what takes longer than the rest of a round together. Measuring is on either setting in turn.
constexpr int roundsAMeasuring = 3;
constexpr int roundsAFit = 16;
constexpr int roundsAnExploration = 12;
constexpr int roundsASearch = 2;
constexpr int cellsToMeasure = 32;
constexpr int scoresARound = 5;
constexpr const char* imageFolder = "images";
constexpr int imageSize = 8;
constexpr int classes = 4;
constexpr int imagesOfAClass = 40;

options::NetworkConfig network() {
    options::NetworkConfig network;
    network.shape.inputSize = imageSize;
    network.shape.channels = 4;
    network.shape.classes = classes;
    return network;
}

std::string randomCell(space::Random& random) {
    return space::identityText(space::sampleUniform(network().space, random));
}

options::MeasureConfig measuring(const char* device) {
    options::MeasureConfig config;
    config.deviceSetting = device;
    config.network = network();
    config.repeatShare = 0;
    config.countEnergy = false;
    return config;
}

/// By another tuner in each round, of an operator that is another one for a few of them.
options::TuneConfig tuning(int number) {
    constexpr std::array methods{"ours-filtered", "random", "autotvm", "validity", "classifier"};
    constexpr std::array layers{
        "conv/1x64x56x56/64x3x3/s1/p1/g1", "conv/1x32x28x28/32x1x1/s1/p0/g1", "conv/1x16x16x16/32x3x3/s2/p1/g1"};
    const auto place = static_cast<std::size_t>(number);
    options::TuneConfig config;
    config.layers = {layers.at(place / methods.size() % layers.size())};
    config.methods = {methods.at(place % methods.size())};
    config.trials = 24;
    config.patience = 0;
    config.seed = place;
    return config;
}

}

SoakJobs::SoakJobs(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::mt19937 random(1);
    for (int label = 0; label < classes; ++label) {
        const std::filesystem::path place = folder_ / imageFolder / std::to_string(label);
        std::filesystem::create_directories(place);
        for (int i = 0; i < imagesOfAClass; ++i) {
            QImage image(imageSize, imageSize, QImage::Format_RGB32);
            for (int pixel = 0; pixel < imageSize * imageSize; ++pixel) {
                const auto grey = static_cast<int>(random() % 128) + 32 * label;
                image.setPixel(pixel % imageSize, pixel / imageSize, qRgb(grey, grey, grey));
            }
            const std::filesystem::path file = place / (std::to_string(i) + ".png");
            if (!image.save(QString::fromStdString(file.string()))) {
                throw Error(ErrorCode::FileUnwritable, "The image " + file.string() + " cannot be written.");
            }
        }
    }
}

options::DataConfig SoakJobs::images() const {
    return {.source = "folder:" + (folder_ / imageFolder).string(),
        .trainImages = 64,
        .validationImages = 32,
        .testImages = 32};
}

options::SearchConfig SoakJobs::search(std::uint64_t seed) const {
    options::SearchConfig config;
    config.network = network();
    config.data = images();
    config.deviceSetting = setting;
    config.lambdas = {0.2};
    config.batchSize = 8;
    config.warmUpSteps = 2;
    config.searchSteps = 4;
    config.epochSteps = 3;
    config.archiveSamples = 2;
    config.seed = seed;
    return config;
}

options::ExploreConfig SoakJobs::exploration(std::uint64_t seed) const {
    options::ExploreConfig config;
    config.network = network();
    config.data = images();
    config.devices = {setting};
    config.steps = {3};
    config.trainings = 6;
    config.poolSize = 50;
    config.batchSize = 8;
    config.seed = seed;
    return config;
}

options::TrainConfig SoakJobs::training(const std::string& genotype, std::uint64_t seed) const {
    options::TrainConfig config;
    config.network = network();
    config.data = images();
    config.genotypes = {genotype};
    config.rungs = {4};
    config.batchSize = 8;
    config.seed = seed;
    return config;
}

std::vector<options::JobConfig> SoakJobs::preparation() const {
    options::MeasureConfig measure = measuring(setting);
    measure.architectures = cellsToMeasure;
    options::FitConfig fit;
    fit.deviceSetting = setting;
    fit.network = network();
    return {measure, fit, search(1)};
}

std::vector<options::JobConfig> SoakJobs::round(int number, std::int64_t searchRun) const {
    space::Random random(static_cast<std::uint64_t>(number) + 1);
    const auto seed = static_cast<std::uint64_t>(number) + 2;
    const auto every = [number](int rounds) { return number % rounds == rounds - 1; };
    std::vector<options::JobConfig> jobs;
    if (every(roundsAMeasuring)) {
        options::MeasureConfig measure = measuring(every(2 * roundsAMeasuring) ? scriptSetting : setting);
        measure.genotypes = {randomCell(random)};
        jobs.emplace_back(measure);
    }
    if (every(roundsAFit)) {
        jobs.emplace_back(std::get<options::FitConfig>(preparation().at(1)));
    }
    if (every(roundsASearch)) {
        jobs.emplace_back(search(seed));
    }
    if (every(roundsAnExploration)) {
        jobs.emplace_back(exploration(seed));
    }
    jobs.emplace_back(training(randomCell(random), seed));
    jobs.emplace_back(tuning(number));
    for (int i = 0; i < scoresARound; ++i) {
        jobs.emplace_back(options::ScoreConfig{.search = searchRun, .genotypes = {randomCell(random)}});
    }
    using enum options::ExportFormat;
    for (const options::ExportFormat format : {Onnx, PyTorch, Genotype, Dot, Svg, Onnx, PyTorch, Svg, Profile}) {
        options::ExportConfig config;
        config.network = network();
        config.genotype = format == Profile ? std::string() : randomCell(random);
        config.weights = options::WeightsKind::Random;
        config.format = format;
        config.path = (folder_ / ("cell" + std::string(options::suffixOf(format)))).string(); // over the one before
        config.seed = seed;
        jobs.emplace_back(config);
    }
    return jobs;
}

}
