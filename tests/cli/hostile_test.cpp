// SPDX-License-Identifier: GPL-3.0-or-later
// What foreign texts, files and terminals may do to the terminal program: nothing but be said in words.
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pty.h>

#include "core/base/text.h"
#include "core/store/project.h"
#include "tests/cli/run_program.h"

namespace paretoscope::cli::testing {
namespace {

class Hostile : public ::testing::Test {
protected:
    Hostile() { setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1); }
    [[nodiscard]] Result run(const std::string& arguments) const { return testing::run(folder.path(), arguments); }
    /// Of a shell command in the folder, with `cli` for the program.
    [[nodiscard]] int shell(const std::string& command) const {
        const std::string line =
            "cd '" + folder.path().string() + "' && cli='" PARETOSCOPE_CLI "' && { " + command + "; } 2>error";
        const int status = std::system(("bash -c " + quoted(line)).c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    /// What the program shows on a terminal.
    [[nodiscard]] std::string shown(const std::string& arguments, unsigned short columns = 80) const {
        int terminal = -1;
        const winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
        const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
        if (child == 0) {
            const std::string line = "cd '" + folder.path().string() + "' && exec '" PARETOSCOPE_CLI "' " + arguments;
            execlp("bash", "bash", "-c", line.c_str(), nullptr);
            _exit(127);
        }
        std::string output;
        std::array<char, 4096> buffer{};
        for (ssize_t count = 0; (count = read(terminal, buffer.data(), buffer.size())) > 0;) {
            output.append(buffer.data(), static_cast<std::size_t>(count));
        }
        close(terminal);
        waitpid(child, nullptr, 0);
        return output;
    }
    static std::string quoted(const std::string& text) {
        std::string result = "\"";
        for (const char c : text) {
            result += std::string("\"\\$`").find(c) != std::string::npos ? std::string("\\") + c : std::string(1, c);
        }
        return result + "\"";
    }
    TestFolder folder;
};

TEST_F(Hostile, BytesThatAreNoTextAreShownAsSuch) {
    EXPECT_EQ(shell("\"$cli\" export DARTS_V2 -o $'caf\\xe9.txt' --format genotype >output"), 2);
    EXPECT_EQ(shell("\"$cli\" --json export DARTS_V2 -o $'none\\xe9/a.txt' --format genotype >output"), 2);
    std::ifstream stream(folder.path() / "output");
    for (std::string line; std::getline(stream, line);) {
        EXPECT_TRUE(nlohmann::json::accept(line)) << line;
    }
    store::Project::create(folder.path() / "project.paretoscope")
        .addRun({.kind = records::JobKind::Search, .title = "caf\xe9", .error = "\xff"});
    EXPECT_EQ(run("--json runs").status, 0);
    EXPECT_EQ(run("--json devices").status, 0);
    EXPECT_GT(run("--json show " + std::string("\xe9")).status, 0) << "and no signal";
}

TEST_F(Hostile, NoTextOfAProjectReachesTheTerminalAsAnOrder) {
    store::Project::create(folder.path() / "project.paretoscope")
        .addRun({.kind = records::JobKind::Search,
            .title = "\033]0;owned\007\033[2J\u009B31m\u202E a run",
            .error = std::string(5'000'000, 'x')});
    const Result runs = run("runs");
    EXPECT_EQ(runs.status, 0);
    EXPECT_EQ(base::withoutControls(runs.output), runs.output);
    EXPECT_NE(runs.output.find("a run"), std::string::npos);
    EXPECT_LT(runs.output.size(), 100'000U);
    std::string order = "red";
    order.insert(0, "\033[31m");
    const Result unknown = run("show '" + order + "'");
    EXPECT_EQ(base::withoutControls(unknown.output), unknown.output);
    // JSON escapes ESC, but not the control characters of Latin-1, which a terminal obeys too.
    EXPECT_NE(run("--json runs").output.find("\u009B"), std::string::npos) << "a program gets what is stored";
    const std::string onTerminal = shown("--json runs");
    EXPECT_NE(onTerminal.find("a run"), std::string::npos);
    EXPECT_EQ(onTerminal.find("\u009B"), std::string::npos);
}

TEST_F(Hostile, ATerminalSeesPlainLineEnds) {
    const std::string svg = shown("show DARTS_V2 --format svg");
    EXPECT_NE(svg.find("</svg>"), std::string::npos) << svg;
    EXPECT_EQ(svg.find("\uFFFD"), std::string::npos);
}

/// A bar that wraps cannot be drawn over, and fills the screen.
TEST_F(Hostile, TheProgressBarFitsATerminal) {
    const std::string erase = "\r\033[K";
    const std::string measure = "measure --architectures 3 --repeat-share 0 --no-energy" + smallNetwork;
    setenv("TERM", "xterm", 1);
    for (const unsigned short columns : {1, 7, 24}) {
        const std::string output = shown(measure, columns);
        int bars = 0;
        std::size_t at = output.find(erase);
        // What follows the last one is the result.
        for (std::size_t next = 0; (next = output.find(erase, at + 1)) != std::string::npos; at = next) {
            const std::size_t begin = at + erase.size();
            const std::string bar = output.substr(begin, output.find_first_of("\r\n", begin) - begin);
            const auto characters = std::ranges::count_if(bar, [](char c) { return (c & 0xC0) != 0x80; });
            EXPECT_LT(characters, columns) << bar;
            ++bars;
        }
        EXPECT_GT(bars, 0) << output;
        std::filesystem::remove(folder.path() / "project.paretoscope");
    }
    setenv("TERM", "dumb", 1);
    EXPECT_EQ(shown(measure).find('\033'), std::string::npos);
}

/// As on a full disk; the system's signal would end the program without a word.
TEST_F(Hostile, AFileThatMayNotGrowIsAnError) {
    const std::string network = " --size 32 --channels 36 --cells 8";
    EXPECT_EQ(shell("ulimit -f 300 && \"$cli\" export DARTS_V2 --weights random -o cell.onnx" + network), 5);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "cell.onnx"));
    EXPECT_EQ(shell("ulimit -f 80 && \"$cli\" --project new.paretoscope devices add a -- true"), 5);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "new.paretoscope"));
}

