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

TEST(LogPanel, KeepsTheNewestThousands) {
    LogPanel panel;
    for (int i = 0; i < 6000; ++i) {
        panel.append(i % 2 == 0 ? LogLevel::Warning : LogLevel::Info, QString::number(i));
    }
    panel.showFrom(LogLevel::Warning);
    EXPECT_TRUE(panel.text().startsWith(QStringLiteral("1000\n"))) << panel.text().left(20).toStdString();
    EXPECT_TRUE(panel.text().endsWith(QStringLiteral("5998")));
}

}
}
