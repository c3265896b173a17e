// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/activation_sizes.h"

#include "core/space/encoding.h"
#include "core/space/lowering.h"

namespace paretoscope::widgets {

void ActivationSizes::read(const store::Project& project) {
    const std::int64_t after = sizes_.empty() ? 0 : sizes_.back().candidate;
    project.forEachArchitecture(after, [this](std::int64_t candidate, const space::Architecture& architecture) {
        std::string key = space::toText(architecture.shape);
        for (const std::uint8_t operation : space::pack(architecture.genotype)) {
            key += static_cast<char>(operation);
        }
        auto known = known_.find(key);
        if (known == known_.end()) {
            known = known_.emplace(std::move(key), space::lower(architecture).peakActivationBytes()).first;
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
