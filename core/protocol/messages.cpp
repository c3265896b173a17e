// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/messages.h"

#include <cmath>

#include "core/base/json_fields.h"
#include "core/base/member_fields.h"

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
concept Empty = std::is_empty_v<Message> && !std::is_same_v<Message, std::monostate>;

}

// Their names are those of the members, as they are.
#define PARETOSCOPE_MESSAGE(Message, ...) PARETOSCOPE_NAMED_FIELDS(false, Message, __VA_ARGS__)

template <typename Fields, Empty Message>
void describe(Fields&, Message&) { }
PARETOSCOPE_MESSAGE(Stop, run)
PARETOSCOPE_MESSAGE(Pause, run)
PARETOSCOPE_MESSAGE(Resume, run)
PARETOSCOPE_MESSAGE(AllowRun, run)
PARETOSCOPE_MESSAGE(StartedRun, run)
PARETOSCOPE_MESSAGE(Start, config)
PARETOSCOPE_MESSAGE(SetLambda, run, lambda)
PARETOSCOPE_MESSAGE(SetTarget, run, latencyMs)
PARETOSCOPE_MESSAGE(Reorder, runs)
PARETOSCOPE_MESSAGE(PauseQueue, paused)
PARETOSCOPE_MESSAGE(AnnotateRun, run, tags, note, deleted)
PARETOSCOPE_MESSAGE(AnnotateCandidates, candidates, starred, note)
PARETOSCOPE_MESSAGE(ImportProfile, path)
PARETOSCOPE_MESSAGE(QueueState, running, waiting, paused)
PARETOSCOPE_MESSAGE(FreedSpace, runs, bytes)
PARETOSCOPE_MESSAGE(ImportedProfile, computer, stored, known, predictors)
PARETOSCOPE_MESSAGE(Hello, version, processId, host, project)
PARETOSCOPE_MESSAGE(JobQueued, run, kind, title)
PARETOSCOPE_MESSAGE(JobStarted, run, kind)
PARETOSCOPE_MESSAGE(Progress, run, fraction, message, etaSeconds, metrics)
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
PARETOSCOPE_MESSAGE(Log, level, text)
PARETOSCOPE_MESSAGE(JobFinished, run, state, errorCode, errorText)

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

bool sayTheSame(const Progress& a, const Progress& b) {
    Progress other = b;
    other.etaSeconds = a.etaSeconds;
    return encode(Event(a)) == encode(Event(other)); // as text: a number that is none is not equal to itself
}

}
