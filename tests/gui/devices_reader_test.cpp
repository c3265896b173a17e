// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/devices_reader.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/gui/sample_project.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/selection.h"
#include "widgets/devices/device_table_model.h"
#include "widgets/devices/devices_view.h"
#include "widgets/devices/rank_matrix_table.h"
#include "widgets/plot/plot_view.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::widgets {
namespace {

struct DevicesTest : testing::Test {
    QTemporaryDir folder;
    store::Project project = test::makeSampleProject(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
    PartReaders readers;
    DevicesQuery query{.wanted = true};

    SnapshotPointer read() { return readSnapshot(project, SnapshotQuery::of(query), readers); }
};

std::map<std::string, double> mediansOf(const store::Project& project, const std::string& setting) {
    std::map<std::string, std::vector<double>> values;
    for (const records::Measurement& measurement :
        project.measurements({.deviceSetting = records::parseDeviceSetting(setting)})) {
        values[measurement.canonicalHash].push_back(measurement.value);
    }
    std::map<std::string, double> medians;
    for (auto& [hash, repeats] : values) {
        std::sort(repeats.begin(), repeats.end());
        medians[hash] = (repeats[(repeats.size() - 1) / 2] + repeats[repeats.size() / 2]) / 2;
    }
    return medians;
}

/// Plain double loop over the medians by hash.
double agreement(const store::Project& project, const std::string& a, const std::string& b, std::size_t& n) {
    const auto onA = mediansOf(project, a);
    const auto onB = mediansOf(project, b);
    std::vector<std::pair<double, double>> both;
    for (const auto& [hash, value] : onA) {
        if (const auto found = onB.find(hash); found != onB.end()) {
            both.emplace_back(value, found->second);
        }
    }
    n = both.size();
    double alike = 0;
    double all = 0;
    for (std::size_t i = 0; i < both.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double sign = (both[i].first - both[j].first) * (both[i].second - both[j].second);
            alike += sign > 0 ? 1 : 0;
            all += sign != 0 ? 1 : 0;
        }
    }
    return alike / all;
}

TEST_F(DevicesTest, AgreesWithAPlainCountOfPairs) {
    const SnapshotPointer snapshot = read();
    ASSERT_TRUE(snapshot->part<DevicesSnapshot>());
    const DevicesSnapshot& devices = *snapshot->part<DevicesSnapshot>();
    ASSERT_EQ(devices.settings.size(), 3U);
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            std::size_t n = 0;
            const double expected = agreement(project, devices.settings[a].deviceSetting.toStdString(),
                devices.settings[b].deviceSetting.toStdString(), n);
            EXPECT_EQ(devices.ranks.at(a, b).n, n);
            EXPECT_NEAR(devices.ranks.at(a, b).concordant, expected, 1e-12);
        }
    }
    ASSERT_TRUE(devices.pair) << "the least alike pair where none was asked for";
    const double shown = devices.ranks.at(devices.pair->a, devices.pair->b).tau;
    EXPECT_LE(shown, devices.ranks.at(0, 1).tau);
    EXPECT_LE(shown, devices.ranks.at(0, 2).tau);
    EXPECT_EQ(devices.pair->shifts.size(), devices.ranks.at(devices.pair->a, devices.pair->b).n);
    ASSERT_TRUE(devices.pair->toB);
    EXPECT_LE(devices.pair->toB->loss.hypervolumeKept, 1 + 1e-12);
    EXPECT_GE(devices.pair->toB->loss.worstExtra, devices.pair->toB->loss.meanExtra);
    EXPECT_GT(devices.pair->toB->loss.points, devices.pair->toB->measured) << "some are predicted, and said so";
}

TEST_F(DevicesTest, ComputesAgainOnlyWhatIsNew) {
    const auto first = read()->part<DevicesSnapshot>();
    EXPECT_EQ(read()->part<DevicesSnapshot>(), first) << "nothing has changed";
    query.deviceA = first->settings[0].deviceSetting;
    query.deviceB = first->settings[1].deviceSetting;
    const auto asked = read()->part<DevicesSnapshot>();
    EXPECT_NE(asked, first);
    EXPECT_EQ(asked->pair->a, 0U);
    EXPECT_EQ(asked->pair->b, 1U);
    records::Measurement more =
        project.measurements({.deviceSetting = toSetting(first->settings[0].deviceSetting)}).front();
    more.id = 0;
    more.value *= 1.03;
    project.addMeasurements(std::vector{more});
    const auto after = read()->part<DevicesSnapshot>();
    EXPECT_EQ(after->settings[0].measurements, first->settings[0].measurements + 1);
    EXPECT_EQ(after->settings[0].architectures, first->settings[0].architectures);
    EXPECT_TRUE(predictorAgeText(after->settings[0]).startsWith(QString::number(after->settings[0].measurements - 150)))
        << "the predictor has seen 150";
}

TEST_F(DevicesTest, IsReadOnlyWhereItIsLookedAt) {
    query.wanted = false;
    EXPECT_FALSE(read()->part<DevicesSnapshot>());
}

