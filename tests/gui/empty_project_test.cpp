// SPDX-License-Identifier: GPL-3.0-or-later
// A project without anything in it: what can do nothing is disabled and says why.
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <gtest/gtest.h>

#include "tests/gui/window_fixture.h"
#include "widgets/common/current_device.h"
#include "widgets/main/device_header.h"

namespace paretoscope::widgets {
namespace {

struct EmptyProjectTest : test::WindowTest {
    void SetUp() override {
        WindowTest::SetUp();
        { const store::Project made = store::Project::create(path.toStdString()); }
        window->openProject(path);
        ASSERT_TRUE(wait([this] { return window->reader().snapshot() != nullptr; }));
    }
    void showEach() {
        for (const char* view : {"merit", "compare", "predictor", "devices", "search", "runs", "tuning", "front"}) {
            window->page().showView(view);
            QCoreApplication::processEvents();
        }
    }
};

TEST_F(EmptyProjectTest, PickersWithoutAChoiceAreDisabledAndSayWhy) {
    showEach();
    for (const QComboBox* box : window->page().findChildren<QComboBox*>()) {
        if (box->isHidden()) {
            continue;
        }
        if (box->count() == 0) {
            EXPECT_FALSE(box->isEnabled()) << box->objectName().toStdString();
        }
        if (!box->isEnabled()) {
            EXPECT_FALSE(box->toolTip().isEmpty()) << box->objectName().toStdString();
        }
    }
    for (const char* name : {"frontQuality", "devicesStatistic", "devicesNetwork", "frontProtocol", "tuningOperator"}) {
        EXPECT_FALSE(find<QComboBox>(name)->isEnabled()) << name;
    }
}

TEST_F(EmptyProjectTest, TablesWithoutRowsHaveNothingToSortFilterOrStar) {
    showEach();
    find<QToolButton>("candidatesShown")->setChecked(true);
    EXPECT_FALSE(find<QTableView>("candidateTable")->isEnabled());
    EXPECT_FALSE(find<QLineEdit>("candidateFilter")->isEnabled());
    EXPECT_FALSE(find<QLineEdit>("runsFilter")->isEnabled());
    EXPECT_FALSE(find<QCheckBox>("runsBin")->isEnabled());
    for (const char* name : {"candidatesStar", "candidatesMeasure", "candidatesExport", "resumeRun", "duplicateRun",
             "deleteRun", "compareRuns"}) {
        EXPECT_FALSE(find<QPushButton>(name)->isEnabled()) << name;
        EXPECT_FALSE(find<QPushButton>(name)->toolTip().isEmpty()) << name;
    }
}

TEST_F(EmptyProjectTest, TheHeaderNamesThisComputerAndThatNothingIsKnownOfIt) {
    const QString here = window->reader().snapshot()->deviceSetting;
    EXPECT_EQ(here, QString::fromStdString(options::defaultDeviceSetting()));
    EXPECT_EQ(find<QComboBox>("currentDevice")->currentData().toString(), here);
    EXPECT_FALSE(window->page().findChild<DeviceHeader*>()->facts().isEmpty());
}

}
}
