// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/options/jobs.h"
#include "core/options/presets.h"
#include "core/store/project.h"
#include "tests/cli/run_program.h"

namespace paretoscope::cli::testing {
namespace {

class Cli : public ::testing::Test {
protected:
    [[nodiscard]] Result run(const std::string& arguments) const { return testing::run(folder.path(), arguments); }
    TestFolder folder;
};

TEST_F(Cli, EveryCommandExplainsItself) {
    EXPECT_EQ(run("--help").status, 0);
    EXPECT_NE(run("--version").output.find("paretoscope-cli 0."), std::string::npos);
    for (const std::string command :
        {"demo", "data", "data fetch", "doctor", "devices", "devices add", "devices check", "devices remove", "measure",
            "fit", "search", "explore", "finish", "train", "score", "front", "show", "export", "runs", "worker",
            "import", "compare", "presets", "profile", "profile export", "profile import", "profile show", "tune"}) {
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
    EXPECT_NE(command.output.find("did you mean 'measure'?"), std::string::npos) << command.output;
    const Result several = run("measure 0 --count 3");
    EXPECT_NE(several.output.find("not expected: 0 --count 3\n"), std::string::npos) << several.output;
    EXPECT_EQ(run("measure --genotype DARTS_V2 --architectures 5").status, 2) << "chosen or random ones";
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
             "measure --device cmd/missing/b1", "export DARTS_V2 -o cell.onnx",
             "export DARTS_V2 --weights random --run 3 -o cell.onnx", "explore", "search --target 3"}) {
        const int status = run(refused + smallNetwork).status;
        EXPECT_TRUE(status == 2 || status == 3) << refused << ": " << status;
    }
    const Result gpu = run("train DARTS_V2 --steps 1 --on gpu63" + smallNetwork);
    EXPECT_NE(gpu.output.find("on gpu63"), std::string::npos) << gpu.output;
    EXPECT_NE(gpu.status, 0);
    EXPECT_EQ(run("--json runs").output, "");
    ASSERT_EQ(run("export DARTS_V2 --weights random -o cell.onnx" + smallNetwork).status, 0);
    EXPECT_NE(run("--json runs").output.find("finished"), std::string::npos);
}

TEST_F(Cli, ShowsACellAsTextDotAndSvg) {
    const Result text = run("show DARTS_V2 --size 32 --channels 36 --cells 20");
    EXPECT_EQ(text.status, 0);
    EXPECT_NE(text.output.find("Genotype(normal=[('sep_conv_3x3', 0)"), std::string::npos);
    EXPECT_NE(text.output.find("3349342 parameters"), std::string::npos) << text.output;
    const Result json = run("--json show DARTS_V2 -o -");
    EXPECT_NE(json.output.find("\"connected\":true"), std::string::npos) << json.output;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "-"));
    EXPECT_EQ(run("show DARTS_V2 --format svg -o cell.svg").status, 0);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "cell.svg"));
    EXPECT_NE(run("show DARTS_V2 --format dot").output.find("digraph"), std::string::npos);
    const Result unknown = run("show DARTS_V3");
    EXPECT_EQ(unknown.status, 2);
    EXPECT_NE(unknown.output.find("DARTS_V2"), std::string::npos) << unknown.output;
    const Result number = run("show 84");
    EXPECT_EQ(number.status, 2);
    EXPECT_NE(number.output.find("written '#84'"), std::string::npos) << number.output;
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

/// What a command's newest run was asked to do.
template <typename Config>
Config newestConfig(const std::filesystem::path& folder) {
    const store::Project project = store::Project::open(folder / "project.paretoscope", store::Mode::ReadOnly);
    return options::jobConfigFromJson<Config>(project.runs({.kind = Config::kind, .limit = 1}).at(0).configuration);
}

TEST_F(Cli, FlagsBesideAPresetWinOverIt) {
    // Flags before and behind it.
    const Result result =
        run("train --batch 8 DARTS_V2 --preset darts-cifar --data synthetic --train-images 64 "
            "--test-images 16 --epochs 0.5 --auxiliary-weight 0 --cutout 4 --size 8 --channels 4 --cells 3");
    ASSERT_EQ(result.status, 0) << result.output;
    const auto config = newestConfig<options::TrainConfig>(folder.path());
    options::TrainConfig expected = options::presetOf<options::TrainConfig>("darts-cifar").config;
    expected.genotypes = config.genotypes;
    expected.network.shape = {.inputSize = 8, .channels = 4, .cells = 3};
    expected.data = {.source = "synthetic", .trainImages = 64, .validationImages = 0, .testImages = 16};
    expected.batchSize = 8;
    expected.auxiliaryWeight = 0;
    expected.cutout = 4; // the preset's covers so small an image
    expected.rungs = {4};
    EXPECT_EQ(config, expected);
    const Result search = run("search --preset pc-darts-cifar --data synthetic --train-images 64 --batch 8 --steps 2 "
                              "--warm-up-epochs 0.5 --archive-samples 1 --lambda 0"
        + smallNetwork);
    ASSERT_EQ(search.status, 0) << search.output;
    const auto searched = newestConfig<options::SearchConfig>(folder.path());
    EXPECT_EQ(searched.partialChannels, 4);
    EXPECT_EQ(searched.architectureLearningRate, 6e-4);
    EXPECT_EQ(searched.searchSteps, 2);
    EXPECT_EQ(searched.warmUpSteps, 2) << "half of the 32 images for the weights, 8 a step";
    EXPECT_EQ(searched.epochSteps, 4);
}

