// SPDX-License-Identifier: Apache-2.0
#include "core/device/command_device.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"
#include "core/records/device_setting.h"

namespace paretoscope::device {

namespace {

constexpr double longestTimeout = 86400;
constexpr int mostRetries = 100;

[[noreturn]] void refuse(const std::string& field, const std::string& value, const std::string& allowed) {
    throw Error(ErrorCode::InvalidValue,
        "The command device has " + field + " '" + value + "' where " + allowed + " is expected.",
        {{"name", field}, {"value", value}, {"allowed", allowed}});
}

}

void validate(const CommandDevice& device) {
    records::parseDeviceSetting("cmd/" + device.name + "/b1");
    if (device.command.empty() || device.command.front().empty()) {
        refuse("command", "", "a program and its arguments");
    }
    std::size_t length = 0;
    for (const std::string& word : device.command) {
        length += word.size() + 1;
        if (word.find('\0') != std::string::npos) { // it would end there, and be shown whole
            refuse("command", base::shortLine(word, 60), "one without null characters");
        }
    }
    if (length > longestCommand) {
        refuse("command", base::shortLine(device.command.front(), 60) + " ...",
            "one of at most " + std::to_string(longestCommand) + " characters");
    }
    for (const double seconds : {device.timeoutSeconds, device.prepareSeconds, device.startSeconds}) {
        if (!(seconds > 0) || seconds > longestTimeout) {
            refuse("time-out", std::to_string(seconds), "a number of seconds up to a day");
        }
    }
    if (device.retries < 0 || device.retries > mostRetries) {
        refuse("retries", std::to_string(device.retries), "0 to 100");
    }
}

std::string toJson(const CommandDevice& device) {
    nlohmann::ordered_json json{{"name", device.name}, {"command", device.command},
        {"timeout_seconds", device.timeoutSeconds}, {"prepare_seconds", device.prepareSeconds},
        {"start_seconds", device.startSeconds}, {"retries", device.retries}};
    return base::textOf(json);
}

CommandDevice commandDevice(std::string_view json) {
    CommandDevice device;
    try {
        const nlohmann::json fields =
            base::parseSortedJson(json, {.what = "the stored command device", .error = ErrorCode::InvalidValue});
        device.name = fields.at("name").get<std::string>();
        device.command = fields.at("command").get<std::vector<std::string>>();
        device.timeoutSeconds = fields.value("timeout_seconds", device.timeoutSeconds);
        device.prepareSeconds = fields.value("prepare_seconds", device.prepareSeconds);
        device.startSeconds = fields.value("start_seconds", device.startSeconds);
        device.retries = static_cast<int>(
            fields.contains("retries") ? base::integerAt(fields, "retries", 0, mostRetries) : device.retries);
    } catch (const nlohmann::json::exception& error) {
        throw Error(ErrorCode::InvalidValue,
            std::string("The stored command device cannot be read (") + error.what() + "); add it again.",
            {{"name", "command device"}});
    }
    validate(device);
    return device;
}

std::string projectKey(std::string_view name) {
    return "command-device/" + std::string(name);
}

std::filesystem::path logFile(std::string_view name) {
    return base::madeStateFolder() / ("cmd-" + std::string(name) + ".log");
}

}
