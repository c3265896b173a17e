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

[[noreturn]] void refuse(const std::string& what, std::string_view line) {
    throw Error(ErrorCode::DeviceFailure, "The runner " + what + "; it said: " + base::shortLine(line, quoted) + ".",
        {{"reason", what}});
}

/// The object on a line. Nothing that a runner writes may throw anything but an Error.
Json objectOn(std::string_view line) {
    std::optional<Json> json = base::jsonIn(line);
    if (!json || !json->is_object()) {
        refuse("did not answer with a JSON object", line);
    }
    return *std::move(json);
}

std::string text(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double unitOf(const Json& json, const char* name, const std::map<std::string, double>& units, std::string_view line) {
    if (!json.contains(name)) {
        return 1;
    }
    const auto unit = units.find(text(json, name));
    if (unit == units.end()) {
        refuse("named a unit that is not known in \"" + std::string(name) + "\"", line);
    }
    return unit->second;
}

double positive(const Json& value, const char* what, std::string_view line) {
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    if (!std::isfinite(number) || number <= 0) {
        refuse(std::string("gave a ") + what + " that is not a positive number", line);
    }
    return number;
}

}

RunnerHello runnerHello(std::string_view line) {
    const Json json = objectOn(line);
    const auto version = json.find("paretoscope_runner");
    if (version == json.end() || !version->is_number_integer()) {
        refuse("did not begin with {\"paretoscope_runner\": 1, ...}", line);
    }
    if (version->get<std::int64_t>() != runnerProtocolVersion) {
        refuse("speaks another version of the protocol than " + std::to_string(runnerProtocolVersion), line);
    }
    RunnerHello hello;
    // Stored with every measurement.
    hello.hardware = base::shortLine(text(json, "hardware"), longestName);
    hello.runtime = base::shortLine(text(json, "runtime"), longestName);
    if (hello.hardware.empty() || hello.runtime.empty()) {
        refuse("did not say its \"hardware\" and \"runtime\"", line);
    }
    hello.msPerUnit = unitOf(json, "latency_unit", {{"s", 1e3}, {"ms", 1}, {"us", 1e-3}, {"ns", 1e-6}}, line);
    hello.mjPerUnit = unitOf(json, "energy_unit", {{"J", 1e3}, {"mJ", 1}, {"uJ", 1e-3}}, line);
    if (const auto shared = json.find("shared_files"); shared != json.end()) {
        if (!shared->is_boolean()) {
            refuse("did not say true or false in \"shared_files\"", line);
        }
        hello.sharedFiles = shared->get<bool>();
    }
    return hello;
}

std::string requestLine(const RunnerRequest& request) {
    Json json{{"id", request.id}, {"batch", request.batch}, {"repeats", request.repeats}, {"size", request.size},
        {"sha256", request.sha256}};
    if (!request.path.empty()) {
        json["path"] = request.path;
    }
    return base::textOf(json) + "\n";
}

RunnerReply runnerReply(
    std::string_view line, const RunnerRequest& request, const RunnerHello& hello, double elapsedMs) {
    const Json json = objectOn(line);
    const auto id = json.find("id");
    if (id == json.end() || !id->is_number_integer() || id->get<std::int64_t>() != request.id) {
        refuse("did not answer request " + std::to_string(request.id), line);
    }
    RunnerReply reply;
    if (json.contains("error") && !json.at("error").is_null()) {
        reply.error = base::shortLine(text(json, "error"), longestName);
        reply.error = reply.error.empty() ? "an error without a text" : reply.error;
        return reply;
    }
    const auto latency = json.find("latency");
    if (latency == json.end() || !latency->is_array() || std::cmp_not_equal(latency->size(), request.repeats)) {
        refuse("did not give " + std::to_string(request.repeats) + " latencies", line);
    }
    double total = 0;
    for (const Json& sample : *latency) {
        reply.samplesMs.push_back(hello.msPerUnit * positive(sample, "latency", line));
        total += reply.samplesMs.back();
    }
    if (total > elapsedMs * clockTolerance + clockResolutionMs) {
        refuse("claims runs of " + std::to_string(total) + " ms in all within the " + std::to_string(elapsedMs)
                + " ms that its answer took; check its latency_unit",
            line);
    }
    if (const auto energy = json.find("energy"); energy != json.end() && !energy->is_null()) {
        reply.energyMj = hello.mjPerUnit * positive(*energy, "energy", line);
    }
    return reply;
}

}
