// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_overlays.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include "core/analysis/front.h"
#include "core/analysis/statistics.h"
#include "tests/widgets/front_snapshots.h"
#include "widgets/common/colour_scale.h"
#include "widgets/common/device_picker.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/selection.h"
#include "widgets/front/device_overlay.h"
#include "widgets/front/front_cloud.h"
#include "widgets/front/front_view.h"
#include "widgets/front/hover_card.h"
#include "widgets/front/hypervolume_dialog.h"
#include "widgets/front/measure_next_dialog.h"
#include "widgets/front/overlay_cloud.h"
#include "widgets/front/run_overlay.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {
namespace {

const QString other = QStringLiteral("gpu0/graph/b64/bf16");

PredictorSnapshot predictorWith(double deviation) {
    PredictorSnapshot predictor;
    predictor.relativeDeviation = deviation;
    predictor.report.model.noiseFloor = 0.01;
    return predictor;
}

/// A front with everything that a reader fills in.
std::shared_ptr<FrontSnapshot> richFront(int count) {
    space::Random random(2);
    auto front = test::randomFront(count);
    for (std::size_t i = 0; i < front->points.size(); ++i) {
        auto& details = front->details[front->points[i].candidateId];
        if (!details) {
            auto candidate = std::make_shared<records::Candidate>();
            candidate->id = front->points[i].candidateId;
            candidate->genotype = space::sorted(space::sampleUniform(space::SpaceId::Darts, random));
            details = candidate;
        }
    }
    front->hypervolume = hypervolumeHistory(*front);
    const PredictorSnapshot predictor = predictorWith(0.05);
    front->noise = frontNoise(*front, &predictor);
    front->marks = {{QStringLiteral("DARTS_V2"), 3, front->points[3].cost}, {QStringLiteral("PC_DARTS_cifar"), -1, 6}};
    std::vector<store::FrontPoint> elsewhere;
    for (const store::FrontPoint& point : front->points) {
        if (point.candidateId % 5 != 0) {
            elsewhere.push_back(point);
            elsewhere.back().cost = 0.1 + 0.02 * point.cost + (point.candidateId % 3 == 0 ? 0.1 : 0);
            elsewhere.back().costProvenance = records::CostProvenance::Predicted;
        }
    }
    front->morph = morphOf(*front, other, elsewhere);
    return front;
}

struct FrontOverlaysTest : testing::Test {
    Selection selection;
    FrontView view{selection};
    std::shared_ptr<FrontSnapshot> front = richFront(120);

