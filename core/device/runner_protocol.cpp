// SPDX-License-Identifier: Apache-2.0
#include "core/device/runner_protocol.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/text.h"

namespace paretoscope::device {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longestName = 300;
constexpr std::size_t quoted = 120; ///< characters of a wrong line that a message shows
/// Clocks of two machines differ a little, and of one machine in their resolution.
constexpr double clockTolerance = 1.02;
constexpr double clockResolutionMs = 1;
constexpr double shortestMs = 1e-6; ///< no network's run takes less
constexpr double mostWatts = 1e5; ///< no device draws more
constexpr int mostOfAnything = 1'000'000; ///< threads, processors, prepared networks

[[noreturn]] void refuse(const std::string& what, std::string_view line) {
    throw Error(ErrorCode::DeviceFailure, "The runner " + what + "; it said: " + base::shortLine(line, quoted) + ".",
        {{"reason", what}});
}

/// The object on a line. Nothing that a runner writes may throw anything but an Error.
Json objectOn(std::string_view line) {
    const std::optional<Json> json = base::jsonIn(line);
    if (!json || !json->is_object()) {
        refuse("did not answer with a JSON object", line);
    }
    return base::parseJson(line, {.what = "the runner's line", .error = ErrorCode::DeviceFailure, .ownNames = true});
}

std::string text(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A program that does not know a value writes null as often as it leaves the name out.
bool says(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && !found->is_null();
}

double unitOf(const Json& json, const char* name, const std::map<std::string, double>& units, std::string_view line) {
    if (!says(json, name)) {
        return 1;
    }
    const auto unit = units.find(text(json, name));
    if (unit == units.end()) {
        refuse("named a unit that is not known in \"" + std::string(name) + "\"", line);
    }
    return unit->second;
}

/// 0 where it does not say.
int count(const Json& json, const char* name, int least, std::string_view line) {
    if (!says(json, name)) {
        return 0;
    }
    const Json& value = json.at(name);
    const auto number = base::wholeIn<int>(value);
    if (!number || *number < least || *number > mostOfAnything) {
        refuse("did not give a whole number of " + std::to_string(least) + " or more as \"" + std::string(name) + "\"",
            line);
    }
    return *number;
}

double finite(const Json& value, const char* what, std::string_view line) {
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    if (!std::isfinite(number) || number < 0) {
        refuse(std::string("gave a ") + what + " that is not a positive number", line);
    }
    return number;
}

double positive(const Json& value, const char* what, std::string_view line) {
    const double number = finite(value, what, line);
    if (number == 0) {
        refuse(std::string("gave a ") + what + " that is not a positive number", line);
    }
    return number;
}

void requireWithin(double claimedMs, double elapsedMs, const char* what, std::string_view line) {
    if (claimedMs > elapsedMs * clockTolerance + clockResolutionMs) {
        refuse(std::string("claims ") + what + " of " + std::to_string(claimedMs) + " ms in all within the "
                + std::to_string(elapsedMs) + " ms that its answer took; check its latency_unit",
            line);
    }
}

std::string_view nameOf(RunnerAction action) {
    switch (action) {
    case RunnerAction::Prepare:
        return "prepare";
    case RunnerAction::Time:
        return "time";
    case RunnerAction::Drop:
        return "drop";
    case RunnerAction::Measure:
        break;
    }
    return ""; // version 1 has one request, and no name for it
}

void readTimes(const Json& json, const RunnerRequest& request, const RunnerHello& hello, double elapsedMs,
    std::string_view line, RunnerReply& reply) {
    const auto latency = json.find("latency");
    if (latency == json.end() || !latency->is_array() || std::cmp_not_equal(latency->size(), request.repeats)) {
        refuse("did not give " + std::to_string(request.repeats) + " latencies", line);
    }
    double total = 0;
    for (const Json& sample : *latency) {
        reply.samplesMs.push_back(hello.msPerUnit * positive(sample, "latency", line));
        if (reply.samplesMs.back() < shortestMs) {
            refuse("claims a run of less than a nanosecond; check its latency_unit", line);
        }
        total += reply.samplesMs.back();
    }
    requireWithin(total, elapsedMs, "runs", line);
    if (says(json, "energy")) {
        reply.energyMj = hello.mjPerUnit * positive(json.at("energy"), "energy", line);
        if (!std::isfinite(*reply.energyMj)) {
            refuse("gave an energy that is too large for a number; check its energy_unit", line);
        }
        if (const double watts = *reply.energyMj * request.repeats / total; watts > mostWatts) {
            refuse("claims an energy that is a power of " + base::shortText(watts, 3)
                    + " W over a run's time; check its energy_unit and latency_unit",
                line);
        }
    }
    if (says(json, "others_busy")) {
        reply.othersBusy = finite(json.at("others_busy"), "number of busy processors", line);
    }
}

}

RunnerHello runnerHello(std::string_view line) {
    const Json json = objectOn(line);
    const auto version = json.find("paretoscope_runner");
    const auto spoken = version == json.end() ? std::nullopt : base::wholeIn<std::int64_t>(*version);
    if (!spoken) {
        refuse("did not begin with {\"paretoscope_runner\": " + std::to_string(runnerProtocolVersion) + ", ...}", line);
    }
    if (*spoken < 1 || *spoken > runnerProtocolVersion) {
        refuse("speaks another version of the protocol than 1 to " + std::to_string(runnerProtocolVersion), line);
    }
    RunnerHello hello{.version = static_cast<int>(*spoken)};
    // Stored with every measurement.
    const auto named = [&](const char* name) { return base::shortLine(text(json, name), longestName); };
    hello.hardware = named("hardware");
    hello.runtime = named("runtime");
    if (hello.hardware.empty() || hello.runtime.empty()) {
        refuse("did not say its \"hardware\" and \"runtime\"", line);
    }
    hello.provider = named("provider");
    hello.numberType = named("number_type");
    hello.runtimeVersion = named("version");
    hello.threads = count(json, "threads", 1, line);
    hello.processors = count(json, "processors", 1, line);
    if (const int most = count(json, "most_prepared", 2, line); most > 0) {
        hello.mostPrepared = most; // one of them is the sentinel
    }
    hello.msPerUnit = unitOf(json, "latency_unit", {{"s", 1e3}, {"ms", 1}, {"us", 1e-3}, {"ns", 1e-6}}, line);
    hello.mjPerUnit = unitOf(json, "energy_unit", {{"J", 1e3}, {"mJ", 1}, {"uJ", 1e-3}}, line);
    if (says(json, "shared_files")) {
        const Json& shared = json.at("shared_files");
        if (!shared.is_boolean()) {
            refuse("did not say true or false in \"shared_files\"", line);
        }
        hello.sharedFiles = shared.get<bool>();
    }
    return hello;
}

std::string requestLine(const RunnerRequest& request) {
    Json json{{"id", request.id}};
    if (request.action != RunnerAction::Measure) {
        json["do"] = nameOf(request.action);
    }
    if (request.action == RunnerAction::Measure) {
        json["batch"] = request.batch;
    }
    if (request.action == RunnerAction::Measure || request.action == RunnerAction::Time) {
        json["repeats"] = request.repeats;
    }
    if (request.action == RunnerAction::Prepare) {
        json["shape"] = request.shape;
    }
    if (request.action == RunnerAction::Measure || request.action == RunnerAction::Prepare) {
        json["size"] = request.size;
    }
    json["sha256"] = request.sha256;
    if (!request.path.empty()) {
        json["path"] = request.path;
    }
    return base::textOf(json) + "\n";
}

RunnerReply runnerReply(
    std::string_view line, const RunnerRequest& request, const RunnerHello& hello, double elapsedMs) {
    const Json json = objectOn(line);
    const auto id = json.find("id");
    if (id == json.end() || base::wholeIn<std::int64_t>(*id) != request.id) {
        refuse("did not answer request " + std::to_string(request.id), line);
    }
    RunnerReply reply{.elapsedMs = elapsedMs};
    if (says(json, "error")) {
        reply.error = base::shortLine(text(json, "error"), longestName);
        reply.error = reply.error.empty() ? "an error without a text" : reply.error;
        return reply;
    }
    switch (request.action) {
    case RunnerAction::Measure:
    case RunnerAction::Time:
        readTimes(json, request, hello, elapsedMs, line, reply);
        break;
    case RunnerAction::Prepare: {
        if (!json.contains("compile")) {
            refuse("did not say what it took to \"compile\" the network", line);
        }
        reply.compileMs = hello.msPerUnit * finite(json.at("compile"), "compile time", line);
        requireWithin(*reply.compileMs, elapsedMs, "a compile time", line);
        break;
    }
    case RunnerAction::Drop:
        break;
    }
    return reply;
}

}
