// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of one's own pictures, and what commands say and take of the cells that were trained on it.
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/store/project.h"
#include "tests/cli/run_program.h"

namespace paretoscope::cli::testing {
namespace {

using namespace std::chrono_literals;

constexpr int side = 8;

/// A Windows bitmap of one colour.
void writePicture(const std::filesystem::path& path, char grey) {
    const auto number = [](int value) {
        std::string bytes;
        for (int shift = 0; shift < 32; shift += 8) {
            bytes += static_cast<char>(value >> shift);
        }
        return bytes;
    };
    const int pixels = side * side * 3;
    std::ofstream file(path, std::ios::binary);
    file << "BM" << number(54 + pixels) << number(0) << number(54) << number(40) << number(side) << number(side)
         << std::string{1, 0, 24, 0} << number(0) << number(pixels) << std::string(16, '\0')
         << std::string(static_cast<std::size_t>(pixels), grey);
}

class OwnImages : public ::testing::Test {
protected:
    void SetUp() override {
        for (const char* name : {"dark", "light", "middle"}) {
            const std::filesystem::path place = folder.path() / "photos" / name;
            std::filesystem::create_directories(place);
            for (int i = 0; i < picturesOfAClass; ++i) {
                writePicture(place / (std::to_string(i) + ".bmp"), static_cast<char>(40 * name[0] + i));
            }
            std::ofstream(place / "broken.png") << "no picture";
        }
    }
    [[nodiscard]] Result run(const std::string& arguments) const { return testing::run(folder.path(), arguments); }

    static constexpr int picturesOfAClass = 20;
    const std::string data = " --data folder:photos";
    const std::string network = " --size 8 --channels 4 --cells 3";
    TestFolder folder;
};

TEST_F(OwnImages, AreCountedAsWhatCanBeRead) {
    const Result trained = run("train DARTS_V2 --steps 2 --seed 3" + data + network);
    ASSERT_EQ(trained.status, 0) << trained.output;
    EXPECT_NE(trained.output.find("classes: 3"), std::string::npos) << trained.output;
    EXPECT_NE(trained.output.find("of the 48 that the data set has"), std::string::npos)
        << "12 of 60 are the test part: " << trained.output;
    // A search scores on what is left of its images, so its own counts must fit exactly.
    const Result searched = run("search --lambda 0 --warm-up-steps 1 --steps 1" + data + network);
    EXPECT_EQ(searched.status, 0) << searched.output;
    // Only a predictor is missing.
    const Result explored = run("explore --trainings 3" + data + network);
    EXPECT_NE(explored.output.find("of the 48 that the data set has"), std::string::npos) << explored.output;
    EXPECT_NE(explored.output.find("predictor"), std::string::npos) << explored.output;
}

TEST_F(OwnImages, CellsOfTheFrontAreNamedByTheirNumbers) {
    ASSERT_EQ(run("measure --genotype DARTS_V2 --repeat-share 0" + data + network).status, 0);
    const Result trained = run("train DARTS_V2 --steps 2" + data + network);
    ASSERT_EQ(trained.status, 0) << trained.output;
    EXPECT_NE(trained.output.find("accuracy"), std::string::npos) << trained.output;
    EXPECT_NE(trained.output.find("Genotype("), std::string::npos) << "what was trained: " << trained.output;
    const Result front = run("front --all");
    ASSERT_EQ(front.status, 0) << front.output;
    const std::size_t at = front.output.find('#');
    ASSERT_NE(at, std::string::npos) << front.output;
    const std::string cell = front.output.substr(at, front.output.find_first_of(" \n", at) - at);
    const Result shown = run("show '" + cell + "'");
    EXPECT_EQ(shown.status, 0) << shown.output;
    EXPECT_NE(shown.output.find("Genotype("), std::string::npos) << shown.output;
    std::ofstream(folder.path() / "cell.txt") << shown.output.substr(0, shown.output.find('\n'));
    for (const std::string& way : {"'" + cell + "'", std::string("cell.txt")}) {
        EXPECT_EQ(run("export " + way + " -o cell.onnx").status, 0) << way;
    }
    const Result missing = run("show '#999'");
    EXPECT_EQ(missing.status, 3);
    EXPECT_NE(missing.output.find("no candidate #999"), std::string::npos) << missing.output;
}

TEST_F(OwnImages, AMeasurementIsOfTheProjectsNetwork) {
    ASSERT_EQ(run("measure --genotype DARTS_V2 --repeat-share 0" + data + network).status, 0);
    const Result again = run("measure --genotype DARTS_V1 --repeat-share 0 --device cpu/script/t1/b1/f32");
    ASSERT_EQ(again.status, 0) << again.output;
    EXPECT_NE(again.output.find("k3"), std::string::npos) << again.output;
}

TEST_F(OwnImages, ARunGoesOnAsItWasConfigured) {
    const Result refused = run("train --resume --steps 3");
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.output.find("--steps cannot be given with --resume"), std::string::npos) << refused.output;
    const Result cell = run("train DARTS_V2 --resume");
    EXPECT_EQ(cell.status, 2) << cell.output;
    EXPECT_NE(cell.output.find("genotypes"), std::string::npos) << cell.output;
}

/// What was trained on other labels would stand under the new images' name.
TEST_F(OwnImages, ARunDoesNotGoOnWithImagesThatHaveChanged) {
    const std::filesystem::path file = folder.path() / "project.paretoscope";
    const pid_t child = start(folder.path(),
        {"train", "DARTS_V2", "DARTS_V1", "--steps", "2", "--steps", "1000000", "--train-images", "40",
            "--validation-images", "8", "--batch", "8", "--data", "folder:photos", "--size", "8", "--channels", "4",
            "--cells", "3"});
    bool stored = false;
    for (int attempt = 0; attempt < 1200 && !stored; ++attempt) {
        std::this_thread::sleep_for(50ms);
        try {
            const store::Project project = store::Project::open(file, store::Mode::ReadOnly);
            stored = !project.runs().empty() && project.loadCheckpoint(project.runs().front().id).has_value();
        } catch (const Error&) {
            // The child is just making it.
        }
    }
    kill(child, SIGINT);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(stored);
    const std::filesystem::path photos = folder.path() / "photos";
    std::filesystem::rename(photos / "dark", folder.path() / "swapped");
    std::filesystem::rename(photos / "light", photos / "dark");
    std::filesystem::rename(folder.path() / "swapped", photos / "light");
    const Result resumed = run("train --resume");
    EXPECT_EQ(resumed.status, 3) << resumed.output;
    EXPECT_NE(resumed.output.find("The images have changed since the run began"), std::string::npos) << resumed.output;
}

}
}