TEST_F(Cli, StepsOrEpochsButNotBoth) {
    const Result both = run("train DARTS_V2 --steps 1 --epochs 1");
    EXPECT_EQ(both.status, 2);
    EXPECT_NE(both.output.find("--epochs"), std::string::npos) << both.output;
    EXPECT_EQ(run("search --warm-up-steps 1 --warm-up-epochs 1").status, 2);
    const Result none = run("train DARTS_V2 --epochs 0");
    EXPECT_EQ(none.status, 2);
    EXPECT_NE(none.output.find("--epochs is 0"), std::string::npos) << none.output;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "project.paretoscope"));
}

TEST_F(Cli, APresetThatDoesNotFitIsRefusedWithWhatWould) {
    const Result unknown = run("train DARTS_V2 --preset darts");
    EXPECT_EQ(unknown.status, 2);
    EXPECT_NE(unknown.output.find("pc-darts-cifar"), std::string::npos) << unknown.output;
    const Result images = run("train DARTS_V2 --preset pc-darts-imagenet");
    EXPECT_EQ(images.status, 2);
    EXPECT_NE(images.output.find("--data is not given"), std::string::npos) << images.output;
    const Result space = run("search --preset darts-cifar --space nas-bench-201");
    EXPECT_EQ(space.status, 2);
    EXPECT_NE(space.output.find("--space is nas-bench-201"), std::string::npos) << space.output;
}

TEST_F(Cli, ListsThePresetsWithAllNumbers) {
    const Result text = run("presets");
    EXPECT_EQ(text.status, 0);
    for (const char* shown : {"short", "pc-darts-imagenet", "312500", "0.025", "--label-smoothing", "19532"}) {
        EXPECT_NE(text.output.find(shown), std::string::npos) << shown << "\n" << text.output;
    }
    std::istringstream lines(run("--json presets train").output);
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line);
        names.push_back(json.at("name"));
        EXPECT_TRUE(json.at("configuration").contains("learning_rate"));
    }
    EXPECT_EQ(names, options::presetNames<options::TrainConfig>());
}

TEST_F(Cli, AFetchThatFailsSaysWhyAndLeavesNoData) {
    ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
    ::setenv("PARETOSCOPE_DATA_MIRROR", "http://127.0.0.1:1/", 1); // nobody listens there
    ::setenv("no_proxy", "127.0.0.1", 1);
    const Result result = run("data fetch cifar10");
    const Result unknown = run("data fetch imagenet");
    const Result listed = run("data");
    for (const char* name : {"XDG_DATA_HOME", "PARETOSCOPE_DATA_MIRROR", "no_proxy"}) {
        ::unsetenv(name);
    }
    EXPECT_EQ(result.status, 1) << result.output;
    EXPECT_NE(result.output.find("cifar-10-binary.tar.gz could not be downloaded"), std::string::npos) << result.output;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "paretoscope/cifar-10-batches-bin"));
    EXPECT_EQ(unknown.status, 2);
    EXPECT_NE(listed.output.find("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"), std::string::npos)
        << listed.output;
    EXPECT_NE(listed.output.find("folder:DIR"), std::string::npos);
}

/// An uncompressed Windows bitmap of 2 × 2 pixels.
void writePicture(const std::filesystem::path& file, char colour) {
    std::string bytes("BM");
    for (const char byte : {70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0}) {
        bytes += byte;
    }
    bytes.resize(54);
    bytes.resize(70, colour);
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

TEST_F(Cli, ListsTheFilesOfAPartOfAnImageFolder) {
    for (int i = 0; i < 10; ++i) {
        writePicture(folder.path() / "images/a" / (std::to_string(i) + ".bmp"), static_cast<char>(i));
        writePicture(folder.path() / "images/b" / (std::to_string(i) + ".bmp"), static_cast<char>(20 + i));
    }
    const auto files = [this](const std::string& arguments) {
        const Result result = run("data folder:images --list " + arguments);
        EXPECT_EQ(result.status, 0) << result.output;
        std::istringstream lines(result.output);
        std::vector<std::string> found;
        for (std::string line; std::getline(lines, line);) {
            EXPECT_TRUE(std::filesystem::exists(folder.path() / line)) << line;
            found.push_back(line);
        }
        return found;
    };
    std::vector<std::string> all = files("test");
    EXPECT_EQ(all.size(), 4U) << "a fifth of each class";
    for (const auto& [part, count] : {std::pair{"train --train-images 10", 10U},
             {"validation --train-images 10 --validation-images 3", 3U}, {"validation --train-images 13", 3U}}) {
        const std::vector<std::string> found = files(part);
        EXPECT_EQ(found.size(), count) << part;
        all.insert(all.end(), found.begin(), found.end());
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::unique(all.begin(), all.end()), all.end()) << "no image is in two parts";
    EXPECT_EQ(all.size(), 20U);
    writePicture(folder.path() / "images/a" / "line\nbreak.bmp", 'x');
    EXPECT_EQ(run("data folder:images --list train").status, 2) << "one a line could not be told apart";
    EXPECT_NE(run("--json data folder:images --list train").output.find("line\\nbreak"), std::string::npos);
    EXPECT_EQ(run("data folder:images --list validation").status, 2);
    EXPECT_EQ(run("data synthetic --list test").status, 2);
    EXPECT_EQ(run("data --list test").status, 2);
}

TEST_F(Cli, TrainsWithTheIngredientsOfThePapersFinalTraining) {
    const Result result = run("train DARTS_V2 --steps 2 --batch 8 --train-images 16 --test-images 16 --cutout 8 "
                              "--drop-path 0.2 --auxiliary-weight 0.4 --size 32 --channels 4 --cells 3");
    EXPECT_EQ(result.status, 0) << result.output;
}

}
}
