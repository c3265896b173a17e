// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <map>

#include "core/protocol/fields.h"
#include "core/protocol/messages.h"

namespace paretoscope::protocol {

using nlohmann::json;

namespace {

json body(const Start& start) {
    json message{{"type", "start"}, {"kind", name(start.kind)}, {"title", start.title}};
    embed(message, "configuration", start.configuration, true);
    return message;
}
json body(const Stop& stop) {
    return {{"type", "stop"}, {"run", stop.run}};
}
json body(const Pause& pause) {
    return {{"type", "pause"}, {"run", pause.run}};
}
json body(const Resume& resume) {
    return {{"type", "resume"}, {"run", resume.run}};
}
json body(const SetLambda& set) {
    return {{"type", "setLambda"}, {"run", set.run}, {"lambda", numberToJson(set.lambda)}};
}
json body(const SetTarget& set) {
    json message{{"type", "setTarget"}, {"run", set.run}};
    if (set.latencyMs) {
        message["latencyMs"] = numberToJson(*set.latencyMs);
    }
    return message;
}
json body(const QueueList&) {
    return {{"type", "queueList"}};
}
json body(const Reorder& reorder) {
    return {{"type", "reorder"}, {"runs", reorder.runs}};
}
json body(const PauseQueue& pause) {
    return {{"type", "pauseQueue"}, {"paused", pause.paused}};
}
json body(const AnnotateRun& annotate) {
    json message{{"type", "annotateRun"}, {"run", annotate.run}};
    if (annotate.tags) {
        message["tags"] = *annotate.tags;
    }
    if (annotate.note) {
        message["note"] = *annotate.note;
    }
    if (annotate.deleted) {
        message["deleted"] = *annotate.deleted;
    }
    return message;
}
json body(const RemoveSpareCheckpoints&) {
    return {{"type", "removeSpareCheckpoints"}};
}
json body(const ImportProfile& import) {
    return {{"type", "importProfile"}, {"path", import.path}};
}
json body(const PurgeDeletedRuns&) {
    return {{"type", "purgeDeletedRuns"}};
}
json body(const Shutdown&) {
    return {{"type", "shutdown"}};
}
json body(const Ping&) {
    return {{"type", "ping"}};
}
json body(const UnknownRequest& request) {
    return {{"type", request.type}};
}

using Body = decltype(Request::body);
using RequestReader = std::function<Body(const Fields&)>;

template <typename OfRun>
Body ofRun(const Fields& fields) {
    return OfRun{fields.integer("run")};
}

template <typename Empty>
Body withoutFields(const Fields&) {
    return Empty{};
}

Body readStart(const Fields& fields) {
    return Start{fields.named("kind", &records::jobKindFromName), fields.optionalText("title"),
        fields.embedded("configuration", true)};
}

Body readLambda(const Fields& fields) {
    const SetLambda set{fields.integer("run"), fields.number("lambda")};
    if (!(set.lambda >= 0)) {
        throw fields.wrong("lambda", "it is negative or not a number");
    }
    return set;
}

Body readTarget(const Fields& fields) {
    const SetTarget set{fields.integer("run"), fields.optionalNumber("latencyMs")};
    if (set.latencyMs && !(*set.latencyMs > 0)) {
        throw fields.wrong("latencyMs", "it is not above zero");
    }
    return set;
}

Body readReorder(const Fields& fields) {
    return Reorder{fields.integers("runs")};
}

Body readPauseQueue(const Fields& fields) {
    return PauseQueue{fields.flag("paused")};
}

Body readAnnotate(const Fields& fields) {
    AnnotateRun annotate{fields.integer("run"), {}, {}, {}};
    if (fields.has("tags")) {
        annotate.tags = fields.text("tags");
    }
    if (fields.has("note")) {
        annotate.note = fields.text("note");
    }
    if (fields.has("deleted")) {
        annotate.deleted = fields.flag("deleted");
    }
    return annotate;
}

Body readImportProfile(const Fields& fields) {
    return ImportProfile{fields.text("path")};
}

const std::map<std::string, RequestReader, std::less<>>& requestReaders() {
    static const std::map<std::string, RequestReader, std::less<>> table{{"start", readStart}, {"stop", ofRun<Stop>},
        {"pause", ofRun<Pause>}, {"resume", ofRun<Resume>}, {"setLambda", readLambda}, {"setTarget", readTarget},
        {"queueList", withoutFields<QueueList>}, {"reorder", readReorder}, {"pauseQueue", readPauseQueue},
        {"annotateRun", readAnnotate}, {"purgeDeletedRuns", withoutFields<PurgeDeletedRuns>},
        {"removeSpareCheckpoints", withoutFields<RemoveSpareCheckpoints>}, {"importProfile", readImportProfile},
        {"shutdown", withoutFields<Shutdown>}, {"ping", withoutFields<Ping>}};
    return table;
}

}

std::string encode(const Request& request) {
    json message = std::visit([](const auto& content) { return body(content); }, request.body);
    message["id"] = request.id;
    return dumpLine(message);
}

Request decodeRequest(std::string_view line) {
    const json object = parseObject(line, "a request");
    const std::string type = Fields(object, "request").text("type");
    const Fields fields(object, type);
    const auto reader = requestReaders().find(type);
    Body content = reader == requestReaders().end() ? Body(UnknownRequest{type}) : reader->second(fields);
    return {fields.integer("id"), std::move(content)};
}

}
