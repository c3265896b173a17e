// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <unordered_map>

namespace paretoscope::nn::cpu {

/// Large blocks of memory, aligned for every vector and in huge pages where the system offers them. A step of a search
/// allocates and frees gigabytes in the same sizes each time; given back to the system, they would come back as zeroed
/// pages, at 7 % of the step. While somebody holds a KeptBlocks, blocks are kept for the next step instead.
/// Thread-safe.
class BlockPool {
public:
    static constexpr std::size_t smallestBytes = std::size_t{1} << 20; ///< below, the heap does as well

    static BlockPool& shared();
    /// Uninitialised. Throws std::bad_alloc.
    [[nodiscard]] void* take(std::size_t bytes);
    /// Whether the block was one of the pool's; others are left alone.
    bool give(void* block) noexcept;
    [[nodiscard]] bool keeps() const;
    [[nodiscard]] std::size_t spareBytes() const;

private:
    friend class KeptBlocks;
    void* takeSpare(std::size_t bytes);
    void freeSpares();

    mutable std::mutex mutex_;
    int holders_ = 0;
    std::multimap<std::size_t, void*> spare_; ///< by size
    std::unordered_map<void*, std::size_t> taken_;
};

/// Keeps freed blocks as long as it lives; the last one frees them.
class KeptBlocks {
public:
    KeptBlocks();
    ~KeptBlocks();
    KeptBlocks(const KeptBlocks&) = delete;
    KeptBlocks& operator=(const KeptBlocks&) = delete;
};

}
