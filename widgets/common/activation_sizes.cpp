// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/activation_sizes.h"

#include "core/base/error.h"
#include "core/space/lowering.h"

namespace paretoscope::widgets {

namespace {

std::int64_t bytesOf(const std::string& genotype, const std::string& shape) {
    try {
        return space::lower({space::fromText(genotype), space::shapeFromText(shape)}).peakActivationBytes();
    } catch (const Error&) { // an imported table's, of a space that is not ours
        return 0;
    }
}

}

void ActivationSizes::read(const store::Project& project) {
    const std::int64_t after = sizes_.empty() ? 0 : sizes_.back().candidate;
    project.forEachArchitecture(
        after, [this](std::int64_t candidate, std::string_view genotype, std::string_view shape) {
            std::string key = std::string(shape) + '\n' + std::string(genotype);
            auto known = known_.find(key);
            if (known == known_.end()) {
                const std::int64_t bytes = bytesOf(std::string(genotype), std::string(shape));
                known = known_.emplace(std::move(key), bytes).first;
            }
            sizes_.push_back({candidate, known->second});
        });
}

std::vector<std::int64_t> ActivationSizes::above(const store::Project& project, std::int64_t bytes) {
    read(project);
    std::vector<std::int64_t> ids;
    for (const Size& size : sizes_) {
        if (size.bytes > bytes) {
            ids.push_back(size.candidate);
        }
    }
    return ids;
}

}
