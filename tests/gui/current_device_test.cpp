// SPDX-License-Identifier: GPL-3.0-or-later
// One current device: what the window's header says, every view, step and number follows, and a view that shows
// another one says so.
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <gtest/gtest.h>

#include "tests/gui/window_fixture.h"
#include "widgets/common/current_device.h"
#include "widgets/common/device_pin.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/compare/compare_view.h"
#include "widgets/devices/devices_reader.h"
#include "widgets/front/front_overlays.h"
#include "widgets/front/front_view.h"
#include "widgets/main/device_header.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/step_button.h"
#include "widgets/merit/merit_reader.h"
#include "widgets/predictor/predictor_view.h"

namespace paretoscope::widgets {
namespace {

const QString first = QStringLiteral("cpu/eager/t2/b1/f32");
const QString other = QStringLiteral("cpu/script/t1/b16/f32");

struct CurrentDeviceTest : test::WindowTest {
    void SetUp() override {
        WindowTest::SetUp();
        openSample();
        ASSERT_EQ(snapshot()->deviceSetting, first);
    }
    [[nodiscard]] SnapshotPointer snapshot() const { return window->reader().snapshot(); }
    void choose(const QString& setting) {
        auto* picker = find<QComboBox>("currentDevice");
        const int index = picker->findData(setting);
        ASSERT_GE(index, 0) << setting.toStdString();
        picker->setCurrentIndex(index);
        Q_EMIT picker->activated(index);
        ASSERT_TRUE(wait([&] { return snapshot()->deviceSetting == setting; }));
    }
    [[nodiscard]] QString detail(const char* step) { return find<StepButton>(step)->detail(); }
    [[nodiscard]] QString pinText(const char* name) { return find<DevicePin>(name)->text(); }
};

TEST_F(CurrentDeviceTest, ViewsStepsAndJobsFollowTheHeader) {
    choose(other);
    EXPECT_EQ(snapshot()->part<FrontSnapshot>()->deviceSetting, other);
    EXPECT_EQ(window->page().find<FrontView>().overlays().shownSetting(), other);
    EXPECT_EQ(window->jobs().plan().measure.deviceSetting, other.toStdString());
    EXPECT_EQ(window->jobs().plan().search.deviceSetting, other.toStdString());
    EXPECT_EQ(window->jobs().plan().finish.device, other.toStdString());
    EXPECT_FALSE(find<QPushButton>("stepSearch")->isEnabled()) << "no predictor of this one";
    EXPECT_FALSE(find<QPushButton>("stepExplore")->isEnabled());
    const int measures = static_cast<int>(worker->requests<protocol::Start>().size());
    find<QPushButton>("stepMeasure")->click();
    ASSERT_TRUE(wait([&] { return static_cast<int>(worker->requests<protocol::Start>().size()) > measures; }));
    EXPECT_EQ(std::get<options::MeasureConfig>(worker->requests<protocol::Start>().back().config).deviceSetting,
        other.toStdString());
}

TEST_F(CurrentDeviceTest, TheMeritViewIsAboutIt) {
    window->page().showView("merit");
    ASSERT_TRUE(wait([this] { return snapshot()->part<MeritSnapshot>() != nullptr; }));
    choose(other);
    EXPECT_TRUE(wait([this] {
        const auto merit = snapshot()->part<MeritSnapshot>();
        return merit && merit->deviceSetting == other;
    }));
}

TEST_F(CurrentDeviceTest, APredictorOfAnotherOneSaysSo) {
    window->page().showView("predictor");
    EXPECT_EQ(pinText("predictorPin"), QString());
    choose(other); // has none
    EXPECT_TRUE(pinText("predictorPin").contains(deviceText(other))) << pinText("predictorPin").toStdString();
    EXPECT_TRUE(find<DevicePin>("predictorPin")->isVisible());
    choose(first);
    EXPECT_EQ(pinText("predictorPin"), QString());
    EXPECT_FALSE(find<DevicePin>("predictorPin")->isVisible());
}

TEST_F(CurrentDeviceTest, TheDevicesViewComparesItWithTheLeastAlikeUntilAPairIsPinned) {
    window->page().showView("devices");
    const auto devices = [this] { return snapshot()->part<DevicesSnapshot>(); };
    ASSERT_TRUE(wait([&] { return devices() && devices()->pair; }));
    const auto nameOf = [&](std::size_t row) { return devices()->settings[row].deviceSetting; };
    EXPECT_EQ(nameOf(devices()->pair->a), first);
    choose(other);
    ASSERT_TRUE(wait([&] { return devices() && devices()->current == other; }));
    EXPECT_EQ(nameOf(devices()->pair->a), other);
    EXPECT_EQ(pinText("devicesPin"), QString());
}

TEST_F(CurrentDeviceTest, CountsAndErrorsAreTheSameWhereverTheyStand) {
    const QString facts = window->page().findChild<DeviceHeader*>()->facts();
    const auto measured = static_cast<qint64>(measuredOn(*snapshot(), first));
    EXPECT_TRUE(facts.contains(countText(measured))) << facts.toStdString();
    EXPECT_TRUE(detail("stepMeasure").contains(countText(measured))) << detail("stepMeasure").toStdString();
    const auto predictor = newestPredictorOf(*snapshot(), first);
    ASSERT_NE(predictor, nullptr);
    const QString error = percentText(predictor->report.model.meanError, 1);
    EXPECT_TRUE(facts.contains(error)) << facts.toStdString();
    EXPECT_TRUE(detail("stepFit").contains(error)) << detail("stepFit").toStdString();
    window->page().showView("devices");
    ASSERT_TRUE(wait([this] { return snapshot()->part<DevicesSnapshot>() != nullptr; }));
    for (const DeviceRow& row : snapshot()->part<DevicesSnapshot>()->settings) {
        if (row.deviceSetting == first) {
            EXPECT_EQ(row.architectures, measured);
            EXPECT_EQ(row.predictor->id, predictor->id);
        }
    }
}

TEST_F(CurrentDeviceTest, NothingIsMeasuredOnAnotherComputersDevice) {
    EXPECT_TRUE(isMeasurableHere(first));
    EXPECT_TRUE(isMeasurableHere(QStringLiteral("cmd/phone/b1")));
    EXPECT_FALSE(isMeasurableHere(QStringLiteral("server:gpu0/graph/b64/bf16")));
    EXPECT_FALSE(isMeasurableHere(QStringLiteral("table/pixel3")));
    EXPECT_EQ(currentDevice(*snapshot(), QStringLiteral("server:gpu0/graph/b64/bf16")), first)
        << "a picture may name one that this project does not know";
}

TEST_F(CurrentDeviceTest, WhatTheMeasuringStepIsSetToBecomesIt) {
    Q_EMIT window->jobs().deviceWanted(QStringLiteral("cpu/eager/t1/b1/f32"));
    ASSERT_TRUE(wait([this] { return snapshot()->deviceSetting == QLatin1String("cpu/eager/t1/b1/f32"); }));
    EXPECT_EQ(find<QComboBox>("currentDevice")->currentData().toString(), QStringLiteral("cpu/eager/t1/b1/f32"));
    EXPECT_TRUE(window->page().find<FrontView>().choice().empty());
}

}
}
