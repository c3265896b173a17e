// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/html_report.h"

#include <QXmlStreamReader>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/front/front_choice.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {
namespace {

std::shared_ptr<ProjectSnapshot> project() {
    auto snapshot = std::make_shared<ProjectSnapshot>(*test::snapshotOf(test::randomFront(300)));
    records::Run run;
    run.id = 7;
    run.title = "search <script>alert(1)</script> & more";
    run.note = "kept \"quoted\"";
    snapshot->runs = {run};
    run.id = 8;
    run.title = "thrown away";
    run.deleted = true;
    snapshot->deletedRuns = {run};
    return snapshot;
}

TEST(HtmlReport, HasPictureTablesAndLimitsInOneFile) {
    const QString html = htmlReport(project());
    for (const char* part : {"<svg", "<h2>Front</h2>", "Runs", "Devices", "Latency predictors",
             "Where the numbers come from", "Genotype(", "cpu/eager/t2/b1/f32"}) {
        EXPECT_TRUE(html.contains(QLatin1String(part))) << part;
    }
    EXPECT_EQ(html.count(QLatin1String("<svg")), 2) << "the front and the chosen cell";
    EXPECT_FALSE(html.contains(QLatin1String("src="))) << "nothing is fetched";
    EXPECT_FALSE(html.contains(QLatin1String("thrown away")));
}

TEST(HtmlReport, WritesForeignTextAsText) {
    const QString html = htmlReport(project());
    EXPECT_FALSE(html.contains(QLatin1String("<script>")));
    EXPECT_TRUE(html.contains(QLatin1String("&lt;script&gt;")));
}

TEST(HtmlReport, ShowsTheChoiceOfALambdaAndListsTheWholeFront) {
    const auto snapshot = project();
    const FrontChoice choice(snapshot->part<FrontSnapshot>(), QualityAxis::Accuracy);
    const int index = choice.select(0.5);
    const QString html = htmlReport(snapshot, 0, 0.5);
    const auto id = snapshot->part<FrontSnapshot>()->points[static_cast<std::size_t>(index)].candidateId;
    EXPECT_TRUE(html.contains(QStringLiteral("Chosen cell: candidate %1").arg(id)));
    const qsizetype table = html.indexOf(QLatin1String("<tbody>"));
    const QString front = html.mid(table, html.indexOf(QLatin1String("</tbody>")) - table);
    EXPECT_EQ(front.count(QLatin1String("<tr>")),
        static_cast<qsizetype>(snapshot->part<FrontSnapshot>()->accuracyHull.front().size()));
}

TEST(HtmlReport, KeepsTheChosenCandidateWhateverTheLambda) {
    const auto snapshot = project();
    const auto front = snapshot->part<FrontSnapshot>();
    const std::int64_t member = front->points[front->accuracyHull.front().front()].candidateId;
    const QString html = htmlReport(snapshot, member, 0.5);
    EXPECT_TRUE(html.contains(QStringLiteral("Chosen cell: candidate %1").arg(member)));
    EXPECT_TRUE(html.contains(
        QStringLiteral("Candidates: 300, of which on the front: %1.").arg(front->accuracyHull.front().size())));
}

TEST(HtmlReport, ListsTheNewestPredictorOfASettingWithItsLimitsQualified) {
    const auto snapshot = project();
    auto predictors = std::make_shared<PredictorList>();
    for (const std::int64_t measurements : {400, 300}) { // the newest first
        auto predictor = std::make_shared<PredictorSnapshot>();
        predictor->deviceSetting = QStringLiteral("gpu0/graph/b1/f32");
        predictor->measurements = measurements;
        predictor->report.model.meanError = 0.0249;
        predictor->report.model.noiseFloor = 0.0356;
        predictor->report.model.tau = 0.868;
        predictor->report.model.ceilingTau = 0.826;
        predictors->push_back(predictor);
    }
    snapshot->setPart<PredictorList>(predictors);
    const QString html = htmlReport(snapshot);
    EXPECT_TRUE(html.contains(QLatin1String("400")));
    EXPECT_EQ(html.count(QLatin1String("gpu0/graph/b1/f32")), 1);
    EXPECT_TRUE(html.contains(QLatin1String("(too high)")));
    EXPECT_TRUE(html.contains(QLatin1String("(too low)")));
}

TEST(HtmlReport, NeverWritesAnEstimateAsATraining) {
    const auto snapshot = project();
    auto front = std::make_shared<FrontSnapshot>(*snapshot->part<FrontSnapshot>());
    for (store::FrontPoint& point : front->points) {
        point.estimated = true;
        point.deviation = 0.011;
        point.trainings = 60;
    }
    snapshot->setPart(std::shared_ptr<const FrontSnapshot>(front));
    const QString html = htmlReport(snapshot);
    const qsizetype table = html.indexOf(QLatin1String("<tbody>"));
    const QString rows = html.mid(table, html.indexOf(QLatin1String("</tbody>")) - table);
    EXPECT_FALSE(rows.contains(QLatin1String("<td>trained</td>")));
    EXPECT_TRUE(rows.contains(QLatin1String("estimated from 60 training")));
    EXPECT_TRUE(html.contains(QStringLiteral("± 1.1")));
}

TEST(HtmlReport, OfAnEmptyProjectSaysSo) {
    const QString html = htmlReport(std::make_shared<ProjectSnapshot>());
    EXPECT_TRUE(html.contains(QLatin1String("Nothing was measured.")));
    EXPECT_TRUE(html.endsWith(QLatin1String("</html>\n")));
}

}
}
