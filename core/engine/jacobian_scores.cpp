// SPDX-License-Identifier: Apache-2.0
#include "core/engine/jacobian_scores.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "core/data/batches.h"
#include "core/explore/cell_table.h"
#include "core/nn/jacobian_score.h"

namespace paretoscope::engine {

namespace {

constexpr std::int64_t scoredImages = 32; // half as many as published, in half the time

}

JacobianScores::JacobianScores(
    const space::Shape& shape, const data::Dataset& images, std::uint64_t seed, search::Compute compute)
    : shape_(shape)
    , images_(data::orderedBatch(images, 0, scoredImages, data::noAugmentation(images).normalisation).images)
    , seed_(seed)
    , compute_(std::move(compute)) { }

std::vector<double> JacobianScores::operator()(std::span<const space::Genotype> genotypes) {
    std::vector<std::string> keys;
    std::vector<std::size_t> fresh; // genotypes that are not known
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        keys.push_back(explore::cellKey(genotypes[i]));
        if (known_.try_emplace(keys.back(), 0).second) {
            fresh.push_back(i);
        }
    }
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        compute_.executor->prepareThread();
        for (std::size_t i = next++; i < fresh.size(); i = next++) {
            try {
                known_.at(keys[fresh[i]]) =
                    nn::jacobianScore({genotypes[fresh[i]], shape_}, images_, seed_, compute_.executor);
            } catch (...) {
                const std::lock_guard lock(mutex);
                failure = failure ? failure : std::current_exception();
                next = fresh.size();
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < compute_.executor->networksAtOnce() && !fresh.empty(); ++t) {
            threads.emplace_back(work);
        }
    }
    if (failure) {
        for (const std::size_t i : fresh) {
            known_.erase(keys[i]);
        }
        std::rethrow_exception(failure);
    }
    std::vector<double> scores;
    for (const std::string& key : keys) {
        scores.push_back(known_.at(key));
    }
    return scores;
}

}
