// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_view.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <gtest/gtest.h>
#include <random>

#include "core/predictor/additive_part.h"
#include "tests/widgets/front_snapshots.h"
#include "widgets/common/colour_scale.h"
#include "widgets/common/selection.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/cost_map.h"
#include "widgets/predictor/outlier_model.h"
#include "widgets/predictor/predictor_numbers.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {
namespace {

constexpr double deviation = 0.03;

std::shared_ptr<PredictorSnapshot> fitted(int count, std::int64_t id = 1) {
    std::mt19937_64 random(static_cast<std::uint64_t>(id));
    std::uniform_real_distribution<double> latency(2, 12);
    std::normal_distribution<double> noise;
    auto predictor = std::make_shared<PredictorSnapshot>();
    predictor->id = id;
    predictor->deviceSetting = QStringLiteral("cpu/eager/t2/b1/f32");
    predictor->measurements = count;
    predictor->relativeDeviation = deviation;
    predictor->report.model.meanError = 0.5 / std::sqrt(count);
    predictor->report.model.tau = 0.9;
    predictor->report.model.noiseFloor = 0.016;
    predictor->report.architectures = count;
    for (int i = 0; i < count; ++i) {
        const double predicted = latency(random);
        const double measured = predicted * (1 + deviation * noise(random));
        const double baseline = predicted * (1 + 0.1 * noise(random));
        predictor->report.points.push_back(
            {.genotype = space::identityText(space::sampleUniform(space::SpaceId::Darts, random)),
                .measuredMs = measured,
                .predictedMs = predicted,
                .additiveMs = predicted,
                .baselineMs = baseline});
    }
    auto table = std::make_shared<predictor::CostTable>();
    table->space = space::SpaceId::Darts;
    const space::SearchSpace& space = space::searchSpace(table->space);
    for (int i = 0; i < space.encodingLength(); ++i) {
        table->costMs.push_back(0.1 + 0.01 * i);
    }
    predictor->costs = table;
    return predictor;
}

SnapshotPointer snapshotWith(std::vector<std::shared_ptr<const PredictorSnapshot>> predictors) {
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->path = QStringLiteral("p");
    snapshot->setPart(std::make_shared<PredictorList>(std::move(predictors)));
    return snapshot;
}

TEST(PredictorNumbers, HistogramHoldsEveryArchitecture) {
    const auto predictor = fitted(500);
    const QList<QPointF> outline = errorHistogram(predictor->report.points, PredictionSource::Model, 1, 20);
    double sum = 0;
    for (int i = 1; i + 1 < outline.size(); i += 2) {
        EXPECT_EQ(outline[i].y(), outline[i + 1].y());
        sum += outline[i].y();
    }
    EXPECT_NEAR(sum, 100, 1e-9);
    EXPECT_TRUE(errorHistogram({}, PredictionSource::Model, 1, 20).isEmpty());
}

TEST(PredictorNumbers, CoverageOfGaussianErrorsIsAsStated) {
    const auto predictor = fitted(20000);
    for (const double level : {0.5, 0.9, 0.95}) {
        EXPECT_NEAR(coverage(predictor->report.points, deviation, level), level, 0.015);
    }
    EXPECT_LT(coverage(predictor->report.points, deviation / 2, 0.9), 0.7) << "too sure of itself";
}

TEST(PredictorNumbers, ErrorByLatencyIsThatOfEachGroup) {
    std::vector<predictor::HeldOutPoint> pairs;
    for (int i = 0; i < 100; ++i) {
        const double measured = 10 + i;
        pairs.push_back(
            {.measuredMs = measured, .predictedMs = measured * (i < 50 ? 1.02 : 0.9), .baselineMs = std::nan("")});
    }
    const auto bands = errorByLatency(pairs, PredictionSource::Model, 2);
    ASSERT_EQ(bands.size(), 2U);
    EXPECT_NEAR(bands[0].median, 0.02, 1e-12);
    EXPECT_NEAR(bands[1].p90, 0.1, 1e-12);
    EXPECT_EQ(bands[0].count, 50U);
    EXPECT_TRUE(errorByLatency(pairs, PredictionSource::Baseline, 2).empty()) << "no such predictions";
}

TEST(PredictorNumbers, LearningCurveTakesTheFitsOfOneSettingInOrder) {
    auto other = fitted(70, 4);
    other->deviceSetting = QStringLiteral("gpu0/graph/b64/bf16");
    const std::vector<std::shared_ptr<const PredictorSnapshot>> all{
        fitted(330, 3), fitted(40, 1), other, fitted(120, 2)};
    const auto curve = learningCurve(all, *all[0]);
    ASSERT_EQ(curve.size(), 3U);
    EXPECT_EQ(curve[0].architectures, 40);
    EXPECT_EQ(curve[2].predictor, 3);
    EXPECT_GT(curve[0].meanError, curve[2].meanError);
}

TEST(CostModel, ShowsCostsAgainstSkip) {
    const auto predictor = fitted(10);
    CostModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setTable(predictor->costs, 1);
    ASSERT_EQ(model.rowCount(), 14);
    ASSERT_EQ(model.columnCount(), 7) << "'none' is no operation of a DARTS cell";
    for (int column = 0; column < 7; ++column) {
        const bool skip =
            model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() == QStringLiteral("skip");
        EXPECT_EQ(model.index(3, column).data(HeatDelegate::shareRole).toDouble() == 0, skip);
    }
    EXPECT_EQ(model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("c(k−2) → 0"))
        << "as the picture of the cell names them";
    EXPECT_TRUE(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("c(k−2) → 0")));
    model.setTable(nullptr, 0);
    EXPECT_EQ(model.rowCount(), 0);
}

