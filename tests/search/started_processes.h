// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace paretoscope::testing {

/// A port of the loopback that nobody uses now.
inline int freePort() {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    const bool known = bind(listener, any, length) == 0 && getsockname(listener, any, &length) == 0;
    close(listener);
    if (!known) {
        throw std::runtime_error("no port of the loopback can be had");
    }
    return ntohs(address.sin_port);
}

/// A program of several that take a job together. What it writes goes to a file.
class StartedProcess {
public:
    using Environment = std::map<std::string, std::string>;

    /// `environment`: in addition to this process' own.
    StartedProcess(
        const std::filesystem::path& folder, const std::vector<std::string>& command, const Environment& environment)
        : log_(folder / ("output-" + std::to_string(++started_))) {
        process_ = fork();
        if (process_ == 0) {
            for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
                std::signal(signal, SIG_DFL); // a shell's background job ignores some, and so would its children
            }
            const int nothing = open("/dev/null", O_RDONLY);
            const int log = open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
            dup2(nothing, STDIN_FILENO);
            dup2(log, STDOUT_FILENO);
            dup2(log, STDERR_FILENO);
            for (const auto& [name, value] : environment) {
                setenv(name.c_str(), value.c_str(), 1);
            }
            if (chdir(folder.c_str()) != 0) {
                _exit(126);
            }
            std::vector<char*> words;
            std::vector<std::string> own = command;
            for (std::string& word : own) {
                words.push_back(word.data());
            }
            words.push_back(nullptr);
            execv(words.front(), words.data());
            _exit(127);
        }
    }
    ~StartedProcess() {
        if (process_ > 0) {
            kill(process_, SIGKILL);
            waitpid(process_, nullptr, 0);
        }
    }
    StartedProcess(StartedProcess&& other) noexcept
        : log_(std::move(other.log_))
        , process_(std::exchange(other.process_, -1)) { }
    StartedProcess& operator=(StartedProcess&&) = delete;

    void signal(int number) const { kill(process_, number); }
    /// Its exit status, or minus the signal that ended it.
    int wait() {
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    /// So far.
    [[nodiscard]] std::string output() const {
        std::ifstream file(log_);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    inline static int started_ = 0;
    std::filesystem::path log_;
    pid_t process_ = -1;
};

/// What a launcher tells the process of that rank.
inline StartedProcess::Environment placeOf(int rank, int size, int port) {
    return {{"RANK", std::to_string(rank)}, {"WORLD_SIZE", std::to_string(size)}, {"MASTER_ADDR", "127.0.0.1"},
        {"MASTER_PORT", std::to_string(port)}, {"OMP_NUM_THREADS", "1"}};
}

}
