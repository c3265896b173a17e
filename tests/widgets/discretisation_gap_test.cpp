// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/discretisation_gap.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/space/lowering.h"
#include "core/space/search_space.h"
#include "tests/gui/sample_project.h"
#include "tests/widgets/front_snapshots.h"
#include "widgets/common/selection.h"
#include "widgets/front/front_overlays.h"
#include "widgets/front/front_view.h"
#include "widgets/front/latency_floor.h"
#include "widgets/front/size_filter.h"
#include "widgets/plot/plot_view.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::widgets {
namespace {

using records::Origin;

/// A search whose last epoch sampled cells of 4, 5 and 6 ms and derived one of 3 ms.
class DiscretisationGapTest : public testing::Test {
protected:
    void SetUp() override {
        protocol = records::withId(
            {.dataSet = "tiny", .shape = {.inputSize = 16, .channels = 8, .cells = 3}, .title = "one-shot"});
        project.saveProtocol(protocol);
        run = project.addRun({.kind = records::JobKind::Search, .title = "search", .configuration = "{}"});
        add(cell(), Origin::Search, 1, 20, 0.9);
        add(cell(), Origin::Search, 2, 4, 0.50);
        add(cell(), Origin::Search, 2, 5, 0.55);
        add(cell(), Origin::Search, 2, 6, 0.60);
        add(cell(), Origin::Derived, 2, 3, 0.40);
    }
    space::Genotype cell() { return space::sorted(space::sampleUniform(space::SpaceId::Darts, random)); }
    void add(const space::Genotype& genotype, Origin origin, int epoch, double ms, double accuracy) {
        records::Candidate candidate{
            .genotype = space::sorted(genotype), .shape = protocol.shape, .origin = origin, .epoch = epoch};
        bytes.push_back(space::lower(candidate.architecture()).peakActivationBytes());
        candidate.parameters = static_cast<std::int64_t>(1000 * ms);
        candidate.costs.push_back({.deviceSetting = records::parseDeviceSetting("cpu/eager/t1/b1/f32"), .value = ms});
        candidate.accuracies.push_back({.protocol = protocol.id, .accuracy = accuracy, .crossEntropy = 2 - accuracy});
        project.upsertCandidates(run, std::vector{candidate});
    }
    SnapshotPointer read(const FrontQuery& query) { return readSnapshot(project, SnapshotQuery::of(query)); }

