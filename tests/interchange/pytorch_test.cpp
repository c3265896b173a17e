// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/pytorch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tests/expect_error.h"
#include "tests/interchange/onnx_cases.h"
#include "tests/interchange/python_check.h"
#include "tests/interchange/reference_interpreter.h"

namespace paretoscope::interchange {
namespace {

namespace fs = std::filesystem;

using PytorchExport = PythonCheck;

constexpr int imageCount = 3;

TEST_F(PytorchExport, GivesTheLogitsOfTheReferenceInterpreter) {
    if (runPython("-c 'import torch, numpy' 2>/dev/null") != 0) {
        GTEST_SKIP() << "needs a Python with torch and numpy; name it in PARETOSCOPE_TEST_PYTHON";
    }
    for (const OnnxCase& given : onnxCases()) {
        const std::vector<float> images = randomImages(given.network, imageCount, 5);
        exportPytorch(given.network, given.weights, {}, folder_ / (given.name + ".py"));
        writeNumbers(given.name + ".images", images);
        writeNumbers(given.name + ".logits", interpret(given.network, given.weights, images, imageCount));
    }
    EXPECT_EQ(runPython("'" PYTORCH_CHECK_SCRIPT "' '" + folder_.string() + "' " + std::to_string(imageCount)), 0);
}

TEST_F(PytorchExport, IsValidPythonThatNamesEveryOperationOfTheCell) {
    const std::string note = std::string("a \"quoted\"\n\\ note") + '\0' + "\r\f caf\xe9 \u202E"; // a title of others
    for (const OnnxCase& given : onnxCases()) {
        const fs::path path = folder_ / (given.name + ".py");
        exportPytorch(given.network, given.weights, {WeightsOrigin::Random, {{"note", note}}}, path);
        const std::string text = base::readFile(path);
        EXPECT_EQ(base::withoutControls(text), text);
        for (const space::CellGenotype& cell : given.network.architecture.genotype.cells) {
            for (const space::Choice& choice : cell.choices) {
                if (choice.operation != space::Operation::None) {
                    EXPECT_THAT(text,
                        testing::HasSubstr("(\"" + std::string(space::operationName(choice.operation)) + "\", "
                            + std::to_string(choice.source) + ", " + std::to_string(choice.target) + ")"));
                }
            }
        }
    }
    if (runPython("-c pass 2>/dev/null") == 0) {
        EXPECT_EQ(runPython("-m compileall -q '" + folder_.string() + "'"), 0);
    }
}

TEST_F(PytorchExport, KeepsEveryWeightUnderANameOfItsOwn) {
    for (const OnnxCase& given : onnxCases()) {
        const fs::path path = folder_ / (given.name + ".py");
        exportPytorch(given.network, given.weights, {}, path);
        const Weights read = weightsFromSafetensors(base::readFile(pytorchWeightsPath(path)));
        std::size_t arrays = 0;
        std::multiset<std::vector<float>> sent;
        std::multiset<std::vector<float>> got;
        for (const space::Operator& op : given.network.operators) {
            for (const auto& [name, shape] : weightShapes(op)) {
                sent.insert(given.weights.at(name).values);
                ++arrays;
            }
        }
        for (const auto& [name, array] : read) {
            got.insert(array.values);
            EXPECT_EQ(name.find(".node"), std::string::npos) << name;
        }
        EXPECT_EQ(read.size(), arrays);
        EXPECT_EQ(got, sent);
    }
}

TEST_F(PytorchExport, NamesTheWeightThatIsMissing) {
    OnnxCase given = onnxCases().front();
    given.weights.erase("classifier.bias");
    const Error error = errorOf([&] { exportPytorch(given.network, given.weights, {}, folder_ / "model.py"); });
    EXPECT_EQ(error.code(), ErrorCode::InvalidData);
    EXPECT_THAT(error.what(), testing::HasSubstr("classifier.bias"));
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST(Safetensors, ReadsBackWhatItWroteAndIsAligned) {
    const Weights weights{{"a", {{2, 3}, {1, 2, 3, 4, 5, 6}}}, {"b.c", {{1}, {-0.5F}}}, {"empty", {{0, 4}, {}}}};
    const std::string bytes = safetensorsBytes(weights, {{"genotype", "Genotype(…)"}});
    const Weights read = weightsFromSafetensors(bytes);
    ASSERT_EQ(read.size(), weights.size());
    for (const auto& [name, array] : weights) {
        EXPECT_EQ(read.at(name).shape, array.shape);
        EXPECT_EQ(read.at(name).values, array.values);
    }
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof(length));
    EXPECT_EQ(length % 8, 0U);
    EXPECT_EQ(bytes.size(), 8 + length + 7 * sizeof(float));
}

TEST(Safetensors, ReadsAFileWithoutAByteOfData) {
    const Weights weights{{"empty", {{3, 0}, {}}}};
    EXPECT_EQ(
        weightsFromSafetensors(safetensorsBytes(weights, {})).at("empty").shape, (std::vector<std::int64_t>{3, 0}));
}

TEST(Safetensors, RefusesDamagedBytesInWords) {
    const std::string good = safetensorsBytes({{"a", {{2}, {1, 2}}}}, {});
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_THROW(weightsFromSafetensors(std::string_view(good).substr(0, length)), Error) << length;
    }
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char flip : {'\x01', '\x80', '\x10'}) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ flip);
            try {
                weightsFromSafetensors(bad); // either way: no crash, no other exception
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::InvalidData);
            }
        }
    }
    const std::string huge = R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})";
    std::string bytes(8, '\0');
    bytes[0] = static_cast<char>(huge.size());
    EXPECT_THROW(weightsFromSafetensors(bytes + huge), Error);
}

}
}
