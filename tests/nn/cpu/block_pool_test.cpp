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
    void* other = pool.take(large);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first) % alignmentBytes, 0U);
    EXPECT_TRUE(pool.give(other));
    EXPECT_TRUE(pool.give(first));
    void* half = pool.take(large / 2);
    EXPECT_EQ(pool.spareBytes(), 2 * large) << "half of a spare would be wasted";
    EXPECT_TRUE(pool.give(half));
    void* again = pool.take(large - large / 10);
    EXPECT_TRUE(again == first || again == other) << "a little smaller fits";
    EXPECT_TRUE(pool.give(again));
    EXPECT_EQ(pool.spareBytes(), 2 * large + large / 2);
    kept.reset();
    EXPECT_EQ(pool.spareBytes(), 0U);
}

TEST(BlockPool, FreesTheOldestSparesWhereOtherSizesAreAskedFor) {
    BlockPool& pool = BlockPool::shared();
    const KeptBlocks kept;
    void* one = pool.take(large);
    void* other = pool.take(large);
    pool.give(one);
    pool.give(other);
    EXPECT_EQ(pool.spareBytes(), 2 * large) << "both were in use at once";
    void* larger = pool.take(large + large / 4);
    EXPECT_EQ(pool.spareBytes(), large) << "with both it would be more than a quarter over what was ever in use";
    EXPECT_EQ(pool.take(large), other) << "the one given first has gone";
    pool.give(larger);
    pool.give(other);
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
