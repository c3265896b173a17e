// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/options/jobs.h"

namespace paretoscope::bench {

/// The jobs of a long day on one project, each as small as it can be: it is their number that counts.
class SoakJobs {
public:
    /// `folder`, which is there already, is where the exports go and where the few small images that the jobs see are
    /// made: the built-in set takes longer to make than anything that is done with it here.
    explicit SoakJobs(std::filesystem::path folder);

    /// What the rounds need: measurements enough for a predictor, the predictor, and, last, a finished search.
    [[nodiscard]] std::vector<options::JobConfig> preparation() const;
    /// Of round `number`, from 0 on: other cells and seeds in each, slow kinds not in all. `search`: the run of that
    /// search.
    [[nodiscard]] std::vector<options::JobConfig> round(int number, std::int64_t search) const;

private:
    [[nodiscard]] options::DataConfig images() const;
    [[nodiscard]] options::SearchConfig search(std::uint64_t seed) const;
    [[nodiscard]] options::ExploreConfig exploration(std::uint64_t seed) const;
    [[nodiscard]] options::TrainConfig training(const std::string& genotype, std::uint64_t seed) const;

    std::filesystem::path folder_;
};

}
