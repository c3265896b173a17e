// SPDX-License-Identifier: Apache-2.0
#include "core/search/process_card.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/machine.h"
#include "core/search/local_address.h"

namespace paretoscope::search {

ProcessCard ownCard(int processes, const std::string& identity) {
    return {.processes = processes,
        .identity = identity,
        .host = base::hostName(),
        .computer = computerIdentity(),
        .processors = allowedProcessorsText(),
        .process = getpid()};
}

std::string textOf(const ProcessCard& card) {
    return base::textOf(nlohmann::ordered_json{{"processes", card.processes}, {"identity", card.identity},
        {"host", card.host}, {"computer", card.computer}, {"processors", card.processors}, {"process", card.process}});
}

ProcessCard cardFrom(const std::string& text) {
    try {
        const auto json = base::parseJson(text, {.what = "what a process says of itself"});
        return {.processes = json.at("processes"),
            .identity = json.at("identity"),
            .host = json.at("host"),
            .computer = json.at("computer"),
            .processors = json.at("processors"),
            .process = json.at("process")};
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidValue,
            std::string("Another program uses the meeting point of these processes (") + failure.what()
                + "). Choose another port (MASTER_PORT).");
    }
}

}
