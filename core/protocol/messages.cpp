// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/messages.h"

#include <cmath>
#include <utility>

#include "core/base/json_fields.h"

namespace paretoscope::protocol {

using base::Json;

namespace {

base::JsonRules rulesFor(const std::string& what) {
    return {.error = ErrorCode::ProtocolViolation,
        .what = what + " between window and worker, which must come from the same installation",
        .refuseMissing = true};
}

[[noreturn]] void refuse(const std::string& type, const std::string& reason) {
    throw Error(ErrorCode::ProtocolViolation, "In the message '" + type + "': " + reason + ".", {{"what", reason}});
}

/// A message of its type, or one without content.
template <typename Message>
Json typed(const Message& message) {
    if constexpr (requires { Message::typeName; }) {
        Json json = {{"type", Message::typeName}};
        json.update(base::JsonWriter::toJson(message));
        return json;
    } else if constexpr (requires { message.type; }) {
        return {{"type", message.type}}; // of a newer version
    } else {
        return nullptr;
    }
}

/// Reads the alternative that calls itself `type` into `variant`; false where none does.
template <typename Variant, std::size_t Index = 0>
bool readTyped(const std::string& type, const Json& json, Variant& variant) {
    if constexpr (Index == std::variant_size_v<Variant>) {
        return false;
    } else {
        using Message = std::variant_alternative_t<Index, Variant>;
        if constexpr (requires { std::string_view(Message::typeName); }) {
            if (type == Message::typeName) {
                variant = base::fromJson<Message>(json, rulesFor("the message '" + type + "'"));
                return true;
            }
        }
        return readTyped<Variant, Index + 1>(type, json, variant);
    }
}

std::string typeOf(const Json& json) {
    std::string type;
    const base::JsonRules rules = rulesFor("a message");
    base::JsonReader reader(json, rules);
    reader("type", type);
    return type;
}

std::string line(const Json& json) {
    std::string text = base::textOf(json);
    if (text.size() > maxLineBytes) {
        refuse(json.at("type").get<std::string>(),
            "it would be longer than " + std::to_string(maxLineBytes)
                + " bytes; what is that large belongs into the project file");
    }
    return text;
}

Json parsed(std::string_view text) {
    if (text.size() > maxLineBytes) {
        refuse("", "the line is longer than " + std::to_string(maxLineBytes) + " bytes");
    }
    return base::parseJsonObject(text, rulesFor("a message"));
}

}

}

namespace paretoscope::analysis {

nlohmann::ordered_json writeJson(const Lambda& lambda) {
    return base::numberToJson(lambda.value);
}
void readJson(const nlohmann::ordered_json& json, Lambda& lambda) {
    lambda.value = base::numberFromJson(json);
    if (!std::isfinite(lambda.value) || lambda.value < 0) {
        throw Error(ErrorCode::InvalidValue, "λ must be 0 or above.", {{"field", "lambda"}});
    }
}

}

