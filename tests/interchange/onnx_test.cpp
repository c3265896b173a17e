// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/onnx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/interchange/onnx_check.h"
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
    try {
        checkOnnx(model, onnxCases().front().network);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidShape) << error.what();
    }
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
    try {
        exportOnnx(given.network, given.weights, {}, missing);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::FileUnwritable);
        EXPECT_THAT(error.what(), testing::HasSubstr(missing.string()));
    }
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