    void SetUp() override {
        view.resize(900, 650);
        view.show();
        auto snapshot = std::make_shared<ProjectSnapshot>(*test::snapshotOf(front));
        snapshot->costSettings.push_back(other);
        view.setSnapshot(snapshot);
    }
    template <typename Widget>
    Widget& child(const char* name) {
        return *view.findChild<Widget*>(QString::fromLatin1(name));
    }
    void chooseOther() {
        auto& box = child<DevicePicker>("frontOther");
        box.setCurrentIndex(box.findData(other));
        Q_EMIT box.settingChosen(other);
        view.overlays().setSnapshot(snapshotNow());
    }
    SnapshotPointer snapshotNow() {
        auto snapshot = std::make_shared<ProjectSnapshot>(*test::snapshotOf(front));
        snapshot->costSettings.push_back(other);
        return snapshot;
    }
};

TEST(HypervolumeHistory, EndsWithTheHypervolumeAndNeverFalls) {
    const auto front = test::randomFront(700);
    std::vector<double> cost;
    std::vector<double> loss;
    std::vector<double> plain;
    double best = 0;
    for (const store::FrontPoint& point : front->points) {
        plain.push_back(point.cost);
        cost.push_back(std::log(point.cost));
        loss.push_back(-point.accuracy);
        best = std::max(best, point.accuracy);
    }
    const auto history = hypervolumeHistory(*front);
    ASSERT_FALSE(history.empty());
    std::sort(plain.begin(), plain.end());
    const double reference = plain[692] + 0.01 * (plain[693] - plain[692]); // the 99th percentile of 700
    EXPECT_NEAR(history.back().volume, analysis::hypervolume(cost, loss, std::log(reference), 0.15 - best), 1e-12);
    EXPECT_EQ(history.back().candidates, 700);
    for (std::size_t i = 1; i < history.size(); ++i) {
        EXPECT_GE(history[i].volume, history[i - 1].volume);
    }
}

TEST(FrontNoise, MeasuredPointsAreSurerThanPredictedOnes) {
    const auto front = test::randomFront(60);
    EXPECT_FALSE(frontNoise(*front, nullptr)->known());
    const PredictorSnapshot predictor = predictorWith(0.05);
    const auto noise = frontNoise(*front, &predictor);
    ASSERT_TRUE(noise->known());
    EXPECT_EQ(noise->predictedDeviation, 0.05);
    EXPECT_NEAR(noise->measuredDeviation, 0.0125, 0.0005);
    for (const analysis::NextMeasurement& next : noise->next) {
        EXPECT_EQ(front->points[next.index].costProvenance, records::CostProvenance::Predicted);
    }
    for (std::size_t i = 0; i < noise->bandMs.size(); ++i) {
        if (!std::isnan(noise->bandLow[i])) {
            EXPECT_LE(noise->bandLow[i], noise->bandHigh[i]);
        }
    }
}

TEST(LensCloud, TravelsEvenlyInLogarithms) {
    EXPECT_EQ(travelledLatency(2, 8, 0), 2);
    EXPECT_NEAR(travelledLatency(2, 8, 0.5), 4, 1e-12);
    EXPECT_EQ(travelledLatency(2, 8, 1), 8);
    EXPECT_EQ(travelledLatency(2, std::nan(""), 0), 2);
    EXPECT_TRUE(std::isinf(travelledLatency(2, std::nan(""), 0.1))) << "it has left and its goal is not known";
}

TEST_F(FrontOverlaysTest, PointsJumpToTheOtherSettingAndBack) {
    view.moveLambda(0.1);
    EXPECT_FALSE(view.plot().curve(QStringLiteral("lambda")).isEmpty());
    EXPECT_FALSE(child<QToolButton>("frontTravel").isEnabled()) << "nowhere to go yet";
    QSignalSpy asked(&view.overlays(), &FrontOverlays::queryChanged);
    chooseOther();
    EXPECT_EQ(asked.count(), 1);
    FrontQuery query;
    view.overlays().addTo(query);
    EXPECT_EQ(query.morphSetting, other);
    EXPECT_TRUE(view.overlays().morphText().contains(QStringLiteral("τ")));
    EXPECT_TRUE(view.overlays().morphText().contains(QStringLiteral("24 without a latency there")));
    const double before = view.overlays().latencyOf(*front, 0);
    QTest::mouseClick(&child<QToolButton>("frontTravel"), Qt::LeftButton);
    EXPECT_EQ(view.overlays().travelled(), 1) << "offscreen, points jump";
    EXPECT_EQ(view.overlays().latencyOf(*front, 0), front->morph->cost[0]);
    EXPECT_TRUE(view.plot().curve(QStringLiteral("lambda")).isEmpty());
    const CloudPointer cloud = frontCloud(view.choice(), view.palette(), front->morph.get());
    EXPECT_FALSE(cloud->styles[cloud->points[0].style].filled) << "it was not measured there";
    for (const Legend::Entry& entry : frontLegend(view.choice(), view.palette(), front->morph.get())) {
        EXPECT_FALSE(entry.text.contains(QStringLiteral("measured"))) << entry.text.toStdString();
    }
    EXPECT_EQ(static_cast<std::size_t>(view.plot().curve(QStringLiteral("otherFront")).size()),
        frontOf(view.choice(), front->morph->cost).size());
    QTest::mouseClick(&child<QToolButton>("frontTravel"), Qt::LeftButton);
    EXPECT_EQ(view.overlays().latencyOf(*front, 0), before);
    EXPECT_FALSE(view.plot().curve(QStringLiteral("lambda")).isEmpty());
}

TEST_F(FrontOverlaysTest, PointsTravelWhereTheDesktopWantsAnimations) {
    chooseOther();
    view.overlays().setAnimated(true);
    QSignalSpy moved(&view.overlays(), &FrontOverlays::changed);
    child<QToolButton>("frontTravel").setChecked(true);
    EXPECT_LT(view.overlays().travelled(), 1);
    ASSERT_TRUE(QTest::qWaitFor([this] { return view.overlays().travelled() == 1; }, 5000));
    EXPECT_GT(moved.count(), 3);
}

TEST_F(FrontOverlaysTest, CorrelationsOfTheMorphAreThoseOfThePoints) {
    const FrontMorph& morph = *front->morph;
    EXPECT_EQ(morph.common, 96U);
    EXPECT_EQ(morph.top, 10U);
    EXPECT_LT(morph.tau, 1);
    const std::vector<std::size_t> there = frontOf(view.choice(), morph.cost);
    ASSERT_FALSE(there.empty());
    for (std::size_t i = 1; i < there.size(); ++i) {
        EXPECT_GT(morph.cost[there[i]], morph.cost[there[i - 1]]);
        EXPECT_GT(front->points[there[i]].accuracy, front->points[there[i - 1]].accuracy);
    }
}

TEST_F(FrontOverlaysTest, UncertaintyFadesWhatIsUnlikelyAndProposesMeasurements) {
    EXPECT_FALSE(child<QAction>("frontMeasureNext").isEnabled());
    const auto plain = view.overlays().cloud(view.choice(), view.palette());
    QTest::mouseClick(&child<QToolButton>("frontUncertainty"), Qt::LeftButton);
    FrontQuery query;
    view.overlays().addTo(query);
    EXPECT_TRUE(query.noise);
    const auto faded = view.overlays().cloud(view.choice(), view.palette());
    EXPECT_GT(faded->styles.size(), plain->styles.size());
    const auto& probability = front->noise->probability;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double alpha = faded->styles[faded->points[i].style].colour.alphaF();
        EXPECT_EQ(probability[i] >= 0.5, alpha > 0.95);
    }
    EXPECT_FALSE(view.plot().curve(QStringLiteral("bandLow")).isEmpty());
    ASSERT_TRUE(child<QAction>("frontMeasureNext").isEnabled());
    child<QAction>("frontMeasureNext").trigger();
    auto& dialog = child<MeasureNextDialog>("measureNextDialog");
    auto& table = child<QTableWidget>("measureNextTable");
    const int rows = table.rowCount();
    EXPECT_LE(rows, 8);
    ASSERT_EQ(dialog.genotypes().size(), rows);
    table.item(0, 0)->setCheckState(Qt::Unchecked);
    QSignalSpy wanted(&view.overlays(), &FrontOverlays::measureRequested);
    QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("measureNextStart")), Qt::LeftButton);
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].toStringList().size(), rows - 1);
}

