// SPDX-License-Identifier: Apache-2.0
#include "core/explore/training.h"

namespace paretoscope::explore {

std::string_view reasonName(Reason reason) {
    switch (reason) {
    case Reason::Known:
        return "known";
    case Reason::FirstDesign:
        return "first design";
    case Reason::Uncertain:
        return "uncertain";
    case Reason::Best:
        return "best";
    case Reason::Mutant:
        return "mutant";
    case Reason::Longer:
        return "longer";
    case Reason::Again:
        return "again";
    }
    return "";
}

std::optional<Reason> reasonFromName(std::string_view name) {
    for (const Reason reason : {Reason::Known, Reason::FirstDesign, Reason::Uncertain, Reason::Best, Reason::Mutant,
             Reason::Longer, Reason::Again}) {
        if (reasonName(reason) == name) {
            return reason;
        }
    }
    return std::nullopt;
}

}
