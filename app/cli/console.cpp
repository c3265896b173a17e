// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "core/base/text.h"

namespace paretoscope::cli {

namespace {

/// A cell of a table that is longer moves the rest of its row aside, not those of all others; one of megabytes is cut.
constexpr std::size_t widest = 120;
constexpr std::size_t longestCell = 4000;
constexpr std::size_t longestLine = 4000;

/// Characters, not bytes: λ is one column wide.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string bar(double fraction) {
    constexpr int cells = 24;
    const int filled = static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * cells));
    std::string text;
    for (int i = 0; i < cells; ++i) {
        text += i < filled ? "█" : "░";
    }
    return text;
}

/// Moves the cursor, which std::cerr's text may not.
void writeRaw(const std::string& text) {
    std::cerr << std::flush;
    (void)!::write(STDERR_FILENO, text.data(), text.size());
}

bool isDumb() {
    const char* terminal = std::getenv("TERM");
    return terminal == nullptr || *terminal == '\0' || std::string_view(terminal) == "dumb";
}

std::size_t columns() {
    constexpr std::size_t usual = 80;
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

/// As many characters as fit: a bar that wraps cannot be drawn over.
std::string cut(const std::string& text, std::size_t columns) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80 && ++seen >= columns) {
            return text.substr(0, i);
        }
    }
    return text;
}

}

void printTable(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], std::min(width(row[column]), widest));
        }
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string text = base::shortLine(row[column], longestCell);
            line += text;
            if (column + 1 < row.size()) {
                line += std::string(widths[column] - std::min(width(text), widths[column]) + 2, ' ');
            }
        }
        std::cout << line << '\n';
    }
}

std::string percent(double fraction, int digits) {
    return std::isnan(fraction) ? "–" : base::fixedText(100 * fraction, digits) + " %";
}

ConsoleSink::ConsoleSink(std::int64_t run, OutputFormat format)
    : run_(run)
    , format_(format)
    , terminal_(isatty(STDERR_FILENO) != 0 && !isDumb()) { }

ConsoleSink::~ConsoleSink() {
    clearBar();
}

void ConsoleSink::clearBar() {
    if (barShown_) {
        writeRaw("\r\033[K");
        barShown_ = false;
    }
}

void ConsoleSink::progress(
    double fraction, const std::string& message, double etaSeconds, const engine::Metrics& metrics) {
    using namespace std::chrono_literals;
    begun_ |= fraction > 0;
    if (format_ == OutputFormat::Json) {
        std::cout << protocol::encode(protocol::Event(protocol::Progress{run_, fraction, message, etaSeconds, metrics}))
                  << std::endl;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    const bool last = fraction >= 1 && lastFraction_ < 1;
    if (!last && now - lastLine_ < (terminal_ ? 100ms : 5s)) {
        return;
    }
    lastLine_ = now;
    lastFraction_ = fraction;
    const std::string eta =
        std::isfinite(etaSeconds) && fraction < 1 ? ", " + base::durationText(etaSeconds) + " left" : "";
    if (terminal_) {
        const std::string line = bar(fraction) + ' ' + percent(fraction, 0) + "  " + message + eta;
        writeRaw("\r\033[K" + cut(base::shortLine(line, longestLine), columns()));
        barShown_ = true;
    } else {
        std::cerr << percent(fraction, 0) << "  " << message << eta << '\n';
    }
}

void ConsoleSink::snapshot(const options::SearchSnapshot& search) {
    if (format_ == OutputFormat::Json) {
        std::cout << protocol::encode(protocol::Event(protocol::Snapshot{run_, search})) << std::endl;
    }
}

void ConsoleSink::log(protocol::LogLevel level, const std::string& text) {
    if (format_ == OutputFormat::Json) {
        std::cout << protocol::encode(protocol::Event(protocol::Log{level, text})) << std::endl;
        return;
    }
    clearBar();
    std::cerr << (level == protocol::LogLevel::Warning ? "warning: " : "") << text << '\n';
}

}
