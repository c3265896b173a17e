// SPDX-License-Identifier: Apache-2.0
// That an exported file can be used from itself: other programs feed it pixels and get the accuracy that it claims.
#include <array>
#include <cmath>
#include <cstdint>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/engine/job.h"
#include "tests/engine/small_jobs.h"
#include "tests/interchange/python_check.h"

namespace paretoscope::engine {
namespace {

namespace fs = std::filesystem;
using namespace testing;
using options::ExportConfig;

constexpr int side = 16;
constexpr std::array classes{"flat", "upright"};

/// Red, green, blue planes.
using Pixels = std::array<std::uint8_t, 3 * side * side>;

/// Weak stripes on a bright ground: normalised wrongly they can hardly be told from it. Each channel has its own mean,
/// so that the order of channels matters as well.
Pixels stripes(bool upright, std::mt19937& random) {
    std::uniform_real_distribution<double> phase(0, 6.28);
    std::uniform_real_distribution<double> frequency(0.6, 1.2);
    std::normal_distribution<double> noise(0, 6);
    const double p = phase(random);
    const double f = frequency(random);
    Pixels pixels;
    for (int channel = 0; channel < 3; ++channel) {
        for (int i = 0; i < side * side; ++i) {
            const double along = upright ? i % side : i / side;
            const double value = 150 + 40 * channel + 16 * std::sin(f * along + p) + noise(random);
            pixels[static_cast<std::size_t>(channel * side * side + i)] =
                static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
        }
    }
    return pixels;
}

class ExportedFile : public interchange::PythonCheck {
protected:
    void SetUp() override {
        std::mt19937 random(5);
        std::vector<std::uint8_t> testPixels;
        std::vector<std::int64_t> testLabels;
        for (const auto& [part, count] : {std::pair{"train", 64}, std::pair{"test", 24}}) {
            for (std::int64_t label = 0; label < 2; ++label) {
                for (int i = 0; i < count; ++i) {
                    const Pixels pixels = stripes(label == 1, random);
                    writePicture(folder_ / "images" / part / classes.at(static_cast<std::size_t>(label))
                            / (std::to_string(i) + ".bmp"),
                        pixels);
                    if (std::string_view(part) == "test") {
                        testPixels.insert(testPixels.end(), pixels.begin(), pixels.end());
                        testLabels.push_back(label);
                    }
                }
            }
        }
        writeNumbers("test.pixels", testPixels);
        writeNumbers("test.labels", testLabels);
    }

    /// An uncompressed Windows bitmap: rows from below, blue first.
    static void writePicture(const fs::path& path, const Pixels& pixels) {
        std::string bytes("BM");
        const auto number = [&bytes](std::uint32_t value, int width) {
            for (int i = 0; i < width; ++i) {
                bytes += static_cast<char>(value >> (8 * i) & 255);
            }
        };
        number(54 + pixels.size(), 4), number(0, 4), number(54, 4), number(40, 4);
        number(side, 4), number(side, 4), number(1, 2), number(24, 2);
        for (int i = 0; i < 6; ++i) {
            number(0, 4);
        }
        for (int y = side - 1; y >= 0; --y) {
            for (int x = 0; x < side; ++x) {
                for (const int channel : {2, 1, 0}) {
                    bytes += static_cast<char>(pixels[static_cast<std::size_t>((channel * side + y) * side + x)]);
                }
            }
        }
        fs::create_directories(path.parent_path());
        base::writeFileAtomically(path, bytes);
    }

    [[nodiscard]] options::TrainConfig training() const {
        options::TrainConfig config;
        config.network = network_;
        config.data = {.source = "folder:" + (folder_ / "images").string(),
            .trainImages = 128,
            .validationImages = 0,
            .testImages = 1000};
        config.genotypes = {"DARTS_V1"};
        config.rungs = {300};
        config.batchSize = 16;
        return config;
    }

    void train(store::Project& project) {
        const Finished run = runJob(project, training(), sink_);
        ASSERT_TRUE(run.outcome.result) << run.outcome.error->what();
        const auto& cell = std::get<options::TrainResult>(*run.outcome.result).cells.front();
        accuracy_ = cell.accuracies.front();
        ASSERT_GT(accuracy_, 0.8) << "too little was learned to show anything";
    }

