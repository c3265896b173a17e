// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/vta/workload.h"
#include "tests/expect_error.h"

namespace paretoscope::vta {
namespace {

TEST(Workload, ReadsBackWhatItWrites) {
    for (const char* text : {"conv/1x64x56x56/128x3x3/s2/p1/g1", "conv/4x32x7x9/32x5x1/s1/p2/g2", "dense/1x512/1000"}) {
        EXPECT_EQ(toText(workloadFromText(text)), text);
    }
}

TEST(Workload, CountsMultiplicationsOfResNetsFirstLayer) {
    EXPECT_EQ(workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1").macs(), 115605504);
    EXPECT_EQ(workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g4").macs(), 115605504 / 4);
}

TEST(Workload, RefusesImpossibleShapes) {
    for (const char* text : {"conv/1x0x56x56/64x3x3/s1/p1/g1", "conv/1x64x56x56/64x3x3/s0/p1/g1",
             "conv/1x64x2x2/64x3x3/s1/p0/g1", "conv/1x64x56x56/64x3x3/s1/p1/g3", "conv/-1x64x56x56/64x3x3/s1/p1/g1",
             "conv/1x64x99999999x56/64x3x3/s1/p1/g1", "conv/1x64x99999999999999x56/64x3x3/s1/p1/g1",
             "conv/60000x60000x60000x60000/60000x3x3/s1/p1/g1", "conv/1x64x56x56/64x3x3/s1/p1/g1x", "conv/", "dense/1x",
             "pool/1x64", ""}) {
        EXPECT_THROW(workloadFromText(text), Error) << text;
    }
}

TEST(Workload, PadsChannelsToWholeBlocks) {
    const PackedWorkload packed = pack(workloadFromText("conv/1x36x32x32/36x1x1/s1/p0/g1"), accelerator("pynq"));
    EXPECT_EQ(packed.inBlocks, 3);
    EXPECT_EQ(packed.outBlocks, 3);
}

TEST(Workload, DepthwiseConvolutionsDoNotRunOnTheVta) {
    EXPECT_THROW(pack(workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g64"), accelerator("pynq")), Error);
    EXPECT_EQ(pack(workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g4"), accelerator("pynq")).inBlocks, 1);
}

TEST(LayerList, NamesTheLineThatIsWrong) {
    const auto layers = parseLayers("# list\n\nA dense/1x16/16 # small\nB conv/1x16x4x4/16x1x1/s1/p0/g1\n", "list");
    ASSERT_EQ(layers.size(), 2U);
    EXPECT_EQ(layers[1].name, "B");
    for (const char* text : {"A\n", "A dense/1x16/16 more\n", "A dense/1x0/16\n", "# nothing\n"}) {
        EXPECT_THROW(parseLayers(text, "list"), Error) << text;
    }
    EXPECT_THAT(errorOf([&] { parseLayers("A dense/1x16/16\nB dense/x\n", "list"); }).what(),
        testing::HasSubstr("list, line 2"));
}

}
}
