// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/block_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

#include "core/nn/cpu/kernels.h"

namespace paretoscope::nn::cpu {
namespace {

constexpr std::size_t large = 4 * BlockPool::smallestBytes;

TEST(BlockPool, GivesAFreedBlockAgainWhileItIsHeld) {
    BlockPool& pool = BlockPool::shared();
    std::optional<KeptBlocks> kept(std::in_place);
    void* first = pool.take(large);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first) % alignmentBytes, 0U);
    EXPECT_TRUE(pool.give(first));
    EXPECT_EQ(pool.spareBytes(), large);
    void* again = pool.take(large - large / 10);
    EXPECT_EQ(again, first) << "a little smaller fits";
    void* small = pool.take(large / 2);
    EXPECT_NE(small, first);
    EXPECT_TRUE(pool.give(again));
    void* tooSmall = pool.take(large / 2);
    EXPECT_NE(tooSmall, first) << "half of it would be wasted";
    EXPECT_TRUE(pool.give(small));
    EXPECT_TRUE(pool.give(tooSmall));
    EXPECT_EQ(pool.spareBytes(), large + large / 2 + large / 2);
    kept.reset();
    EXPECT_EQ(pool.spareBytes(), 0U);
}

TEST(BlockPool, KeepsNothingForNobodyAndKnowsItsOwn) {
    BlockPool& pool = BlockPool::shared();
    EXPECT_FALSE(pool.keeps());
    EXPECT_TRUE(pool.give(pool.take(large)));
    EXPECT_EQ(pool.spareBytes(), 0U);
    const KeptBlocks kept;
    EXPECT_TRUE(pool.give(pool.take(64)));
    EXPECT_EQ(pool.spareBytes(), 0U) << "small blocks are the heap's";
    int foreign = 0;
    EXPECT_FALSE(pool.give(&foreign));
    EXPECT_FALSE(pool.give(nullptr));
}

}
}
