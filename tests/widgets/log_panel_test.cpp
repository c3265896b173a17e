// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/log_panel.h"

#include <QComboBox>
#include <gtest/gtest.h>

namespace paretoscope::widgets {
namespace {

using protocol::LogLevel;

TEST(LogPanel, LeavesOutWhatWeighsLessAndBringsItBack) {
    LogPanel panel;
    panel.append(LogLevel::Info, QStringLiteral("began"));
    panel.append(LogLevel::Warning, QStringLiteral("busy"));
    panel.append(LogLevel::Error, QStringLiteral("broke"));
    EXPECT_EQ(panel.text(), QStringLiteral("began\nbusy\nbroke"));
    auto* level = panel.findChild<QComboBox*>(QStringLiteral("logLevel"));
    level->setCurrentIndex(1);
    EXPECT_EQ(panel.text(), QStringLiteral("busy\nbroke"));
    panel.append(LogLevel::Debug, QStringLiteral("detail"));
    panel.append(LogLevel::Warning, QStringLiteral("again"));
    EXPECT_EQ(panel.text(), QStringLiteral("busy\nbroke\nagain"));
    panel.showFrom(LogLevel::Error);
    EXPECT_EQ(level->currentIndex(), 2);
    EXPECT_EQ(panel.text(), QStringLiteral("broke"));
    panel.showFrom(LogLevel::Debug);
    EXPECT_EQ(panel.text(), QStringLiteral("began\nbusy\nbroke\ndetail\nagain"));
}

TEST(LogPanel, ShowsTheNewestThousandAndKeepsMoreThatWeighsEnough) {
    LogPanel panel;
    for (int i = 0; i < 6000; ++i) {
        panel.append(i % 1000 == 0 ? LogLevel::Warning : LogLevel::Info, QString::number(i));
    }
    const auto expectTheNewest = [&panel] {
        const QStringList lines = panel.text().split(QLatin1Char('\n'));
        EXPECT_EQ(lines.size(), 1000);
        EXPECT_EQ(lines.front(), QStringLiteral("5000"));
        EXPECT_EQ(lines.back(), QStringLiteral("5999"));
    };
    expectTheNewest();
    panel.showFrom(LogLevel::Warning);
    EXPECT_EQ(panel.text(), QStringLiteral("1000\n2000\n3000\n4000\n5000"));
    panel.showFrom(LogLevel::Debug);
    expectTheNewest();
}

TEST(LogPanel, SaysWhenWhereItIsKnown) {
    LogPanel panel;
    panel.append(LogLevel::Info, QStringLiteral("began"), QTime(9, 8, 7));
    EXPECT_EQ(panel.text(), QStringLiteral("09:08:07  began"));
    panel.showFrom(LogLevel::Info);
    EXPECT_EQ(panel.text(), QStringLiteral("09:08:07  began"));
}

}
}