    options::ExportResult write(store::Project& project, ExportConfig config, const std::string& name) {
        config.network = network_;
        config.genotype = "DARTS_V1";
        config.path = (folder_ / name).string();
        const Finished run = runJob(project, config, sink_);
        EXPECT_TRUE(run.outcome.result) << (run.outcome.error ? run.outcome.error->what() : "");
        return run.outcome.result ? std::get<options::ExportResult>(*run.outcome.result) : options::ExportResult();
    }

    int check(const std::string& program) {
        return interchange::runPython("'" EXPORT_CHECK_SCRIPT "' '" + folder_.string() + "' " + program);
    }

    RecordingSink sink_;
    double accuracy_ = 0;
    options::NetworkConfig network_{.space = space::SpaceId::Darts,
        .shape = {.inputChannels = 3, .inputSize = side, .channels = 4, .cells = 3, .classes = 2}};
};

TEST_F(ExportedFile, GivesTheAccuracyThatItClaimsFromPixelsAlone) {
    store::Project project = store::Project::create(folder_ / "test.paretoscope");
    ASSERT_NO_FATAL_FAILURE(train(project));

    using enum options::ExportFormat;
    EXPECT_EQ(write(project, {}, "usual.onnx").accuracy, accuracy_);
    write(project, {.rawInput = true}, "raw.onnx");
    write(project, {.uint8Input = true, .softmax = true, .batch = "1"}, "bytes.onnx");
    for (const int opset : {11, 13, 15, 21}) {
        write(project, {.opset = opset, .batch = "8"}, "opset" + std::to_string(opset) + ".onnx");
    }
    for (const bool raw : {false, true}) {
        const std::string name = raw ? "raw_model" : "model";
        const auto written = write(project, {.format = PyTorch, .rawInput = raw}, name + ".py");
        EXPECT_EQ(written.accuracy, accuracy_);
        base::writeFileAtomically(folder_ / (name + ".claim"), nlohmann::json{{"accuracy", accuracy_}}.dump());
    }
    if (interchange::runPython("-c 'import onnx, onnxruntime, PIL' 2>/dev/null") == 0) {
        const std::string usual = (folder_ / "usual").string();
        EXPECT_EQ(interchange::runPython("'" QUANTISE_SCRIPT "' '" + usual + ".onnx' '" + usual + ".int8.onnx' --data '"
                      + (folder_ / "images").string() + "'"),
            0);
        // A folder for each class alone: which files were held out must be said.
        const std::string again = "'" QUANTISE_SCRIPT "' '" + usual + ".onnx' '" + usual + ".again' --data '"
            + (folder_ / "images/train").string() + "'";
        EXPECT_EQ(interchange::runPython(again + " 2>/dev/null"), 2);
        base::writeFileAtomically(folder_ / "held_out.txt",
            (folder_ / "images/train/flat/1.bmp").string() + "\n" + (folder_ / "images/train/upright/1.bmp").string());
        EXPECT_EQ(interchange::runPython(again + " --files '" + (folder_ / "held_out.txt").string() + "'"), 0);
        fs::create_directories(folder_ / "images/train/third");
        EXPECT_EQ(
            interchange::runPython(again + " --files '" + (folder_ / "held_out.txt").string() + "' 2>/dev/null"), 2)
            << "a class that the network does not know";
        fs::remove(folder_ / "images/train/third");
    }
    if (interchange::runPython("-c 'import onnx, onnxruntime' 2>/dev/null") == 0) {
        EXPECT_EQ(check("onnx"), 0);
    }
    if (interchange::runPython("-c 'import torch, numpy' 2>/dev/null") == 0) {
        EXPECT_EQ(check("torch"), 0);
    }

    const std::string card = base::readFile(folder_ / "usual.onnx.md");
    for (const char* part : {"flat", "upright", "0..1", "of these very weights", "300 steps", "data:image/svg+xml"}) {
        EXPECT_THAT(card, ::testing::HasSubstr(part));
    }
}

TEST_F(ExportedFile, HoldsTheWeightsOfTheLongestTrainingUnlessARunIsNamedAndSaysWhichTheyAre) {
    store::Project project = store::Project::create(folder_ / "test.paretoscope");
    options::TrainConfig config = training();
    config.data.trainImages = 64;
    config.data.validationImages = 32;
    config.onValidation = true;
    config.rungs = {12};
    config.repeats = 2;
    config.seed = 7;
    const Finished longer = runJob(project, config, sink_);
    ASSERT_TRUE(longer.outcome.result) << longer.outcome.error->what();
    const auto accuracies = std::get<options::TrainResult>(*longer.outcome.result).cells.front().accuracies;
    config.rungs = {2};
    config.repeats = 1;
    const std::int64_t shorter = runJob(project, config, sink_).run;

    const options::ExportResult usual = write(project, {}, "usual.onnx");
    EXPECT_EQ(usual.run, longer.run);
    EXPECT_EQ(usual.seed, 7);
    EXPECT_EQ(usual.accuracy, accuracies.front()) << "of these weights, not the mean";
    EXPECT_EQ(usual.scoredOn, "32 validation images (used to choose by)");
    EXPECT_EQ(usual.seeds, 2);
    EXPECT_NEAR(usual.meanAccuracy.value(), (accuracies[0] + accuracies[1]) / 2, 1e-12);
    const std::string card = base::readFile(folder_ / "usual.onnx.md");
    for (const char* part : {"seed 7, on 32 validation images (used to choose by)", "with 2 seeds",
             "--list validation --train-images 64 --validation-images 32"}) {
        EXPECT_THAT(card, ::testing::HasSubstr(part));
    }
    EXPECT_THAT(card, ::testing::Not(::testing::HasSubstr(":train")));

    const options::ExportResult named = write(project, {.run = shorter}, "named.onnx");
    EXPECT_EQ(named.run, shorter);
    EXPECT_FALSE(named.seeds) << "one seed has no mean";
    config.genotypes = {"DARTS_V2"};
    const Finished other = runJob(project, config, sink_);
    ExportConfig wrong{.network = network_, .genotype = "DARTS_V1", .path = (folder_ / "wrong.onnx").string()};
    wrong.run = other.run;
    const Finished refused = runJob(project, wrong, sink_);
    ASSERT_TRUE(refused.outcome.error);
    EXPECT_THAT(refused.outcome.error->what(), ::testing::HasSubstr("Run " + std::to_string(other.run)));
}

TEST_F(ExportedFile, WithRandomWeightsClaimsNoAccuracy) {
    store::Project project = store::Project::create(folder_ / "test.paretoscope");
    ASSERT_NO_FATAL_FAILURE(train(project));
    const auto written = write(project, {.weights = options::WeightsKind::Random}, "random.onnx");
    EXPECT_FALSE(written.accuracy);
    EXPECT_THAT(base::readFile(folder_ / "random.onnx"), ::testing::Not(::testing::HasSubstr("paretoscope.accuracy")));
    EXPECT_THAT(base::readFile(folder_ / "random.onnx.md"), ::testing::HasSubstr("the weights are random"));
}

TEST_F(ExportedFile, SaysOnWhatItsLatenciesWereMeasuredAndHowFarTheyAreOff) {
    store::Project project = store::Project::create(folder_ / "test.paretoscope");
    const space::Architecture architecture{space::published("DARTS_V1"), network_.shape};
    const auto measure = [&](const std::string& setting, const std::string& conditions, double ms) {
        project.addMeasurements(std::vector{records::Measurement{.deviceSetting = records::parseDeviceSetting(setting),
            .genotype = space::sorted(architecture.genotype),
            .shape = architecture.shape,
            .canonicalHash = space::canonicalHash(architecture),
            .value = ms,
            .rounds = {ms},
            .session = "one",
            .takenAt = "2026-01-01T00:00:00Z",
            .conditions = conditions}});
    };
    measure("cpu/eager/t1/b1/f32", R"({"processor": "Xeon 9"})", 2);
    measure("cmd/board/b1", R"({"hardware": "Board", "runtime": "ncnn", "number_type": "float16", "threads": 4})", 7);
    const auto written = write(project, {.weights = options::WeightsKind::Random}, "random.onnx");
    ASSERT_TRUE(written.cardPath);
    const std::string card = base::readFile(*written.cardPath);
    EXPECT_THAT(card, ::testing::HasSubstr("| cpu/eager/t1/b1/f32 | Xeon 9 | 2 | not known | measured |"));
    EXPECT_THAT(
        card, ::testing::HasSubstr("| cmd/board/b1 | Board, ncnn, float16, threads: 4 | 7 | not known | measured |"));
    const auto alone = write(project, {.weights = options::WeightsKind::Random, .card = false}, "alone.onnx");
    EXPECT_FALSE(alone.cardPath);
    EXPECT_FALSE(fs::exists(folder_ / "alone.onnx.md"));
}

}
}