TEST_F(DevicesTest, MatrixReadsAsTextAndTellsOfAChosenPair) {
    Selection selection;
    DevicesView view(selection);
    view.resize(1000, 700);
    view.show();
    EXPECT_FALSE(view.hintText().isEmpty());
    const SnapshotPointer snapshot = read();
    view.setSnapshot(snapshot);
    EXPECT_TRUE(view.hintText().isEmpty());
    RankMatrixModel& matrix = view.matrix().matrix();
    const QAbstractItemModelTester tester(&matrix, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_EQ(matrix.rowCount(), 3);
    const QString tau = matrix.index(0, 1).data().toString();
    EXPECT_FALSE(tau.isEmpty());
    EXPECT_TRUE(matrix.index(0, 1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("95 %")));
    view.findChild<QComboBox*>(QStringLiteral("devicesStatistic"))->setCurrentIndex(2);
    EXPECT_NE(matrix.index(0, 1).data().toString(), tau);
    EXPECT_FALSE(view.reportText().isEmpty());
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("hypervolume")));

    QSignalSpy asked(&view, &DevicesView::queryChanged);
    const QModelIndex other = matrix.index(matrix.placeOf(0), matrix.placeOf(1));
    const QModelIndex start = matrix.index(other.row(), other.row());
    view.matrix().setCurrentIndex(start);
    EXPECT_EQ(asked.count(), 0) << "the diagonal is no pair";
    QTest::mouseClick(view.matrix().viewport(), Qt::LeftButton, {}, view.matrix().visualRect(other).center());
    ASSERT_EQ(asked.count(), 1);
    SnapshotQuery all;
    view.addTo(all, true);
    query = all.get<DevicesQuery>();
    EXPECT_EQ(query.deviceA, snapshot->part<DevicesSnapshot>()->settings[0].deviceSetting);
    EXPECT_EQ(query.deviceB, snapshot->part<DevicesSnapshot>()->settings[1].deviceSetting);
    view.setSnapshot(read());
    EXPECT_EQ(view.matrix().currentIndex().row(), other.row());
    EXPECT_TRUE(view.reportText().contains(deviceText(query.deviceA)));
    // By keyboard: any other cell off the diagonal asks again.
    view.matrix().setFocus();
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up}) {
        QTest::keyClick(&view.matrix(), key);
    }
    EXPECT_GT(asked.count(), 1);
}

TEST_F(DevicesTest, TableSaysHowGoodEachSettingIsKnown) {
    const auto devices = read()->part<DevicesSnapshot>();
    DeviceTableModel model;
    model.setDevices(devices);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_EQ(model.rowCount(), 3);
    const auto cell = [&](int row, DeviceTableModel::Column column) {
        return model.index(row, static_cast<int>(column)).data().toString();
    };
    int fitted = 0;
    int floors = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        floors += cell(row, DeviceTableModel::Column::NoiseFloor) != QStringLiteral("–") ? 1 : 0;
        fitted += cell(row, DeviceTableModel::Column::PredictorTau) == QStringLiteral("0.90") ? 1 : 0;
    }
    EXPECT_GE(fitted, 1);
    EXPECT_EQ(floors, 2) << "of one setting too few architectures were measured twice";
}

TEST_F(DevicesTest, ClickOnAnArchitectureSelectsItsCandidate) {
    Selection selection;
    DevicesView view(selection);
    view.resize(1000, 700);
    view.show();
    const SnapshotPointer snapshot = read();
    view.setSnapshot(snapshot);
    QCoreApplication::processEvents(); // layouts
    const DevicePair& pair = *snapshot->part<DevicesSnapshot>()->pair;
    QSignalSpy hovered(&view.scatter(), &PlotView::pointHovered);
    const auto most = std::find_if(pair.shifts.begin(), pair.shifts.end(),
        [&pair](const analysis::RankShift& shift) { return shift.index == pair.largest[0].index; });
    Q_EMIT view.scatter().pointClicked(static_cast<int>(most - pair.shifts.begin()));
    const QString text = view.findChild<QLabel*>(QStringLiteral("rankScatterPoint"))->text();
    EXPECT_TRUE(text.contains(deviceText(snapshot->part<DevicesSnapshot>()->settings[pair.a].deviceSetting)));
}

TEST(DevicesView, SaysWhyThereIsNothing) {
    Selection selection;
    DevicesView view(selection);
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->path = QStringLiteral("p");
    auto devices = std::make_shared<DevicesSnapshot>();
    snapshot->setPart(devices);
    view.setSnapshot(snapshot);
    EXPECT_TRUE(view.hintText().contains(QStringLiteral("Measure")));
    auto one = std::make_shared<DevicesSnapshot>();
    one->networks = {{space::SpaceId::Darts, {}}};
    one->settings.push_back({.deviceSetting = QStringLiteral("cpu/eager/t2/b1/f32")});
    one->settings.back().noise = device::noiseReport({});
    one->ranks = analysis::RankMatrix(1);
    one->order = {0};
    auto second = std::make_shared<ProjectSnapshot>(*snapshot);
    second->setPart(one);
    view.setSnapshot(second);
    EXPECT_TRUE(view.hintText().isEmpty()) << "the one setting is shown";
    EXPECT_EQ(view.matrix().matrix().index(0, 0).data().toString(), QStringLiteral("·"));
}

}
}
