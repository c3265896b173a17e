// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/opened_project.h"

#include <vector>

#include "core/base/error.h"

namespace paretoscope::cli {

store::Project openToRead(const Session& session) {
    return store::Project::open(session.project, store::Mode::ReadOnly);
}

/// The protocol of that id or title, or the one with the most trusted accuracies where the text is empty.
std::string chooseProtocol(const store::Project& project, const std::string& wanted) {
    const std::vector<records::AccuracyProtocol> protocols = project.protocols();
    std::string allowed;
    std::string best;
    bool bestTrained = false;
    for (const records::AccuracyProtocol& protocol : protocols) {
        if (!wanted.empty() && (protocol.id == wanted || protocol.title == wanted)) {
            return protocol.id;
        }
        const bool trained = protocol.provenance == records::AccuracyProvenance::Trained;
        if (best.empty() || trained >= bestTrained) {
            best = protocol.id;
            bestTrained = trained;
        }
        allowed += "\n  " + protocol.id + "  " + protocol.title;
    }
    if (!wanted.empty() || best.empty()) {
        throw Error(ErrorCode::NotFound,
            best.empty()
                ? "The project holds no accuracies yet, so there is no front: search or train, or import a table "
                  "with a column of accuracies."
                : "There is no accuracy protocol '" + wanted + "'; the project holds:" + allowed);
    }
    return best;
}

}
