// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>
#include <limits>
#include <map>

#include "core/base/enum_names.h"
#include "core/protocol/fields.h"
#include "core/protocol/messages.h"

namespace paretoscope::protocol {

using nlohmann::json;

namespace {

constexpr std::array<base::Named<LogLevel>, 4> logLevels{
    {{LogLevel::Debug, "debug"}, {LogLevel::Info, "info"}, {LogLevel::Warning, "warning"}, {LogLevel::Error, "error"}}};

LogLevel logLevelFromName(std::string_view name) {
    return base::valueIn<LogLevel>(logLevels, name, "log level");
}

json body(const Hello& hello) {
    return {{"type", "hello"}, {"version", hello.version}, {"processId", hello.processId}, {"host", hello.host},
        {"project", hello.project}};
}
json body(const JobQueued& queued) {
    return {{"type", "jobQueued"}, {"run", queued.run}, {"kind", name(queued.kind)}, {"title", queued.title}};
}
json body(const JobStarted& started) {
    return {{"type", "jobStarted"}, {"run", started.run}, {"kind", name(started.kind)}};
}
json body(const Progress& progress) {
    json message{{"type", "progress"}, {"run", progress.run}, {"fraction", numberToJson(progress.fraction)},
        {"message", progress.message}, {"etaSeconds", numberToJson(progress.etaSeconds)}};
    embed(message, "metrics", progress.metrics, false);
    return message;
}
json body(const Snapshot& snapshot) {
    json message{{"type", "snapshot"}, {"run", snapshot.run}, {"kind", snapshot.kind}};
    embed(message, "content", snapshot.content, true);
    return message;
}
json body(const Log& log) {
    return {{"type", "log"}, {"level", name(log.level)}, {"text", log.text}};
}
json body(const JobFinished& finished) {
    return {{"type", "jobFinished"}, {"run", finished.run}, {"state", name(finished.state)},
        {"errorCode", finished.errorCode}, {"errorText", finished.errorText}};
}
json body(const Answer& answer) {
    json message{{"type", "answer"}, {"id", answer.id}, {"ok", answer.ok}, {"errorCode", answer.errorCode},
        {"errorText", answer.errorText}};
    embed(message, "result", answer.result, false);
    return message;
}
json body(const StoreChanged&) {
    return {{"type", "storeChanged"}};
}
json body(const UnknownEvent& event) {
    return {{"type", event.type}};
}

using Reader = std::function<Event(const Fields&)>;

Event readHello(const Fields& fields) {
    return Hello{
        fields.smallInteger("version"), fields.integer("processId"), fields.text("host"), fields.text("project")};
}
Event readQueued(const Fields& fields) {
    return JobQueued{
        fields.integer("run"), fields.named("kind", &records::jobKindFromName), fields.optionalText("title")};
}
Event readStarted(const Fields& fields) {
    return JobStarted{fields.integer("run"), fields.named("kind", &records::jobKindFromName)};
}
Event readProgress(const Fields& fields) {
    return Progress{fields.integer("run"), fields.number("fraction"), fields.optionalText("message"),
        fields.optionalNumber("etaSeconds").value_or(std::numeric_limits<double>::quiet_NaN()),
        fields.embedded("metrics", false)};
}
Event readSnapshot(const Fields& fields) {
    return Snapshot{fields.integer("run"), fields.text("kind"), fields.embedded("content", true)};
}
Event readLog(const Fields& fields) {
    return Log{fields.named("level", &logLevelFromName), fields.text("text")};
}
Event readFinished(const Fields& fields) {
    return JobFinished{fields.integer("run"), fields.named("state", &records::runStateFromName),
        fields.optionalText("errorCode"), fields.optionalText("errorText")};
}
Event readAnswer(const Fields& fields) {
    return Answer{fields.integer("id"), fields.flag("ok"), fields.optionalText("errorCode"),
        fields.optionalText("errorText"), fields.embedded("result", false)};
}

const std::map<std::string, Reader, std::less<>>& readers() {
    static const std::map<std::string, Reader, std::less<>> table{{"hello", readHello}, {"jobQueued", readQueued},
        {"jobStarted", readStarted}, {"progress", readProgress}, {"snapshot", readSnapshot}, {"log", readLog},
        {"jobFinished", readFinished}, {"answer", readAnswer},
        {"storeChanged", [](const Fields&) { return StoreChanged{}; }}};
    return table;
}

}

std::string_view name(LogLevel level) {
    return base::nameIn<LogLevel>(logLevels, level);
}

std::string encode(const Event& event) {
    return dumpLine(std::visit([](const auto& content) { return body(content); }, event));
}

Event decodeEvent(std::string_view line) {
    const json object = parseObject(line, "an event");
    const std::string type = Fields(object, "event").text("type");
    const auto reader = readers().find(type);
    return reader == readers().end() ? Event(UnknownEvent{type}) : reader->second(Fields(object, type));
}

}