TEST_F(Hostile, AFolderThatCannotBeUsedIsSaidInWords) {
    std::filesystem::create_symlink("loop", folder.path() / "loop");
    std::ofstream(folder.path() / "file") << "a file";
    for (const char* output : {"loop", "file", "file/below"}) {
        const Result result = run("demo --output " + std::string(output));
        EXPECT_EQ(result.status, 5) << result.output;
        EXPECT_NE(result.output.find("cannot be made"), std::string::npos) << result.output;
    }
    EXPECT_EQ(run("data cifar10:loop").status, 3);
}

TEST_F(Hostile, AnOutputThatCannotBeWrittenIsAnError) {
    EXPECT_EQ(shell("\"$cli\" show DARTS_V2 >/dev/full"), 5);
    EXPECT_EQ(shell("\"$cli\" show DARTS_V2 >&-"), 5);
    EXPECT_EQ(shell("\"$cli\" --help >/dev/full"), 5);
    EXPECT_EQ(shell("\"$cli\" show DARTS_V2 >/dev/null"), 0);
}

TEST_F(Hostile, ANumberIsWhatWasWrittenOrRefused) {
    const std::string cell = "export DARTS_V2 --format genotype -o cell.txt --seed=";
    for (const char* seed : {"-1", "18446744073709551616", "1e3", "0x10", " 1", "1.0", ""}) {
        EXPECT_EQ(run(cell + "'" + seed + "'").status, 2) << seed;
    }
    EXPECT_EQ(run(cell + "18446744073709551615").status, 0);
    EXPECT_EQ(run("measure --architectures 99999999999").status, 2);
    for (const char* option : {"search --lambda=", "search --target=", "search --momentum=", "explore --latency=",
             "explore --saving=", "measure --budget=", "measure --until-error=", "train DARTS_V2 --keep="}) {
        for (const char* number : {"''", "' '", "x", "1x", "%"}) {
            EXPECT_EQ(run(std::string(option) + number).status, 2) << option << number;
        }
    }
    for (const char* option : {"search --lambda=", "search --target=", "measure --until-error="}) {
        for (const char* number : {"0x10", "1,5", "1e999", "\u0663"}) { // of each kind of option one
            EXPECT_EQ(run(std::string(option) + number).status, 2) << option << number;
        }
    }
    EXPECT_EQ(run("tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --explain 1e3").status, 2);
    EXPECT_EQ(run("train DARTS_V2 --steps 010 --train-images 8 --validation-images 8 --test-images 8 --batch 8"
                  + smallNetwork)
                  .status,
        0);
    EXPECT_NE(store::Project::open(folder.path() / "project.paretoscope", store::Mode::ReadOnly)
                  .runs({.kind = records::JobKind::Train})
                  .front()
                  .configuration.find("[10]"),
        std::string::npos)
        << "and no octal number";
}

TEST_F(Hostile, AForeignFileBesideAnExportIsNotReplaced) {
    std::ofstream(folder.path() / "model.safetensors") << "precious";
    const std::string module = "export DARTS_V2 --weights random --format pytorch -o model.py" + smallNetwork;
    EXPECT_EQ(run(module).status, 5);
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "model.safetensors"), 8U);
    std::filesystem::remove(folder.path() / "model.safetensors");
    EXPECT_EQ(run(module).status, 0);
    EXPECT_EQ(run(module).status, 0) << "its own";
}

TEST_F(Hostile, NothingIsWrittenThroughALinkOrOntoADevice) {
    std::ofstream(folder.path() / "victim") << "precious";
    std::filesystem::create_symlink("victim", folder.path() / "link.svg");
    EXPECT_EQ(run("show DARTS_V2 --format svg -o link.svg").status, 5);
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "victim"), 8U);
    std::filesystem::create_symlink("/dev/null", folder.path() / "null");
    EXPECT_EQ(run("show DARTS_V2 -o null").status, 5);
}

