// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/live_input.h"

#include <array>
#include <iostream>
#include <sstream>

#include <poll.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/protocol/line_buffer.h"

namespace paretoscope::cli {

namespace {

/// A process in the background that reads its terminal would be stopped by it.
bool mayReadInput() {
    return isatty(STDIN_FILENO) == 0 || tcgetpgrp(STDIN_FILENO) == getpgrp();
}

bool inputWaits() {
    constexpr int milliseconds = 100; // how late the end of the job is seen
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    return poll(&input, 1, milliseconds) > 0;
}

}

LiveInput::LiveInput(options::LambdaMode mode, engine::LiveControls& live) : mode_(mode), live_(live) {
    if (mode != options::LambdaMode::Fixed && mayReadInput()) {
        thread_ = std::jthread([this](const std::stop_token& stop) { read(stop); });
    }
}

void LiveInput::read(const std::stop_token& stop) {
    if (isatty(STDIN_FILENO) != 0) {
        take({});
    }
    protocol::LineBuffer lines;
    std::array<char, 4096> bytes{};
    while (!stop.stop_requested()) {
        if (!inputWaits()) {
            continue;
        }
        const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count <= 0) {
            return;
        }
        try {
            lines.append({bytes.data(), static_cast<std::size_t>(count)});
        } catch (const Error& error) { // a line without end
            std::cerr << error.what() << '\n';
        }
        while (const std::optional<std::string> line = lines.next()) {
            take(*line);
        }
    }
}

void LiveInput::take(const std::string& line) {
    const bool isTarget = mode_ == options::LambdaMode::Target;
    std::istringstream text(line);
    double number = 0;
    std::string rest;
    if (!(text >> number) || text >> rest) {
        std::cerr << (isTarget ? "write a latency in ms and press Enter to search for another target, such as 4.2\n"
                               : "write a number and press Enter to set λ, such as 0.3\n");
        return;
    }
    try {
        if (isTarget) {
            live_.setTarget(number);
            std::cerr << "the target is now " << number << " ms\n";
        } else {
            live_.setLambda(analysis::Lambda{number});
            std::cerr << "λ is now " << number << '\n';
        }
    } catch (const Error& error) {
        std::cerr << error.what() << '\n';
    }
}

}
