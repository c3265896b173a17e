// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/folds.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace paretoscope::predictor {

std::vector<Fold> makeFolds(std::size_t samples, int count, std::uint64_t seed) {
    std::vector<std::size_t> order(samples);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::size_t> foldOf(samples);
    for (std::size_t i = 0; i < samples; ++i) {
        foldOf[order[i]] = i % static_cast<std::size_t>(count);
    }
    std::vector<Fold> folds(static_cast<std::size_t>(count));
    for (std::size_t sample = 0; sample < samples; ++sample) {
        for (std::size_t fold = 0; fold < folds.size(); ++fold) {
            (foldOf[sample] == fold ? folds[fold].heldOut : folds[fold].training).push_back(sample);
        }
    }
    return folds;
}

}
