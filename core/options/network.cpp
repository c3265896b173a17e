// SPDX-License-Identifier: Apache-2.0
#include "core/options/network.h"

#include <algorithm>

#include "core/base/machine.h"
#include "core/options/checks.h"

namespace paretoscope::space {

std::vector<base::Named<SpaceId>> namesOf(SpaceId) {
    std::vector<base::Named<SpaceId>> names;
    for (const SearchSpace& space : searchSpaces()) {
        names.emplace_back(space.id, space.name);
    }
    return names;
}

std::vector<base::Named<Operation>> namesOf(Operation) {
    std::vector<base::Named<Operation>> names;
    for (const SearchSpace& space : searchSpaces()) {
        for (const Operation operation : space.operations) {
            const base::Named<Operation> named{operation, operationName(operation)};
            if (std::ranges::find(names, named) == names.end()) {
                names.push_back(named);
            }
        }
    }
    return names;
}

}

namespace paretoscope::options {

const char* cellsHelp() {
    static const std::string help = [] {
        std::string text;
        for (const space::SearchSpace& space : space::searchSpaces()) {
            text +=
                (text.empty() ? "cells (" : ", ") + std::string(space.name) + ": " + std::string(space.cellsMeaning);
        }
        return text + ")";
    }();
    return help.c_str();
}

Option spaceOption() {
    Option option("space");
    option.flag("--space", "search space").label(QT_TRANSLATE_NOOP("JobOptions", "Search space"));
    for (const space::SearchSpace& space : space::searchSpaces()) {
        option.choices.push_back({space.name.data(), space.title.data()}); // both are literals
    }
    return option;
}

NetworkConfig publishedNetwork(space::SpaceId space) {
    const std::string_view shape = space::searchSpace(space).publishedShape;
    NetworkConfig network{.space = space};
    if (!shape.empty()) {
        network.shape = space::shapeFromText(shape);
    }
    return network;
}

std::string titleOf(const NetworkConfig& network) {
    return network.spaceName() + " c" + std::to_string(network.shape.channels) + "-l"
        + std::to_string(network.shape.cells) + "-" + std::to_string(network.shape.inputSize) + "px";
}

Option forbiddenOption() {
    return Option("forbidden")
        .flag("--forbid",
            "operation that no cell may have, such as sep_conv_5x5, because the target cannot run it; may be repeated")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Operations not to use"),
            QT_TRANSLATE_NOOP("JobOptions", "Those that the target cannot run, such as sep_conv_5x5; dil_conv_5x5"));
}

void checkForbidden(const std::vector<space::Operation>& forbidden, space::SpaceId space) {
    const space::SearchSpace& description = space::searchSpace(space);
    std::string known;
    int left = 0;
    for (const space::Operation operation : description.operations) {
        if (operation != space::Operation::None) {
            known += (known.empty() ? "" : ", ") + std::string(space::operationName(operation));
            left += std::ranges::find(forbidden, operation) == forbidden.end() ? 1 : 0;
        }
    }
    for (const space::Operation operation : forbidden) {
        if (operation == space::Operation::None || description.operationIndex(operation) < 0) {
            refuse("forbidden", std::string(space::operationName(operation)), known);
        }
    }
    if (left == 0) {
        refuse("forbidden", "all of them", "to leave one that an edge can hold of " + known);
    }
}

std::string defaultDeviceSetting() {
    return "cpu/eager/t" + std::to_string(std::max(base::allowedProcessors() - 1, 1)) + "/b1/f32";
}

records::DeviceSetting settingOr(const std::string& deviceSetting) {
    return records::storedDeviceSetting(deviceSetting.empty() ? defaultDeviceSetting() : deviceSetting);
}

}
