// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>

#include "core/base/error.h"
#include "core/protocol/line_buffer.h"
#include "core/protocol/messages.h"

namespace paretoscope::protocol {
namespace {

std::vector<std::string> linesOf(std::string_view stream, std::size_t pieceSize) {
    LineBuffer buffer;
    std::vector<std::string> lines;
    for (std::size_t position = 0; position < stream.size(); position += pieceSize) {
        buffer.append(stream.substr(position, pieceSize));
        while (auto line = buffer.next()) {
            lines.push_back(*line);
        }
    }
    return lines;
}

TEST(LineBuffer, CutsTheSameLinesFromPiecesOfAnySize) {
    const std::string stream = "one\n\ntwo\r\nthree\n\r\nunfinished";
    const std::vector<std::string> expected{"one", "two", "three"};
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        EXPECT_EQ(linesOf(stream, piece), expected) << "pieces of " << piece;
    }
}

TEST(LineBuffer, SkipsALineThatGrowsTooLongAndGoesOnWithTheNext) {
    LineBuffer buffer;
    buffer.append("before\n");
    const std::string piece(maxLineBytes / 2 + 1, 'x');
    buffer.append(piece);
    EXPECT_THROW(buffer.append(piece), Error);
    buffer.append(piece);
    buffer.append("end of it\nafter\n");
    EXPECT_EQ(buffer.next(), "before");
    EXPECT_EQ(buffer.next(), "after");
    EXPECT_EQ(buffer.next(), std::nullopt);
}

TEST(LineBuffer, TakesManyLinesThatAreTogetherLongerThanTheLimit) {
    LineBuffer buffer;
    const std::string line(maxLineBytes / 2, 'x');
    EXPECT_NO_THROW(buffer.append(line + '\n' + line + '\n' + line + '\n'));
    int count = 0;
    while (buffer.next()) {
        ++count;
    }
    EXPECT_EQ(count, 3);
}

TEST(ReadLine, SkipsALineThatIsTooLongAndGoesOnWithTheNext) {
    std::istringstream input("before\n" + std::string(maxLineBytes + 1, 'x') + "\nafter\ncut off");
    EXPECT_EQ(readLine(input), "before");
    EXPECT_THROW(readLine(input), Error);
    EXPECT_EQ(readLine(input), "after");
    EXPECT_EQ(readLine(input), std::nullopt);
}

TEST(SearchSnapshot, ArrivesAsItWasSent) {
    options::SearchSnapshot snapshot;
    snapshot.epoch = 3;
    snapshot.step = 120;
    snapshot.trainLoss = 1.25;
    snapshot.lambda = 0.5;
    snapshot.targetLatencyMs = std::numeric_limits<double>::quiet_NaN();
    snapshot.entropy = 0.9;
    snapshot.stepMs = 84.5;
    snapshot.skipCount = 2;
    snapshot.genotype = "normal=[...]";
    snapshot.deviceSetting = "cpu/eager/t2/b1/f32";
    snapshot.alpha = {{"normal", {"none", "skip_connect"}, {{0.25, 0.75}, {0.5, 0.5}}}};
    const options::SearchSnapshot arrived =
        std::get<Snapshot>(decodeEvent(encode(Event(Snapshot{1, snapshot})))).search;
    EXPECT_EQ(arrived.epoch, 3);
    EXPECT_EQ(arrived.step, 120);
    EXPECT_EQ(arrived.trainLoss, 1.25);
    EXPECT_EQ(arrived.lambda, 0.5);
    EXPECT_TRUE(std::isnan(arrived.targetLatencyMs));
    EXPECT_EQ(arrived.stepMs, 84.5);
    EXPECT_EQ(arrived.skipCount, 2);
    EXPECT_EQ(arrived.genotype, snapshot.genotype);
    EXPECT_EQ(arrived.deviceSetting, snapshot.deviceSetting);
    EXPECT_EQ(arrived.alpha, snapshot.alpha);
}

TEST(SearchSnapshot, RefusesATableThatIsNotRectangular) {
    options::SearchSnapshot snapshot;
    snapshot.alpha = {{"normal", {"none", "skip_connect"}, {{0.25, 0.75}, {1.0}}}};
    EXPECT_THROW(encode(Event(Snapshot{1, snapshot})), Error);
    EXPECT_THROW(decodeEvent(R"({"type":"snapshot","run":1,"search":{}})"), Error);
}

}
}
