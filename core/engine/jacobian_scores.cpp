// SPDX-License-Identifier: Apache-2.0
#include "core/engine/jacobian_scores.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
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
/// Of a stage. Scores of shallower networks rank cells worse: by τ .51 to .55 with their full training, of three cells
/// a stage by .60 to .63, as published scores of five do (NAS-Bench-201, 2,500 cells).
constexpr int fewestCells = 3;

space::Shape scoredShape(space::Shape shape) {
    shape.cells = std::max(shape.cells, fewestCells);
    return shape;
}

}

JacobianScores::JacobianScores(
    const space::Shape& shape, const data::Dataset& images, std::uint64_t seed, Report report)
    : shape_(scoredShape(shape))
    , images_(data::orderedBatch(images, 0, scoredImages, data::noAugmentation(images).normalisation).images)
    , seed_(seed)
    , report_(std::move(report)) { }

std::vector<double> JacobianScores::operator()(std::span<const space::Genotype> genotypes) {
    std::vector<std::string> keys;
    std::vector<std::size_t> fresh; // genotypes that are not known
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        keys.push_back(explore::cellKey(genotypes[i]));
        if (known_.try_emplace(keys.back(), 0).second) {
            fresh.push_back(i);
        }
    }
    try {
        score(genotypes, keys, fresh);
    } catch (...) {
        for (const std::size_t i : fresh) {
            known_.erase(keys[i]);
        }
        throw;
    }
    std::vector<double> scores;
    for (const std::string& key : keys) {
        scores.push_back(known_.at(key));
    }
    return scores;
}

/// The keys are in the map already; each thread writes only the values of its own cells.
void JacobianScores::score(std::span<const space::Genotype> genotypes, const std::vector<std::string>& keys,
    const std::vector<std::size_t>& fresh) {
    if (fresh.empty()) {
        return;
    }
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> waits = false;
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t running = std::min(fresh.size(), static_cast<std::size_t>(executor_->networksAtOnce()));
    std::exception_ptr failure;
    const auto fail = [&] {
        const std::lock_guard lock(mutex);
        failure = failure ? failure : std::current_exception();
        next = fresh.size();
    };
    const auto report = [&] {
        waits = true;
        try {
            report_(std::min<std::size_t>(next, fresh.size()), fresh.size());
        } catch (...) {
            fail();
        }
        waits = false;
        waits.notify_all();
    };
    const auto work = [&] {
        try {
            executor_->prepareThread();
            for (;;) {
                waits.wait(true);
                const std::size_t i = next++;
                if (i >= fresh.size()) {
                    break;
                }
                known_.at(keys[fresh[i]]) = nn::jacobianScore({genotypes[fresh[i]], shape_}, images_, seed_, executor_);
            }
        } catch (...) {
            fail();
        }
        const std::lock_guard lock(mutex);
        --running;
        ended.notify_one();
    };
    report();
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = running; t > 0; --t) {
            threads.emplace_back(work);
        }
        std::unique_lock lock(mutex);
        while (!ended.wait_for(lock, std::chrono::milliseconds(200), [&] { return running == 0; })) {
            lock.unlock();
            report();
            lock.lock();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}
