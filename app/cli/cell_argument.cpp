// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cell_argument.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <optional>

#include "app/cli/opened_project.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/text_encoding.h"

namespace paretoscope::cli {

namespace {

constexpr std::int64_t largestInput = std::int64_t{32} << 20;

/// A log may be long; what never ends is none.
std::string standardInput() {
    std::string text(largestInput + 1, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() > largestInput) {
        throw Error(ErrorCode::InvalidData,
            "The standard input holds more than " + base::memoryText(largestInput)
                + ". Give the cell alone, or the part of a log that names it.",
            {{"name", "genotype"}});
    }
    return text;
}

/// N of "#N"; nothing for any other text.
std::optional<std::int64_t> candidateNumber(const std::string& argument) {
    std::int64_t number = 0;
    const char* begin = argument.data() + 1;
    const char* end = argument.data() + argument.size();
    if (argument.size() < 2 || argument.front() != '#') {
        return std::nullopt;
    }
    const auto [stopped, problem] = std::from_chars(begin, end, number);
    return problem == std::errc() && stopped == end && number > 0 ? std::optional(number) : std::nullopt;
}

records::Candidate candidateOf(const Session& session, std::int64_t number) {
    const store::Project project = openToRead(session);
    try {
        return project.candidate(number);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) {
            throw;
        }
        throw Error(ErrorCode::NotFound,
            "This project holds no candidate #" + std::to_string(number)
                + ". paretoscope-cli front --all shows those that it holds.",
            {{"candidate", std::to_string(number)}});
    }
}

/// The cell in a text that others wrote; a whole log would be stored with a job otherwise.
std::string cellIn(const std::string& content) {
    return space::toText(space::fromTextOrName(base::utf8Text(content)));
}

}

std::string cellText(const Session& session, const std::string& argument) {
    if (const auto number = candidateNumber(argument)) {
        return space::identityText(candidateOf(session, *number).genotype);
    }
    if (argument == "-") {
        return cellIn(standardInput());
    }
    std::error_code noFile; // a genotype's text is no path, and may be too long for one
    if (std::filesystem::is_regular_file(argument, noFile)) {
        return cellIn(base::readFile(argument, largestInput));
    }
    if (const auto number = candidateNumber('#' + argument)) {
        const std::string candidate = std::to_string(*number);
        throw Error(ErrorCode::UnknownName,
            "'" + argument + "' names no cell. Candidate " + candidate + " of the project is written '#" + candidate
                + "', in quotes; a NAS-Bench-201 cell is written as its text, "
                  "|operation~0|+|operation~0|operation~1|+|...|.",
            {{"name", argument}});
    }
    return argument;
}

void resolveCells(const Session& session, std::vector<std::string>& arguments, options::NetworkConfig* network) {
    std::optional<options::NetworkConfig> common;
    bool allOfOne = !arguments.empty();
    for (std::string& argument : arguments) {
        if (const auto number = candidateNumber(argument)) {
            const records::Candidate candidate = candidateOf(session, *number);
            const options::NetworkConfig own{candidate.genotype.space, candidate.shape};
            allOfOne = allOfOne && own == common.value_or(own);
            common = own;
        } else {
            allOfOne = false;
        }
        argument = cellText(session, argument);
    }
    if (network != nullptr && allOfOne) {
        *network = *common;
    }
}

}
