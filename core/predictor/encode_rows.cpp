// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/encode_rows.h"

#include <algorithm>
#include <string>

#include "core/base/error.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

torch::Tensor encodeRows(space::SpaceId spaceId, std::span<const space::Genotype> genotypes) {
    const space::SearchSpace& space = space::searchSpace(spaceId);
    const std::int64_t length = space.encodingLength();
    torch::Tensor rows = torch::empty({static_cast<std::int64_t>(genotypes.size()), length}, torch::kFloat64);
    double* out = rows.data_ptr<double>();
    for (const space::Genotype& genotype : genotypes) {
        if (genotype.space != spaceId) {
            throw Error(ErrorCode::InvalidGenotype,
                "A genotype of " + std::string(space::searchSpace(genotype.space).name)
                    + " was given to a latency predictor of " + std::string(space.name)
                    + "; use a predictor fitted for its space.",
                {{"genotype", space::toText(genotype)}});
        }
        out = std::ranges::copy(space::encode(genotype), out).out;
    }
    return rows;
}

torch::Tensor designRows(const EdgeGroups& groups, std::span<const space::Genotype> genotypes) {
    const Features seen = features(groups, encodeRows(groups.space().id, genotypes));
    std::vector<torch::Tensor> parts{torch::ones({seen.counts.size(0), 1}, torch::kFloat64), seen.counts};
    if (seen.live.defined()) {
        parts.push_back(seen.live.narrow(1, groups.columns(), groups.columns()));
    }
    return torch::cat(parts, 1);
}

}
