// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/onnx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/interchange/model_card.h"
#include "core/interchange/onnx_check.h"
#include "core/interchange/pytorch.h"
#include "tests/expect_error.h"
#include "tests/interchange/onnx_cases.h"
#include "tests/interchange/python_check.h"
#include "tests/interchange/reference_interpreter.h"

namespace paretoscope::interchange {
namespace {

namespace fs = std::filesystem;

class OnnxExport : public PythonCheck {
protected:
    [[nodiscard]] auto filesInFolder() const {
        return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
    }
};

constexpr int imageCount = 3;

TEST_F(OnnxExport, PassesTheFullCheckerAndRunsInOnnxRuntimeAsTheReferenceInterpreterSays) {
    if (runPython("-c 'import onnx, onnxruntime' 2>/dev/null") != 0) {
        GTEST_SKIP() << "needs a Python with onnx and onnxruntime; name it in PARETOSCOPE_TEST_PYTHON";
    }
    const OnnxMetadata metadata{WeightsOrigin::Random, {{"lambda", "0.3"}, {"latency_provenance", "predicted"}}};
    for (const OnnxCase& given : onnxCases()) {
        const std::vector<float> images = randomImages(given.network, imageCount, 5);
        exportOnnx(given.network, given.weights, metadata, folder_ / (given.name + ".onnx"));
        writeNumbers(given.name + ".images", images);
        writeNumbers(given.name + ".logits", interpret(given.network, given.weights, images, imageCount));
    }
    EXPECT_EQ(runPython("'" ONNX_CHECK_SCRIPT "' '" + folder_.string() + "' " + std::to_string(imageCount)), 0);
}

ImageInput someInput(const space::Shape& shape) {
    ImageInput input{{0.4F, 0.5F, 0.6F}, {0.2F, 0.25F, 0.3F}, {"class \"0\", ä"}};
    while (input.classes.size() < static_cast<std::size_t>(shape.classes)) {
        input.classes.push_back("class " + std::to_string(input.classes.size()));
    }
    return input;
}

TEST_F(OnnxExport, TakesPixelsInEveryFormThatItSaysItTakes) {
    if (runPython("-c 'import onnx, onnxruntime' 2>/dev/null") != 0) {
        GTEST_SKIP() << "needs a Python with onnx and onnxruntime; name it in PARETOSCOPE_TEST_PYTHON";
    }
    for (const OnnxCase& given : onnxCases()) {
        const space::Shape& shape = given.network.architecture.shape;
        if (!given.name.ends_with("-random-0") && given.name != "bench-dead-node") {
            continue; // starting Python for each takes its time
        }
        const OnnxMetadata metadata{WeightsOrigin::Random, {}, someInput(shape)};
        const auto write = [&](const std::string& name, const OnnxForm& form) {
            const fs::path path = folder_ / (name + "_" + std::to_string(form.opset) + ".onnx");
            exportOnnx(given.network, given.weights, metadata, path, form);
            checkOnnx(base::readFile(path), given.network);
        };
        write("raw", {.pixels = PixelRange::Normalised});
        write("bytes", {.batch = 1, .pixels = PixelRange::Bytes, .softmax = true});
        for (const int opset : {OnnxForm::oldestOpset, 13, 15, 17, OnnxForm::newestOpset}) {
            write("unit", {.opset = opset, .batch = opset == 13 ? 2 : 0});
        }
        exportPytorch(given.network, given.weights, metadata, folder_ / "model.py");
        exportPytorch(given.network, given.weights, metadata, folder_ / "raw.py", PixelRange::Normalised);
        const bool torch = runPython("-c 'import torch' 2>/dev/null") == 0;
        EXPECT_EQ(runPython("'" INPUT_CHECK_SCRIPT "' '" + folder_.string() + "' " + std::to_string(shape.inputSize)
                      + (torch ? " torch" : "")),
            0)
            << given.name;
    }
}

TEST_F(OnnxExport, RefusesWhatDoesNotFitTheNetwork) {
    const OnnxCase given = onnxCases().front();
    const auto refuses = [&given](const ImageInput& input, const OnnxForm& form) {
        EXPECT_THROW(onnxBytes(given.network, given.weights, {WeightsOrigin::Random, {}, input}, form), Error);
    };
    const ImageInput good = someInput(given.network.architecture.shape);
    refuses(good, {.opset = 10});
    refuses(good, {.opset = 22});
    ImageInput input = good;
    input.classes.pop_back();
    refuses(input, {});
    input = good;
    input.deviation[1] = 0;
    refuses(input, {});
    input = good;
    input.mean.pop_back();
    refuses(input, {});
    EXPECT_THROW(exportPytorch(given.network, given.weights, {WeightsOrigin::Random, {}, good}, folder_ / "model.py",
                     PixelRange::Bytes),
        Error);
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST(ModelCard, SaysWhatAFileIsAndWhatIsNotKnown) {
    const OnnxCase given = onnxCases().front();
    OnnxMetadata metadata{WeightsOrigin::Random, {}, {}};
    const std::string untrained = modelCard(given.network, metadata, {}, {.file = "cell.onnx"});
    for (const char* part : {"# cell.onnx", "random weights", "None: the weights are random", "Not measured",
             "data:image/svg+xml;base64,PHN2Zy", "InferenceSession(\"cell.onnx\")"}) {
        EXPECT_THAT(untrained, testing::HasSubstr(part));
    }
    metadata = {WeightsOrigin::Trained,
        {{"accuracy", "0.93"}, {"accuracy_protocol", "trained 9 steps | x"}, {"accuracy_seed", "1"},
            {"latencies",
                R"([{"device_setting":"cpu/eager/t1/b1/f32","hardware":"Board 1","latency_ms":2.5,"relative_error":0.02,"provenance":"measured"},
                {"device_setting":"table/x","latency_ms":3,"provenance":"imported"}])"}},
        someInput(given.network.architecture.shape)};
    const std::string trained = modelCard(given.network, metadata, {},
        {.file = "m.py", .python = true, .trainedOn = "cifar10:x", .recipe = R"({"steps":9})"});
    for (const char* part :
        {"**0.93**", "trained 9 steps \\| x", "| cpu/eager/t1/b1/f32 | Board 1 | 2.5 | 0.05 | measured |",
            "| table/x | not known | 3 | not known | imported |", "Krizhevsky", "- steps: 9", "import m\n"}) {
        EXPECT_THAT(trained, testing::HasSubstr(part));
    }
}

TEST_F(OnnxExport, ReadsBackAsWhatItIsAndADamagedFileDoesNot) {
    for (const OnnxCase& given : onnxCases()) {
        const std::string bytes = onnxBytes(given.network, given.weights, {});
        const OnnxSummary summary = checkOnnx(bytes, given.network);
        EXPECT_GT(summary.nodes, 3) << given.name;
        EXPECT_GT(summary.weights, 0);
        EXPECT_THROW(checkOnnx(std::string_view(bytes).substr(0, bytes.size() / 2), given.network), Error);
    }
    OnnxCase given = onnxCases().front();
    const std::string bytes = onnxBytes(given.network, given.weights, {});
    given.network.tensors.front().channels += 1;
    EXPECT_THROW(checkOnnx(bytes, given.network), Error) << "another network's file";
    EXPECT_THROW(checkOnnx("", given.network), Error);
}

TEST_F(OnnxExport, RefusesAWeightOfMoreNumbersThanCanBeCounted) {
    // 2^62 × 4 numbers, counted in 64 bits, would be as many as the none that it holds.
    const std::string sizes = "\x08" + std::string(8, '\x80') + "\x40\x08\x04";
    const std::string weight = sizes + "\x10\x01\x42\x01w";
    const std::string graph = "\x2a" + std::string(1, static_cast<char>(weight.size())) + weight;
    const std::string model = "\x3a" + std::string(1, static_cast<char>(graph.size())) + graph;
    const Error error = errorOf([&] { checkOnnx(model, onnxCases().front().network); });
    EXPECT_EQ(error.code(), ErrorCode::InvalidShape) << error.what();
}

TEST_F(OnnxExport, IsTheSameBytesForTheSameNetwork) {
    const OnnxCase given = onnxCases().front();
    EXPECT_EQ(onnxBytes(given.network, given.weights, {}), onnxBytes(given.network, given.weights, {}));
}

TEST_F(OnnxExport, CarriesGenotypeAndProvenanceAsText) {
    const OnnxCase given = onnxCases().front();
    const OnnxMetadata metadata{WeightsOrigin::OneShot, {{"latency_ms", "12.5"}, {"latency_provenance", "measured"}}};
    const std::string bytes = onnxBytes(given.network, given.weights, metadata);
    EXPECT_THAT(bytes, testing::HasSubstr(space::toText(given.network.architecture.genotype)));
    EXPECT_THAT(bytes, testing::HasSubstr("paretoscope.latency_provenance"));
    EXPECT_THAT(bytes, testing::HasSubstr("one-shot"));
}

TEST_F(OnnxExport, NamesTheFileItCannotWriteAndLeavesNothingBehind) {
    const OnnxCase given = onnxCases().front();
    const fs::path missing = folder_ / "no" / "such" / "model.onnx";
    const Error error = errorOf([&] { exportOnnx(given.network, given.weights, {}, missing); });
    EXPECT_EQ(error.code(), ErrorCode::FileUnwritable);
    EXPECT_THAT(error.what(), testing::HasSubstr(missing.string()));
    EXPECT_EQ(filesInFolder(), 0);
}

TEST_F(OnnxExport, ReplacesAFileAsAWhole) {
    const fs::path path = folder_ / "file.txt";
    base::writeFileAtomically(path, "first, and longer");
    base::writeFileAtomically(path, "second");
    EXPECT_EQ(base::readFile(path), "second");
    base::writeFileAtomically(path, "");
    EXPECT_EQ(base::readFile(path), "");
    fs::create_directories(folder_ / "full" / "folder");
    EXPECT_THROW(base::writeFileAtomically(folder_ / "full", "a folder is not a file"), Error);
    EXPECT_EQ(filesInFolder(), 2) << "no temporary file stays";
    EXPECT_THROW(base::readFile(folder_ / "none"), Error);
    EXPECT_THROW(base::readFile(folder_), Error);
}

TEST_F(OnnxExport, TakesTheEnginesArraysWithoutItsCounters) {
    const std::vector<float> values{1, 2, 3, 4};
    const std::vector<std::int64_t> counter{7};
    const std::vector<base::NamedArray> arrays{
        base::makeArray("a.weight", {2, 2}, values), base::makeArray("a.steps", {1}, counter)};
    const Weights weights = weightsFrom(arrays);
    ASSERT_EQ(weights.size(), 1U);
    EXPECT_EQ(weights.at("a.weight").values, values);
    EXPECT_EQ(weights.at("a.weight").shape, (std::vector<std::int64_t>{2, 2}));
}

}
}
