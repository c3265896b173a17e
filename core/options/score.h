// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/member_fields.h"
#include "core/options/network.h"
#include "core/records/run.h"

namespace paretoscope::options {

struct OneShotCell {
    std::string genotype;
    double accuracy = 0;
    double crossEntropy = 0;
};

PARETOSCOPE_FIELDS(OneShotCell, genotype, accuracy, crossEntropy)

struct ScoreResult {
    std::int64_t search = 0; ///< run
    std::string shape;
    int images = 0;
    std::vector<OneShotCell> scores; ///< of the genotypes, in their order
    std::string computedOn; ///< nn::Executor::name()
};

PARETOSCOPE_FIELDS(ScoreResult, search, shape, images, scores, computedOn)

/// Score architectures with the weights that a search left behind (one-shot): quick, and a hint rather than an answer.
struct ScoreConfig {
    using Result = ScoreResult;
    static constexpr records::JobKind kind = records::JobKind::Score;

    std::int64_t search = 0; ///< run of the search whose weights are taken
    std::vector<std::string> genotypes; ///< text or published names
    std::string on = anyComputer; ///< what computes, as computeOnFrom() reads it
    std::uint64_t seed = 1; ///< nothing is random in it; every job has one

    bool operator==(const ScoreConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, ScoreConfig& c) {
    fields(Option("search").atLeast(1).flag("--search", "run of the search; the newest finished where left out"),
        c.search);
    fields(
        genotypesOption("genotypes", "genotype texts, published names, #N of front, or files").notEmpty().mustBeGiven(),
        c.genotypes);
    fields(computeOnOption(), c.on);
    fields(Option("seed"), c.seed);
}

inline JobDescription about(const ScoreConfig&) {
    return {"score architectures with the weights that a search left behind (one-shot)",
        "paretoscope-cli score DARTS_V2 PC_DARTS_cifar\n"
        "paretoscope-cli score CELL --search 5\n"
        "A hint at what training would give, not an answer: short searches rank poorly.",
        QT_TRANSLATE_NOOP("JobOptions", "Score"), false};
}

inline std::string titleOf(const ScoreConfig& c) {
    return "score " + std::to_string(c.genotypes.size()) + (c.genotypes.size() == 1 ? " cell" : " cells")
        + " with the weights of search " + std::to_string(c.search);
}

inline void check(const ScoreConfig&) { }

}
