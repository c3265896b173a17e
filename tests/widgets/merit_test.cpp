// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "widgets/merit/merit_plot.h"
#include "widgets/merit/merit_text.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {
namespace {

queries::Merit meritOf(std::vector<double> own, std::size_t others, std::size_t better) {
    queries::Merit merit;
    merit.cell.candidate = 100;
    merit.cell.accuracies = std::move(own);
    std::vector<std::vector<double>> accuracies;
    for (std::size_t i = 0; i < others; ++i) {
        const double away = 0.01 + 0.001 * static_cast<double>(i);
        const double accuracy = merit.cell.accuracy() + (i + better >= others ? away : away - 0.08);
        accuracies.push_back({accuracy});
        merit.random.push_back({.candidate = static_cast<std::int64_t>(i) + 1, .accuracies = {accuracy}});
    }
    merit.standing = analysis::standingAmong(merit.cell.accuracies, accuracies);
    return merit;
}

MeritSnapshot snapshotOf(std::optional<queries::Merit> merit) {
    MeritSnapshot snapshot;
    snapshot.protocol.provenance = records::AccuracyProvenance::Trained;
    snapshot.merit = std::move(merit);
    return snapshot;
}

TEST(MeritText, SaysWhereTheCellStandsAndWhatThatRestsOn) {
    queries::Merit merit = meritOf({0.70, 0.72}, 20, 3);
    merit.byPrediction = 4;
    const QString text = meritText(snapshotOf(merit));
    EXPECT_TRUE(text.contains(QStringLiteral("Beats 17 of 20 random cells of the same latency"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("(85 %, 64 to 95 %)"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("4 "))) << text.toStdString();
    EXPECT_FALSE(text.contains(QStringLiteral("more seeds")));
    EXPECT_TRUE(meritText(snapshotOf(meritOf({0.70}, 20, 3))).contains(QStringLiteral("more seeds")))
        << "one seed says nothing of its noise";
}

TEST(MeritText, SaysWhatIsMissing) {
    EXPECT_TRUE(meritText(snapshotOf(std::nullopt)).contains(QStringLiteral("Choose a candidate")));
    queries::Merit untrained = meritOf({0.7}, 20, 3);
    untrained.cell.accuracies.clear();
    EXPECT_TRUE(meritText(snapshotOf(untrained)).contains(QStringLiteral("train it")));
    MeritSnapshot few = snapshotOf(meritOf({0.7}, 4, 1));
    EXPECT_TRUE(meritText(few).contains(QStringLiteral("predictor"))) << "nothing can be drawn";
    few.yardstick.resize(16);
    EXPECT_TRUE(meritText(few).contains(QStringLiteral("train some")));
    MeritSnapshot elsewhere = snapshotOf(meritOf({0.7}, 0, 0));
    elsewhere.merit->elsewhere = 17;
    const QString text = meritText(elsewhere);
    EXPECT_TRUE(text.contains(QStringLiteral("within ±2.5 % of this latency"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("17 of other latencies"))) << "those that the front shows";
    MeritSnapshot oneShot = snapshotOf(std::nullopt);
    oneShot.protocol.provenance = records::AccuracyProvenance::OneShot;
    EXPECT_TRUE(meritText(oneShot).contains(QStringLiteral("protocol of trainings")));
}

TEST(WhyText, NamesOnlyWhatIsCertainAndWhatTheCellHasMoreOf) {
    queries::Learnt learnt{.trainings = 60};
    learnt.traits = {{.name = "normal: convolution depth",
                         .perUnit = 0.02,
                         .deviation = 0.005,
                         .spread = 2,
                         .ofCell = 7,
                         .typical = 4.2},
        {.name = "normal: skips", .perUnit = -0.03, .deviation = 0.01, .spread = 1, .ofCell = 1, .typical = 1.2},
        {.name = "normal: pooling", .perUnit = 0.03, .deviation = 0.02, .spread = 1, .ofCell = {}, .typical = {}}};
    const QString text = whyText(learnt);
    EXPECT_TRUE(text.contains(QStringLiteral("it helps to have more: convolution depth, normal cell")))
        << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("it hurts to have more: skip connections, normal cell")))
        << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("7 (others 4.2)"))) << text.toStdString();
    EXPECT_FALSE(text.contains(QStringLiteral("pooling")));
    learnt.traits.erase(learnt.traits.begin(), learnt.traits.begin() + 2);
    EXPECT_TRUE(whyText(learnt).contains(QStringLiteral("60 trainings do not tell yet")))
        << whyText(learnt).toStdString();
}

TEST(MeritPlot, HasARowForEachCellAndADotForEachSeed) {
    MeritPlot plot;
    plot.resize(600, 400);
    plot.show();
    plot.setMerit(meritOf({0.70, 0.74}, 20, 3));
    std::int64_t clicked = 0;
    QObject::connect(&plot, &MeritPlot::candidateClicked, [&clicked](std::int64_t id) { clicked = id; });
    // 17 rows lie below the chosen cell's.
    const int chosen = plot.plot().pointAt(plot.plot().positionOf({72, 17}));
    ASSERT_GE(chosen, 0);
    Q_EMIT plot.plot().pointClicked(chosen);
    EXPECT_EQ(clicked, 100);
    EXPECT_EQ(plot.plot().pointAt(plot.plot().positionOf({74, 17})), chosen - 1) << "its second seed";
    EXPECT_EQ(plot.plot().curve(QStringLiteral("mean")).size(), 2);
    plot.clear();
    EXPECT_EQ(plot.plot().pointAt(plot.plot().positionOf({72, 17})), -1);
}

}
}
