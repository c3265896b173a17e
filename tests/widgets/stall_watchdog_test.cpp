// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>
#include <vector>

#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

#include "tests/bench/stall_watchdog.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {
namespace {

TEST(TimeCounts, QuantilesAreThoseOfTheSortedTimes) {
    std::mt19937_64 random(1);
    std::lognormal_distribution<double> times(1, 2);
    bench::TimeCounts counts;
    std::vector<double> sorted;
    for (int i = 0; i < 5000; ++i) {
        sorted.push_back(times(random));
        counts.add(sorted.back());
    }
    std::ranges::sort(sorted);
    for (const double share : {0.2, 0.5, 0.9, 0.999, 1.0}) {
        const double exact = sorted.at(static_cast<std::size_t>(share * 5000) - 1);
        EXPECT_GE(counts.quantile(share), exact);
        EXPECT_LE(counts.quantile(share), 1.02 * exact + 0.01) << share;
    }
    EXPECT_EQ(counts.quantile(1), sorted.back());
    counts.clear();
    EXPECT_EQ(counts.quantile(0.5), 0);
    counts.add(1e12);
    EXPECT_GE(counts.quantile(0.5), 1e8) << "of the last class no more is known";
}

TEST(StallWatchdog, SeesAStallAndItsLength) {
    bench::StallWatchdog watchdog;
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
    using Texts = std::pair<QString, QString>;
    EXPECT_EQ(numberAndDeviation(2.5912, 0.0503), Texts(QStringLiteral("2.59"), QStringLiteral("0.05")));
    EXPECT_EQ(numberAndDeviation(0.27312, 0.00087), Texts(QStringLiteral("0.2731"), QStringLiteral("0.0009")));
    EXPECT_EQ(numberAndDeviation(123.4, 20), Texts(QStringLiteral("123"), QStringLiteral("20")));
    EXPECT_EQ(durationText(59.7).toStdString(), "1 min");
    EXPECT_EQ(countText(1'240'000).toStdString(), "1.2 M");
    EXPECT_EQ(numberText(1e-7).toStdString(), "1.00e-07");
}

}
}