TEST_F(FrontOverlaysTest, HypervolumeAndPublishedCellsAreShown) {
    auto& volume = child<QToolButton>("frontHypervolume");
    EXPECT_TRUE(volume.text().contains(QLatin1Char('0')));
    QTest::mouseClick(&volume, Qt::LeftButton);
    auto& dialog = child<HypervolumeDialog>("hypervolumeDialog");
    EXPECT_GT(dialog.plot().curve(QStringLiteral("volume")).size(), 50);
    const auto marks = view.plot().marks();
    ASSERT_EQ(marks.size(), 2);
    EXPECT_EQ(marks[0].label, QStringLiteral("DARTS_V2"));
    EXPECT_TRUE(marks[0].y.has_value());
    EXPECT_FALSE(marks[1].y.has_value()) << "measured, but never scored";
}

TEST(RunOverlay, DrawsTheFrontsOfTheChosenRunsWithALegend) {
    const auto front = richFront(90);
    for (std::size_t i = 0; i < front->points.size(); ++i) {
        front->points[i].run = i < 45 ? 3 : 7;
    }
    const FrontChoice choice(front, QualityAxis::Accuracy);
    const auto beaten = [&](std::size_t index, std::int64_t run) {
        const store::FrontPoint& point = front->points[index];
        return std::ranges::any_of(front->points, [&](const store::FrontPoint& other) {
            return other.run == run && other.cost <= point.cost && other.accuracy >= point.accuracy
                && (other.cost < point.cost || other.accuracy > point.accuracy);
        });
    };
    for (const std::int64_t run : {std::int64_t{3}, std::int64_t{7}}) {
        const std::vector<std::size_t> members = frontOfRun(choice, run);
        for (std::size_t i = 0; i < front->points.size(); ++i) {
            const bool member = std::ranges::find(members, i) != members.end();
            EXPECT_EQ(member, front->points[i].run == run && !beaten(i, run)) << i;
        }
    }
    Selection selection;
    FrontView view(selection);
    view.resize(900, 600);
    view.show();
    view.setSnapshot(test::snapshotOf(front));
    RunOverlay& runs = view.overlays().runs();
    EXPECT_TRUE(runs.button().isEnabled());
    EXPECT_TRUE(view.plot().curve(QStringLiteral("run0")).isEmpty());
    runs.choose(7, true);
    runs.choose(3, true);
    EXPECT_TRUE(std::cmp_equal(view.plot().curve(QStringLiteral("run0")).size(), frontOfRun(choice, 7).size()));
    const QList<Legend::Entry> legend = runs.legend(choice, view.palette());
    ASSERT_EQ(legend.size(), 2);
    EXPECT_TRUE(legend[0].text.contains(QLatin1Char('7')));
    EXPECT_NE(legend[0].pen.style(), legend[1].pen.style()) << "colour never stands alone";
    runs.choose(7, false);
    EXPECT_TRUE(view.plot().curve(QStringLiteral("run1")).isEmpty());
    view.setSnapshot({});
    EXPECT_TRUE(runs.chosen().empty()) << "nothing of one project stays in the next";
}