    QTemporaryDir folder;
    store::Project project = store::Project::create(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
    records::AccuracyProtocol protocol;
    std::int64_t run = 0;
    space::Random random{7};
    std::vector<std::int64_t> bytes; ///< of activations, by candidate
};

TEST_F(DiscretisationGapTest, IsBetweenTheMeanOfTheLastSampledCellsAndTheDerivedOne) {
    EXPECT_TRUE(read({})->part<FrontSnapshot>()->gaps.empty()) << "only where asked for";
    const SnapshotPointer snapshot = read({.gaps = true});
    ASSERT_EQ(snapshot->part<FrontSnapshot>()->gaps.size(), 1U);
    const DiscretisationGap& gap = snapshot->part<FrontSnapshot>()->gaps.front();
    EXPECT_EQ(gap.run, run);
    EXPECT_EQ(gap.samples, 3);
    EXPECT_NEAR(gap.latencyMs, 5, 1e-12);
    EXPECT_NEAR(gap.accuracy, 0.55, 1e-12);
    EXPECT_NEAR(gap.crossEntropy, 1.45, 1e-12);
    EXPECT_EQ(snapshot->part<FrontSnapshot>()->points[gap.derived].cost, 3);
}

TEST_F(DiscretisationGapTest, IsDrawnAsALineWithAMark) {
    Selection selection;
    FrontView view(selection);
    QSignalSpy asked(&view.overlays(), &FrontOverlays::queryChanged);
    view.findChild<QAction*>(QStringLiteral("frontGaps"))->setChecked(true);
    ASSERT_EQ(asked.count(), 1);
    FrontQuery query;
    view.overlays().addTo(query);
    EXPECT_TRUE(query.gaps);
    view.setSnapshot(read(query));
    const auto marks = view.plot().marks();
    ASSERT_EQ(marks.size(), 1);
    EXPECT_NEAR(marks[0].x, 5, 1e-12);
    EXPECT_NEAR(marks[0].y.value_or(0), 55, 1e-9);
    view.findChild<QAction*>(QStringLiteral("frontGaps"))->setChecked(false);
    EXPECT_TRUE(view.plot().marks().isEmpty());
}

TEST_F(DiscretisationGapTest, LargerNetworksAreLeftOutAndTheFilterCanBeTakenBack) {
    const SnapshotPointer small = read({.mostParameters = 4500});
    EXPECT_EQ(small->part<FrontSnapshot>()->points.size(), 2U);
    EXPECT_EQ(small->part<FrontSnapshot>()->leftOut, 3U);
    const SnapshotPointer none = read({.mostParameters = 1});
    ASSERT_TRUE(none->part<FrontSnapshot>());
    EXPECT_TRUE(none->part<FrontSnapshot>()->points.empty());
    Selection selection;
    FrontView view(selection);
    view.setSnapshot(none);
    view.findChild<QAction*>(QStringLiteral("frontSize"))->trigger();
    auto* dialog = view.findChild<SizeFilterDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QDoubleSpinBox*>(QStringLiteral("filterParameters"))->setValue(4.5);
    dialog->findChild<QDoubleSpinBox*>(QStringLiteral("filterActivations"))->setValue(96);
    dialog->accept();
    FrontQuery query;
    view.overlays().addTo(query);
    EXPECT_EQ(query.mostParameters, 4500);
    EXPECT_EQ(query.mostMacs, 0);
    EXPECT_EQ(query.mostActivationBytes, 96 * 1024);
    EXPECT_TRUE(view.findChild<QAction*>(QStringLiteral("frontSize"))->isChecked());
    view.setSnapshot(read(query));
    EXPECT_EQ(view.plot().marks().size(), 0);
}

TEST_F(DiscretisationGapTest, NetworksThatNeedMoreMemoryAreLeftOut) {
    for (int i = 0; i < 6; ++i) {
        add(cell(), Origin::Search, 2, 7 + i, 0.5);
    }
    std::vector<std::int64_t> sorted = bytes;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_LT(sorted.front(), sorted.back());
    const std::int64_t limit = sorted[4];
    const auto larger = std::count_if(bytes.begin(), bytes.end(), [limit](std::int64_t size) { return size > limit; });
    PartReaders readers;
    const SnapshotPointer filtered =
        readSnapshot(project, SnapshotQuery::of(FrontQuery{.mostActivationBytes = limit}), readers);
    ASSERT_TRUE(filtered->part<FrontSnapshot>());
    EXPECT_EQ(filtered->part<FrontSnapshot>()->leftOut, static_cast<std::size_t>(larger));
    EXPECT_EQ(filtered->part<FrontSnapshot>()->points.size(), bytes.size() - static_cast<std::size_t>(larger));
    // A candidate that came later is looked at too.
    add(space::published("DARTS_V2"), Origin::Search, 2, 30, 0.5);
    EXPECT_EQ(readSnapshot(project, SnapshotQuery::of(FrontQuery{.mostActivationBytes = 1}), readers)
                  ->part<FrontSnapshot>()
                  ->leftOut,
        bytes.size());
    EXPECT_EQ(readSnapshot(project, {}, readers)->part<FrontSnapshot>()->leftOut, 0U);
}

TEST(LatencyFloor, IsBelowWhatOrdinaryCellsTake) {
    QTemporaryDir folder;
    const store::Project project =
        test::makeSampleProject(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
    const store::PredictorRecord record = project.predictor(project.predictors().front().id);
    const predictor::MeanPredictor predictor(record.arrays);
    const double floor = latencyFloor(predictor);
    EXPECT_GT(floor, 0);
    space::Random random(3);
    for (int i = 0; i < 200; ++i) {
        EXPECT_LE(floor, 1.02 * predictor.predict(space::sampleUniform(predictor.space(), random)).ms);
    }
}

}
}
