// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <unordered_map>

namespace paretoscope::nn::cpu {

/// Large blocks of memory, aligned for every vector and in huge pages where the system offers them. A step of a search
/// allocates and frees gigabytes in the same sizes each time; given back to the system, they would come back as zeroed
/// pages, at a tenth of the step. While somebody holds a KeptBlocks, blocks are kept for the next step instead, but no
/// more than a quarter above what was ever in use at once: networks of other sizes may follow. Thread-safe.
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
    struct Spare {
        void* block;
        std::uint64_t given; ///< counts up
    };

    void* takeSpare(std::size_t bytes);
    void* allocateWithin(std::size_t bytes);
    void freeOldest();
    void freeSpares();

    mutable std::mutex mutex_;
    int holders_ = 0;
    std::uint64_t given_ = 0;
    std::size_t spareBytes_ = 0;
    std::size_t takenBytes_ = 0;
    std::size_t mostTaken_ = 0; ///< since the first holder came
    std::multimap<std::size_t, Spare> spare_; ///< by size
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
