// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/data/augment.h"
#include "core/data/dataset.h"
#include "core/nn/supernet.h"
#include "core/search/bilevel_search.h"

namespace paretoscope::search {

/// The archive of a search and how it grows: architectures that the supernet's parameters propose, with their predicted
/// costs and their one-shot scores. Part of BilevelSearch, to whose parts it refers.
class ScoredArchive {
public:
    ScoredArchive(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs,
        const data::SearchSplit& images, const data::Normalisation& normalisation, nn::Supernet& net);

    /// Adds the derived architecture and samples, and scores what is new and the derived one. Indices of the scored.
    std::vector<std::size_t> grow(const SearchStep& now, const space::Genotype& derived);
    /// Scores the front again; its indices.
    std::vector<std::size_t> rescoreFront();
    /// See BilevelSearch::assess.
    records::Candidate assess(const SearchStep& now, const space::Genotype& genotype, records::Origin origin);

    [[nodiscard]] const Archive& archive() const { return archive_; }
    /// Of the scores.
    [[nodiscard]] const records::AccuracyProtocol& protocol() const { return protocol_; }

    [[nodiscard]] nlohmann::ordered_json state() const;
    void restore(const nlohmann::ordered_json& state);

private:
    void score(std::size_t index);
    [[nodiscard]] records::Candidate describe(
        const SearchStep& now, const space::Genotype& genotype, records::Origin origin) const;
    [[nodiscard]] records::AccuracyProtocol makeProtocol() const;

    const options::SearchConfig& options_;
    const BilevelSearch::Inputs& inputs_;
    const data::SearchSplit& images_;
    data::Normalisation normalisation_;
    nn::Supernet& net_;
    Archive archive_;
    space::Random random_;
    int processes_; ///< that took the steps: normalisations saw so many parts of each batch
    records::AccuracyProtocol protocol_;
};

}
