// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/records/candidate.h"
#include "core/space/genotype.h"

namespace paretoscope::search {

/// A one-shot score: the supernet evaluated with a genotype's operations only.
struct OneShotScore {
    double crossEntropy = 0;
    double accuracy = 0;
    int images = 0;
};

/// The architectures that a search met, each once, with their latest one-shot score and predicted
/// latencies.
class Archive {
public:
    Archive() = default;
    explicit Archive(std::vector<records::Candidate> candidates) : candidates_(std::move(candidates)) { }

    /// Index of the candidate, added (and `isNew` true) where it was not known.
    struct Entry {
        std::size_t index = 0;
        bool isNew = false;
    };
    Entry add(const space::Genotype& genotype, const records::Candidate& prototype);

    /// Sets the one-shot accuracy of a protocol, in place of an earlier one.
    void setScore(std::size_t index, const std::string& protocol, const OneShotScore& score, std::uint64_t seed);

    /// Indices of the candidates that no other beats on (cross entropy, latency on `deviceSetting`); by cross entropy
    /// alone (the best one) where there is no setting.
    [[nodiscard]] std::vector<std::size_t> front(
        const std::string& protocol, const std::optional<records::DeviceSetting>& deviceSetting) const;

    [[nodiscard]] const std::vector<records::Candidate>& candidates() const { return candidates_; }
    [[nodiscard]] records::Candidate& at(std::size_t index) { return candidates_.at(index); }

    [[nodiscard]] std::string toJson() const;
    static Archive fromJson(const std::string& json); ///< throws Error (InvalidData)

private:
    std::vector<records::Candidate> candidates_;
};

}
