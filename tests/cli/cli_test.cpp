// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/run_program.h"

namespace paretoscope::cli::testing {
namespace {

class Cli : public ::testing::Test {
protected:
    [[nodiscard]] Result run(const std::string& arguments) const { return testing::run(folder.path(), arguments); }
    Folder folder;
};

TEST_F(Cli, EveryCommandExplainsItself) {
    EXPECT_EQ(run("--help").status, 0);
    EXPECT_NE(run("--version").output.find("paretoscope-cli 0."), std::string::npos);
    for (const std::string command :
        {"demo", "data", "doctor", "devices", "devices add", "devices check", "devices remove", "measure", "fit",
            "search", "explore", "finish", "train", "score", "front", "show", "export", "runs", "worker", "import",
            "compare", "profile", "profile export", "profile import", "profile show", "tune"}) {
        const Result help = run(command + " --help");
        EXPECT_EQ(help.status, 0) << command;
        EXPECT_NE(help.output.find("\n  paretoscope-cli " + command), std::string::npos) << help.output;
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; };
        EXPECT_TRUE(std::ranges::none_of(help.output, isControl)) << command;
    }
}

TEST_F(Cli, AnUnknownWordIsAnsweredWithWhatIsAllowed) {
    const Result option = run("measure --architecture 5 --frobnicate");
    EXPECT_EQ(option.status, 2);
    EXPECT_NE(option.output.find("--architectures"), std::string::npos) << option.output;
    const Result command = run("mesure");
    EXPECT_EQ(command.status, 2);
    EXPECT_NE(command.output.find("'mesure'"), std::string::npos) << command.output;
    EXPECT_NE(command.output.find("measure,"), std::string::npos) << command.output;
    const Result value = run("search --guard cap");
    EXPECT_EQ(value.status, 2);
    EXPECT_NE(value.output.find("auxiliary-skip"), std::string::npos) << value.output;
    EXPECT_EQ(run("").status, 2);
}

TEST_F(Cli, AValueOutOfRangeIsNamedAndNothingIsMade) {
    const Result result = run("search --lambda -1");
    EXPECT_EQ(result.status, 2);
    EXPECT_NE(result.output.find("--lambda is -1"), std::string::npos) << result.output;
    const Result latency = run("explore --latency -3");
    EXPECT_NE(latency.output.find("--latency is -3"), std::string::npos) << latency.output;
    EXPECT_NE(run("explore --latency -0.5ms").output.find("--latency is -0.5"), std::string::npos);
    const Result size = run("measure --size 7");
    EXPECT_NE(size.output.find("--size is 7"), std::string::npos) << size.output;
    const Result steps = run("explore --steps 640 300");
    EXPECT_EQ(steps.status, 2);
    EXPECT_NE(steps.output.find("the second is larger"), std::string::npos) << steps.output;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "project.paretoscope"));
}

TEST_F(Cli, WhatIsRefusedBeforeItBeganLeavesNoRun) {
    for (const char* refused : {"fit", "train NO_SUCH_CELL --steps 1", "train DARTS_V2 --steps 1 --data folder:missing",
             "measure --device cmd/missing/b1", "export DARTS_V2 -o cell.onnx", "explore", "search --target 3"}) {
        const int status = run(refused + smallNetwork).status;
        EXPECT_TRUE(status == 2 || status == 3) << refused << ": " << status;
    }
    EXPECT_EQ(run("--json runs").output, "");
    ASSERT_EQ(run("export DARTS_V2 --weights random -o cell.onnx" + smallNetwork).status, 0);
    EXPECT_NE(run("--json runs").output.find("finished"), std::string::npos);
}

TEST_F(Cli, ShowsACellAsTextDotAndSvg) {
    const Result text = run("show DARTS_V2 --size 32 --channels 36 --cells 20");
    EXPECT_EQ(text.status, 0);
    EXPECT_NE(text.output.find("Genotype(normal=[('sep_conv_3x3', 0)"), std::string::npos);
    EXPECT_NE(text.output.find("3349342 parameters"), std::string::npos) << text.output;
    EXPECT_EQ(run("show DARTS_V2 --format svg -o cell.svg").status, 0);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "cell.svg"));
    EXPECT_NE(run("show DARTS_V2 --format dot").output.find("digraph"), std::string::npos);
    const Result unknown = run("show DARTS_V3");
    EXPECT_EQ(unknown.status, 2);
    EXPECT_NE(unknown.output.find("DARTS_V2"), std::string::npos) << unknown.output;
}

TEST_F(Cli, AWrongEdgeInAGenotypeIsNamed) {
    const Result result = run("show \"Genotype(normal=[('sep_conv_3x3', 9)])\"");
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.output.find("error:"), std::string::npos);
}

TEST_F(Cli, TruncatedAndForeignDataIsNamed) {
    std::filesystem::create_directories(folder.path() / "cifar-10-batches-bin");
    std::ofstream(folder.path() / "cifar-10-batches-bin/data_batch_1.bin") << "short";
    const Result truncated = run("data cifar10:.");
    EXPECT_EQ(truncated.status, 3);
    EXPECT_NE(truncated.output.find("data_batch_1.bin"), std::string::npos) << truncated.output;
    EXPECT_NE(run("data mnist").output.find("cifar10"), std::string::npos);
}

TEST_F(Cli, AFileThatIsNoProjectIsRefusedAndLeftAlone) {
    std::ofstream(folder.path() / "project.paretoscope") << "not a project, but somebody's notes";
    const Result result = run("runs");
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "project.paretoscope"), 35U);
}

TEST_F(Cli, MachinesGetJsonLines) {
    const Result result = run("--json export DARTS_V1 --weights random -o a.onnx" + smallNetwork);
    ASSERT_EQ(result.status, 0) << result.output;
    const std::string last = result.output.substr(result.output.rfind('\n', result.output.size() - 2) + 1);
    EXPECT_EQ(nlohmann::json::parse(last).at("weights"), "random");
    const Result failed = run("--json export DARTS_V1 -o a.onnx" + smallNetwork);
    EXPECT_EQ(failed.status, 3);
    EXPECT_NE(failed.output.find("\"error\":\"not-found\""), std::string::npos) << failed.output;
}

TEST_F(Cli, ALiveSearchIsSteeredByLinesOnStandardInput) {
    const std::string device = " --device cpu/eager/t1/b1/f32" + smallNetwork;
    ASSERT_EQ(run("measure --architectures 36 --no-energy" + device).status, 0);
    ASSERT_EQ(run("fit" + device).status, 0);
    const Result result = testing::run(folder.path(),
        "search --json --live --train-images 64 --validation-images 16 --batch 8 --warm-up-steps 1 --steps 2 "
        "--epoch-steps 3 --archive-samples 1"
            + device,
        "printf 'faster\\n0.3\\n'");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_NE(result.output.find("write a number and press Enter to set λ"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("λ is now 0.3"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("\"searches\":[{\"lambda\":0.3"), std::string::npos) << result.output;
}

TEST_F(Cli, TrainsWithTheIngredientsOfThePapersFinalTraining) {
    const Result result = run("train DARTS_V2 --steps 2 --batch 8 --train-images 16 --test-images 16 --cutout 8 "
                              "--drop-path 0.2 --auxiliary-weight 0.4 --size 32 --channels 4 --cells 3");
    EXPECT_EQ(result.status, 0) << result.output;
}

}
}
