// SPDX-License-Identifier: Apache-2.0
#include "core/device/measure_plan.h"

#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace paretoscope::device {

namespace {

/// Answers at once; remembers how it was asked.
class FakeMeter : public Meter {
public:
    [[nodiscard]] records::DeviceSetting setting() const override { return records::parseDeviceSetting("cmd/fake/b1"); }
    [[nodiscard]] std::string describe() const override { return "fake"; }
    [[nodiscard]] std::string conditions() const override { return "{}"; }

    std::vector<records::Measurement> measure(
        std::span<const space::Architecture> block, const MeterOptions& options, std::stop_token stop) override {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Interrupted, "stopped");
        }
        blocks.push_back(block.size());
        references.push_back(options.referenceMs);
        std::vector<records::Measurement> measurements;
        for (std::size_t i = 0; i <= block.size(); ++i) {
            const bool sentinel = i == block.size();
            const space::Architecture& architecture = sentinel ? options.sentinel : block[i];
            measurements.push_back({.genotype = space::sorted(architecture.genotype),
                .shape = architecture.shape,
                .canonicalHash = space::canonicalHash(architecture),
                .value = sentinel ? 7.5 : 1.0,
                .session = options.session,
                .sessionIndex = options.sessionIndex + static_cast<int>(i),
                .sentinel = sentinel});
        }
        return measurements;
    }

    std::vector<std::size_t> blocks;
    std::vector<double> references;
};

space::Shape smallShape() {
    return {.inputSize = 16, .channels = 8, .cells = 5};
}

SampleOptions sample(int architectures) {
    return {.shape = smallShape(), .architectures = architectures, .repeatShare = 0.12, .blockSize = 10, .seed = 4};
}

struct Stored {
    std::vector<records::Measurement> rows;
    SampleCallbacks callbacks() {
        SampleCallbacks callbacks;
        callbacks.block = [this](std::span<const records::Measurement> block) {
            rows.insert(rows.end(), block.begin(), block.end());
        };
        return callbacks;
    }
    [[nodiscard]] std::map<std::string, int> times() const {
        std::map<std::string, int> times;
        for (const records::Measurement& row : rows) {
            times[row.canonicalHash] += row.sentinel ? 0 : 1;
        }
        std::erase_if(times, [](const auto& entry) { return entry.second == 0; });
        return times;
    }
};

int repeatedIn(const std::map<std::string, int>& times) {
    int repeated = 0;
    for (const auto& [hash, count] : times) {
        EXPECT_LE(count, 2);
        repeated += count == 2 ? 1 : 0;
    }
    return repeated;
}

}

TEST(MeasureSample, measuresTheWantedNumberAndRepeatsAShare) {
    FakeMeter meter;
    Stored stored;
    measureSample(meter, sample(100), {}, {}, stored.callbacks(), {});
    EXPECT_EQ(stored.times().size(), 100U);
    EXPECT_EQ(repeatedIn(stored.times()), 12);
    EXPECT_EQ(std::set<std::string>{stored.rows.front().session}.contains(stored.rows.back().session), true);
    EXPECT_TRUE(std::isnan(meter.references.front()));
    EXPECT_EQ(meter.references.back(), 7.5); // the first block's sentinel
    for (std::size_t i = 0; i < stored.rows.size(); ++i) {
        EXPECT_EQ(stored.rows[i].sessionIndex, static_cast<int>(i));
    }
}

TEST(MeasureSample, aKilledSessionGoesOnAndRepeatsNothing) {
    FakeMeter meter;
    Stored whole;
    measureSample(meter, sample(60), {}, {}, whole.callbacks(), {});
    for (const int blocksBefore : {1, 3, 5}) {
        Stored stored;
        std::stop_source source;
        SampleCallbacks callbacks = stored.callbacks();
        int blocks = 0;
        callbacks.progress = [&](const SampleProgress&) {
            if (blocks++ == blocksBefore) {
                source.request_stop();
            }
        };
        EXPECT_THROW(measureSample(meter, sample(60), {}, {}, callbacks, source.get_token()), Error);
        const std::vector<records::Measurement> before = stored.rows;
        EXPECT_EQ(before.size(), static_cast<std::size_t>(11 * blocksBefore));
        measureSample(meter, sample(60), before, {}, stored.callbacks(), {});
        EXPECT_EQ(stored.times().size(), 60U);
        EXPECT_EQ(repeatedIn(stored.times()), 7);
        std::set<std::string> expected;
        std::set<std::string> found;
        for (const auto& [hash, count] : whole.times()) {
            expected.insert(hash);
        }
        for (const auto& [hash, count] : stored.times()) {
            found.insert(hash);
        }
        EXPECT_EQ(found, expected); // the same architectures as without the interruption
    }
}

TEST(MeasureSample, aFinishedSampleMeasuresNothing) {
    FakeMeter meter;
    Stored stored;
    measureSample(meter, sample(30), {}, {}, stored.callbacks(), {});
    meter.blocks.clear();
    const std::vector<records::Measurement> before = stored.rows;
    measureSample(meter, sample(30), before, {}, stored.callbacks(), {});
    EXPECT_TRUE(meter.blocks.empty());
    EXPECT_EQ(stored.rows.size(), before.size());
}

TEST(MeasureSample, growsAStoredSampleWithTheStoredReference) {
    FakeMeter meter;
    Stored stored;
    measureSample(meter, sample(20), {}, {}, stored.callbacks(), {});
    meter.references.clear();
    const std::vector<records::Measurement> before = stored.rows;
    measureSample(meter, sample(50), before, {}, stored.callbacks(), {});
    EXPECT_EQ(stored.times().size(), 50U);
    EXPECT_EQ(repeatedIn(stored.times()), 6);
    EXPECT_EQ(meter.references.front(), 7.5);
}

TEST(MeasureSample, saysHowFarItIsAndHowLongItTakes) {
    FakeMeter meter;
    std::vector<SampleProgress> reports;
    SampleCallbacks callbacks;
    callbacks.progress = [&](const SampleProgress& progress) { reports.push_back(progress); };
    measureSample(meter, sample(25), {}, {}, callbacks, {});
    EXPECT_TRUE(std::isnan(reports.front().etaSeconds));
    EXPECT_EQ(reports.front().wanted, 28);
    EXPECT_EQ(reports.back().done, 28);
    EXPECT_EQ(reports.back().etaSeconds, 0);
}

TEST(MeasureThese, measuresExactlyThoseInBlocks) {
    FakeMeter meter;
    Stored stored;
    space::Random random(1);
    std::vector<space::Architecture> wanted;
    for (int i = 0; i < 13; ++i) {
        wanted.push_back({space::sampleUniform(space::SpaceId::NasBench201, random), smallShape()});
    }
    measureThese(meter, wanted, {}, {}, stored.callbacks(), {});
    EXPECT_EQ(meter.blocks, (std::vector<std::size_t>{10, 3}));
    EXPECT_EQ(stored.rows.size(), 15U);
    EXPECT_EQ(stored.rows[12].genotype, space::sorted(wanted[11].genotype));
}

}
