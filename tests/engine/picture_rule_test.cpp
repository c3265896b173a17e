// SPDX-License-Identifier: Apache-2.0
// That the recipe on a model card, and the one in model.py, make of a picture's file what training made of it.
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/atomic_file.h"
#include "core/data/image_file.h"
#include "core/interchange/model_card.h"
#include "core/interchange/pytorch.h"
#include "core/space/lowering.h"
#include "tests/interchange/python_check.h"

namespace paretoscope::engine {
namespace {

constexpr int side = 32;

class PictureRule : public interchange::PythonCheck {
protected:
    /// Noise, as an uncompressed Windows bitmap, and beside it the planes that training takes of it.
    void writePicture(int width, int height, std::mt19937& random) const {
        std::string bytes("BM");
        const auto number = [&bytes](std::uint32_t value, int count) {
            for (int i = 0; i < count; ++i) {
                bytes += static_cast<char>(value >> (8 * i) & 255);
            }
        };
        const int row = (3 * width + 3) / 4 * 4;
        number(static_cast<std::uint32_t>(54 + row * height), 4), number(0, 4), number(54, 4), number(40, 4);
        number(static_cast<std::uint32_t>(width), 4), number(static_cast<std::uint32_t>(height), 4);
        number(1, 2), number(24, 2);
        for (int i = 0; i < 6; ++i) {
            number(0, 4);
        }
        for (int i = 0; i < row * height; ++i) {
            bytes += static_cast<char>(random() & 255);
        }
        const std::string name = std::to_string(width) + "x" + std::to_string(height);
        base::writeFileAtomically(folder_ / (name + ".bmp"), bytes);
        std::string planes(3 * side * side, '\0');
        data::toSquarePlanes(
            data::readImage(folder_ / (name + ".bmp"), side), side, reinterpret_cast<std::uint8_t*>(planes.data()));
        base::writeFileAtomically(folder_ / (name + ".planes"), planes);
    }

    void SetUp() override {
        std::mt19937 random(3);
        for (const auto& [width, height] : {std::pair{64, 64}, {101, 57}, {33, 32}, {20, 31}, {500, 375}}) {
            writePicture(width, height, random);
        }
    }

    /// `rule`: Python after which pixels_of_file(path) is uint8 [3, side, side]. How many pixels may be one off: where
    /// a matrix product rounds otherwise than one sum after the other.
    int check(const std::string& rule, const std::string& share) {
        base::writeFileAtomically(folder_ / "check.py",
            rule + R"python(
import pathlib
import sys

for file in sorted(pathlib.Path(sys.argv[1]).glob("*.bmp")):
    wanted = numpy.fromfile(file.with_suffix(".planes"), numpy.uint8)
    off = numpy.abs(numpy.asarray(pixels_of_file(str(file))).reshape(-1).astype(int) - wanted)
    print(file.name, "differ:", (off > 0).sum(), "by at most", off.max())
    assert off.max() <= 1 and (off > 0).mean() <= )python"
                + share + "\n");
        return interchange::runPython("'" + (folder_ / "check.py").string() + "' '" + folder_.string() + "'");
    }

    space::LoweredNetwork network_ = space::lower({space::published("DARTS_V1"), {.inputSize = side, .channels = 4}});
};

TEST_F(PictureRule, OfTheModelCardIsTheTrainingsOwn) {
    interchange::CardFacts facts;
    facts.file = "cell.onnx";
    const std::string card = interchange::modelCard(network_, {}, {}, facts);
    const std::size_t begin = card.find("```python\n") + 10;
    const std::size_t end = card.find("import onnxruntime");
    ASSERT_LT(begin, end);
    ASSERT_NE(end, std::string::npos);
    if (interchange::runPython("-c 'import numpy, PIL' 2>/dev/null") != 0) {
        GTEST_SKIP() << "needs a Python with numpy and pillow; name it in PARETOSCOPE_TEST_PYTHON";
    }
    EXPECT_EQ(check(card.substr(begin, end - begin) + "pixels_of_file = lambda path: picture(path, "
                      + std::to_string(side) + ").transpose(2, 0, 1)\n",
                  "0"),
        0);
}

TEST_F(PictureRule, OfTheModuleIsTheTrainingsOwn) {
    base::writeFileAtomically(folder_ / "model.py",
        interchange::pytorchModule(network_.architecture, {}, "model.safetensors", interchange::PixelRange::Unit));
    if (interchange::runPython("-c 'import torch, numpy, PIL' 2>/dev/null") != 0) {
        GTEST_SKIP() << "needs a Python with torch, numpy and pillow; name it in PARETOSCOPE_TEST_PYTHON";
    }
    EXPECT_EQ(check("import model\nimport numpy\n"
                    "pixels_of_file = lambda path: numpy.array((model.preprocess(path) * 255).round().tolist())\n",
                  "0.001"),
        0);
}

}
}