TEST_F(Hostile, ACommandThatAProjectBringsAlongIsAskedForOnce) {
    const std::filesystem::path ran = folder.path() / "ran";
    {
        store::Project project = store::Project::create(folder.path() / "project.paretoscope");
        project.setSetting("command-devices", R"(["board"])");
        project.setSetting("command-device/board",
            nlohmann::json{{"name", "board"}, {"command", {"touch", ran.string()}}, {"retries", 0}}.dump());
    }
    for (const std::string& command :
        {std::string("devices check board"), "measure --device cmd/board/b1 --architectures 1" + smallNetwork}) {
        const Result refused = run(command);
        EXPECT_EQ(refused.status, 3) << refused.output;
        EXPECT_NE(refused.output.find("wants to run the command: touch"), std::string::npos) << refused.output;
        EXPECT_NE(refused.output.find("--trust"), std::string::npos);
    }
    EXPECT_EQ(run("devices").status, 0);
    EXPECT_FALSE(std::filesystem::exists(ran));
    EXPECT_EQ(run("--trust devices check board").status, 1) << "it is no runner";
    EXPECT_TRUE(std::filesystem::exists(ran));
    std::filesystem::remove(ran);
    EXPECT_EQ(run("devices check board").status, 1) << "remembered";
    EXPECT_TRUE(std::filesystem::exists(ran));
}

// `front --csv project.paretoscope` left a table in the place of the project, with the project's own name given twice.
TEST_F(Hostile, AProjectIsNoFileToExportTo) {
    const std::filesystem::path project = folder.path() / "project.paretoscope";
    std::ofstream(folder.path() / "board.csv") << "arch,latency_ms,acc\n1,3.5,91\n2,4.5,90\n3,2.5,93\n";
    ASSERT_EQ(run("import board.csv").status, 0);
    for (const char* command : {"front --csv project.paretoscope", "show DARTS_V2 -o project.paretoscope",
             "profile export project.paretoscope --device table/board",
             "tune --layer conv/1x16x8x8/16x3x3/s1/p1/g1 --trials 2 --view project.paretoscope"}) {
        const Result result = run(command);
        EXPECT_EQ(result.status, 5) << command << ": " << result.output;
        EXPECT_NE(result.output.find("there is a project, or another SQLite database"), std::string::npos)
            << result.output;
        EXPECT_EQ(store::Project::open(project, store::Mode::ReadOnly).importedTables().size(), 1U) << command;
    }
    const Result table = run("front --csv -");
    EXPECT_TRUE(table.output.starts_with("candidate,run,latency_ms,")) << table.output;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "-"));
}

// A misspelt --project made a project of that name, only to hold the run of the export.
TEST_F(Hostile, AnExportMakesNeitherAMisspeltProjectNorAFileOfADash) {
    const std::string cell = "export DARTS_V2 --weights random" + smallNetwork;
    EXPECT_EQ(run("--project missing.paretoscope " + cell + "-o cell.onnx").status, 3);
    EXPECT_EQ(run(cell + "-o -").status, 2);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Hostile, AnEmptyTextIsNotLeftOut) {
    for (const char* command : {"show DARTS_V2 -o ''", "front --csv ''", "--project '' runs", "import --remove ''"}) {
        const Result result = run(command);
        EXPECT_EQ(result.status, 2) << command << ": " << result.output;
        EXPECT_NE(result.output.find(" is empty"), std::string::npos) << result.output;
    }
}

TEST_F(Hostile, NumbersOfRunsAreDecimal) {
    for (const char* command : {"front --run 0x1", "front --run 0", "compare --top 0x1",
             "devices add a --retries 0x1 -- true", "devices add a --timeout 0x10 -- true"}) {
        EXPECT_EQ(run(command).status, 2) << command;
    }
}

TEST_F(Hostile, AnInputThatDoesNotEndIsRefused) {
    EXPECT_EQ(shell("\"$cli\" show - </dev/zero"), 3);
    EXPECT_EQ(shell("printf '\\377\\376D\\0A\\0R\\0T\\0S\\0_\\0V\\0002\\0' | \"$cli\" show -"), 0) << "UTF-16";
}

TEST_F(Hostile, ASettingIsNotComparedWithItself) {
    std::ofstream(folder.path() / "board.csv") << "arch,latency_ms\n1,3.5\n2,4.5\n3,2.5\n";
    ASSERT_EQ(run("import board.csv").status, 0);
    const Result result = run("compare table/board table/board");
    EXPECT_EQ(result.status, 2);
    EXPECT_NE(result.output.find("at least two device settings"), std::string::npos) << result.output;
}

// "--size 32" alone made the space the default one, of which the table's cells are not.
TEST_F(Hostile, ATableKeepsItsSpaceWhereItsNetworkIsGiven) {
    std::ofstream(folder.path() / "board.csv") << "arch,latency_ms\n1,3.5\n2,4.5\n3,2.5\n";
    const Result result = run("import board.csv --size 32");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_NE(result.output.find("nas-bench-201 c8-l3-32x32x3"), std::string::npos) << result.output;
}

}
}