namespace paretoscope::protocol {

namespace {

template <typename Message>
concept OfRunOnly = std::is_same_v<Message, Stop> || std::is_same_v<Message, Pause> || std::is_same_v<Message,
    Resume> || std::is_same_v<Message, AllowRun> || std::is_same_v<Message, StartedRun>;
template <typename Message>
concept Empty = std::is_empty_v<Message> && !std::is_same_v<Message, std::monostate>;

}

template <typename Fields, Empty Message>
void describe(Fields&, Message&) { }
template <typename Fields, OfRunOnly Message>
void describe(Fields& fields, Message& m) {
    fields("run", m.run);
}
template <typename Fields>
void describe(Fields& fields, Start& m) {
    fields("config", m.config);
}
template <typename Fields>
void describe(Fields& fields, SetLambda& m) {
    fields("run", m.run);
    fields("lambda", m.lambda);
}
template <typename Fields>
void describe(Fields& fields, SetTarget& m) {
    fields("run", m.run);
    fields("latencyMs", m.latencyMs);
}
template <typename Fields>
void describe(Fields& fields, Reorder& m) {
    fields("runs", m.runs);
}
template <typename Fields>
void describe(Fields& fields, PauseQueue& m) {
    fields("paused", m.paused);
}
template <typename Fields>
void describe(Fields& fields, AnnotateRun& m) {
    fields("run", m.run);
    fields("tags", m.tags);
    fields("note", m.note);
    fields("deleted", m.deleted);
}
template <typename Fields>
void describe(Fields& fields, AnnotateCandidates& m) {
    fields("candidates", m.candidates);
    fields("starred", m.starred);
    fields("note", m.note);
}
template <typename Fields>
void describe(Fields& fields, ImportProfile& m) {
    fields("path", m.path);
}
template <typename Fields>
void describe(Fields& fields, QueueState& m) {
    fields("running", m.running);
    fields("waiting", m.waiting);
    fields("paused", m.paused);
}
template <typename Fields>
void describe(Fields& fields, FreedSpace& m) {
    fields("runs", m.runs);
    fields("bytes", m.bytes);
}
template <typename Fields>
void describe(Fields& fields, ImportedProfile& m) {
    fields("computer", m.computer);
    fields("stored", m.stored);
    fields("known", m.known);
    fields("predictors", m.predictors);
}
template <typename Fields>
void describe(Fields& fields, Hello& m) {
    fields("version", m.version);
    fields("processId", m.processId);
    fields("host", m.host);
    fields("project", m.project);
}
template <typename Fields>
void describe(Fields& fields, JobQueued& m) {
    fields("run", m.run);
    fields("kind", m.kind);
    fields("title", m.title);
}
template <typename Fields>
void describe(Fields& fields, JobStarted& m) {
    fields("run", m.run);
    fields("kind", m.kind);
}
template <typename Fields>
void describe(Fields& fields, Progress& m) {
    fields("run", m.run);
    fields("fraction", m.fraction);
    fields("message", m.message);
    fields("etaSeconds", m.etaSeconds);
    fields("metrics", m.metrics);
}
template <typename Fields>
void describe(Fields& fields, Snapshot& m) {
    fields("run", m.run);
    fields("search", m.search);
    for (const options::AlphaTable& table : m.search.alpha) {
        for (const std::vector<double>& row : table.weights) {
            if (row.size() != table.operations.size()) {
                refuse(Snapshot::typeName, "a row of α has not one weight for each operation");
            }
        }
    }
}
template <typename Fields>
void describe(Fields& fields, Log& m) {
    fields("level", m.level);
    fields("text", m.text);
}
template <typename Fields>
void describe(Fields& fields, JobFinished& m) {
    fields("run", m.run);
    fields("state", m.state);
    fields("errorCode", m.errorCode);
    fields("errorText", m.errorText);
}

/// Of an answer.
using AnswerResult = decltype(Answer::result);

static Json resultToJson(const AnswerResult& result) {
    return std::visit([](const auto& each) { return typed(each); }, result);
}

static void resultFromJson(const Json& json, AnswerResult& result) {
    if (json.is_object() && !readTyped(typeOf(json), json, result)) {
        refuse(Answer::typeName, "its result is of no known type");
    }
}

template <typename Fields>
void describe(Fields& fields, Answer& m) {
    fields("id", m.id);
    fields("ok", m.ok);
    fields("errorCode", m.errorCode);
    fields("errorText", m.errorText);
    if constexpr (std::is_same_v<Fields, base::JsonWriter>) {
        fields("result", resultToJson(m.result));
    } else {
        Json json;
        fields("result", json);
        resultFromJson(json, m.result);
    }
}

std::string encode(const Request& request) {
    Json json = std::visit([](const auto& body) { return typed(body); }, request.body);
    json["id"] = request.id;
    return line(json);
}

std::string encode(const Event& event) {
    return line(std::visit([](const auto& each) { return typed(each); }, event));
}

Request decodeRequest(std::string_view text) {
    const Json json = parsed(text);
    const std::string type = typeOf(json);
    Request request;
    const base::JsonRules rules = rulesFor("the message '" + type + "'");
    base::JsonReader(json, rules)("id", request.id);
    if (!readTyped(type, json, request.body)) {
        request.body = UnknownRequest{type};
    }
    return request;
}

Event decodeEvent(std::string_view text) {
    const Json json = parsed(text);
    const std::string type = typeOf(json);
    Event event;
    if (!readTyped(type, json, event)) {
        event = UnknownEvent{type};
    }
    return event;
}

}
