// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/stall_watchdog.h"

#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {
namespace {

TEST(StallWatchdog, SeesAStallAndItsLength) {
    StallWatchdog watchdog;
    watchdog.start();
    ASSERT_TRUE(QTest::qWaitFor([&watchdog] { return watchdog.samples() > 3; }));
    const std::size_t before = watchdog.samples();
    QThread::msleep(120); // what a blocked GUI thread looks like
    ASSERT_TRUE(QTest::qWaitFor([&watchdog, before] { return watchdog.samples() > before; }));
    watchdog.stop();
    EXPECT_GE(watchdog.stallMs(1), 100);
    EXPECT_LT(watchdog.busyMs(1), watchdog.stallMs(1)) << "sleeping is no work";
}

TEST(NumberText, SaysNumbersAsPeopleReadThem) {
    EXPECT_EQ(latencyText(5.8123).toStdString(), "5.81 ms");
    EXPECT_EQ(latencyText(std::nan("")).toStdString(), "–");
    EXPECT_EQ(percentText(0.61234).toStdString(), "61.23 %");
    EXPECT_EQ(durationText(200).toStdString(), "3 min 20 s");
    EXPECT_EQ(durationText(59.7).toStdString(), "1 min 0 s");
    EXPECT_EQ(countText(1'240'000).toStdString(), "1.2 M");
    EXPECT_EQ(numberText(1e-7).toStdString(), "1.00e-07");
}

}
}
