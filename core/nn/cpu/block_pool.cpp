// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/block_pool.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "core/nn/cpu/kernels.h"

namespace paretoscope::nn::cpu {

namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;
constexpr std::size_t wastedShare = 8; ///< a block may be larger than asked by one part in so many

void* allocate(std::size_t bytes) {
    const std::size_t alignment = bytes >= 4 * hugePage ? hugePage : static_cast<std::size_t>(alignmentBytes);
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
#ifdef __linux__
    if (memory != nullptr && alignment == hugePage) {
        madvise(memory, rounded, MADV_HUGEPAGE); // a hint: without it everything works, slower
    }
#endif
    return memory;
}

}

BlockPool& BlockPool::shared() {
    static auto* pool = new BlockPool; // outlives every tensor
    return *pool;
}

void* BlockPool::take(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    void* block = takeSpare(bytes);
    if (block == nullptr) {
        block = allocateWithin(bytes);
        taken_.emplace(block, bytes);
        takenBytes_ += bytes;
    }
    mostTaken_ = std::max(mostTaken_, takenBytes_);
    return block;
}

void* BlockPool::takeSpare(std::size_t bytes) {
    const auto found = spare_.lower_bound(bytes);
    if (found == spare_.end() || found->first > bytes + bytes / wastedShare) {
        return nullptr;
    }
    void* block = found->second.block;
    taken_.emplace(block, found->first);
    takenBytes_ += found->first;
    spareBytes_ -= found->first;
    spare_.erase(found);
    return block;
}

void* BlockPool::allocateWithin(std::size_t bytes) {
    const std::size_t most = std::max(mostTaken_, takenBytes_ + bytes);
    while (!spare_.empty() && takenBytes_ + bytes + spareBytes_ > most + most / 4) {
        freeOldest();
    }
    void* block = allocate(bytes);
    while (block == nullptr && !spare_.empty()) {
        freeOldest();
        block = allocate(bytes);
    }
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}

bool BlockPool::give(void* block) noexcept {
    const std::lock_guard lock(mutex_);
    const auto taken = taken_.find(block);
    if (taken == taken_.end()) {
        return false;
    }
    const std::size_t bytes = taken->second;
    taken_.erase(taken);
    takenBytes_ -= bytes;
    if (holders_ > 0 && bytes >= smallestBytes) {
        spare_.emplace(bytes, Spare{block, ++given_});
        spareBytes_ += bytes;
    } else {
        std::free(block);
    }
    return true;
}

bool BlockPool::keeps() const {
    const std::lock_guard lock(mutex_);
    return holders_ > 0;
}

std::size_t BlockPool::spareBytes() const {
    const std::lock_guard lock(mutex_);
    return spareBytes_;
}

void BlockPool::freeOldest() {
    const auto oldest = std::min_element(
        spare_.begin(), spare_.end(), [](const auto& a, const auto& b) { return a.second.given < b.second.given; });
    spareBytes_ -= oldest->first;
    std::free(oldest->second.block);
    spare_.erase(oldest);
}

void BlockPool::freeSpares() {
    for (const auto& [size, spare] : spare_) {
        std::free(spare.block);
    }
    spare_.clear();
    spareBytes_ = 0;
}

KeptBlocks::KeptBlocks() {
    BlockPool& pool = BlockPool::shared();
    const std::lock_guard lock(pool.mutex_);
    if (pool.holders_++ == 0) {
        pool.mostTaken_ = pool.takenBytes_;
    }
}

KeptBlocks::~KeptBlocks() {
    BlockPool& pool = BlockPool::shared();
    const std::lock_guard lock(pool.mutex_);
    if (--pool.holders_ == 0) {
        pool.freeSpares();
    }
}

}
