// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test_folder.h"

namespace paretoscope::cli::testing {

struct Result {
    int status = -1;
    std::string output; ///< standard output and standard error
};

/// Runs the terminal program in `folder` and waits for it. `input`: what is piped into it, a shell's command.
inline Result run(
    const std::filesystem::path& folder, const std::string& arguments, const std::string& input = "true") {
    const std::string command =
        "cd '" + folder.string() + "' && " + input + " | '" PARETOSCOPE_CLI "' " + arguments + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    Result result;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) {
        result.output.append(buffer.data(), count);
    }
    const int status = pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

/// Starts the terminal program, or another, in `folder`, with nothing to read; what it says is written to the file
/// `said`. The caller waits for it.
inline pid_t start(const std::filesystem::path& folder, const std::vector<std::string>& arguments, bool nohup = false,
    const std::filesystem::path& said = "/dev/null", const std::string& program = PARETOSCOPE_CLI) {
    const pid_t child = fork();
    if (child == 0) {
        for (const int signal : {SIGINT, SIGTERM}) {
            std::signal(signal, SIG_DFL); // a shell's background job ignores some, and so would its children
        }
        std::signal(SIGHUP, nohup ? SIG_IGN : SIG_DFL);
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        const int listener = open(said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(listener, STDOUT_FILENO);
        dup2(listener, STDERR_FILENO);
        if (chdir(folder.c_str()) != 0) {
            _exit(126);
        }
        std::vector<char*> argv;
        std::vector<std::string> words{program};
        words.insert(words.end(), arguments.begin(), arguments.end());
        for (std::string& word : words) {
            argv.push_back(word.data());
        }
        argv.push_back(nullptr);
        execv(program.c_str(), argv.data());
        _exit(127);
    }
    return child;
}

inline const std::string smallNetwork = " --size 8 --channels 4 --cells 3 ";

}