TEST(RunOverlay, OffersNoMoreRunsThanCanBeToldApart) {
    const auto front = richFront(90);
    for (std::size_t i = 0; i < front->points.size(); ++i) {
        front->points[i].run = 1 + static_cast<std::int64_t>(i % 9);
    }
    Selection selection;
    FrontView view(selection);
    view.setSnapshot(test::snapshotOf(front));
    RunOverlay& runs = view.overlays().runs();
    for (std::int64_t run = 1; run <= mostSeries; ++run) {
        runs.choose(run, true);
    }
    QCoreApplication::sendPostedEvents();
    int enabled = 0;
    for (const QAction* action : runs.button().menu()->actions()) {
        enabled += action->isEnabled() ? 1 : 0;
    }
    EXPECT_EQ(enabled, mostSeries);
}

/// A front of 90 points, and 60 of them on a device that is about fifty times as fast.
struct DeviceOverlayTest : testing::Test {
    std::shared_ptr<FrontSnapshot> front = test::randomFront(90);
    Selection selection;
    FrontView view{selection};

    void SetUp() override {
        std::vector<store::FrontPoint> there;
        for (const store::FrontPoint& point : front->points) {
            if (point.candidateId % 3 != 0) {
                there.push_back(point);
                there.back().cost = 0.02 * point.cost + (point.candidateId % 2 == 0 ? 0.05 : 0);
                there.back().costProvenance = records::CostProvenance::Predicted;
            }
        }
        front->elsewhere = {{other, morphOf(*front, other, there)}};
        view.resize(900, 600);
        view.show();
        auto snapshot = std::make_shared<ProjectSnapshot>(*test::snapshotOf(front));
        snapshot->costSettings.push_back(other);
        view.setSnapshot(snapshot);
    }
    [[nodiscard]] DeviceOverlay& devices() { return view.overlays().devices(); }
    [[nodiscard]] const FrontMorph& morph() const { return *front->elsewhere.front().morph; }
};

TEST_F(DeviceOverlayTest, WithoutAStoredReferenceTheMediansOfTheSamePointsAreOne) {
    std::vector<double> here;
    std::vector<double> there;
    for (std::size_t i = 0; i < morph().cost.size(); ++i) {
        if (std::isfinite(morph().cost[i])) {
            here.push_back(front->points[i].cost);
            there.push_back(DeviceOverlay::onAxis(*front, morph(), i));
        }
    }
    EXPECT_EQ(here.size(), 60U);
    EXPECT_NEAR(analysis::median(here), analysis::median(there), 1e-9);
    const auto stated = morphOf(*front, other, {front->points.begin(), front->points.end()}, 0.25);
    EXPECT_EQ(stated->referenceMs, 0.25);
    EXPECT_NEAR(DeviceOverlay::onAxis(*front, *stated, 4), front->points[4].cost / 0.25 * front->referenceMs, 1e-12);
}

