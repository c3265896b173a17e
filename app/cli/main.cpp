// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <span>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "app/cli/terminal_text.h"
#include "core/base/closest_word.h"
#include "core/base/crash_report.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/engine/meeting.h"
#include "paretoscope/version.h"

namespace paretoscope::cli {
namespace {

/// What a command understands: its options, then its own commands.
std::vector<std::string> wordsOf(const CLI::App& command) {
    std::vector<std::string> words;
    for (const CLI::Option* option : command.get_options()) {
        words.push_back(option->get_name());
    }
    for (const CLI::App* sub : command.get_subcommands({})) {
        words.push_back(sub->get_name());
    }
    return words;
}

/// For the first unknown word that resembles an option, also one of the whole program, or a command.
std::string suggestion(const std::vector<std::string>& unknown, const CLI::App& command, const CLI::App& program) {
    std::vector<std::string> known;
    for (const CLI::App* app : {&command, &program}) {
        for (const CLI::Option* option : app->get_options()) {
            if (!option->get_positional()) { // its name is no word to type
                known.push_back(option->get_name());
            }
        }
    }
    for (const CLI::App* sub : command.get_subcommands({})) {
        known.push_back(sub->get_name());
    }
    for (const std::string& word : unknown) {
        if (const auto meant = base::closestWord(word.substr(0, word.find('=')), known)) {
            return "did you mean '" + *meant + "'?\n";
        }
    }
    return {};
}

/// CLI11 says which words it did not understand, in no order; this adds what the command does understand.
std::string failureText(const CLI::App* app, const CLI::Error& error) {
    const CLI::App* command = app;
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
    }
    const std::vector<std::string> unknown = app->remaining(true);
    const bool isExtra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    const std::vector<std::string> words = wordsOf(*command);
    std::string text = "error: ";
    if (command == app && !unknown.empty()) {
        text += "there is no command '" + base::shortLine(unknown.front(), 60) + "'\n";
    } else if (isExtra && !unknown.empty()) {
        text += (unknown.size() == 1 ? "this argument was not expected:" : "these arguments were not expected:");
        for (const std::string& word : unknown) {
            text += ' ' + base::shortLine(word, 60);
        }
        text += '\n';
    } else {
        text += std::string(error.what()) + '\n';
    }
    if (isExtra || command == app) {
        text += suggestion(unknown, *command, *app);
    }
    if (isExtra || dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        std::string allowed;
        for (const std::string& word : words) {
            allowed += (allowed.empty() ? "" : ", ") + word;
        }
        text += "allowed here: " + allowed + "\n";
    }
    return text + "'" + command->get_name() + " --help' shows them with examples.\n";
}

/// A script whose variable is not set gives an empty text where a name was meant: that is not the same as nothing.
void requireNoEmptyValues(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        const bool named = !option->get_lnames().empty() || !option->get_snames().empty();
        const bool wantsValue = option->get_items_expected_min() > 0;
        const std::vector<std::string>& values = option->results();
        if (named && wantsValue && std::find(values.begin(), values.end(), "") != values.end()) {
            throw Error(ErrorCode::InvalidValue, option->get_name() + " is empty; give it a value, or leave it out.",
                {{"name", option->get_name()}});
        }
    }
    for (const CLI::App* sub : command.get_subcommands()) {
        requireNoEmptyValues(*sub);
    }
}

void report(const Error& error, const Session& session) {
    if (session.format == OutputFormat::Json && !session.helps()) {
        nlohmann::json json{{"error", errorName(error.code())}, {"text", error.what()}};
        for (const auto& [name, value] : error.arguments()) {
            json["arguments"][name] = value;
        }
        std::cout << base::textOf(json) << std::endl;
    }
    std::cerr << (session.helps() ? "rank " + std::to_string(session.processes->rank()) + ": error: " : "error: ")
              << error.what() << '\n';
}

/// Where a launcher started this process as one of several; most commands are for one alone.
void meetOthers(const CLI::App& program, Session& session, std::span<char* const> arguments) {
    const engine::Variables environment = engine::ofEnvironment();
    if (!engine::meetingPoint(environment)) {
        return;
    }
    engine::requireShareable(program.get_subcommands().front()->get_name());
    std::string asked;
    for (const char* argument : arguments.subspan(1)) {
        asked += (asked.empty() ? "" : " ") + base::shellWord(argument);
    }
    session.interrupt = std::make_shared<InterruptWatch>(); // before the threads that talk to the others
    session.processes = engine::meetOthers(environment, asked, session.interrupt->token());
}

/// Lets the others know how it ended here; processes that were stopped were stopped together.
void leaveOthers(const Session& session, const Error* error) {
    if (!session.processes) {
        return;
    }
    if (error == nullptr || error->code() == ErrorCode::Interrupted) {
        session.processes->leave();
    } else {
        session.processes->leaveFailed(error->what());
    }
}

int run(int argc, char** argv) {
    CLI::App program("Paretoscope: explore accuracy/latency trade-offs of neural architectures", "paretoscope-cli");
    program.set_version_flag("--version", std::string("paretoscope-cli ") + programVersion);
    program.require_subcommand(1);
    program.failure_message(failureText);
    program.fallthrough();
    program.footer("A first look: paretoscope-cli demo");

    Session session;
    session.project = "project.paretoscope";
    bool json = false;
    program.add_option("--project", session.project, "project file")
        ->envname("PARETOSCOPE_PROJECT")
        ->capture_default_str();
    program.add_flag("--trust", session.trust,
        "let stored runs and devices of the project run commands and write files here, now and later");
    program.add_flag("--json", json, "one JSON object a line on standard output, for machines");
    program.parse_complete_callback([&] {
        session.format = json ? OutputFormat::Json : OutputFormat::Text;
        requireNoEmptyValues(program);
        meetOthers(program, session, {argv, static_cast<std::size_t>(argc)});
    });
    addDemoCommand(program, session);
    addDataCommand(program, session);
    addDeviceCommands(program, session);
    addDoctorCommand(program, session);
    addImportCommand(program, session);
    addProfileCommand(program, session);
    addCompareCommand(program, session);
    addJobCommands(program, session);
    addPresetsCommand(program, session);
    addTuneCommand(program, session);
    addViewCommands(program, session);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : exitCode(ErrorCode::InvalidValue);
    } catch (...) { // also what a library throws, and memory that runs out
        const Error error = currentError();
        report(error, session);
        leaveOthers(session, &error);
        return exitCode(error.code());
    }
    leaveOthers(session, nullptr);
    return 0;
}

/// Where a standard stream is closed, the next file that is opened would get its number, and with it what is printed.
/// Opened for the other direction, it stays as unusable as it was.
void occupyStandardStreams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) < 0) {
            (void)open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY); // the lowest free number: this one
        }
    }
}

/// Results that reached nobody are no success.
int withOutputWritten(int status) {
    std::cout.flush();
    if (status != 0 || std::cout) {
        return status;
    }
    std::cerr << "error: The standard output cannot be written; check where it leads and that there is room.\n";
    return exitCode(ErrorCode::FileUnwritable);
}

}
}

int main(int argc, char** argv) {
    using namespace paretoscope::cli;
    occupyStandardStreams();
    paretoscope::base::reportCrashes("terminal", paretoscope::programVersion);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error like a full disk
    const TerminalText complaints(std::cerr);
    std::optional<TerminalText> output;
    if (isatty(STDOUT_FILENO) != 0) {
        output.emplace(std::cout); // what a file or a program gets is what was asked for, byte by byte
    }
    return withOutputWritten(run(argc, argv));
}
