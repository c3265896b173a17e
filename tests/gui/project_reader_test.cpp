// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/project_reader.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

#include "tests/gui/sample_project.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/reader/part_reader.h"
#include "widgets/reader/snapshot_builder.h"
#include "widgets/search/history_reader.h"

namespace paretoscope::widgets {
namespace {

struct ProjectReaderTest : testing::Test {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("p.paretoscope"));
    ProjectReader reader;

    bool wait(const std::function<bool(const ProjectSnapshot&)>& condition) {
        return QTest::qWaitFor([&] { return reader.snapshot() && condition(*reader.snapshot()); }, 20'000);
    }
};

TEST_F(ProjectReaderTest, ReadsWhatThereIsAndFollowsAWriter) {
    store::Project writer = test::makeSampleProject(path.toStdString());
    reader.open(path);
    ASSERT_TRUE(wait([](const ProjectSnapshot&) { return true; }));
    EXPECT_EQ(reader.snapshot()->runs.size(), 4U);
    ASSERT_TRUE(reader.snapshot()->part<FrontSnapshot>());
    EXPECT_EQ(reader.snapshot()->part<FrontSnapshot>()->protocol.provenance, records::AccuracyProvenance::Trained)
        << "trained accuracies come first";
    EXPECT_EQ(reader.snapshot()->part<FrontSnapshot>()->points.size(), 12U);
    EXPECT_TRUE(reader.snapshot()->part<FrontSnapshot>()->referenceMeasured);
    EXPECT_EQ(reader.snapshot()->part<FrontSnapshot>()->referenceMs, 5.4) << "the search's: frozen at the fit";
    EXPECT_EQ(reader.snapshot()->part<HistorySnapshot>()->points.size(), 12U);
    ASSERT_EQ(reader.snapshot()->part<HistorySnapshot>()->cells.size(), 12U);
    EXPECT_EQ(reader.snapshot()->part<HistorySnapshot>()->cells[3].alpha.size(), 2U);
    EXPECT_EQ(reader.snapshot()->part<HistorySnapshot>()->cells[3].alpha[1].weights.size(), 14U);
    ASSERT_EQ(reader.snapshot()->part<PredictorList>()->size(), 1U);
    EXPECT_DOUBLE_EQ(reader.snapshot()->part<PredictorList>()->front()->report.model.tau, 0.902);
    EXPECT_EQ(reader.snapshot()->part<PredictorList>()->front()->report.points.size(), 150U);
    const std::int64_t before = reader.snapshot()->candidates;
    test::addCandidates(writer, 30, 77);
    EXPECT_TRUE(wait([before](const ProjectSnapshot& snapshot) { return snapshot.candidates >= before + 25; }));
}

TEST_F(ProjectReaderTest, KeepsNoPredictorThatIsShownNoMore) {
    constexpr std::size_t shown = 100;
    store::Project project = store::Project::create(path.toStdString());
    const auto fitAnother = [&project] {
        project.savePredictor({.name = "lpm",
            .deviceSetting = records::parseDeviceSetting("cpu/eager/t1/b1/f32"),
            .configuration = "{}",
            .report = "{}"});
    };
    for (std::size_t i = 0; i < shown; ++i) {
        fitAnother();
    }
    PartReaders readers;
    SnapshotPointer snapshot = readSnapshot(project, {}, readers);
    const std::weak_ptr<const PredictorSnapshot> oldest = snapshot->part<PredictorList>()->back();
    const std::weak_ptr<const PredictorSnapshot> newest = snapshot->part<PredictorList>()->front();
    fitAnother();
    snapshot = readSnapshot(project, {}, readers);
    EXPECT_EQ(snapshot->part<PredictorList>()->size(), shown);
    EXPECT_TRUE(oldest.expired());
    EXPECT_EQ(snapshot->part<PredictorList>()->at(1), newest.lock()) << "and those that are are read once";
}

TEST_F(ProjectReaderTest, AnswersAQuestionForAnotherProtocol) {
    const store::Project writer = test::makeSampleProject(path.toStdString());
    reader.open(path);
    ASSERT_TRUE(wait([](const ProjectSnapshot&) { return true; }));
    QString oneShot;
    for (const records::AccuracyProtocol& protocol : reader.snapshot()->protocols) {
        if (protocol.provenance == records::AccuracyProvenance::OneShot) {
            oneShot = QString::fromStdString(protocol.id);
        }
    }
    reader.setQuery(SnapshotQuery::of(FrontQuery{.protocol = oneShot}));
    EXPECT_TRUE(wait([&](const ProjectSnapshot& snapshot) {
        return snapshot.part<FrontSnapshot>()->protocol.id == oneShot.toStdString();
    }));
    EXPECT_GT(reader.snapshot()->part<FrontSnapshot>()->points.size(), 200U);
}

TEST_F(ProjectReaderTest, ReadsAPathAgainThatIsOpenedAgain) {
    const store::Project writer = test::makeSampleProject(path.toStdString());
    for (int i = 0; i < 3; ++i) {
        reader.open(path);
        EXPECT_EQ(reader.snapshot(), nullptr);
        EXPECT_TRUE(wait([](const ProjectSnapshot& snapshot) { return !snapshot.runs.empty(); })) << i;
    }
}

TEST_F(ProjectReaderTest, WaitsForAFileThatAWorkerIsAboutToMake) {
    {
        ProjectReader early;
        early.open(path);
    } // has looked by now
    reader.open(path);
    const store::Project writer = store::Project::create(path.toStdString());
    EXPECT_TRUE(wait([](const ProjectSnapshot& snapshot) { return snapshot.runs.empty(); }));
}

TEST_F(ProjectReaderTest, ADamagedFileIsAnErrorOnce) {
    std::ofstream(path.toStdString()) << std::string(4096, 'x');
    QSignalSpy failed(&reader, &ProjectReader::failed);
    reader.open(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return failed.count() > 0; }, 10'000));
    EXPECT_EQ(failed.at(0).at(0).value<ErrorCode>(), ErrorCode::ProjectDamaged);
    for (int i = 0; i < 3; ++i) {
        reader.poke();
    }
    const QString good = folder.filePath(QStringLiteral("good.paretoscope"));
    const store::Project writer = store::Project::create(good.toStdString());
    reader.open(good); // after the looks at the damaged one
    ASSERT_TRUE(wait([](const ProjectSnapshot&) { return true; }));
    EXPECT_EQ(failed.count(), 1);
}

/// A part whose reader meets, the first time, what is no Error.
struct Fragile { };
class FragileReader final : public PartReader<Fragile> {
public:
    explicit FragileReader(std::shared_ptr<int> readings) : readings_(std::move(readings)) { }
    std::shared_ptr<const Fragile> read(Reading&) override {
        if ((*readings_)++ == 0) {
            throw std::out_of_range("a library's own");
        }
        return std::make_shared<Fragile>();
    }

private:
    std::shared_ptr<int> readings_; ///< of one thread, which outlives the readers
};

TEST_F(ProjectReaderTest, AnExceptionThatIsNoErrorIsToldAndReadingGoesOn) {
    const store::Project writer = test::makeSampleProject(path.toStdString());
    const auto readings = std::make_shared<int>(0);
    ProjectReader fragile([readings] {
        auto readers = std::make_unique<PartReaders>();
        readers->add(std::make_unique<FragileReader>(readings));
        return readers;
    });
    QSignalSpy failed(&fragile, &ProjectReader::failed);
    fragile.open(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return fragile.snapshot() != nullptr; }, 20'000)) << "it tried again";
    ASSERT_EQ(failed.count(), 1);
    EXPECT_EQ(failed.at(0).at(0).value<ErrorCode>(), ErrorCode::EngineFailure);
    EXPECT_TRUE(fragile.snapshot()->part<Fragile>());
}

TEST_F(ProjectReaderTest, ALargeArchiveIsReadElsewhere) {
    store::Project writer = test::makeSampleProject(path.toStdString());
    test::addCandidates(writer, 6000, 3);
    QString oneShot;
    for (const records::AccuracyProtocol& protocol : writer.protocols()) {
        if (protocol.provenance == records::AccuracyProvenance::OneShot) {
            oneShot = QString::fromStdString(protocol.id);
        }
    }
    reader.setQuery(SnapshotQuery::of(FrontQuery{.protocol = oneShot}));
    reader.open(path);
    // This thread does nothing but to take what is ready: were it to read, nothing ever would be.
    while (!reader.snapshot()) {
        QCoreApplication::sendPostedEvents(&reader, QEvent::MetaCall);
        std::this_thread::yield();
    }
    ASSERT_GT(reader.snapshot()->part<FrontSnapshot>()->points.size(), 5000U);
    const FrontSnapshot& front = *reader.snapshot()->part<FrontSnapshot>();
    EXPECT_LT(front.details.size(), front.points.size()) << "only the front's members are loaded in full";
    for (const std::size_t member : front.accuracyHull.front()) {
        EXPECT_TRUE(front.details.contains(front.points[member].candidateId));
    }
    const auto behind = std::ranges::find_if(
        front.points, [&front](const store::FrontPoint& point) { return !front.detail(point.candidateId); });
    ASSERT_NE(behind, front.points.end());
    const std::int64_t candidate = behind->candidateId;
    const SnapshotPointer before = reader.snapshot();
    EXPECT_EQ(detailOf(before, candidate), nullptr);
    SnapshotQuery query = SnapshotQuery::of(FrontQuery{.protocol = oneShot});
    addDetails(query, before, {candidate, front.points[front.accuracyHull.front().front()].candidateId});
    EXPECT_EQ(query.get<DetailQuery>().candidates, std::set{candidate}) << "the front's members are at hand";
    reader.setQuery(query);
    ASSERT_TRUE(QTest::qWaitFor([&] { return detailOf(reader.snapshot(), candidate) != nullptr; }, 20'000));
    EXPECT_EQ(detailOf(reader.snapshot(), candidate)->id, candidate);
    EXPECT_EQ(reader.snapshot()->part<FrontSnapshot>(), before->part<FrontSnapshot>())
        << "a selection does not read 6,000 points again";
}

}
}