TEST_F(DeviceOverlayTest, DrawsTheSameCandidatesOnAnAxisOfShares) {
    const double widthBefore = view.plot().transformation().x.maximum;
    EXPECT_EQ(view.plot().unitX(), 1);
    QSignalSpy asked(&view.overlays(), &FrontOverlays::queryChanged);
    devices().choose(other, true);
    EXPECT_EQ(asked.count(), 1);
    FrontQuery query;
    view.overlays().addTo(query);
    EXPECT_EQ(query.overlaySettings, std::vector<QString>{other});
    EXPECT_DOUBLE_EQ(view.plot().unitX(), front->referenceMs / 100) << "labels are in per cent of the reference";
    EXPECT_LT(view.plot().transformation().x.maximum, 3 * widthBefore) << "nothing is crushed";
    const QList<QPointF> line = view.plot().curve(QStringLiteral("device0"));
    std::vector<std::size_t> expected; // brute force: the points of this device that none beats there
    for (std::size_t i = 0; i < front->points.size(); ++i) {
        const auto beats = [&](std::size_t j) {
            return std::isfinite(morph().cost[j]) && morph().cost[j] <= morph().cost[i]
                && front->points[j].accuracy >= front->points[i].accuracy
                && (morph().cost[j] < morph().cost[i] || front->points[j].accuracy > front->points[i].accuracy);
        };
        bool beaten = !std::isfinite(morph().cost[i]);
        for (std::size_t j = 0; j < front->points.size() && !beaten; ++j) {
            beaten = beats(j);
        }
        if (!beaten) {
            expected.push_back(i);
        }
    }
    ASSERT_EQ(static_cast<std::size_t>(line.size()), expected.size());
    std::ranges::sort(expected, {}, [this](std::size_t i) { return morph().cost[i]; });
    const auto cloud = view.overlays().cloud(view.choice(), view.palette());
    ASSERT_EQ(cloud->points.size(), front->points.size() + expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const std::size_t drawn = front->points.size() + i;
        EXPECT_EQ(line[static_cast<qsizetype>(i)].x(), DeviceOverlay::onAxis(*front, morph(), expected[i]));
        EXPECT_EQ(view.overlays().candidateAt(view.choice(), static_cast<int>(drawn)), static_cast<int>(expected[i]));
        EXPECT_EQ(cloud->points[drawn].style / 2, cloud->points[expected[i]].style / 2) << "it looks as it does here";
        EXPECT_EQ(cloud->points[drawn].style % 2, 0U) << "and is hollow: predicted there";
    }
    const QList<Legend::Entry> legend = devices().legend(view.choice(), view.palette());
    ASSERT_EQ(legend.size(), 1);
    EXPECT_TRUE(legend[0].text.contains(deviceText(other))) << legend[0].text.toStdString();
    devices().choose(other, false);
    EXPECT_EQ(view.plot().unitX(), 1);
    EXPECT_TRUE(view.plot().curve(QStringLiteral("device0")).isEmpty());
}

TEST_F(DeviceOverlayTest, ACandidateIsNamedAndMarkedOnBothDevices) {
    const int known = 0; // candidate 1
    const int unknown = 2; // candidate 3
    const QString text = HoverCard::text(*front, known);
    EXPECT_TRUE(text.contains(latencyText(front->points[known].cost))) << text.toStdString();
    EXPECT_TRUE(text.contains(latencyText(morph().cost[known]))) << text.toStdString();
    EXPECT_TRUE(text.contains(deviceText(other)));
    EXPECT_FALSE(HoverCard::text(*front, unknown).contains(deviceText(other)));
    devices().choose(other, true);
    EXPECT_EQ(view.overlays().placesOf(view.choice(), known).size(), 2);
    EXPECT_EQ(view.overlays().placesOf(view.choice(), unknown).size(), 1);
}

TEST_F(DeviceOverlayTest, DraggingLambdaComputesNoFrontAgain) {
    devices().choose(other, true);
    view.grab(); // everything is drawn once
    const int renderings = view.plot().cloudRenderings();
    const QList<QPointF> line = view.plot().curve(QStringLiteral("device0"));
    for (const double lambda : {0.01, 0.1, 0.4}) {
        view.moveLambda(lambda);
        view.grab();
    }
    EXPECT_EQ(view.plot().cloudRenderings(), renderings) << "points stay as they are";
    EXPECT_EQ(view.plot().curve(QStringLiteral("device0")), line);
}

TEST_F(DeviceOverlayTest, SaysWhichDeviceKnowsNoneAndForgetsAClosedProject) {
    front->elsewhere.front().morph = nullptr;
    view.setSnapshot(test::snapshotOf(std::make_shared<FrontSnapshot>(*front)));
    devices().choose(other, true);
    EXPECT_EQ(view.plot().unitX(), 1);
    ASSERT_EQ(devices().legend(view.choice(), view.palette()).size(), 1);
    view.setSnapshot({});
    EXPECT_TRUE(devices().chosen().empty());
}

}
}
