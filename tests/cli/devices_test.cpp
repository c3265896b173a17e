// SPDX-License-Identifier: GPL-3.0-or-later
// Many devices from a terminal. The simulated accelerator measures in no time, so that whole ways can be gone.
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace paretoscope::cli::testing {
namespace {

class Devices : public ::testing::Test {
protected:
    std::string expectDone(const std::string& arguments) const {
        const Result result = testing::run(folder.path(), arguments);
        EXPECT_EQ(result.status, 0) << arguments << '\n' << result.output;
        return result.output;
    }
    std::string expectRefused(const std::string& arguments, int status) const {
        const Result result = testing::run(folder.path(), arguments);
        EXPECT_EQ(result.status, status) << arguments << '\n' << result.output;
        return result.output;
    }
    static bool contains(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }
    TestFolder folder;
};

TEST_F(Devices, MeasuringEndsAtAnErrorAndItsPredictorCarriesOver) {
    const std::string measured =
        expectDone("measure --device vta:pynq --architectures 300 --until-error 30%" + smallNetwork);
    EXPECT_TRUE(contains(measured, "error")) << measured;
    expectDone("fit --device vta/pynq/cpu");
    expectDone("measure --device vta/pynq/group16 --architectures 12 --repeat-share 0" + smallNetwork);
    EXPECT_TRUE(contains(expectRefused("fit --device vta/pynq/group16", 3), "fit --from"));
    EXPECT_TRUE(contains(expectDone("fit --device vta/pynq/group16 --from vta/pynq/cpu"), "not seen in fitting"));
    EXPECT_TRUE(contains(expectRefused("fit --device vta/pynq/group16 --from cmd/pi/b1", 3), "cmd/pi/b1"));
    const std::string compared = expectDone("compare --source predicted");
    EXPECT_TRUE(contains(compared, "vta/pynq/group16")) << compared;
}

TEST_F(Devices, AProfileCarriesThemToAnotherProject) {
    expectDone("measure --device vta:pynq --architectures 40" + smallNetwork);
    expectDone("fit --device vta/pynq/cpu");
    expectDone("profile export board.psprofile --device vta/pynq/cpu");
    expectDone("--project other.paretoscope profile import board.psprofile");
    EXPECT_TRUE(contains(expectDone("--project other.paretoscope devices"), "vta/pynq/cpu"));
    std::filesystem::resize_file(folder.path() / "board.psprofile", 600);
    EXPECT_TRUE(contains(expectRefused("profile import board.psprofile", 3), "cut off"));
}

/// The one command that makes a GPU's profile, with a GPU that is made up.
TEST_F(Devices, AGpusProfileIsMadeByOneCommand) {
    const std::string command = "cd '" + folder.path().string()
        + "' && PARETOSCOPE_CLI='" PARETOSCOPE_CLI "' PARETOSCOPE_CUDA_PLUGIN='" FAKE_GPU_PLUGIN
          "' PARETOSCOPE_GPU_ARCHITECTURES=36 PARETOSCOPE_GPU_ENERGIES=10 PARETOSCOPE_GPU_OPTIONS='"
        + smallNetwork
        + "' bash '" PARETOSCOPE_SOURCE_DIR "/packaging/gpu_profile.sh' \"$PWD/fake.psprofile\" >log 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    const std::string shown = expectDone("profile show fake.psprofile");
    for (const char* setting : {"gpu0/eager/b1/f32", "gpu0/graph/b1/f32", "gpu0/eager/b64/f32", "gpu0/graph/b64/f32"}) {
        EXPECT_TRUE(contains(shown, setting)) << shown;
    }
}

TEST_F(Devices, AnImportedTableCanBeFittedAndABrokenOneSaysWhere) {
    std::ofstream table(folder.path() / "board.csv");
    table << "arch_str,latency_ms_board\n";
    const char* operations[] = {"skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"};
    for (int i = 0; i < 64; ++i) {
        const auto at = [&](int place) { return operations[i >> (2 * place) & 3]; };
        table << '|' << at(0) << "~0|+|" << at(1) << "~0|" << at(2) << "~1|+|skip_connect~0|skip_connect~1|none~2|,"
              << 1 + (i & 3) + 2 * (i >> 2 & 3) << '\n';
    }
    table << "nonsense,3\n|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|,-1\n";
    table.close();
    const std::string imported = expectDone("import board.csv");
    EXPECT_TRUE(contains(imported, "64")) << imported;
    EXPECT_TRUE(contains(expectDone("devices"), "table/board"));
    EXPECT_TRUE(contains(expectDone("fit --device table/board"), "architectures"));
    EXPECT_TRUE(contains(expectRefused("import missing.csv", 3), "missing.csv"));
}

TEST_F(Devices, RuntimesAreProposedWithTheCommandThatAddsThem) {
    for (const char* python : {"python3", "/missing/python"}) {
        const std::string proposed = expectDone(std::string("devices add --python ") + python);
        for (const std::string name : {"litert", "ncnn", "onnxruntime", "openvino"}) {
            EXPECT_TRUE(
                contains(proposed, name + ": not here") || contains(proposed, "devices add " + name + " -- " + python))
                << proposed;
        }
        EXPECT_EQ(contains(proposed, "No such file"), std::string_view(python) != "python3") << proposed;
    }
    EXPECT_TRUE(contains(expectRefused("devices add pi", 2), "command"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "project.paretoscope")) << "nothing was added";
}

TEST_F(Devices, ASettingThatCannotBeMeasuredHereSaysWhy) {
    EXPECT_TRUE(contains(expectRefused("measure --device cmd/pi/b1", 3), "devices add pi"));
    EXPECT_TRUE(contains(expectRefused("measure --device vta/toaster/cpu", 2), "pynq"));
    EXPECT_TRUE(contains(expectRefused("measure --until-error much", 2), "--until-error"));
    EXPECT_TRUE(contains(expectRefused("measure --budget soon", 2), "--budget"));
}

TEST_F(Devices, TuningComparesMethodsAndWritesWhatAViewNeeds) {
    const std::string layer = "tune --layer conv/1x16x14x14/16x3x3/s1/p1/g1 ";
    const std::string tuned = expectDone(layer + "--trials 32 --method random autotvm --seeds 2 --view view.json");
    EXPECT_TRUE(contains(tuned, "conv/1x16x14x14") && contains(tuned, "autotvm")) << tuned;
    EXPECT_GT(std::filesystem::file_size(folder.path() / "view.json"), 100U);
    EXPECT_TRUE(contains(expectDone("runs"), "tune"));
    EXPECT_TRUE(contains(expectRefused("tune --resume", 3), "no interrupted"));
    EXPECT_TRUE(contains(expectRefused("tune --resume --view spaces.json", 2), "--view cannot be given with --resume"));
}

TEST_F(Devices, TuningExplainsAConfiguration) {
    const std::string layer = "tune --layer conv/1x16x14x14/16x3x3/s1/p1/g1 ";
    EXPECT_TRUE(contains(expectDone(layer + "--explain 0"), "schedule"));
    EXPECT_TRUE(contains(expectRefused(layer + "--explain 99999999999", 2), "explain"));
    EXPECT_TRUE(contains(expectRefused(layer + "--explain nonsense", 2), "explain"));
}

TEST_F(Devices, WhatCannotBeTunedSaysWhy) {
    EXPECT_TRUE(contains(expectRefused("tune", 2), "genotype"));
    EXPECT_TRUE(contains(expectRefused("tune --layer conv/1x0x14x14/16x3x3/s1/p1/g1", 3), "channels"));
    EXPECT_TRUE(contains(expectRefused("tune --layer conv/1x65536x65536x65536/65536x3x3/s1/p1/g1", 3), "2^46"));
    EXPECT_TRUE(contains(expectRefused("tune --layer hello", 3), "conv/"));
    EXPECT_TRUE(contains(expectRefused("tune --genotype DARTS_V2 --method luck", 2), "ours-filtered"));
    EXPECT_TRUE(contains(expectRefused("tune --genotype DARTS_V2 --accelerator toaster", 2), "pynq"));
    EXPECT_TRUE(contains(expectRefused("tune --layers missing.txt", 3), "missing.txt"));
    std::ofstream(folder.path() / "odd.json") << R"({"TARGET": "sim", "LOG_BLOK": 4})";
    EXPECT_TRUE(contains(expectRefused("tune --genotype DARTS_V2 --accelerator odd.json", 3), "LOG_BLOK"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "project.paretoscope")) << "nothing was started";
}

}
}