struct PredictorViewTest : testing::Test {
    Selection selection;
    PredictorView view{selection};

    void SetUp() override {
        view.resize(1040, 640);
        view.show();
    }
    template <typename Widget>
    Widget& child(const char* name) {
        return *view.findChild<Widget*>(QString::fromLatin1(name));
    }
};

TEST_F(PredictorViewTest, AnOutlierIsShownAndSelected) {
    const auto predictor = fitted(80);
    const auto worst = largestErrors(predictor->report.points, PredictionSource::Model, 3);
    QStringList wanted;
    QObject::connect(&selection, &Selection::genotypeWanted, &selection, [&wanted](const space::Genotype& genotype) {
        wanted.append(QString::fromStdString(space::identityText(genotype)));
    });
    view.setSnapshot(snapshotWith({predictor}));
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("90 %")));
    view.tabs().setCurrentIndex(view.tabs().count() - 1);
    auto& table = child<QTableView>("predictorOutliers");
    const QAbstractItemModelTester tester(table.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_TRUE(table.isVisible());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(0, 0)).center());
    EXPECT_EQ(view.shownGenotype().toStdString(), predictor->report.points[worst[0]].genotype);
    QTest::keyClick(&table, Qt::Key_Down);
    EXPECT_EQ(view.shownGenotype().toStdString(), predictor->report.points[worst[1]].genotype);
    ASSERT_GE(wanted.size(), 2);
    EXPECT_EQ(wanted.back(), view.shownGenotype()) << "so that the other views show it too";
}

TEST_F(PredictorViewTest, AClickOnABadlyPredictedPointLeadsToTheOutliers) {
    const auto predictor = fitted(80);
    view.setSnapshot(snapshotWith({predictor}));
    QCoreApplication::processEvents(); // layouts
    const std::size_t worst = largestErrors(predictor->report.points, PredictionSource::Model, 1).front();
    const predictor::HeldOutPoint& point = predictor->report.points[worst];
    const QPoint place = view.plot().positionOf({point.measuredMs, point.predictedMs});
    QTest::mouseClick(
        view.plot().childAt(place), Qt::LeftButton, {}, view.plot().childAt(place)->mapFrom(&view.plot(), place));
    EXPECT_EQ(view.shownGenotype().toStdString(), point.genotype);
    EXPECT_EQ(view.tabs().currentIndex(), view.tabs().count() - 1);
}

TEST_F(PredictorViewTest, ThePapersNetworkStandsBesideOnRequest) {
    view.setSnapshot(snapshotWith({fitted(60)}));
    auto& histogram = child<PlotView>("predictorHistogram");
    EXPECT_TRUE(histogram.curve(QStringLiteral("baseline")).isEmpty());
    child<QCheckBox>("predictorBaseline").click();
    EXPECT_FALSE(histogram.curve(QStringLiteral("baseline")).isEmpty());
    EXPECT_FALSE(child<PlotView>("predictorByLatency").curve(QStringLiteral("floor")).isEmpty());
    child<QCheckBox>("predictorBaseline").click();
    EXPECT_TRUE(histogram.curve(QStringLiteral("baseline")).isEmpty());
}

TEST_F(PredictorViewTest, LearningCurveGrowsWithTheFits) {
    view.setSnapshot(snapshotWith({fitted(60, 1)}));
    auto& learning = child<PlotView>("predictorLearning");
    EXPECT_TRUE(learning.curve(QStringLiteral("model")).isEmpty());
    view.setSnapshot(snapshotWith({fitted(330, 2), fitted(60, 1)}));
    EXPECT_EQ(learning.curve(QStringLiteral("model")).size(), 2);
    EXPECT_EQ(child<QComboBox>("predictorChoice").count(), 2);
    EXPECT_EQ(child<PlotView>("predictorCalibration").curve(QStringLiteral("model")).size(), 12);
    view.setSnapshot(snapshotWith({}));
    EXPECT_TRUE(learning.curve(QStringLiteral("model")).isEmpty());
    EXPECT_TRUE(view.reportText().isEmpty());
}

}
}
